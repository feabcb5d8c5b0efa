"""Records: what the rows and cards of a sheet say, each value beside its cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from data.layout import Field, Layout
from loaders.checking.problems import Problem
from loaders.grid import Grid, Position, a1
from loaders.reading.account import Account, Mark, Region
from loaders.values.dates.dates import Scheduled
from loaders.values.reading import State

#: Types whose value a merged or repeated cell must not give to several records: a number
#: that stands once is counted once.
COUNTED_TYPES = frozenset({"count", "number", "measure", "ratio"})

#: Types whose answers are told from any other text.
CHOSEN = frozenset({"choice", "choices", "stage"})


@dataclass(slots=True)
class Record:
    """One record: `fields` by name in the layout's order; `origins` says each one's cell.

    `parts` are the further cells that a field was made of (a 〃, the month beside the year);
    `states` holds only what is neither reported nor blank: 未定 and 該当なし.
    """

    layout: Layout
    sheet: str
    row: int
    cell: str
    fields: dict[str, Any]
    origins: dict[str, Position] = field(default_factory=dict)
    parts: list[tuple[str, Position]] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)
    #: struck through or marked 取消, 欠番: it waits, and no rule across records counts it
    withdrawn: bool = False
    #: the record on another sheet of the workbook that this one repeats: 提出用!B4
    copy_of: str = ""
    #: of its column, its heading or its block, else the sheet's
    fiscal_year: int | None = None

    def cell_of(self, name: str) -> str:
        """The A1 address a field was read from; the record's own where it has none."""
        position = self.origins.get(name)
        return a1(*position) if position else self.cell

    def to_json(self) -> dict[str, Any]:
        """The record as the command line's contract has it (DESIGN.md §7)."""
        values = dict(self.fields)
        for name in self.layout.scheduled:
            values[name] = to_plain(values[name])
        answer: dict[str, Any] = {"cell": self.cell, "fields": values}
        if self.states:
            answer["states"] = dict(self.states)
        return answer


def to_plain(value: Any) -> Any:
    """
    >>> to_plain(0.57)
    0.57
    """
    return value.to_json() if isinstance(value, Scheduled) else value


@dataclass(slots=True, weakref_slot=True)
class SheetResult:
    """What one layout's tables and cards on one sheet gave.

    `strangers` are titles that no field of the layout answers to, with their cells; `marks`
    and `regions` say of the cells that hold no answer what they were taken for. `account`
    is the whole sheet's, the same object for each of its layouts.
    """

    sheet: str
    layout: Layout | None
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    strangers: dict[str, str] = field(default_factory=dict)
    marks: dict[Position, Mark] = field(default_factory=dict)
    regions: list[Region] = field(default_factory=list)
    account: "Account[SheetResult] | None" = None
    grid: Grid | None = None
    fiscal_year: int | None = None
    forum: str | None = None

    def extend(self, other: "SheetResult") -> None:
        self.records += other.records
        self.problems += other.problems
        self.strangers |= other.strangers
        self.marks |= other.marks
        self.regions += other.regions

    def to_json(self, with_cells: bool = False) -> dict[str, Any]:
        """One entry of "sheets" of the command line's contract (DESIGN.md §7)."""
        answer = {
            "sheet": self.sheet,
            "layout": self.layout.id if self.layout else None,
            "records": [record.to_json() for record in self.records],
            "problems": [problem.to_json() for problem in self.problems],
            "unread_titles": [
                {"cell": cell, "title": title} for cell, title in self.strangers.items()
            ],
            "account": self.account and dict(self.account.counts),
        }
        if with_cells and self.account:
            answer["cells"] = [each.to_json() for each in self.account]
        return answer


def split_date(scheduled: Scheduled | None) -> tuple[str | None, str | None]:
    """A `*_on` field's ISO date, and its text where no single day is given (DESIGN.md §7)."""
    if scheduled is None:
        return None, None
    if not scheduled.periods:
        return None, scheduled.text
    start, end = scheduled.periods[0]
    exact = scheduled.precision == "day" and start == end and not scheduled.tentative
    exact = exact and len(scheduled.periods) == 1
    return start.isoformat(), None if exact else scheduled.text


@cache
def list_asked(layout: Layout) -> tuple[Field, ...]:
    """Required fields, and the scope: a figure of nobody knows whom is no answer."""
    return tuple(each for each in layout.answers if each.required or each.type == "scope")


def list_needed(layout: Layout) -> list[str]:
    """The names of the required fields but the forum, which the whole sheet may say."""
    return [each.name for each in layout.required if each.type != "forum"]


def required_missing(layout: Layout, fields: dict[str, Any]) -> Iterator[Field]:
    """The required fields that have no value."""
    return (each for each in layout.required if fields.get(each.name) is None)


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Errors before warnings, otherwise in the order they were met."""
    return sorted(problems, key=lambda problem: problem.level != "error")
