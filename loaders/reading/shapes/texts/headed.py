"""Headings with their text below them: １．今年度目標, and in the next row what it is. Each is
drawn as a row of a card.
"""

from collections.abc import Iterator
from typing import NamedTuple

from data.layout import title_key
from loaders.grid import Position, Value
from loaders.reading.headers.titles import card_layouts_knowing
from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw
from loaders.reading.view import SheetView

FEWEST_HEADINGS = 3
#: A longer text has its own place.
MOST_LINES = 30


class Heading(NamedTuple):
    """A heading's cell and the cells of its text."""

    title: str
    place: Position
    lines: tuple[Position, ...]


def propose_headed(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such headings drawn as cards; nothing where there are too few of them."""
    headings = list(_find_headings(view))
    below = [each for each in headings if each.lines and each.lines[0][0] > each.place[0]]
    if len({title_key(each.title) for each in below}) >= FEWEST_HEADINGS:
        yield _draw(view, headings)


def _find_headings(view: SheetView) -> Iterator[Heading]:
    rows = {row: [column for column, _ in view.filled(row)] for row in range(1, view.row_count + 1)}
    titles = {
        row: columns[0]
        for row, columns in rows.items()
        if columns and len(columns) <= 2 and card_layouts_knowing(view.text(row, columns[0]))
    }
    for row, column in titles.items():
        lines = [(row, each) for each in rows[row][1:]]
        if not lines:
            lines = list(_find_lines(rows, titles, row + 1))
        yield Heading(view.text(row, column), (row, column), tuple(lines))


def _find_lines(
    rows: dict[int, list[int]], titles: dict[int, int], start: int
) -> Iterator[Position]:
    """The cells below a heading, one a row, down to a blank row or the next heading."""
    for row in range(start, start + MOST_LINES):
        if row in titles or len(rows.get(row, [])) != 1:
            return
        yield row, rows[row][0]


def _draw(view: SheetView, headings: list[Heading]) -> Reshaped:
    """A card a run of headings; one that comes again begins the next."""
    grid, body, seen = view.grid, list[list[Cell]](), set[str]()
    for each in headings:
        if title_key(each.title) in seen:
            body.append([])
            seen.clear()
        seen.add(title_key(each.title))
        body.append([Cell(each.title, (each.place,)), _join(view, each)])
    last = max((*headings[-1].lines, headings[-1].place))[0]
    above = copy_rows(grid, 1, headings[0].place[0] - 1)
    return draw(grid, [*above, *body, *copy_rows(grid, last + 1, view.row_count)])


def _join(view: SheetView, heading: Heading) -> Cell:
    values = [view.grid.value(*place) for place in heading.lines]
    joined: Value = "\n".join(map(str, values)) if len(values) > 1 else next(iter(values), None)
    return Cell(joined, heading.lines)
