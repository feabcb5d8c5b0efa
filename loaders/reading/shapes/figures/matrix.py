"""A matrix: one key of a record down the rows, the other across the columns, its figures where
they cross (indicator × scope, forum × indicator). It is drawn with a record a row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.layout import Field, Layout, load_layouts
from loaders.grid import Position, Value
from loaders.reading.account import HEADING, TITLE, Mark
from loaders.reading.headers.titles import match_title
from loaders.reading.records.records import COUNTED_TYPES
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.shapes.runs import read_alone
from loaders.reading.view import SheetView
from loaders.values.text import LONGEST_WORD

FEWEST_COLUMNS, FEWEST_ROWS = 2, 2


@dataclass(slots=True)
class Block:
    """The columns under one key across: what its key cell says, and each figure's column."""

    column: int
    figures: dict[str, int]


@dataclass(slots=True)
class Matrix:
    """`blocks` lie in `row` (and figures' titles in the row below it), `down` is the field of
    the keys in `columns`, of which the rightmost that reads is a row's, `across` that of the
    keys in `row`; `fixed` are the columns beside."""

    layout: Layout
    row: int
    last_row: int
    columns: Sequence[int]
    down: Field
    across: Field
    blocks: list[Block]
    fixed: dict[str, int]


def propose_matrix(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its matrix drawn as a table; nothing where it has none."""
    for layout in load_layouts():
        keys = [layout.field(name) for name in layout.key]
        if len(keys) == 2 and all(key.choices for key in keys):
            for down, across in (keys, keys[::-1]):
                if (matrix := _find_matrix(view, layout, down, across)) is not None:
                    yield _draw(view, matrix)


def _reads(field: Field, value: Value) -> bool:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_WORD:
        return False
    reading = read_alone(field, value)
    return reading.code is None and reading.value is not None


def _find_matrix(view: SheetView, layout: Layout, down: Field, across: Field) -> Matrix | None:
    for row in list_header_rows(view):
        keys = [column for column, value in view.filled(row) if _reads(across, value)]
        if len(keys) < FEWEST_COLUMNS:
            continue
        columns = _find_keys_down(view, row, keys[0], down)
        if columns:
            return _describe(view, layout, row, columns, down, across, keys)
    return None


def _find_keys_down(view: SheetView, row: int, before: int, down: Field) -> list[int]:
    """The columns left of the matrix that have keys, in most rows with a text there; keys of
    two levels stand in two columns."""
    rows = range(row + 1, view.row_count + 1)
    columns = [
        column
        for column in range(1, before)
        if any(_reads(down, view.grid.value(each, column)) for each in rows)
    ]
    said = [each for each in rows if any(_says(view, each, column) for column in columns)]
    known = sum(_find_key(view, each, columns, down) is not None for each in said)
    return columns if known >= FEWEST_ROWS and known * 2 >= len(said) else []


def _says(view: SheetView, row: int, column: int) -> bool:
    value = view.grid.value(row, column)
    return isinstance(value, str) and bool(value.strip())


def _find_key(view: SheetView, row: int, columns: Sequence[int], down: Field) -> int | None:
    """The column of a row's key: of its texts the deepest, where that is one."""
    deepest = next((column for column in reversed(columns) if _says(view, row, column)), None)
    if deepest is None or not _reads(down, view.grid.value(row, deepest)):
        return None
    return deepest


def _describe(
    view: SheetView,
    layout: Layout,
    row: int,
    columns: Sequence[int],
    down: Field,
    across: Field,
    keys: Sequence[int],
) -> Matrix:
    """The figures' columns under each key: by their own titles below it, else the one column."""
    figures = [each for each in layout.fields if each.type in COUNTED_TYPES]
    ends = [*keys[1:], _last_column(view, row, keys) + 1]
    titled = _titles_of(view, layout, row + 1)
    blocks = [
        Block(start, {titled[c].name: c for c in range(start, end) if c in titled})
        for start, end in zip(keys, ends, strict=True)
    ]
    has_titles = all(block.figures for block in blocks)
    if not has_titles:
        value = figures[-1]
        blocks = [Block(start, {value.name: start}) for start in keys]
    beside = _titles_of(view, layout, row)
    fixed = {f.name: c for c, f in beside.items() if c not in keys and f.name != down.name}
    return Matrix(layout, row, row + has_titles, columns, down, across, blocks, fixed)


def _last_column(view: SheetView, row: int, keys: Sequence[int]) -> int:
    """The last column under the last key: as wide as the one before, or as its merge."""
    width = keys[-1] - keys[-2]
    return min(keys[-1] + width - 1, view.column_count)


def _titles_of(view: SheetView, layout: Layout, row: int) -> dict[int, Field]:
    if row > view.row_count:
        return {}
    matches = {c: match_title(layout, (view.text(row, c),)) for c, _ in view.filled(row)}
    return {c: match.field for c, match in matches.items() if match is not None}


def _draw(view: SheetView, matrix: Matrix) -> Reshaped:
    grid = view.grid
    names = [matrix.down.name, matrix.across.name, *matrix.blocks[0].figures, *matrix.fixed]
    names = list(dict.fromkeys(names))
    header = [_draw_title(view, matrix, name) for name in names]
    body: list[list[Cell]] = []
    last = matrix.last_row
    groups: dict[Position, Mark] = {}
    for row in range(matrix.last_row + 1, view.row_count + 1):
        key = _find_key(view, row, matrix.columns, matrix.down)
        if key is not None:
            ats = range(len(matrix.blocks))
            drawn = (_draw_record(view, matrix, (row, key), at, names) for at in ats)
            body += filter(None, drawn)
            last = row
            groups |= {
                (row, c): HEADING
                for c, _ in view.filled(row)
                if c in matrix.columns[:-1] and c < key
            }
    marks = groups | {
        (row, column): TITLE
        for row in range(matrix.row, matrix.last_row + 1)
        for column, _ in view.filled(row)
    }
    above = copy_rows(grid, 1, matrix.row - 1)
    below = copy_rows(grid, last + 1, view.row_count)
    return draw(grid, [*above, header, *body, *below], (), marks)


def _draw_title(view: SheetView, matrix: Matrix, name: str) -> Cell:
    """A field's own title stands for it, whatever the matrix calls it."""
    columns = {matrix.down.name: matrix.columns[0], **matrix.fixed}
    places = ((matrix.row, columns[name]),) if name in columns else ()
    return Cell(matrix.layout.field(name).title, places)


def _draw_record(
    view: SheetView, matrix: Matrix, place: Position, at: int, names: Sequence[str]
) -> list[Cell]:
    """One crossing; what stands beside the matrix belongs to the whole, its first column."""
    block, grid = matrix.blocks[at], view.grid
    row, key = place
    columns = {
        matrix.down.name: key,
        **(matrix.fixed if at == 0 else {}),
        **block.figures,
    }
    cells = {
        name: Cell(grid.value(row, column), ((row, column),)) for name, column in columns.items()
    }
    title = (matrix.row, block.column)
    cells[matrix.across.name] = Cell(grid.value(*title), (title,))
    if all(cells[name].value is None for name in block.figures):
        return []
    return [cells.get(name, BLANK) for name in names]
