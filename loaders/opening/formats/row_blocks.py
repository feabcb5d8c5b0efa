"""Rows of a table, many at once: one regular expression takes apart all that fill the same columns.

What comes of it goes on by columns, as a column's cells mostly share one style and type. Rows that
are written in any other way are left as text, for `sheet_scan` to read one by one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from loaders.grid import column_number

#: a shorter text is read faster row by row
FEWEST_CHARACTERS = 1 << 16
#: a table of more columns is no ledger
_MOST_COLUMNS = 64
#: fields of one text's rows altogether, so that no text of blank rows fills the memory
_MOST_FIELDS = 1 << 21
#: a text with more other rows than this, and than one in so many, is no table
_FEW_OTHERS, _OTHERS = 8, 50
#: fields of a row ahead of its cells' (text before it, number, attributes), and of a cell
_HEAD, _CELL_FIELDS = 3, 3

_LETTERS = re.compile(r'<c r="([A-Z]{1,3})[0-9]')
_ROW = r'<row r="([0-9]{1,7})"([^<>/]*+)>'
#: its style and type (no error), and its text, be it in <v> or <is>
_CELL = (
    r'(?:<c r="%s\1"([^<>/]*+)(?<!"e")'
    r"(?:/>|>(?:<v>|(<is><t>))([^<]*+)(?(%d)</t></is>|</v>)</c>))?"
)
_KIND = re.compile(
    r'(?: s="([0-9]+)")?(?: t="([a-df-zA-Z][a-zA-Z]*)")?(?: (?:cm|vm|ph)="[^"]*")* ?'
)
#: a cell's style and type
CellKind = tuple[str, str]


class Column(NamedTuple):
    """One column's cells, row by row: what their tags say, and their texts; None: no cell, no text.
    `kinds` has the style and type that a tag tells."""

    tags: Sequence[str | None]
    texts: Sequence[str | None]
    kinds: dict[str, CellKind]


class Block(NamedTuple):
    """Rows in ascending order, each with its number and what its tag says beside it; their cells
    by column."""

    numbers: Sequence[int]
    attributes: Sequence[str]
    columns: dict[int, Column]


class RowBlocks:
    """Takes the rows of one sheet apart, a text of whole rows at a time."""

    def __init__(self) -> None:
        self._letters: set[str] = set()
        self._is_off = False

    def cut(self, xml: str) -> list[str | Block]:
        """The rows in their order; as text, as it came, what is no table."""
        if self._is_off or len(xml) < FEWEST_CHARACTERS:
            return [xml]
        found = self._cut_known(xml) if self._letters else None
        if found is None:
            self._letters.update(_LETTERS.findall(xml))
            found = self._cut_known(xml)
        self._is_off = found is None
        return found or [xml]

    def _cut_known(self, xml: str) -> list[str | Block] | None:
        """The rows by the columns known so far; None where many don't fit."""
        columns = sorted(self._letters, key=column_number)
        step, row_count = _count_fields(columns), xml.count("<row ")
        if len(columns) > _MOST_COLUMNS or row_count * step > _MOST_FIELDS:
            return None
        fields = _build_pattern(tuple(columns)).split(xml)
        count = len(fields) // step
        if row_count - count > _FEW_OTHERS + count // _OTHERS:
            return None
        others = [at for at, text in enumerate(fields[::step]) if text and not text.isspace()]
        try:
            return list(_list_pieces(fields, columns, others))
        except _UnusualCellError:
            return None


class _UnusualCellError(Exception):
    """A cell's tag says what we do not know."""


def _list_pieces(
    fields: list[str], columns: Sequence[str], others: Sequence[int]
) -> Iterator[str | Block]:
    """`others` are the rows with a text of others before them."""
    step = _count_fields(columns)
    starts = sorted({0, *others})
    for start, end in pairwise([*starts, len(fields) // step]):
        if text := fields[start * step].strip():
            yield text
        if start < end:
            is_whole = end - start == len(fields) // step
            own = fields if is_whole else fields[start * step : end * step]
            yield _build_block(own, columns)


def _count_fields(columns: Sequence[str]) -> int:
    """Of a row."""
    return _HEAD + _CELL_FIELDS * len(columns)


def _build_block(fields: list[str], columns: Sequence[str]) -> Block:
    step = _count_fields(columns)
    cells = {}
    for at, letters in enumerate(columns):
        first = _HEAD + _CELL_FIELDS * at
        tags = fields[first::step]
        if kinds := {each: _read_kind(each) for each in {*tags} if each is not None}:
            cells[column_number(letters)] = Column(tags, fields[first + 2 :: step], kinds)
    return Block(list(map(int, fields[1::step])), fields[2::step], cells)


def _read_kind(tag: str) -> CellKind:
    """Style and type of a cell by its tag; raises _UnusualCellError."""
    found = _KIND.fullmatch(tag)
    if found is None:
        raise _UnusualCellError
    return found[1] or "", found[2] or ""


def _build_pattern(columns: tuple[str, ...]) -> re.Pattern[str]:
    groups = range(_HEAD + 1, _HEAD + 1 + _CELL_FIELDS * len(columns), _CELL_FIELDS)
    cells = (_CELL % each for each in zip(columns, groups, strict=True))
    return re.compile(f"{_ROW}{''.join(cells)}</row>")
