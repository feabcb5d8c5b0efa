"""What the rows below one header gave."""

from dataclasses import dataclass, field

from loaders.grid import Position, Value
from loaders.reading.account import Mark
from loaders.reading.headers.header_match import Column, Header
from loaders.reading.records.answers import Surroundings
from loaders.reading.records.records import SheetResult
from loaders.values.units import Scale

#: A row's filled cells: column and value.
Cells = list[tuple[int, Value]]


@dataclass(slots=True)
class Total:
    """A total row: what it states in each counted column.

    It covers the records since the last total (`first_record` ≤ n < `last_record`) or,
    where it is a grand total, all before it.
    """

    row: int
    cells: dict[int, Value]
    first_record: int
    last_record: int
    is_grand: bool


@dataclass(slots=True)
class TableResult:
    """Everything the rows below one header gave.

    `last_row` is that of the last record or total; texts below it may be the next table's.
    """

    header: Header
    result: SheetResult
    around: Surroundings
    last_row: int
    columns: list[Column] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    #: what the last rows said in the columns that are written once a group
    groups: dict[int, tuple[Value, Position]] = field(default_factory=dict)
    #: (row, field name) of every answer that could not be understood
    faulty: set[tuple[int, str]] = field(default_factory=set)
    #: (row, column) of every mark that was set
    marked: set[Position] = field(default_factory=set)
    #: column -> the unit that its figures were multiplied by
    scales: dict[int, Scale] = field(default_factory=dict)
    #: columns of names under which bare figures of total rows count the rows
    counting: set[int] = field(default_factory=set)
    #: the page above, where the header is only printed again
    before: "TableResult | None" = None

    def mark(self, row: int, cells: Cells, kind: str, rule: str, said: str = "") -> None:
        """Enter cells that are no answers in the account."""
        mark = Mark(kind, rule, said)
        self.result.marks.update({(row, column): mark for column, _ in cells})
