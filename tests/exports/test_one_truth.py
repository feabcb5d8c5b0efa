"""One figure, one truth: each view, year, scope, block and data set says the same in every medium.

Page, chart, meeting, slide, picture, table of numbers, workbook and command line are made of one
`Figure`; here each is read back and held against it, over all combinations that the views know.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from itertools import cycle, product
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from exports import __main__ as command_line
from exports.books.table_csv import export_csv, write_number
from exports.books.workbook import export_xlsx, list_definitions
from exports.deck.pptx_deck import Order, export_deck
from exports.pictures.picture import clean_spec
from exports.slides.native_chart import ChartPlan, plan_chart
from exports.slides.slide import ChartPart, NoticePart, Page, Slide, compose_slides
from exports.slides.slide_table import TablePart
from pages.meeting_mode.screen_parts import compose_screens
from store.database import PRACTICE_NAME, Database
from tests.exports.pptx_files import open_slides
from tests.ledger_store import fill_ledger_store, fill_parked_store
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store
from tests.stores import make_empty_store
from views import list_slide_views
from views.model.asking import ask_database
from views.model.describing import ask_figures
from views.model.figure import Figure, render_cell
from views.model.view import Ask, Question, View
from views.model.words import UNSCOPED
from words import terms
from words.figures import render_fiscal_year

VIEWS = list(list_slide_views().values())
#: The plan alone, with ledgers and as many rows that wait, the invented data, nothing.
STORES = {
    "plan": fill_plan_store,
    "parked": fill_parked_store,
    "practice": fill_practice_store,
    "empty": make_empty_store,
}
#: A year of results and one of plans; what is said of a year without any, the empty store says.
YEARS = {name: (2020,) if name == "empty" else (2020, 2021) for name in STORES}
#: Of the ledgers' blocks one has full ones, one an empty one, one of the next year, one none; where
#: no forum has sent any, one block is as unknown as another.
BLOCKS = {
    "practice": ("", *(block for block in terms.BLOCKS if block != "all")),
    "parked": ("", "chugoku", "hokkaido", "shikoku", "kanto"),
    "plan": ("", "chubu"),
    "empty": ("", "chubu"),
}
NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Database]]:
    folder = tmp_path_factory.mktemp("stores")
    opened = {
        name: fill(folder / (PRACTICE_NAME if name == "practice" else name))
        for name, fill in {**STORES, "ledgers": fill_ledger_store}.items()
    }
    yield opened
    for database in opened.values():
        database.close()


@pytest.fixture(scope="module")
def asks(databases: dict[str, Database]) -> dict[str, Ask]:
    """Views share what they read of a data set."""
    return {name: ask_database(database) for name, database in databases.items()}


@pytest.fixture(scope="module")
def held() -> set[object]:
    """What was compared already."""
    return set()


def list_questions(view: View, ask: Ask, name: str) -> Iterator[Question]:
    """Every way in which the view can be narrowed."""
    keys = list(dict.fromkeys(("fiscal_year", *view.narrowed_by)))
    narrowing = {
        "fiscal_year": YEARS[name],
        "scope": tuple(terms.SCOPES),
        "block": BLOCKS[name],
    }
    for chosen in product(*(narrowing[key] for key in keys)):
        narrowed: dict[str, Any] = dict(zip(keys, chosen, strict=True))
        yield Question(ask, **narrowed, is_practice=name == "practice")


@pytest.mark.parametrize("name", STORES)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_every_medium_says_the_same(
    view: View, name: str, asks: dict[str, Ask], held: set[object]
) -> None:
    for question in list_questions(view, asks[name], name):
        for figure in ask_figures(view, question):
            said = (figure.title, figure.definition, figure.scope_text, figure.frame.to_csv())
            same = (view.id, question.is_practice, *said)
            if same in held:  # 未報告 is one figure for many years, blocks and data sets
                continue
            held.add(same)
            assert_accounted_for(figure, question)
            assert_chart_agrees(figure)
            assert_slides_agree(figure)
            assert_screens_agree(figure)
            assert_csv_agrees(figure)


def assert_accounted_for(figure: Figure, question: Question) -> None:
    """It says where it is from and how it is counted, and speaks of no later year than its own."""
    if figure.has_data and not figure.form:
        assert figure.sources
        assert figure.definition
    if figure.fiscal_year is not None:
        assert figure.fiscal_year == question.fiscal_year
        later = [render_fiscal_year(question.fiscal_year + years) for years in (1, 2)]
        said = " ".join([figure.title, figure.completeness, *figure.notes])
        assert not [year for year in later if year in said]


def assert_chart_agrees(figure: Figure) -> None:
    """The chart of page, meeting and picture says, of all it writes, only numbers that the figure
    says, and draws each that Office draws; a picture leaves none of its data out."""
    if figure.spec is None or not figure.has_data:
        return
    rows = [row for rows in figure.spec["datasets"].values() for row in rows]
    written = set(list_labels(figure.spec))
    labels = read_numerals(str(row[name]) for row in rows for name in written & row.keys())
    assert labels <= read_numerals(list_words(figure)) | add_up(figure)
    if figure.native is not None and len(rows) >= len(figure.frame):
        name = figure.native.series[0]
        drawn = {round(value, 9) for row in rows for value in row.values() if is_number(value)}
        for row in figure.list_rows():
            said = read_numerals([render_cell(figure.columns[name], row, name)])
            assert not row[name] or said <= labels or round(row[name], 9) in drawn
    cleaned = clean_spec(figure.spec)["datasets"]
    assert [len(rows) for rows in cleaned.values()] == [
        len(rows) for rows in figure.spec["datasets"].values()
    ]


def list_labels(spec: Mapping[str, Any]) -> Iterator[str]:
    """The columns whose texts the chart writes."""
    if "text" in spec.get("encoding", {}):
        yield spec["encoding"]["text"].get("field", "")
    for layer in spec.get("layer", ()):
        yield from list_labels(layer)


def list_words(figure: Figure) -> Iterator[str]:
    """All that the figure says, and its native chart."""
    yield from (figure.title, figure.definition, figure.completeness, *figure.notes)
    yield from (text for row in [figure.table.titles, *figure.render_rows()] for text in row)
    if figure.native is not None:
        plan = plan_chart(figure)
        yield from plan.categories
        yield from (text for series in plan.series for text in series.labels.values())


def add_up(figure: Figure) -> set[str]:
    """What a bar in parts comes to, and what rows that are drawn as one do."""
    first = next(iter(figure.columns))
    numbers = [name for name, column in figure.columns.items() if column.is_number][:1]
    sums: set[float] = set()
    for name in numbers:
        known = figure.frame.dropna(subset=[name])
        sums |= {*known.groupby(first)[name].sum(), *known[name][::-1].cumsum()}
        sums |= {whole - part for whole in sums for part in set(known[name])}
    return {f"{value:g}" for value in sums}


def read_numerals(texts: Iterable[str]) -> set[str]:
    """The numbers that stand in texts, without their commas."""
    return {each.replace(",", "") for text in texts for each in NUMERAL.findall(text)}


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def assert_slides_agree(figure: Figure) -> None:
    """Title, notes, tables and native charts say the figure's numbers; else there are none."""
    slides = compose_slides(figure, Page())
    assert {slide.title.text.replace("\n", "") for slide in slides} == {figure.title}
    if not figure.has_data:
        assert [type(part) for slide in slides for part in slide.parts] == [NoticePart]
        return
    assert "…" not in "".join(list_texts(slides)).replace(figure.title, "")
    table = figure.table
    for row in table.rows:
        assert all(text in slides[0].speaker_notes for text in row if "\n" not in text), row
    for part in (part for slide in slides for part in slide.parts):
        if isinstance(part, ChartPart) and part.is_native:
            assert_plan_agrees(plan_chart(figure), figure)
    shown = [row for row in list_table_rows(slides) if row]
    if shown:
        assert [len(row) for row in shown] == [len(row) for row in table.rows]


def list_texts(slides: list[Slide]) -> Iterator[str]:
    for slide in slides:
        yield from (line for fitted in (slide.kicker, *slide.footer) for line in fitted.lines)
        yield from (text for row in list_table_rows([slide]) for text in row)
        for part in slide.parts:
            if isinstance(part, ChartPart) and part.is_native:
                yield from plan_chart(part.figure).categories


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
    elif figure.is_silent:
        assert [screen.rows for screen in screens] == [()]
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


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_rows_that_wait_move_no_figure(view: View, asks: dict[str, Ask]) -> None:
    """Beside each record of the parked store waits one as full as it; the ledgers' has none."""
    for with_waiting in list_questions(view, asks["parked"], "parked"):
        if with_waiting.block not in ("", "chugoku"):  # the one whose ledgers are full
            continue
        without = replace(with_waiting, ask=asks["ledgers"])
        for figure, same in zip(
            ask_figures(view, with_waiting), ask_figures(view, without), strict=True
        ):
            pd.testing.assert_frame_equal(figure.frame, same.frame)
            assert list(list_words(figure)) == list(list_words(same))


def test_command_line_writes_the_same_numbers(
    databases: dict[str, Database],
    asks: dict[str, Ask],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each view of one data set in one scope: the next view of the next ones."""
    turns = zip(VIEWS, cycle(("plan", "parked", "practice")), cycle(("regional", "total")))
    for view, name, scope in turns:
        monkeypatch.setattr(
            command_line, "open_figures", lambda _, n=name: nullcontext(databases[n])
        )
        monkeypatch.setattr(command_line, "is_practice", lambda _, n=name: n == "practice")
        written = tmp_path / f"{view.id}.csv"
        asked = ["chart", view.id, "--fiscal-year", "2021", "--scope", scope, "-o", str(written)]
        assert command_line.main(asked) == 0
        question = Question(asks[name], 2021, scope, is_practice=name == "practice")
        assert written.read_bytes() == export_csv(ask_figures(view, question)[0])


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_part_that_was_asked_for_is_shown_or_said_not_to_be(
    view: View, asks: dict[str, Ask]
) -> None:
    for scope in ("national", "regional"):
        [figure, *_] = ask_figures(view, Question(asks["plan"], 2020, scope))
        whole = UNSCOPED["no_scope"] if "fiscal_year" in view.narrowed_by else ""
        assert figure.scope_text == (terms.SCOPES[scope] if "scope" in view.narrowed_by else whole)
    if "fiscal_year" not in view.narrowed_by:
        [later, *_] = ask_figures(view, Question(asks["plan"], 2021))
        assert (figure.fiscal_year, later.fiscal_year) == (None, None)
        pd.testing.assert_frame_equal(figure.frame, later.frame)


@pytest.mark.parametrize("view", [v for v in VIEWS if v.measured], ids=lambda view: view.id)
def test_what_is_known_beforehand_is_no_report(view: View, asks: dict[str, Ask]) -> None:
    """Denominators and names of forums stand in any store: they are 未報告, no empty axes."""
    [figure, *_] = ask_figures(view, Question(asks["empty"], 2020))
    assert not figure.has_data
    assert [type(part) for slide in compose_slides(figure, Page()) for part in slide.parts] == [
        NoticePart
    ]


@pytest.mark.parametrize("view", [v for v in VIEWS if v.native], ids=lambda view: view.id)
def test_what_is_said_of_marks_holds_for_the_chart_beside_it(
    view: View, asks: dict[str, Ask]
) -> None:
    """Office draws bars: where the screen's chart has other marks, slides take its picture, and the
    workbook says what its own chart shows. No definition beside bars speaks of other marks."""
    assert view.native
    [figure, *_] = ask_figures(view, Question(asks["practice"], 2021, is_practice=True))
    assert view.native.is_partial == bool(dict(list_definitions(figure)).get("Excel のグラフ"))
    if not view.native.is_partial:
        assert not re.search("点＝|線|◇|枠|橙", figure.definition)


@pytest.mark.parametrize("name", ["parked", "practice", "empty"])  # parked holds the plan too
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
