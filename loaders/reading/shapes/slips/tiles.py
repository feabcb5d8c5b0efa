"""Tiles: an indicator's name over its figures, tile beside tile or below each other, the figures
in large, behind their titles or in the rows below. Drawn as a row a tile.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from data.layout import Field, Layout, load_layouts
from loaders.grid import Position, Value
from loaders.reading.account import NOTE, TITLE, Mark
from loaders.reading.headers.titles import match_title
from loaders.reading.row_labels import is_comparison, strip_signs
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw
from loaders.reading.shapes.runs import read_alone
from loaders.reading.view import SheetView
from loaders.values.coerce import Context, coerce
from loaders.values.text import normalise
from loaders.values.units import parse_unit

FEWEST_TILES = 2
#: A tile is no higher.
HIGHEST = 8

RATIO = Mark("furniture", "comparison")
_TITLED = re.compile(r"([^\d:]+?)[ :]*(約?\d.*)")


class Tile(NamedTuple):
    """An indicator's cell, its figures by field, and what else stands in the tile."""

    head: Position
    figures: dict[str, Cell]
    marks: dict[Position, Mark]
    last_row: int


def propose_tiles(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its tiles drawn as a table; nothing where it has too few."""
    for layout in load_layouts():
        if layout.has_indicators and (key := layout.find_type("indicator")):
            heads = _find_heads(view, key)
            tiles = [tile for place in heads if (tile := _read_tile(view, layout, heads, place))]
            if len(tiles) == len(heads) >= FEWEST_TILES:
                yield _draw(view, layout, key, tiles)


def _find_heads(view: SheetView, key: Field) -> list[Position]:
    """The cells that name an indicator, in rows of nothing else."""
    found: list[Position] = []
    for row in range(1, view.row_count + 1):
        cells = list(view.filled(row))
        if cells and all(_names(key, value) for _, value in cells):
            found += [(row, column) for column, _ in cells]
    return found


def _names(key: Field, value: Value) -> bool:
    text = strip_signs(value) if isinstance(value, str) else ""
    return bool(text) and read_alone(key, text).value is not None


def _read_tile(
    view: SheetView, layout: Layout, heads: list[Position], head: Position
) -> Tile | None:
    """What stands below an indicator, down to a blank row; None where that is anything else."""
    row, column = head
    beside = (at for each, at in heads if each == row and at > column)
    end = min(beside, default=view.column_count + 1)
    below = {each for each, _ in heads if each > row}
    tile = Tile(head, {}, {}, row)
    above: dict[int, Field] = {}
    for each in range(row + 1, min(view.row_count, row + HIGHEST) + 1):
        cells = [(at, value) for at, value in view.filled(each) if column <= at < end]
        if not cells or each in below:
            break
        titles = {at: field for at, v in cells if (field := _ask(layout, v))}
        if len(titles) == len(cells):
            above = titles
            tile.marks.update({(each, at): TITLE for at, _ in cells})
        elif not _read_row(layout, tile, above, each, cells):
            return None
        tile = tile._replace(last_row=each)
    return tile if tile.figures else None


def _read_row(
    layout: Layout,
    tile: Tile,
    above: dict[int, Field],
    row: int,
    cells: list[tuple[int, Value]],
) -> bool:
    """Take a row's figures: behind a title, below one, or alone. False where it says more."""
    field: Field | None = None
    is_ratio = False
    for at, value in cells:
        text = normalise(value) if isinstance(value, str) else ""
        titled = _TITLED.fullmatch(text)
        if asked := _ask(layout, value):
            field, is_ratio = asked, False
            tile.marks[row, at] = TITLE
        elif text and is_comparison(strip_signs(text)):
            field, is_ratio = None, True
            tile.marks[row, at] = RATIO
        elif is_ratio:
            tile.marks[row, at] = RATIO
        elif titled and (asked := _ask(layout, titled[1])):
            _take(tile, asked, titled[2], (row, at))
        elif titled and is_comparison(strip_signs(titled[1])):
            tile.marks[row, at] = RATIO
        elif text and (unit := parse_unit(text)) and unit.factor == 1:
            tile.marks[row, at] = NOTE
        else:
            own = field or above.get(at) or layout.field("value")
            if coerce(own, value, Context()).code or own.name in tile.figures:
                return False
            _take(tile, own, value, (row, at))
    return True


def _take(tile: Tile, field: Field, value: Value, place: Position) -> None:
    tile.figures[field.name] = Cell(value, (place,))


def _ask(layout: Layout, value: Value) -> Field | None:
    """The kind of figure that a text is the title of."""
    text = strip_signs(value) if isinstance(value, str) else ""
    match = match_title(layout, (text,)) if text else None
    return match.field if match and match.field.type == "measure" else None


def _draw(view: SheetView, layout: Layout, key: Field, tiles: list[Tile]) -> Reshaped:
    fields = [each for each in layout.answers if each.type == "measure"]
    rows = [*copy_rows(view.grid, 1, tiles[0].head[0] - 1)]
    rows.append([Cell(field.title) for field in (key, *fields)])
    told = last = tiles[0].head[0]
    marks: dict[Position, Mark] = {}
    for tile in tiles:
        rows += copy_rows(view.grid, told, tile.head[0] - 1)
        name = strip_signs(str(view.grid.value(*tile.head)))
        figures = [tile.figures.get(field.name, BLANK) for field in fields]
        rows.append([Cell(name, (tile.head,)), *figures])
        last = max(last, tile.last_row)
        told = last + 1
        marks |= tile.marks
    return draw(view.grid, [*rows, *copy_rows(view.grid, last + 1, view.row_count)], (), marks)
