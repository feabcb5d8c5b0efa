"""Every item of an agenda builds from real, practice and missing data, and belongs to a page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.figures import load_kpis
from exports.deck.agenda import MEETING, Request, build_figures, compose_order, load_agendas
from pages import list_pages
from store.actor import claim
from store.batches import undo
from store.database import Database
from store.log.activity import list_entries
from tests.plan_store import fill_plan_store
from tests.practice_store import fill_practice_store
from views import list_slide_views
from views.model.figure import Figure
from views.model.view import View

PAGES = list_pages()

VIEWS = list(list_slide_views().values())
#: Pages without figures of their own: work on sheets, and making documents.
NO_FIGURES = {
    "people",
    *("upload", "parked", "history", "trace", "titles"),
    *("deck", "meeting_mode"),
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with fill_plan_store(tmp_path_factory.mktemp("plan")) as database:
        yield database


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    root: Path = tmp_path_factory.mktemp("stores") / "practice"
    with fill_practice_store(root) as database:
        yield database


@pytest.fixture(scope="module")
def taken_back(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with fill_plan_store(tmp_path_factory.mktemp("taken_back")) as database:
        for batch in (1, 2, 3, 4):
            undo(database, batch, claim("担当"), "取り下げ")
        yield database


def build(database: Database, view: View, **narrowing: object) -> list[Figure]:
    [(_, figures)] = build_figures(database, [view], Request(**{"fiscal_year": 2020, **narrowing}))  # type: ignore[arg-type]
    return figures


def test_every_item_belongs_to_a_page_and_speaks_of_known_indicators() -> None:
    assert {view.page for view in VIEWS} <= set(PAGES)
    assert {name for view in VIEWS for name in view.indicators()} <= set(load_kpis())


def test_meeting_shows_something_of_every_page_with_figures() -> None:
    shown = {view.page for view in load_agendas()[MEETING].items}
    assert set(PAGES) - shown == NO_FIGURES


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
@pytest.mark.parametrize("scope", ["total", "national", "regional"])
def test_item_builds_from_the_plan_with_a_finding_and_its_year(
    plan: Database, view: View, scope: str
) -> None:
    for figure in build(plan, view, scope=scope):
        assert figure.title
        assert figure.fiscal_year in (2020, 2021)
        assert "nan" not in f"{figure.title}{figure.render_rows()}".lower()
        assert figure.spec is None or figure.spec["title"]["text"] == figure.title


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_item_builds_from_practice_data_and_bears_the_stamp(practice: Database, view: View) -> None:
    for figure in build(practice, view, fiscal_year=2021, is_practice=True):
        assert figure.title
        assert figure.is_practice
        assert figure.spec is None or figure.spec["title"]["text"] == figure.title


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_item_builds_when_everything_was_taken_back(taken_back: Database, view: View) -> None:
    for figure in build(taken_back, view):
        assert figure.title
        assert "133" not in figure.title


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_item_takes_no_more_than_a_few_slides(practice: Database, view: View) -> None:
    """A table of all governments or all cases is a workbook's matter, not a deck's."""
    for figure in build(practice, view, fiscal_year=2021):
        assert len(figure.frame) <= 150


def test_practice_findings_are_the_published_totals_of_the_invented_congress(
    practice: Database,
) -> None:
    """R2 of the practice data equals the plan's published figures, counted from its sheets."""
    [conversion] = build(practice, list_slide_views()["conversion_by_step"], fiscal_year=2020)
    assert [row[1:3] for row in conversion.render_rows()] == [
        ["133件", "20件"],
        ["20件", "6件"],
        ["6件", "0件"],
    ]
    [units] = build(
        practice, list_slide_views()["government_membership_by_block"], fiscal_year=2020
    )
    assert "会員は1,019" in units.title
    [held] = build(practice, list_slide_views()["events_held_by_forum"], fiscal_year=2020)
    assert "開催16件" in held.title


def test_custom_scope_is_said_where_a_figure_has_one(plan: Database) -> None:
    [stages] = build(plan, list_slide_views()["matching_stages"], scope="national")
    [national] = build(plan, list_slide_views()["national"], scope="national")
    assert (stages.scope_text, national.scope_text) == ("全国", "")


def test_deck_bears_the_seal_of_the_store_at_its_moment(tmp_path: Path) -> None:
    with fill_plan_store(tmp_path) as database:
        before = list_entries(database)[0]
        undo(database, 1, claim("事務局"), "試し")
        order = compose_order(database, [], Request(2020), "資料")
        past = compose_order(database, [], Request(2020, as_of=before.at), "資料")
        now = list_entries(database)[0]
    assert order.subtitle.endswith(f"封印 {now.number}:{now.hash[:12]}")
    assert past.subtitle.endswith(f"封印 {before.number}:{before.hash[:12]}")
    assert now.number == before.number + 1
