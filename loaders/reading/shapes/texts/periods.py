"""From when to when in one column: H29.6.5～R2.3.31 under 会員期間. Drawn as the two columns that a
layout of such periods asks for (入会日 | 退会日).
"""

import re
from collections.abc import Iterator

from data.layout import Layout, load_layouts, title_key
from loaders.grid import Value
from loaders.reading.shapes.reshaped import (
    BLANK,
    Cell,
    Reshaped,
    copy_rows,
    draw,
    list_header_rows,
    widen_merges,
)
from loaders.reading.shapes.runs import load_shapes
from loaders.reading.view import SheetView
from loaders.values.text import normalise

_PERIOD = re.compile(r"(?P<start>[^~〜]+?) ?[~〜] ?(?P<end>[^~〜]*)")


def propose_periods(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such a column drawn as two; nothing where it has none."""
    titles = {title_key(each) for each in load_shapes()["periods"]["titles"]}
    for row in list_header_rows(view):
        for column, value in view.filled(row):
            if isinstance(value, str) and title_key(value) in titles:
                for layout in load_layouts():
                    if len(layout.dates_in_order) == 2:
                        yield _draw(view, layout, row, column)
                return


def split_period(value: Value) -> tuple[Value, Value]:
    """
    >>> split_period("H29.6.5～R2.3.31"), split_period("H29.6.5～"), split_period("H29.6.5～現在")
    (('H29.6.5', 'R2.3.31'), ('H29.6.5', None), ('H29.6.5', None))
    >>> split_period("不明"), split_period("4月～5月～6月")
    (('不明', None), ('4月～5月～6月', None))
    """
    match = _PERIOD.fullmatch(normalise(value)) if isinstance(value, str) else None
    if match is None:
        return value, None
    end = match["end"] or None
    return match["start"], None if end in load_shapes()["periods"]["open"] else end


def _draw(view: SheetView, layout: Layout, row: int, column: int) -> Reshaped:
    rows = copy_rows(view.grid, 1, view.row_count)
    for below, cells in enumerate(rows[row - 1 :], start=row):
        if len(cells) < column:
            continue
        cell = cells[column - 1]
        drawn = [Cell(layout.field(name).title, cell.places) for name in layout.dates_in_order]
        if below > row:
            values = split_period(cell.value)
            drawn = [BLANK if value is None else Cell(value, cell.places) for value in values]
        cells[column - 1 : column] = drawn
    return draw(view.grid, rows, widen_merges(view.grid.merges, column, 2))
