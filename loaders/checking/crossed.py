"""Records whose answers stand crosswise: left of another's in one row and right of it in the next.

However a sheet is laid out, what belongs together stands together. Of two cards side by side one
is the left one in every row; where it is not, their answers were mixed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise

from loaders.reading.records.records import SheetResult


def drop_crossed(result: SheetResult) -> None:
    """Leave out such records; their cells are left unread, and so said."""
    if crossed := find_crossed(result):
        result.records = [each for n, each in enumerate(result.records) if n not in crossed]


def find_crossed(result: SheetResult) -> set[int]:
    """The places of such records among a result's."""
    neighbours = set(_list_neighbours(result))
    return {n for left, right in neighbours if (right, left) in neighbours for n in (left, right)}


def _list_neighbours(result: SheetResult) -> Iterator[tuple[int, int]]:
    """The places of two records of which one stands next right of the other in some row; a row
    in which they alternate is one of fields side by side (ニーズ1, ニーズ2, 技術1, 技術2)."""
    for cells in _list_rows(result):
        order = [number for number, _ in groupby(number for _, number in sorted(cells))]
        if len(set(order)) == len(order):
            yield from pairwise(order)


def _list_rows(result: SheetResult) -> Iterator[list[tuple[int, int]]]:
    """By row: each cell's column and the one record that it answers alone; what a mark calls
    context answers none."""
    answers = [{*each.origins.values(), *(at for _, at in each.parts)} for each in result.records]
    counts = Counter(at for places in answers for at in places)
    rows: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, places in enumerate(answers):
        for row, column in places:
            mark = result.marks.get((row, column))
            if counts[row, column] == 1 and (mark is None or mark.kind != "context"):
                rows[row].append((column, number))
    yield from rows.values()
