"""New numbers in a deck of others: each chart that was copied from ours says which figure it is.

What else stands in the deck, and the charts' places and looks, stay as they are.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast
from urllib.parse import parse_qs

from exports.deck.outside_file import open_file
from exports.deck.script import Given
from metrics.history.data_state import read_data_state
from store.database import Database
from store.release import State, narrow
from views import load_views
from views.model.asking import ask_database
from views.model.describing import ask_figures
from views.model.figure import Figure
from views.model.view import Question, View
from words import Words, terms

WORDS = Words(ja={"chart": "{name}（{path}）"})
_YEAR = re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The deck with its new numbers, and by their paths the charts that took them and those that
    could not: unknown by now, not reported, or of another shape."""

    content: bytes
    taken: tuple[str, ...]
    left: tuple[str, ...]


def refresh_deck(
    database: Database, content: bytes, as_of: datetime | None = None, is_practice: bool = False
) -> Refreshed:
    """Raises ExportError for a file that can't or must not be used."""
    with open_file(Given(previous=content)) as file:
        paths = file.list_charts()
        figures = dict(_find_figures(database, paths, as_of, is_practice))
        refreshed, taken = file.refresh(figures)
    left = tuple(path for path in paths if path not in taken)
    return Refreshed(refreshed, tuple(taken), left)


def _find_figures(
    database: Database, paths: list[str], as_of: datetime | None, is_practice: bool
) -> Iterator[tuple[str, Figure]]:
    """Path -> the figure there now, of those that Office can draw; without what draws it."""
    for path in dict.fromkeys(paths):
        if asked := _parse_path(path):
            view, said = asked
            for figure in ask_figures(view, _ask(database, said, as_of, is_practice)):
                if figure.path == path and figure.native is not None and figure.has_data:
                    yield path, replace(figure, chart=None)


def name_chart(path: str) -> str:
    """What a chart is called, before the address of its figure.

    >>> name_chart("/kpi?fiscal_year=2020#kpi_attainment")
    'KPI の目標達成状況（/kpi?fiscal_year=2020#kpi_attainment）'
    >>> name_chart("/kpi?fiscal_year=#kpi_attainment")
    '/kpi?fiscal_year=#kpi_attainment'
    """
    asked = _parse_path(path)
    return WORDS["chart"].format(name=asked[0].name, path=path) if asked else path


def _parse_path(path: str) -> tuple[View, dict[str, str]] | None:
    """The view, and what its address says; None for no figure's address: a file from outside may
    have anything there."""
    query, _, fragment = path.partition("?")[2].partition("#")
    view = load_views().get(fragment)
    said = {name: texts[0] for name, texts in parse_qs(query).items()}
    is_known = (
        _YEAR.fullmatch(said.get("fiscal_year", ""))
        and said.get("scope", "total") in terms.SCOPES
        and said.get("block", "all") in terms.BLOCKS
        and said.get("state", "confirmed") in terms.RELEASE_STATES
    )
    return (view, said) if view and is_known else None


def _ask(
    database: Database, said: Mapping[str, str], as_of: datetime | None, is_practice: bool
) -> Question:
    """What a page's address asks; the store says whether its data are invented."""
    state = cast(State, said.get("state", ""))
    ask = ask_database(narrow(database, state), as_of)
    reached = ask(read_data_state)
    return Question(
        ask,
        int(said["fiscal_year"]),
        scope=said.get("scope", "total"),
        block=said.get("block", ""),
        as_of=reached.text,
        version=reached.version,
        is_practice=is_practice,
        state=state,
    )
