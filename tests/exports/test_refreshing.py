"""A chart of ours in a deck of others: it takes the store's numbers and stays as it is."""

import io
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from exports.__main__ import main
from exports.deck.pptx_deck import export_deck
from exports.deck.refreshing import refresh_deck
from store.actor import claim
from store.batches import undo
from store.database import Database
from tests.exports.deck_orders import order_only, order_standard
from tests.exports.pptx_files import list_faults, read_numbers
from tests.plan_store import correct_results, fill_plan_store

pytestmark = pytest.mark.usefixtures("one_child")

PATH = "/kpi?fiscal_year=2020#kpi_attainment"


@pytest.fixture
def database(tmp_path: Path) -> Any:
    with fill_plan_store(tmp_path / "plan") as database:
        yield database


def make_foreign_deck(database: Database) -> bytes:
    """Somebody's own deck, with a slide of ours whose chart was moved."""
    deck = export_deck(order_only(order_standard(database), "kpi_attainment"))
    presentation = Presentation(io.BytesIO(deck))
    for slide in presentation.slides:
        slide._element.cSld.set("name", "")
    frame = find_chart(presentation)
    frame.left, frame.width = Inches(4), Inches(8)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def find_chart(presentation: Any) -> Any:
    shapes = [shape for slide in presentation.slides for shape in slide.shapes]
    return next(shape for shape in shapes if shape.has_chart)


def test_chart_in_a_foreign_deck_takes_the_new_numbers(database: Database) -> None:
    deck = make_foreign_deck(database)
    correct_results(database, "100   83 ", "100   90 ")
    refreshed = refresh_deck(database, deck)
    assert (refreshed.taken, refreshed.left) == ((PATH,), ())
    presentation = Presentation(io.BytesIO(refreshed.content))
    frame = find_chart(presentation)
    assert (frame.left, frame.width) == (Inches(4), Inches(8))
    assert 0.9 in next(iter(read_numbers(frame.chart).values()))
    assert "実績 90者" in frame._element.xpath(".//p:cNvPr")[0].get("descr")
    assert len(presentation.slides) == 2
    assert list_faults(refreshed.content) == []


def test_chart_of_what_is_no_more_reported_stays_and_is_told(database: Database) -> None:
    deck = make_foreign_deck(database)
    undo(database, 1, claim("担当"), "誤り")
    refreshed = refresh_deck(database, deck)
    assert (refreshed.taken, refreshed.left) == ((), (PATH,))
    frame = find_chart(Presentation(io.BytesIO(refreshed.content)))
    assert 0.83 in next(iter(read_numbers(frame.chart).values()))


def test_chart_of_true_data_takes_no_invented_numbers(database: Database) -> None:
    refreshed = refresh_deck(database, make_foreign_deck(database), is_practice=True)
    assert (refreshed.taken, refreshed.left) == ((), (PATH,))


@pytest.mark.parametrize(
    "path",
    [
        "/kpi#kpi_attainment",
        "/kpi?fiscal_year=#kpi_attainment",
        "/kpi?fiscal_year=99999999999999999999#kpi_attainment",
        "/kpi?fiscal_year=2020&scope=moon#kpi_attainment",
        "/kpi?fiscal_year=2020&block=moon#kpi_attainment",
        "/kpi?fiscal_year=2020&state=moon#kpi_attainment",
        "/kpi?fiscal_year=2020#moon",
        "//[#kpi_attainment",
    ],
)
def test_chart_that_names_no_figure_stays_and_is_told(database: Database, path: str) -> None:
    presentation = Presentation(io.BytesIO(make_foreign_deck(database)))
    frame = find_chart(presentation)
    frame.name = frame.name.replace(PATH, path)
    stream = io.BytesIO()
    presentation.save(stream)
    refreshed = refresh_deck(database, stream.getvalue())
    assert (refreshed.taken, refreshed.left) == ((), (path,))


def test_command_says_what_it_made_new(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, made = tmp_path / "given.pptx", tmp_path / "made.pptx"
    given.write_bytes(make_foreign_deck(database))
    database.close()
    command = ["refresh", str(given), "-o", str(made), "--database", str(tmp_path / "plan")]
    assert main(command) == 0
    assert f"数値を新しくしました: {PATH}" in capsys.readouterr().err
    assert find_chart(Presentation(str(made))).has_chart
