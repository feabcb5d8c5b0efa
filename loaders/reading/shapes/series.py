"""Several records a row: 第1回 | 第2回 over the same titles again, beside what is said once for all
of them. Drawn with a record a row.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from loaders.grid import Position
from loaders.reading.account import PART_TITLE, TITLE, Mark
from loaders.reading.headers.titles import layouts_knowing
from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.view import SheetView
from loaders.values.text import normalise

FEWEST_TITLES = 2
FEWEST_RECORDS = 2

_NUMBER = re.compile(r"[0-9一二三四五六七八九十]+")


class Series(NamedTuple):
    """The titles' row, the columns said once, and those of each record."""

    row: int
    shared: list[int]
    strips: list[list[int]]


def propose_series(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such records below each other; nothing where no titles stand again under
    groups of their own."""
    for row in list_header_rows(view):
        if row > 1 and (series := _find(view, row)):
            yield _draw(view, series)
            return


def _find(view: SheetView, row: int) -> Series | None:
    """The titles that stand again and again from the first group on."""
    groups = [column for column, _ in view.filled(row - 1)]
    titles = [column for column, _ in view.filled(row)]
    starts = [bisect_left(titles, column) for column in groups]
    strips = [titles[start:end] for start, end in pairwise([*starts, len(titles)])]
    first = len(groups) - _count_alike(view, row, groups, strips)
    if len(groups) - first < FEWEST_RECORDS or not _knows(_list_titles(view, row, strips[-1])):
        return None
    shared = [c for c in range(1, groups[first]) if _name(view, row, c)]
    return Series(row, shared, strips[first:])


def _count_alike(
    view: SheetView, row: int, groups: Sequence[int], strips: Sequence[list[int]]
) -> int:
    """How many groups, from the last back, stand over the same titles and say no more than which
    of several a record is: 第1回, 行事②."""
    texts: set[str] = set()
    kinds: set[tuple[str, ...]] = set()
    for column, strip in zip(reversed(groups), reversed(strips), strict=True):
        text = normalise(view.text(row - 1, column))
        kinds.add((_NUMBER.sub("", text), *_list_titles(view, row, strip)))
        if text in texts or len(kinds) > 1:
            break
        texts.add(text)
    return len(texts)


def _list_titles(view: SheetView, row: int, columns: Sequence[int]) -> list[str]:
    return [view.text(row, column) for column in columns]


def _knows(titles: Sequence[str]) -> bool:
    known = sum(bool(layouts_knowing(title)) for title in titles)
    return known == len(titles) >= FEWEST_TITLES


def _name(view: SheetView, row: int, column: int) -> Position | None:
    """The title of a column said once: in the titles' row, or merged down to it or blank below."""
    return next((view.origin(r, column) for r in (row, row - 1) if view.text(r, column)), None)


def _draw(view: SheetView, series: Series) -> Reshaped:
    grid, row = view.grid, series.row
    titles = [_name(view, row, column) or (row, column) for column in series.shared]
    titles += [(row, column) for column in series.strips[0]]
    rows = [*copy_rows(grid, 1, row - 2), [Cell(grid.value(*each), (each,)) for each in titles]]
    last = row
    while last < view.row_count and any(view.filled(last + 1)):
        last += 1
        told = [strip for strip in series.strips if _is_told(view, last, strip)]
        rows += [
            [_draw_cell(view, view.origin(last, column)) for column in (*series.shared, *strip)]
            for strip in told or series.strips[:1]
        ]
    marks: dict[Position, Mark] = {
        (row, column): TITLE for strip in series.strips for column in strip
    }
    marks |= {(row - 1, strip[0]): PART_TITLE for strip in series.strips}
    return draw(grid, [*rows, *copy_rows(grid, last + 1, view.row_count)], (), marks)


def _is_told(view: SheetView, row: int, strip: Sequence[int]) -> bool:
    return any(view.grid.value(row, column) is not None for column in strip)


def _draw_cell(view: SheetView, place: Position) -> Cell:
    return Cell(view.grid.value(*place), (place,))
