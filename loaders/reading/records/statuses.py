"""Events that did not take place, though no column asks: 中止 in a name, a date, a remark."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from data.layout import Field, Layout
from loaders.checking.problems import Problem
from loaders.grid import Grid, Position, a1
from loaders.reading.account import Mark
from loaders.reading.records.records import Record
from loaders.values.dates.dates import Scheduled
from loaders.values.remarks import find_status
from loaders.values.text import clean_text

#: A day that is named; where it can't be read, the cell has said more than that.
_NAMES_DAY = re.compile(r"\d ?[月/.] ?\d|\d ?[日月](?!\d)")
_STATUSES = frozenset({"cancelled", "postponed"})


class Heard(NamedTuple):
    """A status that a cell says beside its own answer."""

    status: str
    text: str
    title: str
    position: Position


def find_status_field(layout: Layout) -> Field | None:
    """The choice that tells whether an event took place."""
    return next((each for each in layout.fields if set(each.choices) >= _STATUSES), None)


def names_day(text: str) -> bool:
    """
    >>> names_day("9月1日→11月5日に延期"), names_day("R3年度に延期")
    (True, False)
    """
    return bool(_NAMES_DAY.search(text))


class StatusReader:
    """Collects what a row says of this beside its answers, and settles its status by it."""

    def __init__(self, layout: Layout, grid: Grid) -> None:
        self.grid = grid
        self.field = find_status_field(layout)
        self._counts = [each for each in layout.answers if each.type == "count"]
        self.listens = bool(layout.scheduled)
        self.is_needed = self.listens or self.field is not None
        self._heard: list[Heard] = []
        #: cells beside the answers that said a status
        self.marks: dict[Position, Mark] = {}

    def hear(self, heard: Heard) -> None:
        """What a cell of the row being read says in place of its answer."""
        self._heard.append(heard)

    def hear_remark(self, text: str, title: str, position: Position) -> None:
        """A cell beside the answers of the row being read; most say nothing of this."""
        if status := find_status(text):
            self.hear(Heard(status, text, title, position))
            self.marks[position] = Mark("context", "status", status)

    def settle(self, record: Record, faulty: set[str]) -> Iterator[Problem]:
        """An event called off in words is called off, unless its status or those who came say
        otherwise; one of a layout that asks for no status waits."""
        stated = record.fields[self.field.name] if self.field else None
        yield from self._settle_heard(record, faulty)
        if self.field is None:
            return
        # a date or a name that speaks of 延期 may tell of the day that people came to after all
        if stated == "postponed" or record.fields[self.field.name] == "cancelled":
            yield from self._compare_counts(record, self.field)

    def _compare_counts(self, record: Record, status: Field) -> Iterator[Problem]:
        """Nobody comes to what did not take place; they may have applied, so both stand."""
        for each in self._counts:
            if record.fields[each.name] and each.name in record.origins:
                position = record.origins[each.name]
                count = clean_text(self.grid.value(*position)) or ""
                said = self._read_written(record.origins.get(status.name))
                heard = Heard("held", count, each.title, position)
                problem = _build_problem(
                    "status_mismatch", record, a1(*position), each.title, heard, said
                )
                yield replace(problem, is_turned=True)

    def _read_written(self, position: Position | None) -> str:
        return (clean_text(self.grid.value(*position)) or "") if position else ""

    def _settle_heard(self, record: Record, faulty: set[str]) -> Iterator[Problem]:
        heard, self._heard = self._heard, []
        if self.listens:
            heard += list_heard(record, self.field)
        if not heard:
            return
        if self.field is None:
            record.withdrawn = True
            yield _build_problem("withdrawn_record", record, record.cell, heard[0].title, heard[0])
            return
        name = self.field.name
        known = record.fields[name]
        if len({each.status for each in heard} | ({known} - {None})) > 1:
            yield from self._refuse(record, self.field, heard)
            faulty.add(name)
        elif known is None and name not in faulty:
            record.fields[name], record.origins[name] = heard[0].status, heard[0].position

    def _refuse(self, record: Record, field: Field, heard: list[Heard]) -> Iterator[Problem]:
        """Name the contradiction at every cell that has a part in it."""
        stated = record.origins.get(field.name)
        written = self._read_written(stated)
        for each in heard:
            other = next((h.text for h in heard if h.status != each.status), "") or written
            cell = a1(*each.position)
            yield _build_problem("status_mismatch", record, cell, each.title, each, other)
        if stated:
            own = heard[0]._replace(text=written)
            cell, against = a1(*stated), heard[0].text
            yield _build_problem("status_mismatch", record, cell, field.title, own, against)
        record.origins.setdefault(field.name, heard[0].position)
        record.fields[field.name] = None


def _build_problem(
    code: str, record: Record, cell: str, title: str, heard: Heard, expected: str = ""
) -> Problem:
    return Problem(code, "", record.sheet, cell, title, heard.text, expected)


def list_heard(record: Record, status: Field | None) -> list[Heard]:
    """What a record's own words say of it: its texts, and its dates as written."""
    heard = []
    for each in record.layout.answers:
        value = record.fields[each.name]
        text = value.text if isinstance(value, Scheduled) else value
        if each is status or each.type not in ("text", "scheduled") or not isinstance(text, str):
            continue
        if each.name in record.origins and (said := find_status(text)):
            heard.append(Heard(said, text, each.title, record.origins[each.name]))
    return heard
