"""Target and result below each other: a column that says 目標 or 実績, and one with the figure.
Drawn with a record's figures in one row, each under its own title.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data.layout import Field, Layout, load_layouts
from loaders.grid import Value
from loaders.reading.account import TITLE, Mark
from loaders.reading.records import COUNTED_TYPES
from loaders.reading.shapes.reshaped import (
    BLANK,
    LAST_ROW,
    Cell,
    Reshaped,
    copy_rows,
    draw,
    list_header_rows,
)
from loaders.reading.titles import match_title
from loaders.reading.view import SheetView

FEWEST_FIGURES = 2


class Melted(NamedTuple):
    """The columns that say what a figure is and the figure, and row → the field that it says."""

    row: int
    kind: int
    figure: int
    fields: dict[int, Field]


def propose_melted(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such figures beside each other; nothing where no column says so."""
    if view.row_count > LAST_ROW:
        return
    for layout in load_layouts():
        if sum(each.type in COUNTED_TYPES for each in layout.answers) >= FEWEST_FIGURES:
            for row in list_header_rows(view):
                if (melted := _find(view, layout, row)) is not None:
                    yield _draw(view, melted)
                    return


def _find(view: SheetView, layout: Layout, row: int) -> Melted | None:
    columns = [column for column, value in view.filled(row) if isinstance(value, str)]
    for at, kind in enumerate(columns[:-1]):
        fields = _read_kinds(view, layout, row, kind)
        if len({field.name for field in fields.values()}) >= FEWEST_FIGURES:
            return Melted(row, kind, columns[at + 1], fields)
    return None


def _read_kinds(view: SheetView, layout: Layout, row: int, column: int) -> dict[int, Field]:
    """Row → the field of which a column below a title holds the titles, and nothing else."""
    fields: dict[int, Field] = {}
    for each in range(row + 1, view.row_count + 1):
        if view.value(each, column) is None:
            break
        match = match_title(layout, (view.text(each, column),))
        if match is None or match.field.type not in COUNTED_TYPES:
            return {}
        fields[each] = match.field
    return fields


def _draw(view: SheetView, melted: Melted) -> Reshaped:
    names = {field.name: field for field in melted.fields.values()}
    inside = (melted.kind, melted.figure)
    others = [c for c in range(1, view.column_count + 1) if c not in inside]
    header = [Cell(view.grid.value(melted.row, c), ((melted.row, c),)) for c in others]
    header += [Cell(field.title) for field in names.values()]
    body = [
        [_show(view, rows, column) for column in others]
        + [_pick(view, melted, rows, name) for name in names]
        for rows in _group(melted)
    ]
    places = [(melted.row, column) for column in inside]
    places += [(row, melted.kind) for row in melted.fields]
    marks: dict[tuple[int, int], Mark] = dict.fromkeys(places, TITLE)
    above = copy_rows(view.grid, 1, melted.row - 1)
    below = copy_rows(view.grid, max(melted.fields) + 1, view.row_count)
    return draw(view.grid, [*above, header, *body, *below], (), marks)


def _group(melted: Melted) -> Iterator[list[int]]:
    """The rows of each record: a kind that comes again begins the next."""
    rows: list[int] = []
    seen: set[str] = set()
    for row, field in melted.fields.items():
        if field.name in seen:
            yield rows
            rows, seen = [], set()
        rows.append(row)
        seen.add(field.name)
    yield rows


def _show(view: SheetView, rows: Sequence[int], column: int) -> Cell:
    """What stands beside a record's figures: once for all of them, or in each row the same."""
    cells = [((row, column), view.grid.value(row, column)) for row in rows]
    said = [(place, value) for place, value in cells if value is not None]
    if len({value for _, value in said}) != 1:
        return BLANK
    value: Value = said[0][1]
    return Cell(value, tuple(place for place, _ in said))


def _pick(view: SheetView, melted: Melted, rows: Sequence[int], name: str) -> Cell:
    place = next(((r, melted.figure) for r in rows if melted.fields[r].name == name), None)
    return Cell(view.grid.value(*place), (place,)) if place else BLANK
