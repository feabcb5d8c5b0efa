"""A figure broken down below each name, its total last: 総会 | 行政 31, 企業 52, 計 83. Drawn as
one row a name, with the total.
"""

from collections.abc import Iterator
from typing import NamedTuple

from loaders.grid import Position
from loaders.reading.account import PART_TITLE, TOTAL_LABEL, Mark
from loaders.reading.records.records import Record, SheetResult
from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.view import SheetView
from loaders.values.text import is_total

#: Two parts and their total.
FEWEST_LINES, MOST_LINES = 3, 20
PART = Mark("furniture", "part")


class Breakdown(NamedTuple):
    """Below the titles in `row`: the column of labels, its figures in the next, and the first and
    last row of each name."""

    row: int
    column: int
    blocks: list[tuple[int, int]]


def propose_breakdown(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with each broken down figure as one; nothing where its parts do not add up."""
    for row in list_header_rows(view):
        titled = [column for column, value in view.filled(row) if isinstance(value, str)]
        for column in titled[1:]:
            if blocks := _find_blocks(view, row, titled[0], column):
                yield _draw(view, Breakdown(row, column, blocks))
                return


def _find_blocks(view: SheetView, row: int, key: int, column: int) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    first = row + 1
    while first <= view.row_count and view.grid.value(first, key) is not None:
        last = first
        while view.grid.value(last + 1, key) is None and view.text(last + 1, column):
            last += 1
            if last - first > MOST_LINES:
                return blocks
        if not _adds_up(view, range(first, last + 1), column):
            break
        blocks.append((first, last))
        first = last + 1
    return blocks


def _adds_up(view: SheetView, rows: range, column: int) -> bool:
    labels = [view.text(row, column) for row in rows]
    figures = [view.grid.value(row, column + 1) for row in rows]
    if len(rows) < FEWEST_LINES or [*map(is_total, labels)] != [False] * (len(rows) - 1) + [True]:
        return False
    counts = [each for each in figures if isinstance(each, int | float)]
    return len(counts) == len(rows) and sum(counts[:-1]) == counts[-1]


def _draw(view: SheetView, found: Breakdown) -> Reshaped:
    at = found.column
    marks: dict[Position, Mark] = {(found.row, at): PART_TITLE}
    drawn = copy_rows(view.grid, 1, found.row)
    for first, last in found.blocks:
        cells = copy_rows(view.grid, first, first)[0]
        cells[at] = Cell(view.grid.value(last, at + 1), ((last, at + 1),))
        drawn.append(cells)
        marks |= {(row, at): PART for row in range(first, last)} | {(last, at): TOTAL_LABEL}
        marks |= {(row, at + 1): PART for row in range(first, last)}
    end = found.blocks[-1][1]
    drawn += copy_rows(view.grid, end + 1, view.row_count)
    for line in drawn[found.row - 1 :]:
        del line[at - 1 : at]
    return draw(view.grid, drawn, (), marks)


def count_shared_names(result: SheetResult) -> int:
    """Records that are called by the very cells that call another one: rows of parts, perhaps."""
    doubled = {each.cell for each in result.problems if each.code == "duplicate_record"}
    called = [_list_calling(each) for each in result.records if doubled and each.cell in doubled]
    told = [each for each in called if any(each)]
    return len(told) - len({*told})


def _list_calling(record: Record) -> tuple[Position | None, ...]:
    return tuple(record.origins.get(name) for name in record.layout.key)
