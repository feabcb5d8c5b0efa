"""演習データ in the browser: the stamp on every page and chart, the switch, the URL."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, expect

from pages import list_pages
from tests.browser.legibility import FAINT_TEXTS, OVERLAPS
from tests.browser.walker import Walker, walk

PAGES = list_pages()

pytestmark = pytest.mark.browser

IS_PRACTICE = re.compile("data=practice")
STAMP = "演習データ（架空）"
#: For each chart whether the stamp is drawn in it.
STAMPED = f"""() => [...document.querySelectorAll('svg.marks')].map(svg =>
    [...svg.querySelectorAll('text')].some(text => text.textContent === '{STAMP}'))"""


@pytest.fixture(scope="module")
def visitor(chromium: BrowserContext, address: str) -> Iterator[Walker]:
    """A tab that only looks."""
    with walk(chromium, address) as walker:
        walker.open("?data=practice")
        yield walker


@pytest.fixture
def walker(chromium: BrowserContext, address: str) -> Iterator[Walker]:
    with walk(chromium, address) as walker:
        yield walker


def name_path(page: str) -> str:
    """A page's address; the first page is the app's own."""
    return "" if page == next(iter(PAGES)) else page


def open_drawn(walker: Walker, path: str) -> None:
    """A page with all that it shows painted, its charts too."""
    walker.open(path)
    # A page has its title, or (to trace a figure) the field for its code.
    walker.page.wait_for_selector('h1, [data-testid="stTextInput"]')
    walker.settle()


@pytest.mark.parametrize("page", list(PAGES))
def test_page_opened_by_url_bears_the_stamp_and_can_be_read(visitor: Walker, page: str) -> None:
    visitor.errors.clear()
    for part in list(PAGES[page].parts.values()) or [""]:
        visitor.go(f"{name_path(page)}?data=practice&part={quote(part)}")
        visitor.expect_text(STAMP)
        expect(visitor.page).to_have_url(IS_PRACTICE)
        assert all(visitor.page.evaluate(STAMPED)), part
        assert visitor.page.title().startswith("【演習】")
        assert visitor.page.evaluate(OVERLAPS) == [], part
        assert visitor.page.evaluate(FAINT_TEXTS) == [], part
        assert visitor.errors == [], part


def test_charts_are_stamped_at_all(walker: Walker) -> None:
    open_drawn(walker, "kpi?data=practice")
    assert walker.page.evaluate(STAMPED).count(True) >= 2


def test_switch_is_kept_over_a_page_change_and_left_by_its_button(walker: Walker) -> None:
    walker.open("?data=practice")
    walker.follow("定義・出典")
    walker.expect_text(STAMP)
    expect(walker.page).to_have_url(IS_PRACTICE)
    walker.press("実データに戻る")
    expect(walker.page).not_to_have_url(IS_PRACTICE)
    assert STAMP not in walker.read()


def test_switch_turns_practice_data_on(walker: Walker) -> None:
    walker.open()
    assert STAMP not in walker.read()
    walker.press("実データ・最新")
    walker.page.get_by_text("演習データ", exact=True).click()
    walker.settle()
    walker.expect_text(STAMP)
    expect(walker.page).to_have_url(IS_PRACTICE)


def click_mark(walker: Walker, chart: str, mark: int = 0) -> None:
    """Click a bar of the first chart that holds a text."""
    svg = walker.page.locator("svg.marks").filter(has_text=chart).first
    svg.locator("g.mark-rect.role-mark path").nth(mark).click(force=True)
    walker.settle()


def test_click_on_a_block_narrows_the_page_and_does_no_harm_twice(walker: Walker) -> None:
    open_drawn(walker, f"matchings?data=practice&part={quote('止まるところ')}")
    block = walker.page.get_by_role("combobox", name="ブロック")
    for _ in range(2):
        click_mark(walker, "北海道")
        expect(block).to_have_value("北海道")


def test_click_on_a_forum_opens_its_own_part_also_after_a_reload(walker: Walker) -> None:
    open_drawn(walker, "blocks?data=practice")
    click_mark(walker, "北海道", 3)
    heading = walker.page.get_by_role("heading", name="北陸フォーラム")
    for _ in range(2):
        expect(heading).to_be_visible()
        expect(walker.page.get_by_role("combobox", name="ブロック")).to_have_value("北陸")
        walker.page.reload()
        walker.settle()


def test_open_part_is_the_pages_own(walker: Walker) -> None:
    cases = quote("案件の一覧")
    open_drawn(walker, f"matchings?data=practice&fiscal_year=令和2年度&part={cases}")
    expect(walker.page.get_by_role("heading", name="案件 133件")).to_be_visible()
    walker.follow("自治体会員")
    first = walker.page.get_by_role("tab", name="加入の割合")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(walker.page).not_to_have_url(re.compile("part="))


def test_click_on_a_stage_opens_its_cases_in_the_list(walker: Walker) -> None:
    open_drawn(walker, "matchings?data=practice&fiscal_year=令和2年度")
    click_mark(walker, "マッチング成立", 1)
    expect(walker.page.get_by_role("heading", name="案件 14件")).to_be_visible()
    expect(walker.page.get_by_role("combobox", name="段階")).to_have_value("成立")


def test_click_on_an_indicator_opens_its_trace(walker: Walker) -> None:
    open_drawn(walker, "kpi?data=practice&fiscal_year=令和2年度")
    click_mark(walker, "50%")
    walker.page.wait_for_url("**/trace?**")
    expect(walker.page).to_have_url(IS_PRACTICE)
    expect(walker.page.get_by_label("数値のコード").first).to_have_value(re.compile("^K2020-T-"))


def test_click_on_a_year_opens_the_kpi_of_that_year(walker: Walker) -> None:
    open_drawn(walker, "trends?data=practice")
    click_mark(walker, "令和元年度")
    walker.expect_text("KPI の目標と実績")
    walker.page.wait_for_url("**fiscal_year=**")
    expect(walker.page).not_to_have_url(re.compile("/trends"))
