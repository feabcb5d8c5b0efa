"""Whether 速報 is in a figure stands on its slide's scope line, in its files and their names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.__main__ import main
from exports.books.table_csv import export_csv
from exports.books.workbook import list_definitions
from exports.deck.agenda import Request, build_figures, compose_order
from exports.file_names import name_file
from store.actor import claim
from store.database import Database
from store.decisions.releasing import withdraw_release
from store.release import SWITCH
from tests.plan_store import fill_plan_store
from views import list_slide_views, load_views
from views.model.figure import Figure
from words import terms


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The plan's figures; the results of R2 are 速報."""
    monkeypatch.setenv(SWITCH, "on")
    with fill_plan_store(tmp_path) as database:
        withdraw_release(database, 1, claim("事務局"), "数え直す")
        yield database


def _build(database: Database, request: Request, *views: str) -> list[Figure]:
    wanted = [load_views()[each] for each in views] or list(list_slide_views().values())
    return [figure for _, built in build_figures(database, wanted, request) for figure in built]


def test_every_figure_of_a_deck_says_that_it_is_of_what_is_released(plan: Database) -> None:
    figures = _build(plan, Request(2020))
    assert {figure.scope_text.rpartition("・")[2] for figure in figures} == {"確定"}


@pytest.mark.parametrize(("state", "word"), terms.RELEASE_STATES.items())
def test_files_of_a_figure_say_which_loads_count(plan: Database, state: str, word: str) -> None:
    request = Request(2020, state="all" if state == "all" else "confirmed")
    (figure,) = _build(plan, request, "kpi_attainment")
    assert figure.frame["value"].notna().any() == (state == "all")
    heading, *rows = export_csv(figure).decode("utf-8-sig").splitlines()
    assert heading.endswith(",速報・確定")
    assert all(row.endswith(f",{word}") for row in rows)
    assert any(word in text for _, text in list_definitions(figure))
    assert word in name_file(figure, "png")
    cover = compose_order(plan, [load_views()["kpi_attainment"]], request, "資料").subtitle
    assert f"合計・{word}" in cover


def test_without_the_switch_nothing_is_said_and_all_counts(
    plan: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SWITCH)
    (figure,) = _build(plan, Request(2020), "kpi_attainment")
    assert (figure.scope_text, figure.state_text) == ("合計", "")
    assert figure.frame["value"].notna().any()
    assert "速報" not in export_csv(figure).decode("utf-8-sig")


@pytest.mark.parametrize(("asked", "found"), [([], "未報告"), (["--preliminary"], "133")])
def test_command_makes_files_of_what_is_released_unless_asked_otherwise(
    plan: Database, tmp_path: Path, asked: list[str], found: str
) -> None:
    plan.close()
    target = tmp_path / "out.csv"
    place = ["--database", str(tmp_path), "--fiscal-year", "2020", "-o", str(target)]
    assert main(["chart", "kpi_summary", *asked, *place]) == 0
    line = next(
        each for each in target.read_text("utf-8-sig").splitlines() if "マッチング等" in each
    )
    assert line.split(",")[2] == found
