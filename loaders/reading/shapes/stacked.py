"""Several rows a record: titles in as many rows, each record's answers placed like its titles.
Such a sheet is drawn with the rows of each record after each other in one row.
"""

from collections.abc import Iterator

from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.titles import layouts_knowing
from loaders.reading.view import SheetView

#: A record's rows.
DEEPEST_RECORD = 4


def propose_stacked(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its records' rows joined; nothing where a record has one row."""
    for row in list_header_rows(view):
        if _count_titles(view, row) < 2:
            continue
        depth = 1
        while depth < DEEPEST_RECORD and _stands_below(view, row, depth):
            depth += 1
        if depth > 1:
            yield _draw(view, row, depth)
        return


def _count_titles(view: SheetView, row: int) -> int:
    return sum(bool(layouts_knowing(view.text(row, column))) for column, _ in view.filled(row))


def _stands_below(view: SheetView, row: int, depth: int) -> bool:
    """Whether the row below holds titles only, more than one under a title of its own column:
    they are no parts of a group title, which covers several columns. One will do where all
    others are merged down over it."""
    below = row + depth
    titles = [column for column, _ in view.filled(below)]
    known = [column for column in titles if layouts_knowing(view.text(below, column))]
    others = [column for column, _ in view.filled(row) if column not in titles]
    merged = others and all(view.origin(below, column) == (row, column) for column in others)
    if below > view.row_count or len(known) < 2 - bool(merged) or len(known) * 2 < len(titles):
        return False
    return all(_stands_alone(view, below - 1, column) for column in titles)


def _stands_alone(view: SheetView, row: int, column: int) -> bool:
    """Whether the cell above a title is a title over this column only."""
    own = view.origin(row, column)
    return (
        bool(view.text(row, column)) and own[1] == column and (view.origin(row, column + 1) != own)
    )


def _draw(view: SheetView, row: int, depth: int) -> Reshaped:
    """Blocks of `depth` rows, from the titles on; rows left over at the end stay as they are."""
    grid, width = view.grid, view.column_count
    rows = copy_rows(grid, 1, row - 1)
    last = row
    while last + depth - 1 <= view.row_count and any(view.filled(last)):
        rows.append(
            [
                Cell(grid.value(each, column), ((each, column),))
                for each in range(last, last + depth)
                for column in range(1, width + 1)
            ]
        )
        last += depth
    return draw(grid, [*rows, *copy_rows(grid, last, view.row_count)])
