"""Signing in with a provider, each role at the pages, and what holds after signing out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from data.acts import ROLES, Role, load_acts
from store.actor import run_as
from store.database import open_database
from store.people.register import register_person
from tests.browser.app_process import find_free_port, run_app
from tests.browser.providers import run_mock, write_secrets
from tests.browser.walker import Walker, walk
from tests.plan_store import fill_plan_store

pytestmark = pytest.mark.browser
STRANGER = "stranger@example.jp"


@pytest.fixture(scope="module")
def signed_app(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app that asks for signing in, its provider, and a person of each role."""
    folder = tmp_path_factory.mktemp("signed")
    root = folder / "real"
    fill_plan_store(root).close()
    with open_database(root) as database:
        for role in ROLES:
            forums = ["chugoku"] if role == "coordinator" else []
            operator = run_as("operator", "command_line")
            register_person(database, operator, f"{role}@example.jp", f"山田 {role}", role, forums)
    port = find_free_port()
    emails = [STRANGER, *(f"{role}@example.jp" for role in ROLES)]
    with run_mock(emails) as provider:
        secrets = folder / "secrets.toml"
        write_secrets(secrets, f"http://localhost:{port}", provider)
        script = Path(__file__).parents[2] / "dashboard.py"
        with run_app(root, script, port, f"--secrets.files={secrets}") as address:
            yield address


def sign_in(walker: Walker, email: str, path: str = "") -> None:
    walker.open(path)
    walker.expect_text("サインインしてください")
    walker.page.get_by_role("button", name="サインイン").click()
    walker.page.get_by_role("button", name=email).click()
    walker.page.wait_for_url(f"{walker.address}/**")
    walker.page.wait_for_selector('[data-testid="stAppViewContainer"]')
    walker.settle()


def test_nobody_sees_a_figure_without_signing_in(chromium: Browser, signed_app: str) -> None:
    for path in ("", "matchings", "upload", "meeting_mode"):
        with walk(chromium, signed_app) as walker:
            walker.open(path)
            walker.expect_text("サインインしてください")
            assert "133" not in walker.read()


def test_stranger_is_told_to_ask_the_secretariat(chromium: Browser, signed_app: str) -> None:
    with walk(chromium, signed_app) as walker:
        sign_in(walker, STRANGER)
        walker.expect_text("このアカウントは登録されていません")
        assert "133" not in walker.read()


@pytest.mark.parametrize("role", ROLES)
def test_role_sees_the_figures_and_the_pages_it_may_use(
    chromium: Browser, signed_app: str, role: Role
) -> None:
    with walk(chromium, signed_app) as walker:
        sign_in(walker, f"{role}@example.jp")
        walker.expect_text(f"山田 {role}（{load_acts().roles[role]}）", "133")
        walker.open("upload")
        if load_acts().acts["accept"].reaches[role]:
            walker.expect_text("1 選ぶ")
        else:
            walker.expect_text("では使えません")


def test_signing_out_stops_every_tab_and_a_copied_cookie(
    chromium: Browser, signed_app: str
) -> None:
    with walk(chromium, signed_app) as walker:
        sign_in(walker, "secretariat@example.jp")
        cookies = walker.page.context.cookies()
        other = Walker(walker.page.context.new_page(), signed_app)
        other.open("meeting_mode")
        walker.page.get_by_role("button", name="サインアウト").click()
        walker.page.wait_for_url("**/oauth2/end_session**")  # the provider's own page
        other.page.keyboard.press("ArrowRight")
        other.expect_text("もう一度サインインしてください")
        assert "133" not in other.read()
    with walk(chromium, signed_app) as walker:
        walker.page.context.add_cookies(cookies)  # type: ignore[arg-type]
        walker.open()
        walker.expect_text("もう一度サインインしてください")
