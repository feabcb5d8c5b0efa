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
    *("deck", "meeting_mode", "home", "search", "tokens"),
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
    return build_all(database, [view], **narrowing)[view.id]


def build_all(
    database: Database, views: list[View] = VIEWS, **narrowing: object
) -> dict[str, list[Figure]]:
    """The figures of each view; asked for together, views share what they read."""
    request = Request(**{"fiscal_year": 2020, **narrowing})  # type: ignore[arg-type]
    return {view.id: figures for view, figures in build_figures(database, views, request)}


def test_every_item_belongs_to_a_page_and_speaks_of_known_indicators() -> None:
    assert {view.page for view in VIEWS} <= set(PAGES)
    assert {name for view in VIEWS for name in view.indicators()} <= set(load_kpis())


def test_meeting_shows_something_of_every_page_with_figures() -> None:
    shown = {view.page for view in load_agendas()[MEETING].items}
    assert set(PAGES) - shown == NO_FIGURES


@pytest.mark.parametrize("scope", ["total", "national", "regional"])
def test_every_item_builds_from_the_plan_with_a_finding_and_its_year(
    plan: Database, scope: str
) -> None:
    for view, figures in build_all(plan, scope=scope).items():
        for figure in figures:
            assert figure.title, view
            assert figure.fiscal_year in (2020, 2021, None), view
            assert "nan" not in f"{figure.title}{figure.render_rows()}".lower(), view


def test_every_item_builds_from_practice_data_bears_the_stamp_and_takes_few_slides(
    practice: Database,
) -> None:
    """A table of all governments or all cases is a workbook's matter, not a deck's."""
    for view, figures in build_all(practice, fiscal_year=2021, is_practice=True).items():
        for figure in figures:
            assert figure.title, view
            assert figure.is_practice, view
            assert len(figure.frame) <= 150, view


def test_every_item_builds_when_everything_was_taken_back(taken_back: Database) -> None:
    for view, figures in build_all(taken_back).items():
        for figure in figures:
            assert figure.title, view
            assert "133" not in figure.title, view


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
    assert (stages.scope_text, national.scope_text) == ("全国", "範囲によらず同じ")


def test_deck_bears_the_seal_of_the_store_at_its_moment(tmp_path: Path) -> None:
    with fill_plan_store(tmp_path) as database:
        before = list_entries(database)[0]
        undo(database, 1, claim("事務局"), "試し")
        order = compose_order(database, [], Request(2020), "資料")
        past = compose_order(database, [], Request(2020, as_of=before.at), "資料")
        now = list_entries(database)[0]
    assert order.seal.endswith(f"封印 {now.number}:{now.hash[:12]}")
    assert past.seal.endswith(f"封印 {before.number}:{before.hash[:12]}")
    assert "封印" not in order.subtitle
    assert now.number == before.number + 1
