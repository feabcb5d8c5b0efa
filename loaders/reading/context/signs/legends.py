"""Legends around a table or on a sheet of their own, and the numbers in cells read by them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from data.layout import Field, Layout, title_key
from loaders.grid import Grid, Position, Value
from loaders.reading.account import Mark
from loaders.reading.cards.card_headings import Card
from loaders.reading.cards.cards import list_answer_places
from loaders.reading.headers.header_match import Header
from loaders.reading.headers.titles import match_title
from loaders.reading.view import SheetView
from loaders.values.coerce import Context, coerce
from loaders.values.numbered import (
    Legend,
    begins_legend,
    parse_codes,
    parse_entry,
    parse_legends,
)

#: Types whose answers a number may stand for.
CHOSEN = frozenset({"choice", "choices", "stage", "scope", "indicator"})
#: A sheet of codes is no larger.
MOST_ROWS, MOST_COLUMNS = 300, 40


class Found(NamedTuple):
    """A legend and the cells that it was made of."""

    legend: Legend
    cells: tuple[Position, ...]


class Coded(NamedTuple):
    """A cell that answers a field, perhaps by a number."""

    layout: Layout
    field: Field
    title: str
    position: Position


class Outside:
    """What may be a legend's cell: above, beside and below the tables and cards, and of their
    own rows those that hold a line or two."""

    def __init__(
        self, view: SheetView, headers: Sequence[Header] = (), cards: Sequence[Card] = ()
    ) -> None:
        self._width = max((each.last_column for each in headers), default=0)
        tops = [each.first_row for each in headers] + [each.first_row for each in cards]
        self._inside = {row for each in headers for row in range(each.first_row, each.last_row + 1)}
        self._inside |= {row for c in cards for row in range(c.first_row, c.last_row + 1)}
        for row in range(min(tops), view.row_count + 1) if headers else ():
            values = view.grid.rows[row - 1][: self._width]
            if len(values) - values.count(None) > 2:
                self._inside.add(row)

    def first_column(self, row: int) -> int:
        """The first column of a row that is outside; those right of it are, too."""
        if row not in self._inside:
            return 1
        return self._width + 1 if self._width else MOST_COLUMNS + 1


def list_book_legends(grids: Iterable[Grid]) -> list[Found]:
    """The legends of sheets that hold little else."""
    small = (grid for grid in grids if len(grid.rows) <= MOST_ROWS)
    return [found for grid in small for found in find_legends(grid, Outside(SheetView(grid)))]


def find_legends(grid: Grid, outside: Outside) -> Iterator[Found]:
    """The legends in the cells that are outside: in one cell, a cell a line, or in two columns."""
    taken: set[Position] = set()
    for row, values in enumerate(grid.rows, start=1):
        first = outside.first_column(row)
        for column, value in enumerate(values[first - 1 : MOST_COLUMNS], start=first):
            place = (row, column)
            if value is None or place in taken or not begins_legend(value):
                continue
            whole = parse_legends(value) if isinstance(value, str) else ()
            found = [Found(each, (place,)) for each in whole] or _follow(grid, place, outside)
            taken.update(cell for each in found for cell in each.cells)
            yield from found


def _follow(grid: Grid, place: Position, outside: Outside) -> list[Found]:
    """The lines that go on from a first one: below each other, or side by side."""
    for down, right in (1, 0), (0, 1):
        labels: dict[int, str] = {}
        cells: list[Position] = []
        row, column = place
        while column >= outside.first_column(row) and (
            line := _read_line(grid, row, column, bool(down))
        ):
            number, label, used = line
            if number != (max(labels) + 1 if labels else min(number, 1)):
                break
            labels[number] = label
            cells += used
            row, column = row + down, column + right
        if len(labels) > 1:
            return [Found(Legend(_find_title(grid, place), labels), tuple(cells))]
    return []


def _read_line(
    grid: Grid, row: int, column: int, in_two: bool
) -> tuple[int, str, list[Position]] | None:
    """「1：道路」 in one cell, or 1 and 道路 in two."""
    value, beside = grid.value(row, column), grid.value(row, column + 1)
    if isinstance(value, str) and (entry := parse_entry(value)):
        return *entry, [(row, column)]
    codes = parse_codes(value) if in_two else ()
    if len(codes) == 1 and isinstance(beside, str) and beside.strip() and not parse_codes(beside):
        return codes[0], beside.strip(), [(row, column), (row, column + 1)]
    return None


def _find_title(grid: Grid, place: Position) -> str:
    """The text over a legend's labels, over its numbers, or left of it."""
    row, column = place
    near = (row - 1, column + 1), (row - 1, column), (row, column - 1)
    texts = (grid.value(*each) for each in near)
    return next((text.strip("【】■※:： ") for text in texts if isinstance(text, str) and text), "")


def list_coded(
    view: SheetView, tables: Iterable[tuple[Header, int]], cards: Sequence[Card]
) -> list[Coded]:
    """The cells that answer with numbers what is answered with words; `tables` are headers with
    the last rows of their tables."""
    cells = (
        Coded(header.layout, each.field, each.title, (row, each.column))
        for header, last_row in tables
        for each in header.columns
        if _may_be_coded(each.field) and each.stage is None
        for row in range(header.last_row + 1, last_row + 1)
        if parse_codes(view.grid.value(row, each.column))
    )
    on_cards = (
        Coded(card.layout, field, title, position)
        for card, field, title, position in list_answer_places(view, cards)
        if _may_be_coded(field) and parse_codes(view.grid.value(*position))
    )
    return [*cells, *on_cards]


def _may_be_coded(field: Field) -> bool:
    return field.type in CHOSEN or (field.type == "text" and not field.required)


def read_codes(
    view: SheetView, coded: Iterable[Coded], own: Sequence[Found], book: Sequence[Found]
) -> dict[Position, Value]:
    """The words that cells' numbers stand for, by a legend of the sheet, else of the workbook;
    none for a cell of which no legend speaks, or two that differ."""
    words: dict[Position, Value] = {}
    for each in coded:
        value = view.grid.value(*each.position)
        speaking = [[f for f in found if speaks_of(f.legend, each)] for found in (own, book)]
        nearest = next((found for found in speaking if found), [])
        said = {_translate(found.legend, each.field, value) for found in nearest}
        if len(said) == 1 and (word := said.pop()):
            words[each.position] = word
    return words


def mark_legends(own: Iterable[Found], layouts: Iterable[Layout]) -> dict[Position, Mark]:
    """The account's entries for the legends of fields that are answered by choosing; numbered rows
    under the title of any other are answers, whatever they look like."""
    asked = [
        Coded(layout, field, field.title, (0, 0))
        for layout in layouts
        for field in layout.answers
        if field.type in CHOSEN
    ]
    marks: dict[Position, Mark] = {}
    for found in own:
        each = next((each for each in asked if speaks_of(found.legend, each)), None)
        if each is not None:
            marks |= dict.fromkeys(found.cells, Mark("context", "legend", each.title))
    return marks


def speaks_of(legend: Legend, coded: Coded) -> bool:
    """Whether a legend's title means the field or, where it means none, its words do."""
    title, field = legend.title, coded.field
    if title and title_key(title) == title_key(coded.title):
        return True
    match = match_title(coded.layout, (title,)) if title else None
    if match is not None:
        return match.field is field
    return field.type in CHOSEN and all(_find_word(field, each) for each in legend.labels.values())


def _translate(legend: Legend, field: Field, value: Value) -> str | None:
    codes = parse_codes(value)
    labels = [legend.labels.get(code) for code in codes]
    if None in labels or (len(labels) > 1 and field.type != "choices"):
        return None
    return "、".join(_find_word(field, each) or each for each in labels if each)


def _find_word(field: Field, label: str) -> str:
    """A label, or its first word, where it is one of a field's choices; "" else."""
    for word in (label, label.split()[0]):
        reading = coerce(field, word, Context())
        known = field.type != "choices" or set(reading.value or ()) <= set(field.choices)
        if reading.code is None and reading.value and known:
            return word
    return ""
