"""The rendered pages: the plan's figures, no error, no English, nothing cut off, nobody left out,
and each of them on paper."""

import io
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, ViewportSize
from pypdf import PdfReader

from pages import list_pages
from tests.browser.legibility import COVERED_LINES, FAINT_TEXTS, OVERLAPS
from tests.browser.stillness import PATIENCE, Stillness

PAGES = list_pages()

pytestmark = pytest.mark.browser

#: page: what must be readable on it, in text or in a chart
EXPECTED = {
    "kpi": [
        "マッチング等 133/150（89%）、うち社会実装 0",
        "マッチング検討 113 ＋ マッチング成立 14 ＋ 現場試行 6 ＋ 社会実装 0 ＝ 133件",
        "83者",
        "57%",
        "113件",
        "0件",
        "133 / 150件",
        "あと17件",
        "未着手",
    ],
    "matchings": ["20件", "15%（133件中 20件）", "区間 0%～39%", "最後の率が上限なら 293件"],
    "trends": ["未報告", "目標 150件", "8技術・73現場", "2016年11月28日～2021年3月31日", "2,296者"],
    "national": ["全国フォーラム実施計画は未報告です", "48か国・地域"],
    "citizens": ["全国 2回", "地方 1回", "あと2回", "市民参画の取組の一覧は未報告です"],
    "platform": ["検索できる記録は未報告です"],
    "members": ["57%", "1,011～1,028", "1,073", "45～62", "1,788", "429団体（うち会員 未報告）"],
    "blocks": [
        "10フォーラムが28件を計画、開催の実績は未報告",
        "計画 7件　開催 未報告",
        "支援自治体",
        "ブロック別の実績は未報告です（0ではありません）",
        "和歌山",
    ],
    "schedule": [
        "10フォーラムが28件を計画、うち9件は日程未定",
        "名城大学との連携　6/8",
        "第2回イベント　第4四半期",
        "日程未定 2件",
        "月のわかる行事は、同じ月に重なっていません。ほかに月の決まらない行事が15件",
    ],
    "reconciliation": ["11か所すべてで一致", "113＋6＝119件", "8技術73現場", "48"],
    "definitions": ["10指標の定義と", "地方公共団体の総数 1,788", "状況の判定基準"],
}

Size = tuple[int, int]
#: A laptop's screen, on which all is looked at; the same at twice its size, and a phone's, for what
#: a size changes.
LAPTOP: Size = (1366, 768)
SIZES: tuple[Size, ...] = (LAPTOP, (683, 384), (390, 844))
#: What a sheet of A4 holds, lying, within its margins.
SHEET: Size = (1039, 711)
#: Signs that Chromium's PDF names after others of the same look, and NFKC leaves so.
LOOK_ALIKE = str.maketrans("⺠‧", "民・")

#: Latin words that are no leftovers: names as the plan writes them, kinds of files, units, and what
#: Japanese screens have so too.
ALLOWED = {
    *("kpi", "or", "tentative", "excel", "powerpoint", "word", "id", "sha"),
    *("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "ics", "png", "svg", "pdf", "pptx", "mb", "utf"),
    *("potx", "pptm", "api", "enter", "esc", "ctrl", "alt", "pageup", "pagedown", "home", "end"),
}
#: The short code by which a figure is traced to its cells, such as K2020-T-MAT; a digest; a
#: workbook's name; a cell.
CODES = re.compile(r"\b[A-Z]\d{4}(-[A-Z0-9]+)+|\b[0-9a-f]{12,64}\b|\S+\.xls[xmb]?|\b[A-Z]+\d+\b")
#: Streamlit asks for these below the page's own path first; the real ones answer.
PROBES = re.compile(r"/\w+/_stcore/(health|host-config)$")


CHART_TEXTS = "[...document.querySelectorAll('svg text')].map(t => t.textContent).join('\\n')"
IS_WIDER = """[document.documentElement, document.querySelector('[data-testid=stMain]')]
    .some(each => each.scrollWidth > each.clientWidth)"""
#: What is said to those who can't see, and while a pointer rests.
SPOKEN = """[...document.querySelectorAll('[aria-label], [alt], [title], [placeholder]')].flatMap(
    each => ['aria-label', 'alt', 'title', 'placeholder'].map(name => each.getAttribute(name)))
    .filter(Boolean).join('\\n')"""
#: The filters of the page's head that can be seen.
FILTERS = """[...document.querySelectorAll(
        '.st-key-page_filters [role=radiogroup], .st-key-page_filters [role=combobox]')]
    .filter(each => each.checkVisibility()).map(each => each.getAttribute('aria-label'))"""
#: What hides words until it is opened: menus, lists of choices, calendars.
OPENERS = """[data-testid=stTopNavSection], [data-testid=stPopoverButton],
    [data-testid=stSelectbox] input, [data-testid=stMultiSelect] input,
    [data-testid=stDateInput] button"""
#: Icons are letters in an icon font: their names are no text for a reader.
HIDE_ICONS = """document.querySelectorAll('[data-testid*=Icon], [translate=no]')
    .forEach(icon => icon.style.setProperty('display', 'none', 'important'))"""
SHOW_ICONS = HIDE_ICONS.replace("setProperty('display', 'none', 'important')", "display = ''")
#: Texts of charts beyond their frame, and big figures that end in an ellipsis.
CUT_OFF = """() => {
    const isBeyond = (box, frame) => box.left < frame.left - 1 || box.right > frame.right + 1;
    const inCharts = [...document.querySelectorAll('svg.marks')].flatMap(svg =>
        [...svg.querySelectorAll('text')].filter(text => text.textContent && isBeyond(
            text.getBoundingClientRect(), svg.getBoundingClientRect())));
    const figures = [...document.querySelectorAll('[data-testid=stMetricValue] *')].filter(
        figure => figure.scrollWidth > figure.clientWidth + 1);
    return [...inCharts, ...figures].map(element => element.textContent);
}"""


class Watched:
    """A browser page and what went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.outside: list[str] = []
        self.stillness = Stillness(page)
        page.set_default_timeout(PATIENCE)
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._note_request)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBES.search(message.location.get("url", "")):
            self.errors.append(f"{message.text} {message.location.get('url', '')}")

    def _note_request(self, request: Request) -> None:
        if not re.match(r"(http|ws)://localhost:|data:|blob:", request.url):
            self.outside.append(request.url)

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.page.wait_for_selector("h1")
        self.stillness.wait()

    def go(self, url: str) -> None:
        """To another page of the app, without loading it anew; what went wrong on the one before
        is its own."""
        self.errors, self.outside = [], []
        self.stillness.go(url)
        self.page.wait_for_selector("h1")

    def read_text(self) -> str:
        """Everything readable: the page's text and the charts' (SVG) text."""
        return self.page.inner_text("body") + "\n" + str(self.page.evaluate(CHART_TEXTS))


@dataclass(frozen=True)
class Visit:
    """What one look at a page brought; `filters`: those in its head; `barriers`: what axe calls a
    serious one, and headings out of order; `sheets`: what each printed one says, `covered`: lines
    there on each other."""

    text: str
    errors: list[str]
    outside: list[str]
    is_wider: bool
    cut_off: list[str]
    overlaps: list[str]
    faint: list[str] = field(default_factory=list)
    filters: set[str] = field(default_factory=set)
    barriers: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    latin_words: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def visitor(chromium: BrowserContext, address: str) -> Iterator[Watched]:
    """One tab for all pages."""
    watched = Watched(open_tab(chromium, LAPTOP))
    watched.open(address)
    yield watched
    watched.page.close()


@pytest.fixture(scope="module")
def opened() -> set[str]:
    """The words of what hides others and was opened already, on whichever page."""
    return set()


@pytest.fixture(scope="module", params=list(PAGES))
def name(request: pytest.FixtureRequest) -> str:
    """Each page by itself, so that the workers share the pages."""
    return str(request.param)


@pytest.fixture(scope="module")
def visits(visitor: Watched, opened: set[str], address: str, name: str) -> dict[Size, Visit]:
    """A page in all its parts, looked at in each size of the screen, from large to small."""
    seen: dict[Size, list[Visit]] = {size: [] for size in SIZES}
    for number, url in enumerate(list_urls(address, name)):
        visitor.page.set_viewport_size(as_viewport(LAPTOP))
        visitor.go(url)
        for size in SIZES:
            visitor.page.set_viewport_size(as_viewport(size))
            visitor.stillness.wait()
            visit = look(visitor, opened, is_laptop=size == LAPTOP)
            if size == LAPTOP and not number:  # the style is the page's: one part shows it
                visit = print_page(visitor.page, visit)
            seen[size].append(visit)
    return {size: join_visits(looks) for size, looks in seen.items()}


def find_each(
    visits: dict[Size, Visit], find: Callable[[Visit], Collection[str] | bool]
) -> dict[Size, Any]:
    """What is found, in whichever size anything is."""
    return {size: found for size, visit in visits.items() if (found := find(visit))}


def open_tab(chromium: BrowserContext, size: Size) -> Page:
    page = chromium.new_page()
    page.set_viewport_size(as_viewport(size))
    return page


def as_viewport(size: Size) -> ViewportSize:
    return {"width": size[0], "height": size[1]}


def list_urls(address: str, name: str) -> list[str]:
    """A page in each of its parts."""
    url = build_url(address, name)
    return [f"{url}?part={quote(part)}" for part in PAGES[name].parts.values()] or [url]


def join_visits(seen: list[Visit]) -> Visit:
    """The looks at a page's parts as one."""
    return Visit(
        text="\n".join(each.text for each in seen),
        errors=[error for each in seen for error in each.errors],
        outside=[url for each in seen for url in each.outside],
        latin_words={word for each in seen for word in each.latin_words},
        is_wider=any(each.is_wider for each in seen),
        cut_off=[text for each in seen for text in each.cut_off],
        overlaps=[text for each in seen for text in each.overlaps],
        faint=[text for each in seen for text in each.faint],
        filters={name for each in seen for name in each.filters},
        barriers=[text for each in seen for text in each.barriers],
        sheets=[text for each in seen for text in each.sheets],
        covered=[text for each in seen for text in each.covered],
    )


def look(watched: Watched, opened: set[str], is_laptop: bool) -> Visit:
    """`opened`: the words of what hides others and was opened already."""
    page = watched.page
    visit = Visit(
        text=watched.read_text(),
        errors=watched.errors,
        outside=watched.outside,
        is_wider=page.evaluate(IS_WIDER),
        cut_off=page.evaluate(CUT_OFF),
        overlaps=page.evaluate(OVERLAPS),
    )
    if not is_laptop:
        return visit
    return replace(
        visit,
        faint=page.evaluate(FAINT_TEXTS),
        filters=set(page.evaluate(FILTERS)),
        barriers=find_barriers(page),
        latin_words=read_latin_words(page) | open_all(watched, opened),
    )


def read_latin_words(page: Page) -> set[str]:
    """Of all that a reader sees or is told, without codes and what is no leftover."""
    page.evaluate(HIDE_ICONS)
    texts = [page.inner_text("body"), page.evaluate(CHART_TEXTS), page.evaluate(SPOKEN)]
    page.evaluate(SHOW_ICONS)
    plain = CODES.sub("", "\n".join(texts))
    words = {word.lower() for word in re.findall(r"[A-Za-z][A-Za-z_]+", plain)}
    return {word for word in words if "_" not in word} - ALLOWED  # a new icon's name has one


def open_all(watched: Watched, opened: set[str]) -> set[str]:
    """The Latin words in whatever opens on a page: menus, lists, calendars, a table's tools."""
    words: set[str] = set()
    page = watched.page
    for opener in page.locator(OPENERS).all():
        name = opener.get_attribute("aria-label") or opener.inner_text()
        if name in opened or not opener.is_visible() or opener.is_disabled():
            continue
        opened.add(name)
        opener.click()
        if opener.get_attribute("data-testid") == "stPopoverButton":  # most of them run the page
            watched.stillness.wait()
        words |= read_latin_words(page)
        page.keyboard.press("Escape")
    watched.stillness.wait()
    table = page.get_by_test_id("stDataFrame").first
    if "table" not in opened and table.is_visible():
        opened.add("table")
        search = page.get_by_role("button", name="表の中を探す").first
        while not search.is_visible():  # gone again where the table moves from under the pointer
            table.hover()
        words |= read_latin_words(page)
        search.dispatch_event("click")
        words |= read_latin_words(page)
        page.keyboard.press("Escape")
    return words


def find_barriers(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{each['id']}: {node['html'][:120]}"
        for each in found
        if each["impact"] in ("serious", "critical") or each["id"] == "heading-order"
        for node in each["nodes"]
    ]


def print_page(page: Page, visit: Visit) -> Visit:
    """With what each sheet says, and lines that cover each other; charts are as on the screen."""
    page.emulate_media(media="print")
    page.set_viewport_size(as_viewport(SHEET))
    covered: list[str] = page.evaluate(COVERED_LINES)
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.emulate_media(media="null")
    page.set_viewport_size(as_viewport(LAPTOP))
    texts = [spell_plainly(sheet.extract_text()) for sheet in sheets]
    return replace(visit, sheets=texts, covered=covered)


def spell_plainly(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(LOOK_ALIKE)


def build_url(address: str, page: str) -> str:
    return address if page == next(iter(PAGES)) else f"{address}/{page}"


def test_page_shows_the_plans_figures(visits: dict[Size, Visit], name: str) -> None:
    texts = EXPECTED.get(name, [])
    missing = find_each(visits, lambda visit: [text for text in texts if text not in visit.text])
    assert missing == {}
    assert find_each(visits, lambda visit: "Traceback" in visit.text) == {}


def test_page_has_no_error_and_asks_nothing_of_the_outside(visits: dict[Size, Visit]) -> None:
    assert find_each(visits, lambda visit: visit.errors) == {}
    assert find_each(visits, lambda visit: visit.outside) == {}


def test_page_has_the_filters_that_change_it_and_no_other(
    visits: dict[Size, Visit], name: str
) -> None:
    facts = PAGES[name]
    changing = {"年度": facts.holding, "範囲": facts.with_scope, "ブロック": facts.with_block}
    named = {label for label, changes in changing.items() if changes and not facts.has_bar}
    assert visits[LAPTOP].filters == named


def test_nobody_is_shut_out_by_a_serious_barrier(visits: dict[Size, Visit]) -> None:
    assert find_each(visits, lambda visit: visit.barriers) == {}


def test_page_says_nothing_in_english(visits: dict[Size, Visit]) -> None:
    assert find_each(visits, lambda visit: visit.latin_words) == {}


def test_nothing_is_cut_off_or_wider_than_the_screen(visits: dict[Size, Visit]) -> None:
    assert find_each(visits, lambda visit: visit.is_wider) == {}
    assert find_each(visits, lambda visit: visit.cut_off) == {}


def test_texts_of_a_chart_do_not_overlap(visits: dict[Size, Visit]) -> None:
    assert find_each(visits, lambda visit: visit.overlaps) == {}


def test_texts_have_the_contrast_that_wcag_aa_asks_for(visits: dict[Size, Visit]) -> None:
    assert find_each(visits, lambda visit: visit.faint) == {}


def test_paper_says_what_is_shown_and_until_when(visits: dict[Size, Visit], name: str) -> None:
    """A page with a bar of its own, the meeting's screen, says what is on the agenda."""
    shown = "議題" if PAGES[name].has_bar else PAGES[name].name
    paper = "".join(visits[LAPTOP].sheets)
    assert [said for said in ("件目の取込まで", shown) if spell_plainly(said) not in paper] == []


def test_no_sheet_of_paper_is_blank_or_has_what_is_pressed(visits: dict[Size, Visit]) -> None:
    sheets = visits[LAPTOP].sheets
    assert [number for number, said in enumerate(sheets) if not said.strip()] == []
    assert "書き出し\n" not in "\n".join(sheets)


def test_nothing_on_paper_covers_another(visits: dict[Size, Visit]) -> None:
    assert find_each(visits, lambda visit: visit.covered) == {}


def test_faint_and_overlapping_texts_are_found(chromium: BrowserContext) -> None:
    page = chromium.new_page()
    page.set_content(
        """<p style="color:#767676">plain</p><p style="color:#777777">faint</p>
        <p style="opacity:.5">half</p><p style="color:#949494;font-size:24px">large</p>
        <svg class="marks" width="300" height="90"><g class="role-mark">
        <path d="M0 0h100v30h-100z" fill="#1B4F8A"></path></g>
        <text x="10" y="20" fill="#1F2933">on dark</text>
        <text x="150" y="20">one</text><text x="155" y="22">two</text>
        <text x="150" y="60">apart</text></svg>
        <h2>heading</h2><p style="margin-top:-50px">over</p><p>below</p>"""
    )
    faint, overlaps = page.evaluate(FAINT_TEXTS), page.evaluate(OVERLAPS)
    covered = page.evaluate(COVERED_LINES)
    page.close()
    assert [line.split(" ")[0] for line in faint] == ["faint", "half", "on"]
    assert overlaps == ["one / two"]
    assert covered == ["one / two", "heading / over"]


def test_filters_stand_in_the_url_and_survive_page_change_reload_and_back(
    chromium: BrowserContext, address: str
) -> None:
    watched = Watched(open_tab(chromium, SIZES[0]))
    page = watched.page
    watched.open(address)
    page.get_by_role("radio", name="全国").click()
    page.get_by_role("heading", name="マッチング等 10件（目標なし）、うち社会実装 0").wait_for()
    page.get_by_role("link", name=PAGES["members"].name).click()
    page.get_by_role("heading", name="目標60%まであと45～62団体").wait_for()
    page.reload()
    page.get_by_role("link", name=PAGES["kpi"].name).click()
    page.get_by_role("heading", name="マッチング等 10件（目標なし）、うち社会実装 0").wait_for()
    page.go_back()
    page.get_by_role("heading", name="目標60%まであと45～62団体").wait_for()
    page.close()


def test_click_on_the_map_opens_the_blocks_forum(chromium: BrowserContext, address: str) -> None:
    watched = Watched(open_tab(chromium, SIZES[0]))
    watched.open(f"{address}/blocks?part={quote('フォーラムごと')}")
    watched.page.get_by_text("奈良", exact=True).click(force=True)
    watched.page.get_by_role("heading", name="近畿は7件を計画").wait_for()
    assert "<b>課題</b>を「インフラメンテナンス国民会議 近畿本部" in watched.read_text()
    watched.page.close()
