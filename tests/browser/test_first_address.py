"""The first address that a new process is asked for: the app answers, and nothing else."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from pages import list_pages
from tests.browser.app_process import run_app
from tests.browser.walker import walk
from tests.plan_store import fill_plan_store

pytestmark = pytest.mark.browser

HEADLINE = "マッチング等 133/150（89%）、うち社会実装 0"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("members", "目標60%まであと45～62団体"),
        ("kpi", HEADLINE),
    ],
)
def test_app_answers_with_its_menu_and_without_a_dialog(
    chromium: BrowserContext, own_port: int, tmp_path: Path, path: str, title: str
) -> None:
    fill_plan_store(tmp_path / "store").close()
    with run_app(tmp_path / "store", port=own_port) as address, walk(chromium, address) as walker:
        walker.open(path)
        walker.expect_text(title)
        menu = [facts.name for facts in list_pages().values() if not facts.section]
        walker.expect_text(*menu)
        assert walker.page.get_by_role("dialog").count() == 0
