"""Names without titles below the kind that they are of: 成功例 | 失敗例 beside each other or one
below the other, and under each its items. Drawn with a row an item.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data.layout import Field, load_layouts
from loaders.grid import Position
from loaders.reading.headers.titles import layouts_knowing
from loaders.reading.row_labels import is_note, split_items, strip_signs
from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw
from loaders.reading.shapes.runs import read_alone
from loaders.reading.view import SheetView

FEWEST_HEADS, FEWEST_ITEMS = 2, 2
#: ○ says which only where a title asks.
SHORTEST_CHOICE = 2

_BULLET = re.compile(r"[\s・･*●○◯■□◆◇▶►-]*(?:[(（]?[0-9０-９]{1,2}[.．)）、]\s*|[①-⑳]\s*)?")


class Item(NamedTuple):
    """A name in its cell, and the cell of its kind."""

    name: Cell
    head: Position


def propose_chosen(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such items drawn, for each layout that asks for a name and a kind alone."""
    for layout in load_layouts():
        asked = [each for each in layout.required if each.type not in ("forum", "choice")]
        kinds = [each for each in layout.required if each.type == "choice"]
        if [each.type for each in asked] != ["text"] or len(kinds) != 1:
            continue
        heads = _find_heads(view, kinds[0])
        found = [_list_items(view, heads, place) for place in heads]
        items = [item for each in found for item in each or ()]
        if None not in found and len(heads) >= FEWEST_HEADS and len(items) >= FEWEST_ITEMS:
            yield _draw(view, (kinds[0], asked[0]), heads, items)


def _find_heads(view: SheetView, kind: Field) -> list[Position]:
    """The cells that say a kind, in rows of nothing else."""
    heads: list[Position] = []
    for row in range(1, view.row_count + 1):
        columns = [column for column, _ in view.filled(row)]
        texts = [strip_signs(view.text(row, column)) for column in columns]
        if all(len(t) >= SHORTEST_CHOICE and read_alone(kind, t).value for t in texts):
            heads += [(row, column) for column in columns]
    return heads


def _list_items(view: SheetView, heads: Sequence[Position], head: Position) -> list[Item] | None:
    """The texts below a kind, down to the next; None where that is a table or has titles."""
    row, column = head
    beside = [at for each, at in heads if each == row and at > column]
    end = min(beside, default=view.column_count + 1)
    first = column if any(each == row and at < column for each, at in heads) else 1
    last = min((each for each, _ in heads if each > row), default=view.row_count + 1)
    items: list[Item] = []
    for below in range(row + 1, last):
        cells = [(at, value) for at, value in view.filled(below) if first <= at < end]
        if not cells:
            continue
        (at, value), *more = cells
        if more or not isinstance(value, str) or layouts_knowing(value.strip()):
            return None
        if is_note(value):
            break
        for text in split_items(value) or [value]:
            name = _BULLET.sub("", text, count=1).strip()
            items.append(Item(Cell(name, ((below, at),)), head))
    return items


def _draw(
    view: SheetView, fields: tuple[Field, Field], heads: Sequence[Position], items: Sequence[Item]
) -> Reshaped:
    """The table, below what stands above the first kind."""
    first = heads[0][0]
    last = max(item.name.places[0][0] for item in items)
    rows = [*copy_rows(view.grid, 1, first - 1), [Cell(field.title) for field in fields]]
    rows += [[Cell(strip_signs(view.text(*item.head)), (item.head,)), item.name] for item in items]
    return draw(view.grid, [*rows, *copy_rows(view.grid, last + 1, view.row_count)])
