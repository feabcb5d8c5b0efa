"""A month's calendar: the weekdays across, a week a row, each day's events in or below its cell.
Drawn with an event a row, where every day stands under its own weekday.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from loaders.grid import Position, Value
from loaders.reading.account import PRELISTED, TITLE, Mark
from loaders.reading.headers.titles import layouts_named
from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.shapes.runs import load_shapes
from loaders.reading.view import SheetView
from loaders.values.dates.fiscal_years import parse_fiscal_year, parse_month_title
from loaders.values.text import normalise

FEWEST_DAYS = 28

_DAY = re.compile(r"\s*([0-3]?\d)日?(?:\s+|$)(.*)", re.DOTALL)


class Event(NamedTuple):
    """A day's event, and the cells of both; no name where the day has none."""

    day: int
    name: str
    places: tuple[Position, ...]


def propose_calendar(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its calendar drawn as a table; nothing where it is no certain month."""
    for row in list_header_rows(view):
        columns = _find_week(view, row)
        month = _find_month(view, row) if columns else None
        if month is not None:
            events = list(_list_events(view, row, columns))
            if _fits(view, row, month, events):
                yield _draw(view, row, month, events)
            return


def _find_week(view: SheetView, row: int) -> Sequence[int]:
    """The columns of a row that names the seven weekdays in order, and nothing else."""
    cells = [(column, view.text(row, column)[:1]) for column, _ in view.filled(row)]
    named = "".join(text for _, text in cells)
    days = load_shapes()["calendar"]["weekdays"]
    return [column for column, _ in cells] if len(named) == 7 and named in days * 2 else []


def _find_month(view: SheetView, row: int) -> date | None:
    """The first day of the month that a text above, or the sheet's name, speaks of, where one of
    them names a kind of sheet: a roster of shifts looks alike."""
    above = [view.text(each, c) for each in range(row - 1, 0, -1) for c, _ in view.filled(each)]
    texts = [*above, view.grid.sheet]
    if not any(map(layouts_named, texts)):
        return None
    year, month = next(filter(None, map(parse_month_title, texts)), (None, 0))
    fiscal = next(filter(None, map(parse_fiscal_year, texts)), None)
    if year is None and fiscal is not None:
        year = fiscal + (month < 4)
    return date(year, month, 1) if year and month else None


def _list_events(view: SheetView, row: int, columns: Sequence[int]) -> Iterator[Event]:
    """Column by column, each day and what stands with and below it up to the next week's."""
    for column in columns:
        day: tuple[int, Position] | None = None
        for each in range(row + 1, view.row_count + 1):
            value, place = view.grid.value(each, column), (each, column)
            number, text = _part(value)
            if number:
                day = number, place
                yield Event(number, text, (place,))
            elif text and day is not None and not _ends(view, each, columns):
                yield Event(day[0], text, (place, day[1]))


def _part(value: Value) -> tuple[int, str]:
    """A day and what its cell says besides."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value, ""
    if isinstance(value, date):
        return value.day, ""
    text = value.strip() if isinstance(value, str) else ""
    found = _DAY.fullmatch(normalise(text)) if text else None
    return (int(found[1]), text[found.start(2) :].strip()) if found else (0, text)


def _ends(view: SheetView, row: int, columns: Sequence[int]) -> bool:
    """Whether a row lies below the calendar: notes after its last day."""
    days = [_part(view.grid.value(each, c))[0] for each in range(1, row) for c in columns]
    return max(days) >= FEWEST_DAYS and not any(view.filled(row - 1))


def _fits(view: SheetView, row: int, month: date, events: Sequence[Event]) -> bool:
    """Whether the days are one month's, each once and under its weekday."""
    days = {(each.day, each.places[-1][1]) for each in events}
    weekdays = load_shapes()["calendar"]["weekdays"]
    return monthrange(month.year, month.month)[1] == len(days) and all(
        1 <= day <= len(days)
        and weekdays[month.replace(day=day).weekday()] == view.text(row, column)[:1]
        for day, column in days
    )


def _draw(view: SheetView, row: int, month: date, events: Sequence[Event]) -> Reshaped:
    titles, holidays = (load_shapes()["calendar"][key] for key in ("titles", "holidays"))
    marks: dict[Position, Mark] = {(row, column): TITLE for column, _ in view.filled(row)}
    named = [each for each in events if each.name and each.name not in holidays]
    marks |= {place: PRELISTED for each in events for place in each.places}
    for each in named:
        for place in each.places:
            marks.pop(place, None)
    body = [
        [
            Cell(month.replace(day=each.day).isoformat(), each.places[-1:]),
            Cell(each.name, each.places[:1]),
        ]
        for each in sorted(named, key=lambda each: (each.day, each.places))
    ]
    last = max(place[0] for each in events for place in each.places)
    above, below = copy_rows(view.grid, 1, row - 1), copy_rows(view.grid, last + 1, view.row_count)
    return draw(view.grid, [*above, [Cell(title) for title in titles], *body, *below], (), marks)
