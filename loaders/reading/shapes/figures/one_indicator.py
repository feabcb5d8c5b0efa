"""Figures of one indicator, which only the sheet's title or name says: KPI「支援自治体数」 over
フォーラム | 目標 | 実績. Drawn with it in each row.
"""

import re
from collections.abc import Iterator

from data.layout import Field, Layout, load_layouts
from loaders.reading.headers.titles import match_title
from loaders.reading.row_labels import strip_signs
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.shapes.runs import read_alone
from loaders.reading.view import SheetView

FEWEST_ROWS = 2

_PIECES = re.compile(r"[\s「」『』【】()（）:：]+")


def propose_one_indicator(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its indicator as a column; nothing where none, or several, are named."""
    for layout in load_layouts():
        key = layout.find_type("indicator")
        row = _find_titles(view, layout) if key else None
        said = _find_indicator(view, key, row) if key and row else None
        last = _find_last_row(view, row) if row and said else 0
        if key and row and said and last - row >= FEWEST_ROWS:
            rows = copy_rows(view.grid, 1, view.row_count)
            for each in range(row, last + 1):
                cells = rows[each - 1]
                cells += [BLANK] * (view.column_count - len(cells))
                cells.append(said if each > row else Cell(key.title))
            yield draw(view.grid, rows, view.grid.merges)


def _find_titles(view: SheetView, layout: Layout) -> int | None:
    """The row that asks for a scope and a figure, and for no indicator."""
    for row in list_header_rows(view):
        matches = [match_title(layout, (view.text(row, column),)) for column, _ in view.filled(row)]
        types = {match.field.type for match in matches if match}
        if {"scope", "measure"} <= types and "indicator" not in types:
            return row
    return None


def _find_indicator(view: SheetView, key: Field, row: int) -> Cell | None:
    """The one indicator that the texts above the titles, else the sheet's name, speak of."""
    texts = {
        (r, column): view.text(r, column) for r in range(1, row) for column, _ in view.filled(r)
    }
    found = [
        Cell(piece, (place,))
        for place, text in texts.items()
        for piece in (strip_signs(text), *_PIECES.split(text))
        if piece and read_alone(key, piece).value is not None
    ]
    if not found and read_alone(key, view.grid.sheet.strip()).value is not None:
        return Cell(view.grid.sheet.strip())
    names = {read_alone(key, cell.value).value for cell in found}
    return found[0] if len(names) == 1 else None


def _find_last_row(view: SheetView, row: int) -> int:
    last = row
    while last < view.row_count and len(view.filled(last + 1)) > 1:
        last += 1
    return last
