"""会議モード on a shared screen: large type, one screen, no menus, keys, and a link that reopens it."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from exports.deck.agenda import load_agendas
from tests.browser.test_pages import HIDE_ICONS, IS_WIDER, SHOW_ICONS, Watched, open_tab

pytestmark = pytest.mark.browser

ITEMS = [item.id for item in load_agendas()["meeting"].items]
DATA_SETS = ("real", "practice")
SCREEN = (1920, 1080)
#: The least size of running text, and of what a chart or a table says.
BODY_TYPE, SHOWN_TYPE = 24, 28
#: The most of a screen that is left empty at a stretch.
MOST_EMPTY = SCREEN[1] / 3

#: How many screens an item has, in its heading.
PARTS = re.compile(r"議題 \d+／\d+　.*（\d+／(\d+)）")

#: Everything of a screen that can be measured, in one look.
MEASURE = """() => {
    const isSeen = element => element.getClientRects().length > 0
        && getComputedStyle(element).visibility !== 'hidden';
    const chartTexts = [...document.querySelectorAll('svg.marks text')]
        .filter(text => text.textContent.trim() && isSeen(text));
    const boxes = chartTexts.map(text => ({
        text: text.textContent, box: text.getBoundingClientRect(),
        size: parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a}));
    const own = element => [...element.childNodes].some(
        node => node.nodeType === 3 && node.textContent.trim());
    const body = [...document.querySelectorAll(
            '[data-testid=stMain] *, [data-testid=stBottom] *')]
        .filter(each => !each.closest('svg') && own(each) && isSeen(each)
            && each.getBoundingClientRect().height > 1)
        .map(each => ({text: each.textContent.slice(0, 40),
                       size: parseFloat(getComputedStyle(each).fontSize)}));
    const shown = [...document.querySelectorAll(
            '.st-key-meeting_table p, .st-key-meeting_statement p')]
        .map(each => ({text: each.textContent.slice(0, 40),
                       size: parseFloat(getComputedStyle(each).fontSize)}));
    const words = [...document.querySelectorAll('[data-testid=stMain] :is(h1, p)')];
    const marks = [...document.querySelectorAll('svg.marks :is(text, .role-mark path)')];
    const filled = [...words, ...marks].filter(isSeen)
        .map(each => each.getBoundingClientRect()).filter(box => box.height > 1)
        .map(box => [box.top, box.bottom]);
    const chart = document.querySelector('svg.marks')?.getBoundingClientRect();
    const bar = document.querySelector('[data-testid=stBottom]').getBoundingClientRect();
    const main = document.querySelector('[data-testid=stMainBlockContainer]');
    return {
        chartTexts: boxes.map(({text, size, box}) =>
            ({text, size, left: box.left, right: box.right, top: box.top, bottom: box.bottom})),
        body, shown, filled, chartBottom: chart ? chart.bottom : 0, barTop: bar.top,
        isHeaderSeen: isSeen(document.querySelector('[data-testid=stHeader]')),
        overflow: main.scrollHeight - main.clientHeight,
    };
}"""


@dataclass(frozen=True)
class Look:
    """One screen as it was measured."""

    measured: dict[str, Any]
    said: str
    errors: list[str]
    outside: list[str]
    is_wider: bool


def build_url(address: str, item: str, data: str) -> str:
    return f"{address}/meeting_mode?item={item}{'&data=practice' if data == 'practice' else ''}"


@pytest.fixture(scope="module", params=DATA_SETS)
def looks(
    chromium: BrowserContext, address: str, request: pytest.FixtureRequest
) -> dict[str, Look]:
    """Every screen of the meeting's agenda, looked at once."""
    watched = Watched(open_tab(chromium, SCREEN))
    watched.open(build_url(address, ITEMS[-1], request.param))
    seen = {}
    for item in ITEMS:
        part, count = 0, 1
        while part < count:
            part += 1
            watched.go(f"{build_url(address, item, request.param)}&part={part}")
            seen[f"{item} {part}"] = look(watched)
            told = PARTS.search(seen[f"{item} {part}"].said)
            count = int(told[1]) if told else 1
    watched.page.close()
    return seen


def look(watched: Watched) -> Look:
    said, is_wider = watched.read_text(), bool(watched.page.evaluate(IS_WIDER))
    watched.page.evaluate(HIDE_ICONS)
    measured = watched.page.evaluate(MEASURE)
    watched.page.evaluate(SHOW_ICONS)
    return Look(measured, said, list(watched.errors), list(watched.outside), is_wider)


def test_type_is_large_enough_for_four_metres(looks: dict[str, Look]) -> None:
    for item, look in looks.items():
        body, charts = look.measured["body"], look.measured["chartTexts"]
        assert body, item
        assert [text for text in body if text["size"] < BODY_TYPE - 0.01] == [], item
        assert [text for text in charts if text["size"] < SHOWN_TYPE] == [], item
        shown = look.measured["shown"]
        assert bool(charts) != bool(shown), item
        assert [text for text in shown if text["size"] < SHOWN_TYPE - 0.1] == [], item


def test_screen_is_one_screen_without_menus(looks: dict[str, Look]) -> None:
    for item, look in looks.items():
        assert not look.measured["isHeaderSeen"], item
        assert not look.is_wider, item
        assert look.measured["overflow"] <= 1, item
        assert look.measured["chartBottom"] <= look.measured["barTop"] + 1, item
        assert "件目の取込まで" in look.said, item


def test_screen_is_filled(looks: dict[str, Look]) -> None:
    for item, look in looks.items():
        assert find_largest_gap(look.measured["filled"]) <= MOST_EMPTY, item


def find_largest_gap(filled: list[list[float]]) -> float:
    """From one to the next of what stands on a screen, from top to bottom."""
    reached, largest = 0.0, 0.0
    for top, bottom in sorted(filled):
        largest, reached = max(largest, top - reached), max(reached, bottom)
    return largest


def test_texts_of_a_chart_do_not_overlap_and_stay_inside(looks: dict[str, Look]) -> None:
    for item, look in looks.items():
        texts, right = look.measured["chartTexts"], SCREEN[0] + 1
        beyond = [each["text"] for each in texts if each["left"] < -1 or each["right"] > right]
        assert beyond == [], item
        assert list_overlaps(texts) == [], item


def list_overlaps(texts: list[dict[str, Any]]) -> list[str]:
    """Pairs of texts that lie over each other by more than the slack of a line's own box."""
    found = []
    for number, one in enumerate(texts):
        for other in texts[number + 1 :]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            # A line's box is higher than its letters: a third of it may touch.
            slack = min(one["size"], other["size"]) * 0.55
            if across > 2 and down > slack:
                found.append(f"{one['text']} | {other['text']}")
    return found


def test_screen_has_no_error_and_asks_nothing_of_the_outside(looks: dict[str, Look]) -> None:
    assert {item: look.errors for item, look in looks.items() if look.errors} == {}
    assert {item: look.outside for item, look in looks.items() if look.outside} == {}


def test_stamp_of_practice_data_stands_on_every_screen(
    chromium: BrowserContext, address: str
) -> None:
    page = chromium.new_page()
    watched = Watched(page)
    watched.open(build_url(address, "kpi_summary", "practice"))
    assert "演習データ（架空）" in page.inner_text('[data-testid="stMain"]')
    watched.go(build_url(address, "matching_stages", "practice"))
    assert "演習データ（架空）" in page.inner_text('[data-testid="stMain"]')
    page.close()


def read_title(page: Page) -> str:
    return page.inner_text("h1")


def press(watched: Watched, key: str) -> str:
    """The title after a key, once the screen is still again."""
    watched.page.keyboard.press(key)
    watched.stillness.wait()
    return read_title(watched.page)


def test_arrow_keys_and_a_remote_control_turn_the_screens(
    chromium: BrowserContext, address: str
) -> None:
    watched = Watched(chromium.new_page())
    watched.open(build_url(address, "matching_stages", "real"))
    first = read_title(watched.page)
    second = press(watched, "ArrowRight")
    third = press(watched, "PageDown")
    assert len({first, second, third}) == 3
    assert press(watched, "PageUp") == second
    assert press(watched, "ArrowLeft") == first
    assert press(watched, "End") == "この会議の決定・意見はまだ記録されていません"
    assert press(watched, "Home") == "前回の会議の記録はまだありません"
    press(watched, "h")
    assert "決定を書く" in watched.page.inner_text("[data-testid=stPopoverBody]")
    watched.page.close()


def test_link_reopens_the_same_screen_with_its_filters(
    chromium: BrowserContext, address: str
) -> None:
    page = chromium.new_page()
    Watched(page).open(build_url(address, "matching_stages", "real"))
    page.get_by_role("button", name="絞り込み").click()
    page.get_by_role("radio", name="全国").click()
    page.get_by_role("heading", name="10件の60%は検討段階、社会実装は0件").wait_for()
    expect(page).to_have_url(re.compile("scope="))
    url = page.url
    page.close()
    again = chromium.new_page()
    Watched(again).open(url)
    assert read_title(again) == "10件の60%は検討段階、社会実装は0件"
    again.close()


def test_keys_typed_into_a_remark_do_not_turn_the_screen(
    chromium: BrowserContext, address: str
) -> None:
    page = chromium.new_page()
    watched = Watched(page)
    watched.open(build_url(address, "matching_stages", "real"))
    title = read_title(page)
    press(watched, "i")
    page.keyboard.type("kishの前後")  # the field has the focus
    for key in ("ArrowLeft", "ArrowRight", "PageDown", "Home", "End"):
        page.keyboard.press(key)
    watched.stillness.wait()
    assert page.get_by_label("決定・意見").input_value() == "kishの前後"
    assert read_title(page) == title
    page.close()


def test_page_leads_to_its_screen_and_back(chromium: BrowserContext, address: str) -> None:
    page = open_tab(chromium, (1366, 768))
    Watched(page).open(f"{address}/members")
    page.get_by_role("link", name="会議モード").first.click()
    page.get_by_text("議題 7／").wait_for()
    page.get_by_role("link", name="終了").click()
    page.get_by_role("link", name="KPI の目標と実績").wait_for()
    expect(page).to_have_url(re.compile("/members$"))
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "18px"
    page.close()


def test_deck_opens_the_meeting_in_its_own_order(chromium: BrowserContext, address: str) -> None:
    page = open_tab(chromium, (1366, 768))
    watched = Watched(page)
    watched.open(f"{address}/deck")
    page.get_by_role("link", name="この議題の順で会議モードを開く").click()
    page.get_by_text("議題 1／12").wait_for()
    expect(page).to_have_url(re.compile("agenda="))
    watched.stillness.wait()
    page.keyboard.press("ArrowRight")
    page.get_by_text("議題 2／12").wait_for()
    expect(page).to_have_url(re.compile("agenda="))
    page.close()
