"""Agendas as data (`deck_agenda.toml`), and the figures they ask for."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

from exports import view_items
from exports.deck import deck_figures, meeting_items
from exports.deck.deck_figures import Sources
from exports.deck.pptx_deck import Order
from exports.views import Context
from metrics.history.data_state import read_data_state
from metrics.kpi.definitions import read_sources
from metrics.query import read_years
from store.database import Database
from views.model.figure import Figure
from words.figures import render_fiscal_year

PATH = Path(__file__).with_name("deck_agenda.toml")
STANDARD, MEETING = "standard", "meeting"
#: Item id -> what builds its figures.
BUILDERS = deck_figures.BUILDERS | view_items.BUILDERS | meeting_items.BUILDERS


@dataclass(frozen=True, slots=True)
class Item:
    """One point of an agenda: a builder's id, its name, and which year it is about.

    `page`: the dashboard's page that it belongs to; `indicators`: the KPIs that it speaks of,
    the first the one that remarks are about unless another is chosen.
    """

    id: str
    name: str
    year: Literal["results", "plans"]
    page: str
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    id: str
    name: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """Which year and scope a deck is about; `since` is the last meeting's moment (UTC),
    `held_on` the ISO day of this one."""

    fiscal_year: int
    scope: str = "total"
    as_of: datetime | None = None
    since: datetime | None = None
    is_practice: bool = False
    held_on: str = ""


@cache
def load_agendas() -> dict[str, Agenda]:
    data = tomllib.loads(PATH.read_text(encoding="utf-8"))
    items = load_items()
    return {
        key: Agenda(
            key, entry["name"], entry["title"], tuple(items[each] for each in entry["items"])
        )
        for key, entry in data["agenda"].items()
    }


@cache
def load_items() -> dict[str, Item]:
    """Every item that a deck can be made of, in the file's order."""
    data = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return {
        key: Item(key, **entry | {"indicators": tuple(entry.get("indicators", ()))})
        for key, entry in data["item"].items()
    }


def build_figures(
    database: Database, items: Sequence[Item], request: Request
) -> Iterator[tuple[Item, list[Figure]]]:
    """Each item with its figures, one after the other, so that progress can be shown."""
    state = read_data_state(database, request.as_of)
    cells = read_sources(database, request.as_of)
    plan_year = find_plan_year(database, request)
    for item in items:
        year = plan_year if item.year == "plans" else request.fiscal_year
        context = Context(
            year,
            request.scope,
            state.text,
            state.version,
            request.is_practice,
            read_cells=lambda: cells,
        )
        sources = Sources(database, context, request.as_of, request.since, request.held_on)
        yield item, BUILDERS[item.id](sources)


def find_plan_year(database: Database, request: Request) -> int:
    """The year asked for where it has activity plans, else the year after where that has."""
    years = read_years(database)
    planned = set(years[years["has_event_plans"]]["fiscal_year"])
    after = request.fiscal_year + 1
    return after if request.fiscal_year not in planned and after in planned else request.fiscal_year


def compose_order(
    database: Database,
    items: Sequence[Item],
    request: Request,
    title: str,
    report: Callable[[int, int], None] = lambda done, count: None,
    notes: Mapping[str, str] | None = None,
) -> Order:
    """The figures of an agenda as a deck's order; `report` hears after each item.

    `notes`: item id -> the remark that stands on the item's first slide.
    """
    figures: list[Figure] = []
    own_notes: dict[str, str] = {}
    for number, (item, built) in enumerate(build_figures(database, items, request), 1):
        figures += built
        own_notes[built[0].key] = (notes or {}).get(item.id, "")
        report(number, len(items))
    state = read_data_state(database, request.as_of)
    year = render_fiscal_year(request.fiscal_year)
    subtitle = "\n".join(part for part in (year, state.text) if part)
    return Order(title, subtitle, tuple(figures), own_notes)
