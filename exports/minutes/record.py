"""What a meeting's minutes say: its agenda with what was found, what was decided, by whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from exports.deck.agenda import Request, build_figures, find_year
from exports.errors import ExportError
from metrics.history.remarks import read_remarks
from store.database import Database
from store.decisions.meetings import Meeting, list_meetings, list_present
from store.decisions.remarks import list_remarks
from store.release import State, narrow
from views import load_views
from views.model.figure import Figure
from views.model.view import View


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the agenda, its figures as the meeting saw them. `is_spoken_of`: somebody said
    something about it, so the minutes show it."""

    name: str
    figures: tuple[Figure, ...]
    is_spoken_of: bool


@dataclass(frozen=True, slots=True)
class Minutes:
    """`words`: rows of `read_remarks`, decisions first; `present`: names."""

    meeting: Meeting
    request: Request
    points: tuple[Point, ...]
    words: pd.DataFrame
    present: tuple[str, ...]


def read_minutes(
    database: Database, meeting: Meeting, agenda: Sequence[View], is_practice: bool
) -> Minutes:
    """The minutes of a frozen meeting; what was spoken of beyond the agenda follows it."""
    request = request_meeting(database, meeting, is_practice)
    spoken = list(_list_spoken(database, meeting.held_on))
    views = list(dict.fromkeys([*agenda, *spoken]))
    points = tuple(
        Point(view.name, tuple(figures), view in spoken)
        for view, figures in build_figures(database, views, request)
    )
    day = meeting.held_on
    words, present = read_remarks(database, day), list_present(database, day)
    return Minutes(meeting, request, points, words, present)


def request_meeting(database: Database, meeting: Meeting, is_practice: bool) -> Request:
    """What a frozen meeting's screen showed: the year and scope of its filters, at its moment."""
    asked, moment = str(meeting.filters.get("fiscal_year")), meeting.frozen_at
    state: State = meeting.filters.get("state") or ""
    source = narrow(database, state)
    return Request(
        fiscal_year=find_year(source, int(asked) if asked.isdigit() else None, moment),
        scope=meeting.filters.get("scope") or "total",
        as_of=moment,
        is_practice=is_practice,
        held_on=meeting.held_on,
        state=state,
    )


def find_frozen(database: Database, number: int | None = None) -> Meeting:
    """The meeting of a number, without one the last that was frozen. Raises ExportError."""
    for meeting in list_meetings(database):
        if number in (None, meeting.meeting_id):
            return meeting
    raise ExportError("no_such_meeting" if number else "no_meeting", number=number)


def _list_spoken(database: Database, day: str) -> Iterator[View]:
    """The views that something was said about on a day, in the order of the first words."""
    for remark in list_remarks(database):
        if remark.held_on == day:
            item = remark.subject.item
            yield from (view for view in load_views().values() if view.is_called(item))
