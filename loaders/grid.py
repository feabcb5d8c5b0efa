"""A worksheet as the reader sees it: plain values at Excel's own addresses.

No parser's object gets further than `safe_open`; everything after it works on `Grid`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import accumulate, chain
from typing import Literal, NamedTuple

Value = str | int | float | bool | date | datetime | time | timedelta | None
#: what a date cell's number format shows: its day, or only something coarser
Shown = Literal["day", "month", "year", "fiscal_year"]


class Area(NamedTuple):
    """A merged range; all four 1-based and inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


Position = tuple[int, int]


class Texts:
    """The texts of a sheet's cells, each once, joined: one search instead of one a cell."""

    def __init__(self, rows: Iterable[Iterable[Value]]) -> None:
        values = dict.fromkeys(chain.from_iterable(rows))
        self._each = [each for each in values if each.__class__ is str]
        self._starts = [0, *accumulate(len(each) + 1 for each in self._each)]
        self._joined = "\0".join(self._each)

    def __iter__(self) -> Iterator[str]:
        return iter(self._each)

    def __contains__(self, sign: str) -> bool:
        """Whether a sign stands in any of them."""
        return sign in self._joined

    def find(self, signs: re.Pattern[str]) -> set[str]:
        """Those in which a pattern is found that takes neither beginning, end nor any sign."""
        found, at = set(), 0
        while match := signs.search(self._joined, at):
            place = bisect_right(self._starts, match.start())
            found.add(self._each[place - 1])
            at = self._starts[place]
        return found


@dataclass(slots=True)
class Grid:
    """One worksheet.

    `rows[r - 1][c - 1]` is the value at row r, column c (None: blank); rows may differ
    in length and start at A1 whatever the sheet's used range is. All positions in the
    other members are (row, column), 1-based.
    """

    sheet: str
    rows: list[list[Value]]
    merges: list[Area] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    #: numeric cells that Excel shows with a % sign: 0.57 there reads 57 %
    percents: frozenset[Position] = frozenset()
    #: error values and formulas without a stored result, as Excel writes them: "#N/A"
    errors: dict[Position, str] = field(default_factory=dict)
    #: cells whose value two parsers read differently, with both readings
    conflicts: dict[Position, tuple[str, str]] = field(default_factory=dict)
    #: what is struck through: the value of a whole cell, blank in `rows`, or a part of a text
    #: whose rest is in `rows`
    struck: dict[Position, Value] = field(default_factory=dict)
    #: date cells whose number format shows no day
    coarse: dict[Position, Shown] = field(default_factory=dict)
    #: whether the workbook counts days from 1904: a day number in a cell without date format
    since_1904: bool = False
    #: read by a parser that sees neither hidden rows nor merged cells nor error values
    values_only: bool = False
    #: what is written beside cells: who wrote it, and the text
    comments: dict[Position, tuple[str, str]] = field(default_factory=dict)
    #: the texts of text boxes and shapes, each with the cell that it lies on
    floating: list[tuple[Position, str]] = field(default_factory=list)
    #: "fill yellow", "font red" of cells, where a text of the workbook speaks of colours
    colours: dict[Position, tuple[str, ...]] = field(default_factory=dict)
    _texts: Texts | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def texts(self) -> Texts:
        """The texts of its cells, once nothing is put into it any more."""
        if self._texts is None:
            self._texts = Texts(self.rows)
        return self._texts

    def value(self, row: int, column: int) -> Value:
        """The value at a position; None outside the sheet's used range."""
        if row < 1 or column < 1 or row > len(self.rows):
            return None
        cells = self.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else None

    def put(self, position: Position, value: Value) -> None:
        """Put a value where the reader looks for it; what was wrong with the cell goes with it."""
        self._texts = None
        row, column = position
        self.rows += [[] for _ in range(row - len(self.rows))]
        cells = self.rows[row - 1]
        cells += [None] * (column - len(cells))
        cells[column - 1] = value
        self.errors.pop(position, None)
        self.conflicts.pop(position, None)
        self.percents = self.percents - {position}
        self.struck.pop(position, None)
        self.coarse.pop(position, None)

    def with_values(self, values: Mapping[Position, Value]) -> "Grid":
        """A copy with values put; of the rows only those that are written to are copied."""
        if not values:
            return self
        written = {row for row, _ in values}
        copy = replace(
            self,
            rows=[list(row) if at in written else row for at, row in enumerate(self.rows, 1)],
            errors=dict(self.errors),
            conflicts=dict(self.conflicts),
            struck=dict(self.struck),
            coarse=dict(self.coarse),
        )
        for position, value in values.items():
            copy.put(position, value)
        return copy


@cache
def column_letters(column: int) -> str:
    """
    >>> column_letters(1), column_letters(27), column_letters(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """
    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def a1(row: int, column: int) -> str:
    """
    >>> a1(7, 2)
    'B7'
    """
    return f"{column_letters(column)}{row}"


def parse_a1(cell: str) -> Position:
    """Raises ValueError where the text is no cell address.

    >>> parse_a1("B7")
    (7, 2)
    """
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        raise ValueError(f"{cell!r} is no cell address")
    return int(match[2]), column_number(match[1])


_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
