"""One figure, one truth: each view, year, scope, block and data set says the same in every medium.

Page, meeting, slide, table of numbers and workbook are made of one `Figure`; here each is read
back and held against it, over all combinations that the views know.
"""

import csv
import io
from collections.abc import Iterator
from itertools import product
from typing import Any

import openpyxl
import pytest

from exports.books.table_csv import export_csv, write_number
from exports.books.workbook import export_xlsx
from exports.deck.pptx_deck import Order, export_deck
from exports.slides.native_chart import ChartPlan, plan_chart
from exports.slides.slide import ChartPart, NoticePart, Page, Slide, compose_slides
from exports.slides.slide_table import TablePart
from pages.meeting_mode.screen_parts import compose_screens
from store.database import PRACTICE_NAME, Database
from tests.exports.pptx_files import open_slides
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store
from tests.stores import make_empty_store
from views import list_slide_views
from views.model.asking import ask_database
from views.model.describing import ask_figures
from views.model.figure import Figure
from views.model.view import Ask, Question, View
from words import terms

VIEWS = list(list_slide_views().values())
STORES = {"plan": fill_plan_store, "practice": fill_practice_store, "empty": make_empty_store}
#: A year of results and one of plans; what is said of a year without any, the empty store says.
YEARS = {"plan": (2020, 2021), "practice": (2020, 2021), "empty": (2020,)}
NARROWING: dict[str, tuple[object, ...]] = {
    "scope": tuple(terms.SCOPES),
    "block": ("", *(block for block in terms.BLOCKS if block != "all")),
}


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Database]]:
    folder = tmp_path_factory.mktemp("stores")
    opened = {
        name: fill(folder / (PRACTICE_NAME if name == "practice" else name))
        for name, fill in STORES.items()
    }
    yield opened
    for database in opened.values():
        database.close()


@pytest.fixture(scope="module")
def asks(databases: dict[str, Database]) -> dict[str, Ask]:
    """Views share what they read of a data set."""
    return {name: ask_database(database) for name, database in databases.items()}


def list_questions(view: View, ask: Ask, name: str) -> Iterator[Question]:
    """Every way in which the view can be narrowed."""
    keys = list(dict.fromkeys(("fiscal_year", *view.narrowed_by)))
    narrowing = {**NARROWING, "fiscal_year": YEARS[name]}
    for chosen in product(*(narrowing[key] for key in keys)):
        narrowed: dict[str, Any] = dict(zip(keys, chosen, strict=True))
        yield Question(ask, **narrowed, is_practice=name == "practice")


@pytest.mark.parametrize("name", STORES)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_every_medium_says_the_same(view: View, name: str, asks: dict[str, Ask]) -> None:
    held: set[object] = set()
    for question in list_questions(view, asks[name], name):
        for figure in ask_figures(view, question):
            same = (figure.title, figure.definition, figure.frame.to_csv())
            if same in held:  # 未報告 is one figure for many years and blocks
                continue
            held.add(same)
            assert_slides_agree(figure)
            assert_screens_agree(figure)
            assert_csv_agrees(figure)


def assert_slides_agree(figure: Figure) -> None:
    """Title, notes, tables and native charts say the figure's numbers; else there are none."""
    slides = compose_slides(figure, Page())
    assert {slide.title.text.replace("\n", "") for slide in slides} == {figure.title}
    if not figure.has_data:
        assert [type(part) for slide in slides for part in slide.parts] == [NoticePart]
        return
    table = figure.table
    for row in table.rows:
        assert all(text in slides[0].speaker_notes for text in row if "\n" not in text), row
    for part in (part for slide in slides for part in slide.parts):
        if isinstance(part, ChartPart) and part.is_native:
            assert_plan_agrees(plan_chart(figure), figure)
    shown = [row for row in list_table_rows(slides) if row]
    if shown:
        assert [len(row) for row in shown] == [len(row) for row in table.rows]


def list_table_rows(slides: list[Slide]) -> list[tuple[str, ...]]:
    return [
        row
        for slide in slides
        for part in slide.parts
        if isinstance(part, TablePart)
        for row in part.texts[1:]
    ]


def assert_plan_agrees(plan: ChartPlan, figure: Figure) -> None:
    """Each number of the first series is one that Office draws, or a whole bar of it."""
    assert figure.native is not None
    bars = list(zip(*(series.values for series in plan.series), strict=True))
    drawn = {value for bar in bars for value in bar} | {sum(filter(None, bar)) for bar in bars}
    name = figure.native.series[0]
    rows = figure.list_rows()
    if figure.native.kind == "to_target":
        rows = [row for row in rows if row.get("target")]
    assert {row[name] for row in rows} <= {*drawn, None}


def assert_screens_agree(figure: Figure) -> None:
    screens = compose_screens(figure)
    assert {screen.title for screen in screens} == {figure.title}
    assert {screen.as_of for screen in screens} == {figure.as_of}
    if figure.spec is not None:
        assert figure.spec["title"]["text"] == figure.title
    else:
        assert sum(len(screen.rows) for screen in screens) == len(figure.table.rows)


def assert_csv_agrees(figure: Figure) -> None:
    """Every number of the frame stands in the file to its last digit, in its place."""
    lines = list(csv.reader(io.StringIO(export_csv(figure).decode("utf-8-sig"))))
    names = list(figure.data_columns)
    for line, row in zip(lines[1:], figure.list_rows(), strict=False):
        for text, name in zip(line, names, strict=False):
            if figure.data_columns[name].is_number and row[name] is not None:
                assert text == write_number(row[name])
                assert float(text) == pytest.approx(float(row[name]), abs=1e-9)
    assert len(lines) == 1 + max(1, len(figure.frame))


@pytest.mark.parametrize("name", STORES)
def test_workbooks_and_decks_read_back_are_the_figures(name: str, asks: dict[str, Ask]) -> None:
    figures = {
        figure.key: figure
        for view in VIEWS
        for figure in ask_figures(view, Question(asks[name], 2020, is_practice=name == "practice"))
    }
    for figure in figures.values():
        assert_workbook_agrees(figure)
    drawn = tuple(figure for figure in figures.values() if not needs_a_picture(figure))
    deck = open_slides(export_deck(Order("題名", "", drawn, has_appendix=True)))
    composed = {slide.key: slide for figure in drawn for slide in compose_slides(figure, Page())}
    for slide in deck[1:]:
        assert_drawn(slide, composed.pop(slide._element.cSld.get("name").removeprefix("congress:")))
    assert composed == {}


def needs_a_picture(figure: Figure) -> bool:
    return any(
        isinstance(part, ChartPart) and not part.is_native
        for slide in compose_slides(figure, Page())
        for part in slide.parts
    )


def assert_workbook_agrees(figure: Figure) -> None:
    """The sheet of numbers holds the frame's numbers as numbers."""
    book = openpyxl.load_workbook(io.BytesIO(export_xlsx(figure)), read_only=True)
    held = [
        float(cell)
        for row in book.worksheets[0].iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, int | float)
    ]
    numbers = [
        float(row[name])
        for row in figure.list_rows()
        for name, column in figure.data_columns.items()
        if column.is_number and row[name] is not None
    ]
    assert held == pytest.approx(numbers, abs=1e-9)


def assert_drawn(drawn: Any, slide: Slide) -> None:
    """A slide read back from the file is the slide that was composed."""
    assert drawn.shapes.title.text_frame.text.replace("\n", "") == slide.title.text.replace(
        "\n", ""
    )
    tables = [shape.table for shape in drawn.shapes if shape.has_table]
    wanted = [part.texts for part in slide.parts if isinstance(part, TablePart)]
    assert [
        tuple(tuple(cell.text_frame.text for cell in row.cells) for row in table.rows)
        for table in tables
    ] == wanted
    charts = [shape.chart for shape in drawn.shapes if shape.has_chart]
    plans = [plan_chart(part.figure) for part in slide.parts if isinstance(part, ChartPart)]
    for chart, plan in zip(charts, plans, strict=True):
        assert [list(series.values) for series in chart.plots[0].series] == [
            list(series.values) for series in plan.series
        ]
        assert tuple(chart.plots[0].categories) == plan.categories
