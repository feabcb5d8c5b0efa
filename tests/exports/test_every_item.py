"""The standard deck and every item of the invented data, as a package: what is read aloud and in
which order, where links lead, sections; and the items' workbooks and tables of numbers."""

import csv
import importlib
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from pptx import Presentation

from exports.books.table_csv import export_csv
from exports.books.workbook import HEADING_ROW, export_xlsx
from exports.deck.agenda import Request, compose_order
from exports.deck.deck_properties import SECTIONS
from exports.deck.pptx_deck import Order, compose_deck, export_deck
from exports.slides import slide_picture
from exports.slides.slide import Page, Slide
from exports.spoken_values import MOST_ROWS, list_values
from store.database import PRACTICE_NAME
from tests.exports.deck_orders import order_standard
from tests.exports.pptx_files import list_faults
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store
from views import list_slide_views
from views.model.figure import Figure

ADDRESS, STAMP = "https://example.jp", "演習データ（架空）"
#: A picture of one dot: what is drawn on pictures is not looked at here.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
DECKS = ("standard", "practice")


class _Blind:
    """Draws nothing."""

    def draw_chart(self, spec: object) -> str:
        return '<svg width="2" height="1"></svg>'

    def convert_svg(self, *_: object) -> bytes:
        return DOT


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Order]:
    folder = tmp_path_factory.mktemp("stores")
    with fill_plan_store(folder / "plan") as database:
        standard = order_standard(database)
    with fill_practice_store(folder / PRACTICE_NAME) as database:
        views, request = list(list_slide_views().values()), Request(2021, is_practice=True)
        practice = compose_order(database, views, request, "すべての項目")
    made = zip(DECKS, (standard, practice), strict=True)
    return {name: replace(order, has_appendix=True, address=ADDRESS) for name, order in made}


@pytest.fixture(scope="module")
def decks(orders: dict[str, Order]) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slide_picture, "open_renderer", _Blind)
        contents = {name: export_deck(order) for name, order in orders.items()}
    for content in contents.values():
        assert [fault for fault in list_faults(content) if ADDRESS not in fault] == []
    return {name: Presentation(io.BytesIO(content)) for name, content in contents.items()}


def pair_slides(
    name: str, decks: dict[str, Any], orders: dict[str, Order]
) -> list[tuple[Any, Slide]]:
    """Each slide of a deck with what was composed for it, the cover left out."""
    return list(zip(list(decks[name].slides)[1:], compose_deck(orders[name], Page()), strict=True))


@pytest.mark.parametrize("name", DECKS)
def test_title_is_read_first_on_every_slide(name: str, decks: dict[str, Any]) -> None:
    for slide in decks[name].slides:
        assert next(iter(slide.shapes)).shape_id == slide.shapes.title.shape_id


@pytest.mark.parametrize("name", DECKS)
def test_alternative_text_of_every_figure_says_its_values(
    name: str, decks: dict[str, Any], orders: dict[str, Order]
) -> None:
    pictured = set()
    for drawn, slide in pair_slides(name, decks, orders):
        figures = {part.figure.key: part.figure for part in slide.parts if hasattr(part, "figure")}
        for shape in drawn.shapes:
            spoken = shape._element.xpath(".//p:cNvPr")[0].get("descr", "")
            if shape.has_chart or shape.shape_type == 13:
                [figure] = figures.values()
                assert all(value in spoken for value in say_values(figure)), slide.key
                pictured.add(shape.has_chart)
            elif shape.has_table:
                [figure] = figures.values()
                assert figure.title in spoken
                assert figure.topic in spoken
    assert pictured == {True, False}


def say_values(figure: Figure) -> list[str]:
    values = [" ".join(value.split("\n")) for value in list_values(figure)]
    return [figure.title.replace("\n", " "), *values[:MOST_ROWS]]


@pytest.mark.parametrize("name", DECKS)
def test_every_code_leads_to_the_part_of_the_page_that_shows_the_figure(
    name: str, decks: dict[str, Any], orders: dict[str, Order]
) -> None:
    for drawn, slide in pair_slides(name, decks, orders):
        links = list(list_links(drawn))
        assert links == ([ADDRESS + slide.link] if slide.link else []), slide.key
        for link in links:
            address = urlsplit(link)
            asked = parse_qs(address.query, strict_parsing=True)
            words = importlib.import_module(f"pages.{address.path[1:]}.words").WORDS
            assert all(f"part_{part}" in words for part in asked.get("part", ()))
            assert asked["fiscal_year"][0] in ("2019", "2020", "2021")
            assert ("data" in asked) == (name == "practice")
            assert address.fragment in list_slide_views()
            assert link.isascii()


def list_links(drawn: Any) -> Iterator[str]:
    for frame in (shape.text_frame for shape in drawn.shapes if shape.has_text_frame):
        for run in chain.from_iterable(paragraph.runs for paragraph in frame.paragraphs):
            if run.hyperlink.address:
                yield run.hyperlink.address


@pytest.mark.parametrize("name", DECKS)
def test_sections_part_the_cover_the_figures_and_the_appendix(
    name: str, decks: dict[str, Any], orders: dict[str, Order]
) -> None:
    root = decks[name].element
    held = {
        section.get("name"): [int(each.get("id")) for each in section.iter(f"{{{SECTIONS}}}sldId")]
        for section in root.iter(f"{{{SECTIONS}}}section")
    }
    cover, *others = [entry.id for entry in root.sldIdLst]
    composed = [slide for _, slide in pair_slides(name, decks, orders)]
    shown = [number for number, each in zip(others, composed, strict=True) if not each.is_appendix]
    assert held == {"表紙": [cover], "本編": shown, "付録": others[len(shown) :]}


def test_every_sheet_bears_the_stamp_and_numbers_have_the_kind_and_unit_of_the_csv(
    orders: dict[str, Order],
) -> None:
    formats: set[str] = set()
    for figure in orders["practice"].figures:
        book = openpyxl.load_workbook(io.BytesIO(export_xlsx(figure)))
        for sheet in book.worksheets:
            assert STAMP in {cell.value for row in sheet["A1:F4"] for cell in row}, figure.key
        formats |= set(assert_numbers_agree(figure, book["数値"]))
    assert formats == {"#,##0", "0%", "0.0%"}


def assert_numbers_agree(figure: Figure, sheet: Any) -> Iterator[str]:
    """The formats of the workbook's numbers, each held against its cell of the CSV."""
    heads, *lines = csv.reader(io.StringIO(export_csv(figure).decode("utf-8-sig")))
    columns = figure.data_columns.values()
    rows = sheet.iter_rows(min_row=HEADING_ROW + 2)
    for row, line, record in zip(rows, lines, figure.list_rows(), strict=False):
        for cell, text, head, column in zip(row, line, heads, columns, strict=False):
            if column.is_number and isinstance(cell.value, int | float):
                assert float(text) == pytest.approx(cell.value, abs=1e-9)
                is_ratio = column.kind_of(record) == "ratio"
                assert is_ratio == cell.number_format.endswith("%")
                said = head if column.kind == "ratio" else " ".join(line)
                assert not is_ratio or "0～1" in said, (figure.key, head)
                yield cell.number_format
