"""The order of a deck by the keyboard alone, in Chromium: the focus stays on what moves the item."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.app_process import run_app
from tests.browser.walker import Walker, walk
from tests.plan_store import fill_plan_store

pytestmark = pytest.mark.browser

ITEM = "段階のはしご"


def expect_order(walker: Walker, button: str, *places: int) -> None:
    """Each press moves the marked item to the next place; the focus stays, also at an end."""
    walker.page.get_by_role("button", name=button).focus()
    for place in places:
        walker.page.keyboard.press("Enter")
        walker.settle()
        said = walker.page.get_by_role("radiogroup").locator("label").nth(place - 1)
        expect(said).to_contain_text(f"{place}. {ITEM}")
        expect(said.get_by_role("radio")).to_be_checked()
        expect(walker.page.get_by_role("button", name=button)).to_be_focused()


def test_focus_stays_on_the_button_that_moves_an_item(
    chromium: BrowserContext, own_port: int, tmp_path: Path
) -> None:
    root = tmp_path / "store"
    fill_plan_store(root).close()
    with run_app(root, port=own_port) as address, walk(chromium, address) as walker:
        walker.open("deck")
        walker.page.get_by_role("radiogroup").locator("label", has_text=ITEM).click()
        walker.settle()
        expect_order(walker, "前へ", 3, 2)  # with the first of them a draft begins above
        expect_order(walker, "先頭へ", 1, 1)
        expect_order(walker, "最後へ", 12, 12)
        walker.page.keyboard.press("Alt+ArrowUp")
        walker.settle()
        walker.page.reload()
        walker.settle()
        said = walker.page.get_by_role("radiogroup").locator("label").nth(10)
        expect(said).to_contain_text(ITEM)
