"""The texts above a card that say something of it alone."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from data.layout import Layout
from loaders.grid import Position
from loaders.reading.row_labels import is_note
from loaders.reading.tables.headings import find_choice
from loaders.reading.view import SheetView


def list_headings_above(
    view: SheetView, first_row: int, after_row: int
) -> Iterator[tuple[Position, str]]:
    """The texts between a card (its first row) and what ends above it, the nearest first."""
    for row in range(first_row - 1, after_row, -1):
        for column, value in view.filled(row):
            if isinstance(value, str) and not is_note(value):
                yield (row, column), value


def find_choices(
    layout: Layout, asked: Collection[str], headings: Iterable[tuple[Position, str]]
) -> dict[str, tuple[Any, Position]]:
    """Field name → the choice that a heading is, and its cell: １．成功例 above a case."""
    found: dict[str, tuple[Any, Position]] = {}
    for position, text in headings:
        if choice := find_choice(layout, asked, text):
            found.setdefault(choice[0], (choice[1], position))
    return found
