"""The notes in, below and beside a table that may say something of all its rows."""

from collections.abc import Iterator

from loaders.grid import Position
from loaders.reading.header_match import Header
from loaders.reading.row_labels import is_note
from loaders.reading.view import SheetView


def find_notes_within(
    view: SheetView, header: Header, last_row: int
) -> Iterator[tuple[Position, str]]:
    """The notes between a table's rows, below them and right of them, by their cells.

    A unit alone under a title is none: it is its column's (`TableReader`).
    """
    for row in range(header.last_row + 1, min(last_row, view.row_count) + 1):
        for column, text in _list_texts(view, header, row):
            if is_note(text) or "単位" in text:
                yield (row, column), text


def _list_texts(view: SheetView, header: Header, row: int) -> Iterator[tuple[int, str]]:
    """The first text of a row, and those beside its table."""
    values = view.grid.rows[row - 1]
    first = next((at for at, value in enumerate(values) if value not in (None, "")), None)
    beside = range(header.last_column, len(values)) if header.alone else ()
    for at in dict.fromkeys([*([] if first is None else [first]), *beside]):
        if isinstance(value := values[at], str) and value:
            yield at + 1, value
