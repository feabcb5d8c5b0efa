"""Names of governments in a grid without titles of their own: below prefectures, or the years in
which they joined, side by side, or several a row below 支援内容：ニーズ紹介. Drawn with a name a
row, beside what heads it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from data.layout import Field, Layout, is_year_title, load_layouts
from loaders.checking.problems import Problem
from loaders.grid import Position, a1
from loaders.reading.account import TITLE, Mark
from loaders.reading.headers.titles import match_title
from loaders.reading.shapes.lists import reads_government
from loaders.reading.shapes.reshaped import (
    Cell,
    Reshaped,
    copy_rows,
    draw,
    is_named,
    list_header_rows,
)
from loaders.reading.view import SheetView
from loaders.values.names.governments import is_prefecture_name
from loaders.values.text import is_total, normalise

FEWEST_COLUMNS, FEWEST_NAMES = 2, 4

_COUNT = re.compile(r"\D*(\d{1,4})\D*")


class Named(NamedTuple):
    """A name's cell and that of what heads it."""

    name: Cell
    head: Cell


def propose_name_grids(view: SheetView) -> Iterator[Reshaped]:
    layout = next(each for each in load_layouts() if each.key == ("government",))
    for row in list_header_rows(view):
        heads = {at: view.text(row, at) for at, _ in view.filled(row)}
        head = _find_head(layout, heads.values()) if len(heads) >= FEWEST_COLUMNS else None
        if head:
            if is_named(view, layout, row):  # towns are listed for many a reason
                yield from _draw_columns(view, (layout.field("government"), head), row, heads)
            return
    for each in load_layouts():
        if (field := each.find_type("government")) and each.key != ("government",):
            yield from _draw_headed(view, each, field)


def _find_head(layout: Layout, heads: Iterable[str]) -> Field | None:
    """What heads columns of names: all prefectures, or all years."""
    if all(map(is_prefecture_name, heads)):
        return layout.field("prefecture")
    return layout.field(layout.dates_in_order[0]) if all(map(is_year_title, heads)) else None


def _draw_columns(
    view: SheetView, titles: tuple[Field, Field], row: int, heads: dict[int, str]
) -> Iterator[Reshaped]:
    """鳥取県 | 島根県, and each one's members below it, their number perhaps last."""
    (field, _), body, last = titles, list[Named](), row
    marks: dict[Position, Mark] = {(row, column): TITLE for column in heads}
    problems: list[Problem] = []
    for below in range(row + 1, view.row_count + 1):
        cells = list(view.filled(below))
        if not cells or not {column for column, _ in cells} <= heads.keys():
            break
        for column, value in cells:
            place, text = (below, column), normalise(str(value))
            own = [each for each in body if each.head.places[0][1] == column]
            if is_total(text) and (count := _COUNT.fullmatch(text)):
                marks[place] = Mark("total", "checked", str(len(own)))
                if int(count[1]) != len(own):
                    said = (view.grid.sheet, a1(*place), heads[column], count[1], str(len(own)))
                    problems.append(Problem("total_mismatch", "", *said))
            elif reads_government(field, text, is_prefecture_name(heads[column])):
                body.append(Named(Cell(value, (place,)), Cell(heads[column], ((row, column),))))
            else:
                return
        last = below
    if len(body) >= FEWEST_NAMES:
        yield _draw(view, (row, last), titles, body, marks, problems)


def _draw_headed(view: SheetView, layout: Layout, field: Field) -> Iterator[Reshaped]:
    """支援内容：ニーズ紹介, and below it rows of nothing but governments."""
    body, first, last, head = list[Named](), 0, 0, None
    asked: set[Field] = set()
    widest = 0
    for row in range(1, view.row_count + 1):
        cells = [((row, column), value) for column, value in view.filled(row)]
        texts = [value for _, value in cells if isinstance(value, str)]
        if len(cells) == 1 and (said := _read_heading(layout, texts)):
            asked.add(said[0])
            head, first = Cell(said[1], (cells[0][0],)), first or row
        elif head and cells:
            if len(texts) < len(cells) or not all(reads_government(field, t, None) for t in texts):
                break
            body += [Named(Cell(value, (place,)), head) for place, value in cells]
            last, widest = row, max(widest, len(cells))
    if len(asked) == 1 and len(body) >= FEWEST_NAMES and widest >= FEWEST_COLUMNS:
        yield _draw(view, (first, last), (field, asked.pop()), body, {}, [])


def _read_heading(layout: Layout, texts: list[str]) -> tuple[Field, str] | None:
    label, _, said = normalise(texts[0] if texts else "").partition(":")
    match = match_title(layout, (label.strip(),)) if said.strip() else None
    return (match.field, said.strip()) if match and match.field.type == "text" else None


def _draw(
    view: SheetView,
    rows: tuple[int, int],
    fields: tuple[Field, Field],
    body: list[Named],
    marks: dict[Position, Mark],
    problems: list[Problem],
) -> Reshaped:
    first, last = rows
    above, below = (
        copy_rows(view.grid, 1, first - 1),
        copy_rows(view.grid, last + 1, view.row_count),
    )
    header = [Cell(field.title) for field in fields]
    return draw(view.grid, [*above, header, *map(list, body), *below], (), marks, problems)
