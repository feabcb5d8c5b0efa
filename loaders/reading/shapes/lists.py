"""A list in one cell: 広島市、呉市、三原市 under 会員自治体名, or below 【広島県】 without a title.
It is drawn with an item a row.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from data.layout import Field, load_layouts
from loaders.grid import Area, Value
from loaders.reading.account import Mark
from loaders.reading.headers.titles import match_title
from loaders.reading.row_labels import split_items, strip_signs
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.shapes.runs import list_fields
from loaders.reading.view import SheetView
from loaders.values.coerce import Context, coerce
from loaders.values.names.governments import is_prefecture_name
from loaders.values.text import normalise, strip_note

FEWEST_LISTS = 2
#: Longer sheets are ledgers, shorter rosters prose.
LAST_RUNNING_ROW, FEWEST_NAMES = 500, 4
LONGEST_HEADING = 20
#: Lists of more items are prose.
MOST_ITEMS = 200

_SEPARATOR = re.compile(r"[、，,;；／/\n・\s]+")


def propose_lists(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with the lists of a column of governments drawn apart."""
    for row in list_header_rows(view):
        for column, value in view.filled(row):
            field = names_government(value)
            lists = _find_lists(view, row, column, field) if field else {}
            if len(lists) >= FEWEST_LISTS:
                yield _draw(view, {each: {column: items} for each, items in lists.items()})
                return

    yield from _propose_running(view)
    yield from _propose_numbered(view)


def _propose_numbered(view: SheetView) -> Iterator[Reshaped]:
    """Rows of which the cells hold items numbered alike: ①講座 ②見学会 beside ①6月 ②9月."""
    rows = range(1, view.row_count + 1) if view.row_count <= LAST_RUNNING_ROW else ()
    lists = {row: found for row in rows if (found := _find_numbered(view, row))}
    if lists:
        yield _draw(view, lists)


def _find_numbered(view: SheetView, row: int) -> dict[int, list[str]]:
    """Column → the items of its cell; none where the row holds figures, or lists that differ."""
    cells = view.filled(row)
    if not all(isinstance(value, str) for _, value in cells):
        return {}
    lists = {column: items for column, value in cells if (items := split_numbered(str(value)))}
    is_alike = len({len(items) for items in lists.values()}) == 1
    return lists if is_alike and len(lists) >= FEWEST_LISTS else {}


def split_numbered(text: str) -> list[str]:
    """The items of a text whose lines are numbered from 1.

    >>> split_numbered("①講座\\n②見学会"), split_numbered("①講座\\n③見学会")
    (['講座', '見学会'], [])
    """
    items = split_items(text)
    starts = [normalise(line).lstrip("(") for line in text.strip().split("\n")]
    is_counted = all(start.startswith(str(at)) for at, start in enumerate(starts, start=1))
    return items if is_counted else []


def _propose_running(view: SheetView) -> Iterator[Reshaped]:
    """A roster without titles: 【島根県】, and its members' names running on below or beside."""
    if view.row_count > LAST_RUNNING_ROW:
        return
    prefecture, body = BLANK, list[list[Cell]]()
    first = last = lists = 0
    for row in range(1, view.row_count + 1):
        cells = [((row, column), value) for column, value in view.filled(row)]
        for place, value in cells:
            if named := _name_prefecture(value):
                prefecture, first = Cell(named, (place,)), first or row
                continue
            items = _split_names(value, prefecture.value)
            if items and len(cells) <= 2:
                body += [[Cell(item, (place,)), prefecture] for item in items]
                first, last = first or row, row
                lists += len(items) > 1
    if lists >= FEWEST_LISTS and len(body) >= FEWEST_NAMES:
        layout = next(each for each in load_layouts() if each.key == ("government",))
        names = ("government", "prefecture")
        header = [Cell(layout.field(name).title) for name in names]
        above = copy_rows(view.grid, 1, first - 1)
        below = copy_rows(view.grid, last + 1, view.row_count)
        yield draw(view.grid, [*above, header, *body, *below])


def _name_prefecture(value: Value) -> str | None:
    """The prefecture of a heading: 【島根県】, 島根県（3）."""
    if not isinstance(value, str) or len(value) > LONGEST_HEADING:
        return None
    return is_prefecture_name(strip_signs(strip_note(normalise(value))))


def _split_names(value: Value, prefecture: Value) -> list[str]:
    """The governments of a running text, where it names nothing else; a last line has one."""
    items = [item for item in _SEPARATOR.split(str(value).strip()) if item]
    if not isinstance(value, str) or (len(items) < 2 and prefecture is None):
        return []
    field = next(each for each in list_fields("government"))
    known = prefecture if isinstance(prefecture, str) else None
    return items if all(reads_government(field, item, known) for item in items[:MOST_ITEMS]) else []


def names_government(title: Value) -> Field | None:
    text = title.strip() if isinstance(title, str) else ""
    return _find_government(text) if text else None


@lru_cache(maxsize=1 << 12)
def _find_government(title: str) -> Field | None:
    matches = (match_title(layout, (title,)) for layout in load_layouts())
    fields = (match.field for match in matches if match is not None)
    return next((field for field in fields if field.type == "government"), None)


def _find_lists(view: SheetView, row: int, column: int, field: Field) -> dict[int, list[str]]:
    """Row → the items of its cell, where each of them names a government."""
    lists = {}
    for each in range(row + 1, view.row_count + 1):
        value = view.grid.value(each, column)
        if not isinstance(value, str) or not _SEPARATOR.search(value):
            continue
        items = [item for item in _SEPARATOR.split(value.strip()) if item]
        if 1 < len(items) <= MOST_ITEMS:
            prefecture = find_prefecture(view, each)
            if all(reads_government(field, item, prefecture) for item in items):
                lists[each] = items
    return lists


def find_prefecture(view: SheetView, row: int) -> str | None:
    texts = (value for _, value in view.filled(row) if isinstance(value, str))
    return next((found for text in texts if (found := is_prefecture_name(text))), None)


def reads_government(field: Field, item: str, prefecture: str | None) -> bool:
    reading = coerce(field, item, Context(prefecture=prefecture))
    return reading.value is not None or reading.code == "ambiguous_government"


def _draw(view: SheetView, lists: Mapping[int, Mapping[int, list[str]]]) -> Reshaped:
    """A row of lists (row → column → items) once an item; the number of items beside them is a
    total, checked here."""
    grid, rows = view.grid, list[list[Cell]]()
    starts: dict[int, int] = {}
    marks = {}
    for row in range(1, view.row_count + 1):
        starts[row] = len(rows) + 1
        cells = [
            Cell(grid.value(row, each), ((row, each),)) for each in range(1, view.column_count + 1)
        ]
        listed = lists.get(row, {})
        count = len(next(iter(listed.values()), [None]))
        for each, _ in view.filled(row):
            if listed and grid.value(row, each) == count:
                marks[row, each] = Mark("total", "checked", str(count))
                cells[each - 1] = Cell(None, ((row, each),))
        for at in range(count):
            own = [*cells]
            for column, items in listed.items():
                own[column - 1] = Cell(items[at], ((row, column),))
            rows.append(own)
    starts[view.row_count + 1] = len(rows) + 1
    merges = [
        Area(starts[top], left, starts[min(bottom, view.row_count) + 1] - 1, right)
        for top, left, bottom, right in grid.merges
        if top <= view.row_count
    ]
    return draw(grid, rows, merges, marks)
