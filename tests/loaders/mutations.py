"""What people do to a sheet: each gives another grid, its merged cells moved along as in Excel."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from loaders.grid import Area, Grid, Position, Value

Mutation = tuple[str, Callable[[Grid], Grid]]
Cells = dict[Position, Value]


def list_cells(grid: Grid) -> Cells:
    return {
        (row, column): value
        for row, cells in enumerate(grid.rows, start=1)
        for column, value in enumerate(cells, start=1)
        if value is not None
    }


def build(grid: Grid, cells: Mapping[Position, Value], merges: list[Area]) -> Grid:
    height = max(row for row, _ in cells)
    rows: list[list[Value]] = [[] for _ in range(height)]
    for (row, column), value in sorted(cells.items()):
        rows[row - 1] += [None] * (column - 1 - len(rows[row - 1])) + [value]
    return replace(grid, rows=rows, merges=merges)


def move(grid: Grid, place: Callable[[Position], Position]) -> Grid:
    """Every cell to where `place` says; a merged range from its first to its last corner."""
    cells = {place(at): value for at, value in list_cells(grid).items()}
    merges = [Area(*place(each[:2]), *place(each[2:])) for each in grid.merges]
    return build(grid, cells, merges)


def insert_rows(grid: Grid, at: int, count: int = 1) -> Grid:
    return move(grid, lambda place: (place[0] + count * (place[0] >= at), place[1]))


def insert_columns(grid: Grid, at: int, count: int = 1) -> Grid:
    return move(grid, lambda place: (place[0], place[1] + count * (place[1] >= at)))


def move_block(grid: Grid, top: int, down: int, right: int) -> Grid:
    """All from the row `top` on."""
    return move(
        grid,
        lambda place: (place[0] + down, place[1] + right) if place[0] >= top else place,
    )


def swap_columns(grid: Grid, left: int, right: int, top: int = 1) -> Grid:
    """From the row `top` on, as Excel does where no merged range stands across."""
    other = {left: right, right: left}
    return move(
        grid,
        lambda place: (place[0], other.get(place[1], place[1])) if place[0] >= top else place,
    )


def merge(grid: Grid, area: Area) -> Grid:
    """Only the first cell's value stays."""
    covered = list_places(area)[1:]
    cells = {at: value for at, value in list_cells(grid).items() if at not in covered}
    return build(grid, cells, [*grid.merges, area])


def list_places(area: Area) -> list[Position]:
    return [
        (row, column)
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    ]


def split_merge(grid: Grid, at: int) -> Grid:
    return replace(grid, merges=[each for n, each in enumerate(grid.merges) if n != at])


def join_columns(grid: Grid, left: int, right: int, top: int) -> Grid:
    """From the row `top` on the right column's cells in brackets behind the left one's:
    講習会（2020/6/8）."""
    cells = list_cells(grid)
    for row in range(top, len(grid.rows) + 1):
        if added := cells.pop((row, right), None):
            text = f"{added:%Y/%-m/%-d}" if isinstance(added, date) else added
            cells[row, left] = f"{cells.get((row, left), '')}（{text}）"
    return build(grid, cells, grid.merges)


def split_text(grid: Grid, place: Position) -> Grid:
    """The second half of a cell's text in a new column beside it."""
    row, column = place
    parted = insert_columns(grid, column + 1)
    text = str(grid.value(row, column))
    half = len(text) // 2
    cells = {**list_cells(parted), place: text[:half], (row, column + 1): text[half:]}
    return build(parted, cells, parted.merges)


def split_block(grid: Grid, at: int, head: range, gap: int) -> Grid:
    """Rows left blank before the row `at`; the rows of titles `head` repeated below them."""
    parted = insert_rows(grid, at, gap + len(head))
    cells = list_cells(grid)
    shift = at + gap - head.start
    again = {(r + shift, c): value for (r, c), value in cells.items() if r in head}
    return build(parted, {**list_cells(parted), **again}, parted.merges)


def duplicate(grid: Grid, top: int, gap: int) -> Grid:
    """All from the row `top` on once more below."""
    shift = len(grid.rows) - top + 1 + gap
    again = {(r + shift, c): value for (r, c), value in list_cells(grid).items() if r >= top}
    merges = [
        Area(each.first_row + shift, each.first_column, each.last_row + shift, each.last_column)
        for each in grid.merges
        if each.first_row >= top
    ]
    return build(grid, {**list_cells(grid), **again}, [*grid.merges, *merges])


def duplicate_beside(grid: Grid, top: int, gap: int) -> Grid:
    shift = max(map(len, grid.rows)) + gap
    again = {(r, c + shift): value for (r, c), value in list_cells(grid).items() if r >= top}
    merges = [
        Area(each.first_row, each.first_column + shift, each.last_row, each.last_column + shift)
        for each in grid.merges
        if each.first_row >= top
    ]
    return build(grid, {**list_cells(grid), **again}, [*grid.merges, *merges])


def hide_row(grid: Grid, row: int) -> Grid:
    return replace(grid, hidden_rows=frozenset({row}))


def hide_column(grid: Grid, column: int) -> Grid:
    return replace(grid, hidden_columns=frozenset({column}))
