"""One sheet drawn anew as a plain table, each cell knowing where it stands in the workbook.

This is the one description of a table's geometry: titles in a row, a record a row, a field
a column. A shape (a field over several columns, records across columns, a matrix, a list in
one cell) is a way to draw the sheet so; it reads no values. The readers see the drawing, and
what they say of its cells is then said of the workbook's own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from data.layout import Layout
from loaders.checking.problems import Problem
from loaders.grid import Area, Grid, Position, Value, a1, parse_a1
from loaders.reading.account import Mark, Region
from loaders.reading.headers.titles import layouts_named
from loaders.reading.records.records import Record, SheetResult
from loaders.reading.view import SheetView

Places = tuple[Position, ...]

#: A shape's titles stand among the sheet's first rows.
LAST_HEADER_ROW = 30


def list_header_rows(view: SheetView) -> range:
    """The rows in which a shape's titles may stand."""
    return range(1, min(view.row_count, LAST_HEADER_ROW) + 1)


def is_named(view: SheetView, layout: Layout, row: int) -> bool:
    """Whether a text above a row, or the sheet's name, speaks of a layout."""
    above = [view.text(each, column) for each in range(1, row) for column, _ in view.filled(each)]
    return any(layout.id in layouts_named(text) for text in (view.grid.sheet, *above))


class Cell(NamedTuple):
    """A drawn cell: its value, and the cells of the workbook that it was made of."""

    value: Value = None
    places: Places = ()


BLANK = Cell()


@dataclass(slots=True)
class Reshaped:
    """A drawn sheet: `places[r - 1][c - 1]` are the cells behind `grid`'s row r, column c.

    `marks` are the account's entries for cells that the drawing itself used up (a month's
    title); `problems` what it found wrong while doing so. Both speak of the cells drawn from.
    `is_telling`: what it found is enough to call the sheet ours, whatever else the sheet asks.
    """

    grid: Grid
    places: list[list[Places]]
    marks: dict[Position, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_telling: bool = False

    def look(self, row: int, column: int) -> Places:
        """The cells behind a position; none where nothing was drawn."""
        line = self.places[row - 1] if 1 <= row <= len(self.places) else []
        return line[column - 1] if column <= len(line) else ()

    def find(self, row: int, column: int) -> Places:
        """The cells behind a position; for a blank one the nearest beside it, or below it."""
        if places := self.look(row, column):
            return places
        for line in self.places[row - 1 :]:
            near = sorted((abs(at - column), at) for at, each in enumerate(line, start=1) if each)
            if near:
                return line[near[0][1] - 1][:1]
        return ((row, column),)

    def restore(self, result: SheetResult) -> None:
        """Say of the workbook's cells what the readers said of the drawn ones."""
        taken: set[str] = set()
        for record in result.records:
            self._restore_record(record, taken)
        result.problems = [*map(self._restore_problem, result.problems)]
        result.strangers = {self._restore_cell(c): title for c, title in result.strangers.items()}
        marks = {
            place: mark for position, mark in result.marks.items() for place in self.look(*position)
        }
        result.marks = marks | self.marks
        result.regions = [*map(self._restore_region, result.regions)]

    def seen_through(self, first: "Reshaped") -> "Reshaped":
        """This drawing of another drawing as one of the workbook's own cells."""
        places = [
            [tuple(own for place in each for own in first.look(*place)) for each in line]
            for line in self.places
        ]
        marks = {own: mark for place, mark in self.marks.items() for own in first.look(*place)}
        return replace(self, places=places, marks=first.marks | marks)

    def _restore_record(self, record: Record, taken: set[str]) -> None:
        """A record is called by the first of its cells that calls no other record yet."""
        record.parts = [
            *((name, place) for name, at in record.parts for place in self.find(*at)),
            *((name, place) for name, at in record.origins.items() for place in self.find(*at)[1:]),
        ]
        record.origins = {name: self.find(*at)[0] for name, at in record.origins.items()}
        first = self._restore_cell(record.cell)
        row = parse_a1(first)[0]
        cells = (first, *(a1(*place) for place in record.origins.values() if place[0] == row))
        record.cell = next((cell for cell in cells if cell not in taken), first)
        taken.add(record.cell)
        record.row = parse_a1(record.cell)[0]

    def _restore_problem(self, problem: Problem) -> Problem:
        expected = problem.expected
        if problem.code == "duplicate_record":
            expected = self._restore_cell(expected)
        cell, also = self._restore_cell(problem.cell), tuple(map(self._restore_cell, problem.also))
        return replace(problem, cell=cell, also=also, expected=expected)

    def _restore_cell(self, cell: str) -> str:
        return a1(*self.find(*parse_a1(cell))[0]) if cell else ""

    def _restore_region(self, region: Region) -> Region:
        area = region.area
        places = [
            place
            for line in self.places[area.first_row - 1 : area.last_row]
            for each in line[area.first_column - 1 : area.last_column]
            for place in each
        ] or [area[:2]]
        rows, columns = zip(*places, strict=True)
        box = Area(min(rows), min(columns), max(rows), max(columns))
        across = {
            place[1]: title
            for column, title in region.titles.items()
            for place in self.find(area.first_row, column)
        }
        down = {
            place[0]: title
            for row, title in region.row_titles.items()
            for each in self.places[row - 1 : row]
            for place in chain.from_iterable(each)
        }
        return Region(box, region.mark, across, down)


def draw(
    grid: Grid,
    rows: Sequence[Sequence[Cell]],
    merges: Sequence[Area] = (),
    marks: Mapping[Position, Mark] = {},
    problems: Sequence[Problem] = (),
) -> Reshaped:
    """A sheet drawn from `grid`'s cells; what the workbook says of a cell goes with it."""
    places = [[cell.places for cell in row] for row in rows]
    drawn = Grid(grid.sheet, [[cell.value for cell in row] for row in rows], list(merges))
    drawn.hidden, drawn.since_1904 = grid.hidden, grid.since_1904
    percents = set()
    for here, there in _list_odd(grid, places):
        if there in grid.errors:
            drawn.errors[here] = grid.errors[there]
        if there in grid.conflicts:
            drawn.conflicts[here] = grid.conflicts[there]
        if there in grid.struck:
            drawn.struck[here] = grid.struck[there]
        if there in grid.coarse:
            drawn.coarse[here] = grid.coarse[there]
        if there in grid.percents:
            percents.add(here)
    drawn.percents = frozenset(percents)
    drawn.hidden_rows, drawn.hidden_columns = _find_hidden(grid, places)
    return Reshaped(drawn, places, dict(marks), list(problems))


def _list_odd(grid: Grid, places: list[list[Places]]) -> Iterator[tuple[Position, Position]]:
    """Drawn and own position of each cell of which the workbook says more than its value."""
    odd = {*grid.errors, *grid.conflicts, *grid.struck, *grid.coarse, *grid.percents}
    if not odd:
        return
    for row, line in enumerate(places, start=1):
        for column, each in enumerate(line, start=1):
            for place in each:
                if place in odd:
                    yield (row, column), place


def _find_hidden(grid: Grid, places: list[list[Places]]) -> tuple[frozenset[int], frozenset[int]]:
    """The drawn rows and columns of which every cell is hidden in the workbook."""
    if not grid.hidden_rows and not grid.hidden_columns:
        return frozenset(), frozenset()
    shown_rows: set[int] = set()
    shown_columns: set[int] = set()
    rows: set[int] = set()
    columns: set[int] = set()
    for row, line in enumerate(places, start=1):
        for column, each in enumerate(line, start=1):
            for place in each:
                (rows if place[0] in grid.hidden_rows else shown_rows).add(row)
                (columns if place[1] in grid.hidden_columns else shown_columns).add(column)
    return frozenset(rows - shown_rows), frozenset(columns - shown_columns)


def widen_merges(merges: Iterable[Area], column: int, count: int) -> list[Area]:
    """The merges as they lie where one column is drawn as `count`: none that it is a part of.

    >>> widen_merges([Area(2, 1, 3, 1), Area(2, 4, 3, 4), Area(1, 1, 1, 4)], 3, 2)
    [Area(first_row=2, first_column=1, last_row=3, last_column=1), \
Area(first_row=2, first_column=5, last_row=3, last_column=5)]
    """
    left = [area for area in merges if area.last_column < column]
    right = [area for area in merges if area.first_column > column]
    return left + [Area(a[0], a[1] + count - 1, a[2], a[3] + count - 1) for a in right]


def show_cell(grid: Grid, place: Position) -> Cell:
    """A cell as it stands; blank ones were made of nothing."""
    value = grid.value(*place)
    return Cell(value, (place,)) if value is not None else BLANK


def copy_rows(grid: Grid, first: int, last: int) -> list[list[Cell]]:
    """Rows first … last drawn as they are."""
    return [
        [Cell(value, ((row, column),)) for column, value in enumerate(grid.rows[row - 1], start=1)]
        for row in range(first, min(last, len(grid.rows)) + 1)
    ]
