"""What an archive holds: each view's figure of each year, as its page shows it, and the records
that count."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from data.layout import load_layouts
from exports.archive.records import list_columns
from exports.deck.agenda import Request
from exports.errors import ExportError
from metrics.history.data_state import DataState, read_data_state
from metrics.query import read_years
from metrics.tracing.records import read_records
from store.database import Database
from store.log.activity import read_seal
from store.log.history import list_batches
from store.release import State, narrow
from views import load_views
from views.model.asking import ask_database
from views.model.describing import describe
from views.model.figure import Figure
from views.model.view import Ask, Question, View
from words.terms import RELEASE_STATES


@dataclass(frozen=True, slots=True)
class Contents:
    """`figures`: of each view one a year, without charts; `records`: of each layout one; `loads`:
    number, file's name and SHA-256 of each load that records are of; `left_out`: the views that
    only their page can ask for."""

    figures: tuple[Figure, ...]
    records: tuple[Figure, ...]
    loads: tuple[tuple[str, str, str], ...]
    left_out: tuple[str, ...]
    state: DataState
    seal: str
    scope: str
    release: State
    is_practice: bool


def read_contents(
    database: Database,
    request: Request,
    report: Callable[[int, int], None] = lambda done, count: None,
) -> Contents:
    """All years, of the request's scope; `report` hears after each figure. Raises ExportError where
    there is nothing."""
    narrowed = narrow(database, request.state)
    ask = ask_database(narrowed, request.as_of)
    state = ask(read_data_state)
    if not state.version:
        raise ExportError("nothing_then")
    known = [int(year) for year in ask(read_years)["fiscal_year"]]
    wanted = list(_list_wanted(known))
    figures = []
    for number, (view, year) in enumerate(wanted, 1):
        figures.append(_ask_figure(ask, view, year, request, state))
        report(number, len(wanted))
    records = tuple(_list_records(ask, request, state))
    return Contents(
        figures=tuple(figures),
        records=records,
        loads=tuple(_list_loads(database, records)),
        left_out=tuple(view.name for view in load_views().values() if view.is_page_bound),
        state=state,
        seal=read_seal(database, request.as_of),
        scope=request.scope,
        release=request.state,
        is_practice=request.is_practice,
    )


def _list_wanted(years: list[int]) -> Iterator[tuple[View, int]]:
    """A view that is of no year is asked for the last."""
    for view in load_views().values():
        if not view.is_page_bound:
            of_years = "fiscal_year" in view.narrowed_by
            yield from ((view, year) for year in (years if of_years else years[-1:]))


def _ask_figure(ask: Ask, view: View, year: int, request: Request, state: DataState) -> Figure:
    question = Question(
        ask,
        year,
        request.scope,
        as_of=state.text,
        version=state.version,
        is_practice=request.is_practice,
        state=request.state,
    )
    return replace(describe(view, question, view.reply(question)), chart=None)


def _list_records(ask: Ask, request: Request, state: DataState) -> Iterator[Figure]:
    for layout in load_layouts():
        frame = ask(read_records, layout.id)
        columns = list_columns(layout, frame)
        yield Figure(
            key=layout.id,
            title=layout.title,
            topic=layout.title,
            frame=frame.reindex(columns=list(dict.fromkeys([*frame.columns, *columns]))),
            columns=columns,
            definition=layout.record,
            as_of=state.text,
            version=state.version,
            state_text=RELEASE_STATES[request.state] if request.state else "",
            is_practice=request.is_practice,
        )


def _list_loads(database: Database, records: tuple[Figure, ...]) -> Iterator[tuple[str, str, str]]:
    named = {number for each in records for number in each.frame["batch"]}
    for batch in reversed(list_batches(database)):
        entry = batch.entry
        if str(entry.batch_id) in named:
            yield str(entry.batch_id), entry.file_name or "", entry.sha256 or ""
