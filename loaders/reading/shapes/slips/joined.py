"""Tables below each other that are one, parted by its columns: その1 and その2 with the same
numbers, or needs and seeds, each with its number, that a third table joins. Drawn as the one
table; what it does not name is left unread.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from data.layout import Layout, load_layouts, title_key
from loaders.grid import Position, Value
from loaders.reading.account import TITLE, Mark
from loaders.reading.headers.titles import layouts_knowing, match_title
from loaders.reading.records.records import list_needed
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw
from loaders.reading.view import SheetView

FEWEST_TITLES = 2

NUMBER = Mark("furniture", "numbering")


class Table(NamedTuple):
    """A titles' row, the column of each title, and the rows below it."""

    row: int
    columns: Mapping[str, int]
    rows: Sequence[int]

    @property
    def last_row(self) -> int:
        return self.rows[-1]


class Side(NamedTuple):
    """A table whose rows another names by the key in a column: key → row."""

    table: Table
    key: str
    rows: Mapping[Value, int]


def propose_joined(view: SheetView) -> Iterator[Reshaped]:
    """The sheet's tables as one, for each layout of which only all together say enough."""
    tables = list(_find_tables(view))
    for main in reversed(tables) if len(tables) > 1 else ():
        sides = [_join(view, main, each) for each in tables if each is not main]
        joined = [each for each in sides if each]
        if len(joined) < len(sides):
            continue
        for layout in load_layouts():
            if _needs_all(layout, tables):
                yield _draw(view, main, joined)
        return


def _find_tables(view: SheetView) -> Iterator[Table]:
    """The tables with a title that somebody knows, each down to a blank row or a lone text."""
    row = 1
    while row < view.row_count:
        titles = {title_key(view.text(row, column)): column for column, _ in view.filled(row)}
        known = [view.text(row, column) for column in titles.values()]
        last = row
        if len(titles) >= FEWEST_TITLES and all(titles) and any(map(layouts_knowing, known)):
            while last < view.row_count and len(view.filled(last + 1)) >= FEWEST_TITLES:
                last += 1
        if last > row:
            yield Table(row, titles, range(row + 1, last + 1))
        row = last + 1


def _join(view: SheetView, main: Table, side: Table) -> Side | None:
    """How a table is joined to another: by the one title of both, under which it has each value
    once, and the other none that it has not."""
    (key, *more) = [title for title in side.columns if title in main.columns] or [""]
    if not key or more:
        return None
    rows = {view.value(row, side.columns[key]): row for row in side.rows}
    said = {view.value(row, main.columns[key]) for row in main.rows}
    is_key = len(rows) == len(side.rows) and None not in rows and said <= rows.keys()
    return Side(side, key, rows) if is_key else None


def _needs_all(layout: Layout, tables: Sequence[Table]) -> bool:
    """Whether all tables together have what a layout requires, and none of them has it alone."""
    needed = {*list_needed(layout)}
    known = [
        {match.field.name for title in table.columns if (match := match_title(layout, (title,)))}
        for table in tables
    ]
    alone = any(needed <= names for names in known)
    return not alone and needed <= set().union(*known) and all(names & needed for names in known)


def _draw(view: SheetView, main: Table, sides: Sequence[Side]) -> Reshaped:
    grid, keys = view.grid, {side.key for side in sides}
    places = [(main.row, at) for title, at in main.columns.items() if title not in keys]
    header = [Cell(grid.value(*place), (place,)) for place in places]
    marks: dict[Position, Mark] = {
        (row, main.columns[key]): NUMBER for key in keys for row in main.rows
    }
    marks |= {(main.row, main.columns[key]): TITLE for key in keys}
    body = {row: [Cell(grid.value(row, at), ((row, at),)) for _, at in places] for row in main.rows}
    for side in sides:
        own = [at for title, at in side.table.columns.items() if title != side.key]
        header += [Cell(grid.value(side.table.row, at), ((side.table.row, at),)) for at in own]
        used = {row: side.rows[view.value(row, main.columns[side.key])] for row in main.rows}
        for row, cells in body.items():
            cells += [Cell(grid.value(used[row], at), ((used[row], at),)) for at in own]
        at_key = side.table.columns[side.key]
        marks |= {(row, at_key): NUMBER for row in used.values()} | {
            (side.table.row, at_key): TITLE
        }
    first = min(main.row, *(side.table.row for side in sides))
    last = max(main.last_row, *(side.table.last_row for side in sides))
    above, below = copy_rows(grid, 1, first - 1), copy_rows(grid, last + 1, view.row_count)
    return draw(grid, [*above, header, *body.values(), [BLANK], *below], (), marks)
