"""Names that say in brackets behind them what the sheet asks for elsewhere, or not at all: 講習会
（6/8）, ピッチイベント（62名）. What the brackets say is drawn as a column of its own.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from data.layout import Field, Layout, load_layouts
from loaders.grid import Value
from loaders.reading.headers.titles import layouts_knowing, layouts_named, match_title
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.shapes.runs import read_alone
from loaders.reading.shapes.texts.lines import is_such
from loaders.reading.view import SheetView
from loaders.values.dates.dates import Scheduled
from loaders.values.text import normalise

FEWEST_NAMES = 2

_LAST_BRACKET = re.compile(r"(.+)[(（]([^()（）]+)[)）]", re.DOTALL)


class Told(NamedTuple):
    """A name, and what its brackets say by field."""

    name: str
    said: Mapping[Field, str]


class Names(NamedTuple):
    """The titles' row, the names' column, and each row's name with what it says."""

    row: int
    column: int
    layout: Layout
    rows: Mapping[int, Told]


def propose_told_names(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such names drawn apart, for each layout that asks for them: those that the
    sheet speaks of, if any."""
    named = layouts_named(view.grid.sheet)
    for row in list_header_rows(view):
        texts = [(column, view.text(row, column)) for column, _ in view.filled(row)]
        layouts = [each for each in load_layouts() if each.id in named] or load_layouts()
        for column, text in texts:
            for layout in layouts if layouts_knowing(text) else ():
                if names := _find(view, layout, row, column):
                    yield _draw(view, names)
        named |= {name for _, text in texts for name in layouts_named(text)}


def _find(view: SheetView, layout: Layout, row: int, column: int) -> Names | None:
    """The names below a title, where most of them say more."""
    title = view.text(row, column)
    match = match_title(layout, (title,)) if layout.id in layouts_knowing(title) else None
    asks = match is not None and match.field.required and match.field.type == "text"
    if not asks or split_name(layout, title).said:
        return None
    texts = {
        below: value
        for below in range(row + 1, view.row_count + 1)
        if isinstance(value := view.grid.value(below, column), str)
    }
    rows = {below: told for below, text in texts.items() if (told := split_name(layout, text)).said}
    enough = len(rows) >= FEWEST_NAMES and len(rows) * 2 > len(texts)
    return Names(row, column, layout, rows) if enough else None


def split_name(layout: Layout, text: str) -> Told:
    """A name without the brackets behind it that say a day or a number of persons."""
    said: dict[Field, str] = {}
    name = text.strip()
    while found := _LAST_BRACKET.fullmatch(name):
        part = normalise(found[2])
        field = next((each for each in layout.answers if is_such(each, part)), None)
        if field is None or field in said:
            break
        said[field] = part
        name = found[1].strip()
    return Told(name, said)


def _draw(view: SheetView, names: Names) -> Reshaped:
    """What is said fills the column of its field, where it has one, or stands behind it."""
    fields = list(dict.fromkeys(field for told in names.rows.values() for field in told.said))
    own = {field: _find_column(view, names, field) for field in fields}
    rows = copy_rows(view.grid, 1, view.row_count)
    width = max(map(len, rows))
    for row, cells in enumerate(rows, start=1):
        cells += [BLANK] * (width - len(cells))
        if row == names.row:
            cells += [Cell(field.title) for field in fields if not own[field]]
        if told := names.rows.get(row):
            place = ((row, names.column),)
            cells[names.column - 1] = Cell(told.name, place)
            for field in fields:
                text, at = told.said.get(field), own[field]
                if at is None:
                    cells.append(Cell(text, place) if text else BLANK)
                elif text and _is_open(field, cells[at - 1].value):
                    cells[at - 1] = Cell(text, (*place, *cells[at - 1].places))
    return draw(view.grid, rows, view.grid.merges)


def _find_column(view: SheetView, names: Names, field: Field) -> int | None:
    """The column of a field, or of another layout's that asks the same: 開催予定日."""
    for column, _ in view.filled(names.row):
        text = view.text(names.row, column)
        matches = [match_title(each, (text,)) for each in load_layouts()]
        if any(each and each.field.type == field.type for each in matches):
            return column
    return None


def _is_open(field: Field, value: Value) -> bool:
    """Whether a cell says nothing, or no day."""
    known = read_alone(field, value).value if value is not None else None
    return known is None or (isinstance(known, Scheduled) and known.precision != "day")
