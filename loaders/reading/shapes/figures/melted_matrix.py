"""A matrix with target and result below each other: KPI | 目標, 実績 down the rows, forums across.
It is drawn with both under each key, and then as any matrix.
"""

from collections.abc import Iterator, Sequence

from data.layout import Field, Layout, load_layouts
from loaders.grid import Position
from loaders.reading.account import TITLE, Mark
from loaders.reading.shapes.figures.matrix import FEWEST_COLUMNS, propose_matrix
from loaders.reading.shapes.figures.melted import (
    FEWEST_FIGURES,
    RATIO,
    Melted,
    group_kinds,
    holds_figures,
    read_kinds,
)
from loaders.reading.shapes.reshaped import (
    BLANK,
    Cell,
    Reshaped,
    copy_rows,
    draw,
    list_header_rows,
    show_cell,
)
from loaders.reading.view import SheetView


def propose_melted_matrix(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such a matrix drawn as a table; nothing where no column tells them apart."""
    for layout in load_layouts():
        for row in list_header_rows(view) if len(layout.key) == 2 else ():
            if (melted := _find(view, layout, row)) is not None:
                spread = _draw(view, melted)
                for drawing in propose_matrix(SheetView(spread.grid)):
                    yield drawing.seen_through(spread)
                return


def _find(view: SheetView, layout: Layout, row: int) -> Melted | None:
    """The first column that tells the figures of several columns right of it apart."""
    titled = [column for column, value in view.filled(row) if isinstance(value, str)]
    for kind in titled[1:]:
        fields, keys, ratios = read_kinds(view, layout, row, kind)
        figures = [at for at in titled if at > kind and holds_figures(view, at, fields)]
        kinds = {field.name for field in fields.values()}
        if len(kinds) >= FEWEST_FIGURES and len(figures) >= FEWEST_COLUMNS and not keys:
            return Melted(row, kind, figures[0], fields, keys, ratios, tuple(figures))
    return None


def _draw(view: SheetView, melted: Melted) -> Reshaped:
    """The titles over a row of 目標 | 実績 under each, and the rows of each key in one."""
    fields = list({field.name: field for field in melted.fields.values()}.values())
    before = range(1, melted.kind)
    rows = copy_rows(view.grid, 1, melted.row - 1)
    rows.append(
        [*(show_cell(view.grid, (melted.row, at)) for at in before), *_spread(view, melted, fields)]
    )
    kinds = [Cell(each.title) for _ in melted.figures for each in fields]
    rows.append([*(BLANK for _ in before), *kinds])
    rows += [_draw_row(view, melted, group, fields) for group in group_kinds(melted)]
    told = [(row, melted.kind) for row in (melted.row, *melted.fields)]
    marks: dict[Position, Mark] = dict.fromkeys(told, TITLE)
    marks |= {(row, at): RATIO for row in melted.ratios for at, _ in view.filled(row)}
    last = max([*melted.fields, *melted.ratios])
    return draw(view.grid, [*rows, *copy_rows(view.grid, last + 1, view.row_count)], (), marks)


def _draw_row(
    view: SheetView, melted: Melted, group: Sequence[int], fields: Sequence[Field]
) -> list[Cell]:
    """What stands left of a key's figures, in the first of its rows that says it, and these."""
    shown = [[show_cell(view.grid, (row, at)) for row in group] for at in range(1, melted.kind)]
    keys = [next((cell for cell in cells if cell.places), BLANK) for cells in shown]
    rows = {melted.fields[row].name: row for row in group}
    places = [(rows.get(each.name, 0), at) for at in melted.figures for each in fields]
    return [*keys, *(show_cell(view.grid, place) if place[0] else BLANK for place in places)]


def _spread(view: SheetView, melted: Melted, fields: Sequence[Field]) -> list[Cell]:
    """Each key across over as many columns as there are figures under it."""
    blank = [BLANK] * (len(fields) - 1)
    return [
        cell for at in melted.figures for cell in (show_cell(view.grid, (melted.row, at)), *blank)
    ]
