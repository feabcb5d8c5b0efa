"""Real downloads from the export menu: the file arrives, opens, and has the figures."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page
from pptx import Presentation

from tests.browser.stillness import PATIENCE
from tests.browser.test_pages import Watched
from tests.exports.pictures import count_dark, open_png
from widgets.files.copying import WORDS as COPYING
from widgets.files.export_menu import WORDS

pytestmark = pytest.mark.browser

STEM = "マッチング等の段階別内訳_合計_令和2年度_第4回取込時点"
STAGES = {"マッチング検討": 113, "マッチング成立": 14, "現場試行": 6, "社会実装": 0}


@pytest.fixture
def menu(chromium: BrowserContext, address: str) -> Iterator[Page]:
    """The page of KPIs with the first chart's export menu open; a page of its own for each test,
    so that a file that comes late is nobody else's."""
    page = chromium.new_page()
    watched = Watched(page)
    watched.open(f"{address}/kpi")
    page.get_by_role("button", name=WORDS["menu"]).first.click()
    page.get_by_role("button", name=WORDS["csv"]).wait_for()
    watched.stillness.wait()
    yield page
    page.close()


def test_menu_offers_every_kind_of_file_once(menu: Page) -> None:
    names = [WORDS[key] for key in ("pptx", "png1", "png2", "png_clear", "png4", "svg", "pdf")]
    for name in [*names, WORDS["xlsx"], WORDS["csv"]]:
        assert menu.get_by_role("button", name=name, exact=False).count() == 1


@pytest.mark.parametrize(("key", "scale"), [("png1", 1), ("png2", 2)])
def test_png_arrives_with_text_in_it(menu: Page, key: str, scale: int) -> None:
    picture = open_png(content := download(menu, key, "png"))
    assert picture.width >= 720 * scale
    assert count_dark(content, 0, 0, 1, 0.2) > 500 * scale


def test_svg_and_pdf_arrive(menu: Page) -> None:
    svg = download(menu, "svg", "svg").decode()
    assert "<text" not in svg
    assert "133件の85%は検討段階、社会実装は0件" in svg
    assert download(menu, "pdf", "pdf").startswith(b"%PDF-")


def test_workbook_arrives_with_the_figures(menu: Page) -> None:
    content = download(menu, "xlsx", "xlsx")
    rows = openpyxl.load_workbook(io.BytesIO(content))["数値"].iter_rows(values_only=True)
    assert {row[0]: row[1] for row in rows if row[0] in STAGES} == STAGES


def test_table_arrives_with_the_figures(menu: Page) -> None:
    text = download(menu, "csv", "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert {name: int(value) for name, value in rows} == STAGES


def test_slide_arrives_with_the_figures(menu: Page) -> None:
    content = download(menu, "pptx", "pptx")
    assert not zipfile.ZipFile(io.BytesIO(content)).testzip()
    shapes = Presentation(io.BytesIO(content)).slides[0].shapes
    charts = [shape.chart for shape in shapes if shape.has_chart]
    values = [value for plot in charts[0].plots for one in plot.series for value in one.values]
    assert set(STAGES.values()) <= set(values)


def download(page: Page, key: str, extension: str) -> bytes:
    """Click a line of the menu and take the file that arrives."""
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.get_by_role("button", name=WORDS[key]).click()
    assert waiting.value.suggested_filename == f"{STEM}.{extension}"
    return Path(waiting.value.path()).read_bytes()


#: The picture on the clipboard, as its type and first bytes.
PASTED = """async () => {
    const [item] = await navigator.clipboard.read();
    const picture = await item.getType('image/png');
    return [...new Uint8Array(await picture.arrayBuffer()).slice(0, 4)];
}"""
FORBID = """() => {
    navigator.clipboard.write = navigator.clipboard.writeText = () => Promise.reject();
}"""


def test_picture_and_address_are_copied_or_given_otherwise(menu: Page, address: str) -> None:
    menu.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    copy = menu.get_by_role("button", name=COPYING["copy_picture"])
    link = menu.get_by_role("button", name=COPYING["copy_address"])
    copy.click()
    menu.get_by_text(COPYING["picture_done"]).wait_for()
    assert menu.evaluate(PASTED) == list(b"\x89PNG")
    menu.evaluate(FORBID)
    with menu.expect_download(timeout=PATIENCE) as waiting:
        copy.click()
    assert waiting.value.suggested_filename == f"{STEM}.png"
    menu.get_by_text(COPYING["picture_instead"]).wait_for()
    menu.keyboard.press("Escape")
    shown = menu.get_by_role("button", name="実データ・最新")
    shown.click()
    link.click()
    menu.get_by_text(f"{COPYING['address_instead']} {address}/kpi?fiscal_year=2020").wait_for()
    menu.reload()
    shown.click()
    link.click()
    menu.get_by_text(COPYING["address_done"], exact=True).wait_for()
    assert (
        menu.evaluate("navigator.clipboard.readText()")
        == f"{address}/kpi?fiscal_year=2020&scope=total"
    )
