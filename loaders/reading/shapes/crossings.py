"""Records where two keys cross: the forum down the rows, the month across the columns, and the
event's name in the cell (`Layout.crossings`). Drawn with a record a row.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.layout import Field, Layout, load_layouts
from loaders.grid import Position, Value
from loaders.reading.account import PRELISTED, TITLE, Mark
from loaders.reading.headers.titles import layouts_knowing, match_title
from loaders.reading.row_labels import split_items
from loaders.reading.shapes.field_columns.dated_columns import period_of
from loaders.reading.shapes.reshaped import (
    BLANK,
    Cell,
    Reshaped,
    copy_rows,
    draw,
    list_header_rows,
)
from loaders.reading.shapes.runs import PartsError, is_set, list_fields, part_of, read_alone
from loaders.reading.view import SheetView
from loaders.values.text import LONGEST_WORD, is_total, is_unsaid, read_blank_state

FEWEST_COLUMNS, FEWEST_ROWS = 2, 2
#: 支援内容＼自治体: what stands down, and what across
_CORNER = re.compile(r"[＼\\／/]")


@dataclass(slots=True)
class Crossing:
    """The field of the keys in `column`, that of the keys in `row`, and that of the cells."""

    layout: Layout
    fields: tuple[Field, Field, Field]
    row: int
    column: int
    across: list[int]
    rows: list[int]


def propose_crossings(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its crossing drawn as a table, once for each layout that has such."""
    for layout in load_layouts():
        for names in layout.crossings:
            first, second, inside = (layout.field(name) for name in names)
            for down, across in ((first, second), (second, first)):
                crossing = _find(view, layout, (down, across, inside))
                if crossing is not None:
                    yield _draw(view, crossing)


def _find(view: SheetView, layout: Layout, fields: tuple[Field, Field, Field]) -> Crossing | None:
    down, across, inside = fields
    for row in list_header_rows(view):
        if across.type == "text" and _asks(view, layout, row, across):
            continue
        keys = [column for column, value in view.filled(row) if _is_key(across, value)]
        keys = keys if across.type != "text" else _keep_options(view, row, keys, inside)
        if len(keys) < FEWEST_COLUMNS:
            continue
        for column in range(keys[0] - 1, 0, -1):
            rows = _list_keyed(view, layout, row, column, down)
            cells = [view.grid.value(each, key) for each in rows for key in keys]
            if len(rows) >= FEWEST_ROWS and _answer(inside, cells):
                return Crossing(layout, fields, row, column, keys, rows)
    return None


def _asks(view: SheetView, layout: Layout, row: int, field: Field) -> bool:
    """Whether a column of its own asks for a field: no title of another says it then."""
    titles = (view.text(row, column) for column in range(1, view.column_count + 1))
    matches = (match_title(layout, (title,)) for title in titles if title)
    return any(match and match.field is field for match in matches)


def _is_key(field: Field, value: Value) -> bool:
    if not isinstance(value, str) or not value.strip():
        return False
    if len(value) > LONGEST_WORD and field.type != "text":
        return False
    return _names_key(field, value)


@lru_cache(maxsize=1 << 14)
def _names_key(field: Field, text: str) -> bool:
    if field.type == "text":  # a month or day is when, never what
        is_known = layouts_knowing(text.strip()) or part_of(text) or period_of(text)
        return not is_known and read_alone(list_fields("date")[0], text).value is None
    if field.type in ("scheduled", "date"):
        return bool(period_of(text))
    reading = read_alone(field, text.strip())
    return reading.value is not None or reading.code == "ambiguous_government"


def _keep_options(view: SheetView, row: int, columns: Sequence[int], inside: Field) -> list[int]:
    """Of texts that nobody knows those that head nothing but days or marks."""
    return [
        column
        for column in columns
        if _answer(inside, (view.grid.value(r, column) for r in range(row + 1, view.row_count + 1)))
    ]


def _list_keyed(view: SheetView, layout: Layout, row: int, column: int, down: Field) -> list[int]:
    """The rows with a key in a column where most texts are keys; a text's column is titled."""
    rows = range(row + 1, view.row_count + 1)
    texts = [each for each in rows if isinstance(view.value(each, column), str)]
    if down.type == "text":
        titles = _CORNER.split(view.text(row, column))
        matches = [match_title(layout, (title.strip(),)) for title in titles]
        keyed = texts if any(match and match.field is down for match in matches) else []
        return [each for each in keyed if not part_of(view.text(each, column))]
    known = [each for each in texts if _is_key(down, view.value(each, column))]
    return known if len(known) * 2 >= len(texts) else []


def _answer(inside: Field, values: Iterable[Value]) -> bool:
    """Whether cells are answers of a field: days (or marks) of a date, names of a text, which
    are not all of one letter (検, 成, 試: a legend's marks)."""
    said = (value for value in values if not is_unsaid(value))
    if inside.type == "text":
        texts = list(said)
        named = all(isinstance(each, str) and not _is_mark(each) for each in texts)
        return len(texts) >= FEWEST_ROWS and named and any(len(str(t).strip()) > 1 for t in texts)
    answers = (_is_mark(each) or read_alone(inside, each).code is None for each in said)
    return next(answers, False) and all(answers)


def _is_mark(value: Value) -> bool:
    try:
        return isinstance(value, str) and is_set(value)
    except PartsError:
        return False


def _draw(view: SheetView, crossing: Crossing) -> Reshaped:
    grid, row, last = view.grid, crossing.row, crossing.rows[-1]
    beside = _find_beside(view, crossing)
    top = min([row, *(title[0] for title in beside.values())])
    own = (
        2 if crossing.fields[2] in [_name_field(view, crossing, t) for t in beside.values()] else 3
    )
    header = [Cell(field.title) for field in crossing.fields[:own]]
    header[0] = header[0]._replace(places=((row, crossing.column),))
    header += [Cell(grid.value(*title), (title,)) for title in beside.values()]
    body: list[list[Cell]] = []
    marks: dict[Position, Mark] = {
        (at, column): TITLE for at in range(top, row + 1) for column, _ in view.filled(at)
    }
    for each in crossing.rows:
        more = [Cell(grid.value(each, column), ((each, column),)) for column in beside]
        drawn = [
            [*record[:own], *more]
            for column in crossing.across
            for record in _draw_records(view, crossing, each, column)
        ]
        body += drawn
        marks |= _mark_sums(view, crossing, each, len(drawn))
        unsaid = [c for c in crossing.across if is_unsaid(grid.value(each, c))]
        marks |= {(each, c): PRELISTED for c in (*unsaid, *([] if drawn else [crossing.column]))}
    if sums := _mark_sums_below(view, crossing):
        marks, last = marks | sums, last + 1
    above = copy_rows(grid, 1, top - 1)
    return draw(
        grid, [*above, header, *body, *copy_rows(grid, last + 1, view.row_count)], (), marks
    )


def _find_beside(view: SheetView, crossing: Crossing) -> dict[int, Position]:
    """Column → its title, for what is asked once a row, beside all crossings: 支援日, its title
    in the keys' row or merged down to it from the groups' above."""
    taken = {crossing.column, *crossing.across}
    fields = list(crossing.fields if _holds_days(view, crossing) else crossing.fields[:2])
    found: dict[int, Position] = {}
    for column in range(1, view.column_count + 1):
        rows = [crossing.row, crossing.row - 1] if crossing.row > 1 else [crossing.row]
        title = next((view.origin(r, column) for r in rows if view.text(r, column)), None)
        field = _name_field(view, crossing, title) if title and column not in taken else None
        if title and field and field not in fields:
            found[column] = title
            fields.append(field)
    return found


def _name_field(view: SheetView, crossing: Crossing, title: Position) -> Field | None:
    match = match_title(crossing.layout, (view.text(*title),))
    return match.field if match else None


def _holds_days(view: SheetView, crossing: Crossing) -> bool:
    """Whether the crossings themselves say when."""
    cells = (view.grid.value(r, c) for r in crossing.rows for c in crossing.across)
    return not all(is_unsaid(value) or _is_mark(value) for value in cells)


def _mark_sums_below(view: SheetView, crossing: Crossing) -> dict[Position, Mark]:
    """The row 計 below the keys, where it says how many records each column has."""
    row = crossing.rows[-1] + 1
    if not is_total(view.text(row, crossing.column)):
        return {}
    cells = [[view.grid.value(r, c) for r in crossing.rows] for c in crossing.across]
    counts = [sum(read_blank_state(value) is None for value in column) for column in cells]
    stated = [view.grid.value(row, column) or 0 for column in crossing.across]
    if stated != counts:
        return {}
    said = {column: str(count) for column, count in zip(crossing.across, counts, strict=True)}
    return {
        (row, column): Mark("total", "checked", said.get(column, str(sum(counts))))
        for column, value in view.filled(row)
        if column in said or column == crossing.column or value == sum(counts)
    }


def _draw_records(
    view: SheetView, crossing: Crossing, row: int, column: int
) -> Iterator[list[Cell]]:
    """The records of one cell: one, or one a line where each begins with a bullet."""
    place, value = (row, column), view.grid.value(row, column)
    if read_blank_state(value) is not None:
        return
    down = view.origin(row, crossing.column)
    keys = [
        Cell(view.grid.value(*down), (down,)),
        Cell(view.grid.value(crossing.row, column), ((crossing.row, column),)),
    ]
    if crossing.fields[2].type != "text" and _is_mark(value):
        yield [keys[0], keys[1]._replace(places=(*keys[1].places, place)), BLANK]
        return
    items: Sequence[Value] = split_items(value) or [value]
    for item in items:
        yield [*keys, Cell(item, (place,))]


def _mark_sums(view: SheetView, crossing: Crossing, row: int, count: int) -> dict[Position, Mark]:
    """The column 計 of a row, where it is the number of the row's records."""
    return {
        (row, column): Mark("total", "checked", str(count))
        for column, value in view.filled(row)
        if part_of(view.text(crossing.row, column)) == "sum" and value == count
    }
