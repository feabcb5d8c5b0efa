"""Signing in with a provider, each role at every page, and what holds after signing out."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from data.acts import ROLES, Role, load_acts
from pages import list_pages
from pages.history.words import WORDS as HISTORY
from pages.meeting_mode.words import WORDS as MEETING_MODE
from pages.meetings.words import WORDS as MEETINGS
from pages.parked.words import WORDS as PARKED
from pages.people.words import WORDS as PEOPLE
from pages.sign_in_failed import WORDS as FAILED
from pages.titles.words import WORDS as TITLES
from pages.upload.words import WORDS as UPLOAD
from store.actor import CONGRESS
from tests.browser.app_process import find_free_port, run_app
from tests.browser.providers import Provider, run_mock, write_secrets
from tests.browser.walker import Walker, open_profile, walk
from tests.rights_store import OWN, fill_rights_store
from tests.upload_books import BRIDGE, matchings_book
from widgets.page_facts import SECTIONS
from widgets.records.queries import WORDS as QUERIES

pytestmark = pytest.mark.browser
STRANGER = "stranger@example.jp"
PAGES = list_pages()
ACTS = load_acts().acts
#: Page -> button, or what it is folded up in -> the act, and the forums that it concerns there as the page opens.
OFFERED: dict[str, dict[str, tuple[str, list[str]]]] = {
    "upload": {UPLOAD["inbox_refuse"]: ("refuse_inbox", [OWN])},
    "parked": {
        PARKED["mend"]: ("accept", [OWN]),
        PARKED["assign"]: ("assign_parked", [OWN]),
        PARKED["drop"]: ("close_parked", [OWN]),
        QUERIES["ask"]: ("ask_sender", [OWN]),
    },
    "history": {HISTORY["undo"]: ("undo", [CONGRESS]), QUERIES["ask"]: ("ask_sender", [CONGRESS])},
    "titles": {TITLES["revoke"]: ("revoke_title", [CONGRESS])},
    "meetings": {MEETINGS["submit"]: ("freeze_meeting", [])},
    "people": {PEOPLE["register"]: ("register_person", [])},
}


@dataclass
class Service:
    """An app that asks for signing in, and its provider, which can be stopped and started."""

    address: str
    start: Callable[[], AbstractContextManager[Provider]]
    provider: ExitStack

    def stop_provider(self) -> None:
        self.provider.close()

    def start_provider(self) -> None:
        self.provider.enter_context(self.start())


@pytest.fixture(scope="module")
def service(
    chromium: BrowserContext, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """With a person of each role, and something to decide for each act."""
    folder = tmp_path_factory.mktemp("signed")
    root = folder / "real"
    fill_rights_store(root).close()
    port, provider_port = find_free_port(), find_free_port()
    emails = [STRANGER, *(f"{role}@example.jp" for role in ROLES)]
    with ExitStack() as stack:
        started = stack.enter_context(run_mock(emails, provider_port))
        secrets = folder / "secrets.toml"
        write_secrets(secrets, f"http://localhost:{port}", started)
        script = Path(__file__).parents[2] / "dashboard.py"
        with run_app(root, script, port, f"--secrets.files={secrets}") as address:
            yield Service(address, lambda: run_mock(emails, provider_port), stack)


def sign_in(walker: Walker, email: str, path: str = "") -> None:
    walker.open(path)
    walker.expect_text("サインインしてください")
    walker.page.get_by_role("button", name="サインイン").click()
    walker.page.get_by_role("button", name=email).click()
    walker.page.wait_for_url(f"{walker.address}/**")
    walker.page.wait_for_selector('[data-testid="stAppViewContainer"]')
    walker.settle()


def test_nobody_sees_a_figure_without_signing_in(
    chromium: BrowserContext, service: Service
) -> None:
    for path in ("", "matchings", "upload", "meeting_mode"):
        with walk(chromium, service.address) as walker:
            walker.open(path)
            walker.expect_text("サインインしてください")
            assert "133" not in walker.read()


def test_stranger_is_told_to_ask_the_secretariat(
    chromium: BrowserContext, service: Service
) -> None:
    with walk(chromium, service.address) as walker:
        sign_in(walker, STRANGER)
        walker.expect_text("このアカウントは登録されていません")
        assert "133" not in walker.read()


@pytest.mark.parametrize("role", ROLES)
def test_role_is_offered_on_every_page_what_it_may_do(
    chromium: BrowserContext, service: Service, tmp_path: Path, role: Role
) -> None:
    """By the menu from page to page; then one thing that it may do, and one that it may not."""
    with walk(chromium, service.address) as walker:
        sign_in(walker, f"{role}@example.jp")
        walker.expect_text(f"山田 {role}（{load_acts().roles[role]}）", "133")
        _, *others = PAGES  # on the first one they are
        for page in others:
            if (act := PAGES[page].act) and not may(role, act, [OWN]):
                assert is_closed(walker, page), page
                continue
            go_to(walker, page)
            for label, (what, forums) in OFFERED.get(page, {}).items():
                offered = walker.page.get_by_text(label, exact=True)
                assert bool(offered.count()) is may(role, what, forums), (page, label)
            if PAGES[page].has_bar:  # in place of the menu
                walker.follow(MEETING_MODE["leave"])
        do_one_thing(walker, role)
        be_refused(walker, role, tmp_path / "近畿.xlsx")


def may(role: Role, act: str, forums: list[str]) -> bool:
    reach = ACTS[act].reaches[role]
    return reach == "everywhere" or (reach == "own" and set(forums) <= {OWN})


def find_in_menu(walker: Walker, page: str) -> Locator:
    """The menu's links to a page, after its section was opened."""
    section = PAGES[page].section
    if section:
        walker.page.get_by_test_id("stTopNavSection").filter(has_text=SECTIONS[section]).click()
        expect(walker.page.get_by_test_id("stTopNavDropdownLink").first).to_be_visible()
    return walker.page.locator(f"[data-testid^=stTopNav][href$='/{page}']")


def is_closed(walker: Walker, page: str) -> bool:
    """Whether a page does not stand in the menu: alone in its section, then without that."""
    section = walker.page.get_by_test_id("stTopNavSection").filter(
        has_text=SECTIONS[PAGES[page].section]
    )
    if not section.count():
        return True
    links = find_in_menu(walker, page).count()
    section.click()  # and shut again
    return not links


def go_to(walker: Walker, page: str) -> None:
    find_in_menu(walker, page).first.click()
    walker.settle()
    assert "を表示できませんでした" not in walker.read()


def do_one_thing(walker: Walker, role: Role) -> None:
    if may(role, "assign_parked", [OWN]):
        walker.open("parked")
        walker.press(PARKED["assign"])
        walker.expect_text("記録しました。")
    else:
        walker.open("history?part=log")
        walker.expect_text(HISTORY["log_whole"])


def be_refused(walker: Walker, role: Role, book: Path) -> None:
    """The secretariat alone is refused nothing."""
    walker.open("upload")
    if not may(role, "accept", [OWN]):
        walker.expect_text(f"このページは「{load_acts().roles[role]}」では使えません")
        return
    book.write_bytes(matchings_book(BRIDGE, forum="近畿"))
    walker.choose_files(book)
    walker.press("次へ: 確かめる")
    walker.press("次へ: 見通し")
    is_refused = "この操作の権限がありません（取込の確定：近畿フォーラム）" in walker.read()
    assert is_refused is (role == "coordinator")
    assert bool(walker.page.get_by_role("button", name="確定する").count()) is not is_refused


def test_provider_that_is_down_is_told_and_who_is_signed_in_goes_on(
    chromium: BrowserContext, service: Service
) -> None:
    assert chromium.browser
    with (
        open_profile(chromium.browser) as others,
        walk(chromium, service.address) as signed_in,
        walk(others, service.address) as late,
    ):
        sign_in(signed_in, "viewer@example.jp")
        late.open()
        service.stop_provider()
        try:
            late.page.get_by_role("button", name="サインイン").click()
            late.expect_text(FAILED["title"], "数分待ってから")
            signed_in.open("matchings")
            signed_in.expect_text("山田 viewer（閲覧）", "133件")
        finally:
            service.start_provider()
        late.page.get_by_role("link", name=FAILED["back"]).click()
        late.page.wait_for_selector('[data-testid="stAppViewContainer"]')
        sign_in(late, "auditor@example.jp")
        late.expect_text("山田 auditor（監査）")


def test_signing_out_stops_every_tab_and_a_copied_cookie(
    chromium: BrowserContext, service: Service
) -> None:
    with walk(chromium, service.address) as walker:
        sign_in(walker, "secretariat@example.jp")
        cookies = walker.page.context.cookies()
        other = Walker(walker.page.context.new_page(), service.address)
        other.open("meeting_mode")
        walker.page.get_by_role("button", name="サインアウト").click()
        walker.page.wait_for_url("**/oauth2/end_session**")  # the provider's own page
        other.page.keyboard.press("ArrowRight")
        other.expect_text("もう一度サインインしてください")
        assert "133" not in other.read()
        other.page.close()
    with walk(chromium, service.address) as walker:
        walker.page.context.add_cookies(cookies)  # type: ignore[arg-type]
        walker.open()
        walker.expect_text("もう一度サインインしてください")
