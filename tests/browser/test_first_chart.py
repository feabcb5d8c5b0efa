"""What a page's first chart is drawn with comes ahead, and what follows the chart comes behind it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from pages.japanese import DRAWN_WITH, list_drawn_with, render_page

pytestmark = pytest.mark.browser

#: Notes what stands on the page in the frame after the first mark of a chart; however busy the
#: machine, nothing else ends the wait for it.
WATCH = """
const wait = setTimeout;
window.setTimeout = (act, ms, ...given) => wait(act, ms === 2000 ? 1e8 : ms, ...given);
new MutationObserver((_, observer) => {
    if (!document.querySelector('svg.marks path')) return;
    observer.disconnect();
    requestAnimationFrame(() => {
        document.documentElement.dataset.atFirstMark =
            [...document.querySelectorAll('[class*=st-key-]')].map(each => each.className).join();
    });
}).observe(document, {childList: true, subtree: true});
"""
#: Pages with a chart, and the keys of what is drawn before the chart and behind it.
PAGES = {
    "kpi": ("kpi_cards", "reach"),
    "matchings": ("page_filters", "reach"),
    "meeting_mode?item=matching_stages": ("meeting_chart", "meeting_next"),
}


@pytest.fixture
def page(chromium: BrowserContext) -> Iterator[Page]:
    page = chromium.new_page()
    page.add_init_script(WATCH)
    yield page
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_chart_is_painted_before_what_follows_it_and_that_comes(
    page: Page, address: str, path: str
) -> None:
    before, behind = (f"st-key-{key}" for key in PAGES[path])
    page.goto(f"{address}/{path}")
    page.wait_for_selector("html[data-at-first-mark]", state="attached")
    at_first_mark = page.evaluate("document.documentElement.dataset.atFirstMark")
    assert before in at_first_mark
    assert behind not in at_first_mark
    page.locator(f".{behind}").wait_for()


def test_page_without_a_chart_is_whole(page: Page, address: str) -> None:
    page.goto(f"{address}/search")
    page.locator(".st-key-search_shortcut").wait_for(state="attached")
    assert not page.locator("html[data-at-first-mark]").count()


def test_what_is_drawn_with_is_fetched_once_and_after_the_first_questions(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/kpi")
    page.wait_for_selector("svg.marks")
    asked = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    first = next(number for number, url in enumerate(asked) if "host-config" in url)
    named = render_page()
    ahead = [script for script in list_drawn_with() if f"/js/{script}" not in named]
    assert len(ahead) > len(DRAWN_WITH)
    for script in ahead:
        (place,) = [number for number, url in enumerate(asked) if url.endswith(script)]
        assert place > first
