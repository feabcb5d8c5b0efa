"""A card's questions, and the texts above it that say something of it alone."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from data.layout import Field, Layout
from loaders.grid import Position
from loaders.reading.row_labels import is_note
from loaders.reading.tables.headings import find_choice
from loaders.reading.view import SheetView


@dataclass(frozen=True, slots=True)
class Label:
    """A question on a card: where its text stands and which field it asks for."""

    row: int
    column: int
    field: Field
    title: str
    rank: int


@dataclass(slots=True)
class Card:
    """One record's labels; the answers stand right of each."""

    layout: Layout
    labels: list[Label] = field(default_factory=list)
    #: questions whose field another, clearer title on the sheet asks for
    displaced: list[Label] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    first_row: int = 0
    last_row: int = 0

    def add(self, label: Label) -> None:
        self.first_row = min(self.first_row, label.row) if self.labels else label.row
        self.last_row = max(self.last_row, label.row)
        self.labels.append(label)
        self.names.add(label.field.name)

    @property
    def first_column(self) -> int:
        return min(each.column for each in self.labels)


def list_headings_above(
    view: SheetView, first_row: int, after_row: int, columns: range
) -> Iterator[tuple[Position, str]]:
    """The texts between a card (its first row) and what ends above it, the nearest first:
    of several in a row those in the card's own columns."""
    for row in range(first_row - 1, after_row, -1):
        cells = list(view.filled(row))
        for column, value in cells:
            is_own = column in columns or len(cells) == 1
            if is_own and isinstance(value, str) and not is_note(value):
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
