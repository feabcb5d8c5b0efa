"""A part of a sheet as a small table of texts, with the cells that matter marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.grid import Grid, Position, a1, column_letters, parse_a1
from loaders.values.text import clean_text

#: Marks: a problem's level, a kind of entry (`loaders.reading.account.KINDS`), "fixed", or
#: "cell" for the one cell that is looked for.
CELL = "cell"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`texts[i][j]` stands in row `rows[i]`, column `columns[j]`; "" for an empty cell."""

    sheet: str
    rows: tuple[int, ...]
    columns: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    marks: Mapping[str, str]


def cut_excerpt(
    grid: Grid, rows: Sequence[int], columns: range, marks: Mapping[str, str]
) -> Excerpt:
    """The cells of a grid in some rows and columns (1-based)."""
    texts = tuple(tuple(_show_written(grid, (row, column)) for column in columns) for row in rows)
    inside = {a1(row, column) for row in rows for column in columns}
    return Excerpt(
        grid.sheet,
        tuple(rows),
        tuple(column_letters(column) for column in columns),
        texts,
        {cell: mark for cell, mark in marks.items() if cell in inside},
    )


def cut_around(grid: Grid, cell: str, rows: int, columns: int) -> Excerpt:
    """A cell with so many rows and columns on each side, as far as the sheet goes."""
    row, column = parse_a1(cell)
    width = max((len(each) for each in grid.rows), default=0)
    shown_rows = range(max(1, row - rows), max(row, min(len(grid.rows), row + rows)) + 1)
    last_column = max(column, min(width, column + columns))
    shown_columns = range(max(1, column - columns), last_column + 1)
    return cut_excerpt(grid, shown_rows, shown_columns, {cell: CELL})


def _show_written(grid: Grid, position: Position) -> str:
    """What a cell shows, also where it is struck through."""
    return show_cell(grid, position) or clean_text(grid.struck.get(position)) or ""


def show_cell(grid: Grid, position: Position) -> str:
    """What a person sees in a cell; an error value as Excel writes it."""
    if position in grid.errors:
        return grid.errors[position]
    return clean_text(grid.value(*position)) or ""
