"""Target and result below each other: a column that says 目標 or 実績, and one with the figure.
Drawn with a record's figures in one row, each under its own title.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from data.layout import Field, Layout, load_layouts
from loaders.grid import Value
from loaders.reading.account import TITLE, Mark
from loaders.reading.headers.titles import match_title
from loaders.reading.records.records import COUNTED_TYPES
from loaders.reading.row_labels import is_comparison
from loaders.reading.shapes.reshaped import (
    BLANK,
    Cell,
    Reshaped,
    copy_rows,
    draw,
    list_header_rows,
)
from loaders.reading.shapes.runs import read_alone
from loaders.reading.view import SheetView

FEWEST_FIGURES = 2

#: 達成率 below both
RATIO = Mark("furniture", "comparison")


class Melted(NamedTuple):
    """The columns that say what a figure is and the figure, and row → the field that it says.

    `keys` are the rows that only name the records, above figures further in; `ratios` those that
    set one figure against the other; `figures` all columns of figures.
    """

    row: int
    kind: int
    figure: int
    fields: dict[int, Field]
    keys: tuple[int, ...]
    ratios: tuple[int, ...]
    figures: tuple[int, ...]


def propose_melted(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such figures beside each other; nothing where no column says so."""
    for layout in load_layouts():
        if sum(each.type in COUNTED_TYPES for each in layout.answers) >= FEWEST_FIGURES:
            for row in list_header_rows(view):
                if (melted := _find(view, layout, row)) is not None:
                    yield _draw(view, melted)
                    return


def _find(view: SheetView, layout: Layout, row: int) -> Melted | None:
    titled = [column for column, value in view.filled(row) if isinstance(value, str)]
    for kind in range(1, max(titled, default=0)):
        fields, keys, ratios = read_kinds(view, layout, row, kind)
        # a target above its ratio is none of the results, whatever its column's title says
        if len({field.name for field in fields.values()}) + bool(ratios) < FEWEST_FIGURES:
            continue
        right = [column for column in titled if column > kind]
        figures = tuple(at for at in right if holds_figures(view, at, fields)) or (right[0],)
        figure = _choose(view, layout, row, figures)
        if figure:
            return Melted(row, kind, figure, fields, keys, ratios, figures)
    return None


def read_kinds(
    view: SheetView, layout: Layout, row: int, column: int
) -> tuple[dict[int, Field], tuple[int, ...], tuple[int, ...]]:
    """Row → the field of which a column below a title holds the titles, the rows of ratios among
    them, and of records' names above them; nothing where it holds anything else."""
    fields: dict[int, Field] = {}
    keys: list[int] = []
    ratios: list[int] = []
    for each in range(row + 1, view.row_count + 1):
        if view.value(each, column) is None:
            break
        text = view.text(each, column)
        match = match_title(layout, (text,))
        if match is not None and match.field.type in COUNTED_TYPES:
            fields[each] = match.field
        elif fields and is_comparison(text):
            ratios.append(each)
        elif _names_record(layout, text) and len(list(view.filled(each))) == 1:
            keys.append(each)
        else:
            return {}, (), ()
    return fields, tuple(keys), tuple(ratios)


def _names_record(layout: Layout, text: str) -> bool:
    return any(
        layout.field(name).type == "indicator"
        and read_alone(layout.field(name), text).value is not None
        for name in layout.key
    )


def holds_figures(view: SheetView, column: int, rows: Iterable[int]) -> bool:
    values = [value for row in rows if (value := view.grid.value(row, column)) is not None]
    return bool(values) and all(isinstance(value, int | float) for value in values)


def _choose(view: SheetView, layout: Layout, row: int, figures: Sequence[int]) -> int | None:
    """The column of the figures: the only one, or the one under a figure's own title; R1 beside
    R2, 上期 beside 下期 are none."""
    if len(figures) == 1:
        return figures[0]
    matches = {at: match_title(layout, (view.text(row, at),)) for at in figures}
    own = [at for at, match in matches.items() if match and match.field.type in COUNTED_TYPES]
    return own[0] if len(own) == 1 else None


def _draw(view: SheetView, melted: Melted) -> Reshaped:
    names = {field.name: field for field in melted.fields.values()}
    dropped = {melted.figure, *([] if melted.keys else [melted.kind])}
    others = [c for c in range(1, view.column_count + 1) if c not in dropped]
    header = [Cell(view.grid.value(melted.row, c), ((melted.row, c),)) for c in others]
    header += [Cell(field.title) for field in names.values()]
    body = [
        [_show(view, melted, rows, column) for column in others]
        + [_pick(melted, view, rows, name, melted.figure) for name in names]
        for rows in group_kinds(melted)
    ]
    places = [(melted.row, column) for column in dropped]
    places += [(row, melted.kind) for row in melted.fields]
    marks: dict[tuple[int, int], Mark] = dict.fromkeys(places, TITLE)
    marks |= {(row, c): RATIO for row in melted.ratios for c, _ in view.filled(row)}
    above = copy_rows(view.grid, 1, melted.row - 1)
    last = max([*melted.fields, *melted.ratios])
    below = copy_rows(view.grid, last + 1, view.row_count)
    return draw(view.grid, [*above, header, *body, *below], (), marks)


def group_kinds(melted: Melted) -> Iterator[list[int]]:
    """The rows of each record: a kind that comes again, or a name, begins the next."""
    rows: list[int] = []
    seen: set[str] = set()
    for row in sorted([*melted.fields, *melted.keys]):
        field = melted.fields.get(row)
        if rows and (field is None or field.name in seen):
            yield rows
            rows, seen = [], set()
        rows.append(row)
        seen |= {field.name} if field else set()
    yield rows


def _show(view: SheetView, melted: Melted, rows: Sequence[int], column: int) -> Cell:
    """What stands beside a record's figures: once for all of them, or in each row the same; of
    further figures (上期 | 下期) those of the result; where names stand above, the name."""
    if column in melted.figures:
        return _pick(melted, view, rows, "value", column)
    if melted.keys and column == melted.kind:
        rows = [row for row in rows if row in melted.keys]
    cells = [((row, column), view.grid.value(row, column)) for row in rows]
    said = [(place, value) for place, value in cells if value is not None]
    if len({value for _, value in said}) != 1:
        return BLANK
    value: Value = said[0][1]
    return Cell(value, tuple(place for place, _ in said))


def _pick(melted: Melted, view: SheetView, rows: Sequence[int], name: str, column: int) -> Cell:
    at = next((r for r in rows if r in melted.fields and melted.fields[r].name == name), None)
    return Cell(view.grid.value(at, column), ((at, column),)) if at else BLANK
