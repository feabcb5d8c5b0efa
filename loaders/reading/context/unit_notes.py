"""The notes in, below and beside a table that may say something of all its rows."""

from collections.abc import Iterator, Sequence

from loaders.grid import Position, Value
from loaders.reading.headers.header_match import Header
from loaders.reading.row_labels import is_note
from loaders.reading.view import SheetView


def find_notes_within(
    view: SheetView, header: Header, last_row: int
) -> Iterator[tuple[Position, str]]:
    """The notes between a table's rows, below them and right of them, by their cells.

    A unit alone under a title is none: it is its column's (`TableReader`).
    """
    beyond = header.last_column if header.alone else None
    for row in range(header.last_row + 1, min(last_row, view.row_count) + 1):
        values = view.grid.rows[row - 1]
        if beyond is None and values and values[0].__class__ is int:  # most rows of a ledger
            continue
        for column, text in _list_texts(values, beyond):
            if is_note(text) or "単位" in text:
                yield (row, column), text


def _list_texts(values: Sequence[Value], beyond: int | None) -> Iterator[tuple[int, str]]:
    """A row's first cell, and those beyond its table's last column, as far as they are texts."""
    first = next((at for at, value in enumerate(values) if value not in (None, "")), len(values))
    beside = () if beyond is None else range(max(beyond, first + 1), len(values))
    for at in (*range(first, min(first + 1, len(values))), *beside):
        if isinstance(value := values[at], str) and value:
            yield at + 1, value
