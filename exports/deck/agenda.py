"""Agendas as data (`deck_agenda.toml`), and the figures that their views give."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pandas as pd

from data.declared import Declared, read_declared
from exports.deck.pptx_deck import Order
from exports.errors import ExportError
from metrics.history.data_state import read_data_state, render_japan_time
from metrics.query import read_years
from store.database import Database
from store.decisions.agendas import KeptAgenda, list_kept
from store.log.activity import read_seal
from store.release import State, choose_state, narrow
from views import load_views
from views.model.asking import ask_database
from views.model.describing import ask_figures
from views.model.figure import Figure
from views.model.view import Question, View
from words import Words, terms
from words.figures import render_day, render_fiscal_year

WORDS = Words(
    ja={
        "about": "{year}（範囲: {scope}）",
        "host": "主催: インフラメンテナンス国民会議",
        "held_on": "開催日: {day}",
        "reach": "数値の時点: {moment}",
        "seal": "記録の封印 {seal}",
    }
)
PATH = Path(__file__).with_name("deck_agenda.toml")
#: A deck of fewer figures needs no contents.
LEAST_LISTED = 4
STANDARD, MEETING, ONE_PAGE = "standard", "meeting", "one_page"


class DeclaredAgenda(Declared, frozen=True):
    """`items`: the views' ids in their order."""

    name: str
    title: str
    items: tuple[str, ...]


class DeclaredAgendas(Declared, frozen=True):
    agenda: Mapping[str, DeclaredAgenda]


@dataclass(frozen=True, slots=True)
class Agenda:
    """`notes`: a view's id -> the remark on its slide."""

    name: str
    title: str
    items: tuple[View, ...]
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """Which year and scope a deck is about; `since` is the last meeting's moment (UTC),
    `held_on` the ISO day of this one; `state`: which loads count, 確定 where nothing else is
    asked for."""

    fiscal_year: int
    scope: str = "total"
    as_of: datetime | None = None
    since: datetime | None = None
    is_practice: bool = False
    held_on: str = ""
    state: State = field(default_factory=choose_state)


@cache
def load_agendas() -> dict[str, Agenda]:
    """Every agenda by its id. Raises DeclarationError, KeyError for an item that is no view."""
    declared = read_declared(PATH, DeclaredAgendas).agenda
    views = load_views()
    return {
        key: Agenda(each.name, each.title, tuple(views[item] for item in each.items))
        for key, each in declared.items()
    }


def compose_kept(kept: KeptAgenda) -> Agenda:
    """With the views that there still are."""
    views = load_views()
    items = tuple(views[item] for item in kept.items if item in views)
    return Agenda(kept.name, kept.title, items, kept.notes)


def find_agenda(database: Database, name: str) -> Agenda:
    """A declared one by its id, or one that was kept by its name. Raises ExportError."""
    agendas = load_agendas() | {each.name: compose_kept(each) for each in list_kept(database)}
    if name not in agendas:
        raise ExportError("no_such_agenda", name=name, names="・".join(agendas))
    return agendas[name]


def build_figures(
    database: Database, views: Sequence[View], request: Request
) -> Iterator[tuple[View, list[Figure]]]:
    """Each view with its figures, one after the other, so that progress can be shown."""
    database = narrow(database, request.state)
    ask = ask_database(database, request.as_of)
    state = ask(read_data_state)
    years = {
        "results": request.fiscal_year,
        "plans": find_plan_year(database, request.fiscal_year, request.as_of),
    }
    for view in views:
        question = Question(
            ask,
            years[view.year],
            request.scope,
            as_of=state.text,
            version=state.version,
            is_practice=request.is_practice,
            since=request.since,
            held_on=request.held_on,
            state=request.state,
        )
        yield view, ask_figures(view, question)


def find_plan_year(database: Database, fiscal_year: int, as_of: datetime | None = None) -> int:
    """The year asked for where it has activity plans, else the year after where that has: the
    results of R2 are discussed beside the plans of R3."""
    return pick_plan_year(read_years(database, as_of), fiscal_year)


def pick_plan_year(years: pd.DataFrame, fiscal_year: int) -> int:
    """The same of the years that there are (metrics.query.read_years)."""
    planned = set(years[years["has_event_plans"]]["fiscal_year"])
    after = fiscal_year + 1
    return after if fiscal_year not in planned and after in planned else fiscal_year


def find_year(database: Database, wanted: int | None, as_of: datetime | None = None) -> int:
    """The year asked for; else the last that has results, else the last of all. Raises
    ExportError for one that nothing had been loaded for by then."""
    return pick_year(read_years(database, as_of), wanted)


def pick_year(years: pd.DataFrame, wanted: int | None) -> int:
    """The same of the years that there are (metrics.query.read_years)."""
    if years.empty:
        raise ExportError("nothing_then")
    known = [int(year) for year in years["fiscal_year"]]
    if wanted is not None and wanted not in known:
        raise ExportError("no_such_year", year=wanted, years="・".join(map(str, known)))
    held = years[years["has_results"]]["fiscal_year"]
    return wanted or int((years["fiscal_year"] if held.empty else held).max())


def compose_order(
    database: Database,
    views: Sequence[View],
    request: Request,
    title: str,
    report: Callable[[int, int], None] = lambda done, count: None,
    notes: Mapping[str, str] | None = None,
) -> Order:
    """The figures of an agenda as a deck's order; `report` hears after each view.

    `notes`: view id -> the remark that stands on the view's first slide. A figure that stands in
    for another's, as the published ratio does without a roster, is shown once.
    """
    figures: dict[str, Figure] = {}
    own_notes: dict[str, str] = {}
    for number, (view, built) in enumerate(build_figures(database, views, request), 1):
        figures |= {one.key: one for one in built if one.key not in figures}
        first = built[0].key
        own_notes[first] = own_notes.get(first) or (notes or {}).get(view.id, "")
        report(number, len(views))
    cover = "\n".join(_list_cover(narrow(database, request.state), request))
    seal = read_seal(database, request.as_of)
    said = WORDS["seal"].format(seal=seal) if seal else ""
    shown = tuple(figures.values())
    return Order(
        title,
        cover,
        shown,
        own_notes,
        has_contents=len(shown) >= LEAST_LISTED,
        seal=said,
    )


def _list_cover(database: Database, request: Request) -> Iterator[str]:
    """What stands below the title: about what, when, who invites, and as of when."""
    year, scope = render_fiscal_year(request.fiscal_year), terms.SCOPES[request.scope]
    state = terms.RELEASE_STATES[request.state] if request.state else ""
    yield WORDS["about"].format(year=year, scope="・".join(filter(None, (scope, state))))
    if request.held_on:
        yield WORDS["held_on"].format(day=render_day(date.fromisoformat(request.held_on)))
    yield WORDS["host"]
    reached = read_data_state(database, request.as_of).accepted_at
    if reached is not None:
        yield WORDS["reach"].format(moment=render_japan_time(reached))
