"""Records across columns: titles below each other, one record a column beside them."""

from collections.abc import Iterator
from functools import cache

from data.layout import Field, FieldType, Layout, load_layouts
from loaders.grid import Area, Position
from loaders.reading.account import Mark
from loaders.reading.headers.titles import layouts_knowing, match_title
from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw
from loaders.reading.shapes.runs import load_shapes, numbers_records, read_alone
from loaders.reading.view import SheetView

#: Fewer titles below each other are none, fewer records across are a card.
FEWEST_TITLES, FEWEST_RECORDS = 3, 2
#: Titles further right have records left of them.
LAST_TITLE_COLUMN = 8
#: Rows of titles nobody knows that may stand between two known ones.
WIDEST_GAP = 2

RECORD_TITLE = Mark("furniture", "record_title")
#: Types that hardly any text but an answer can be read as.
TELLING = frozenset(
    {"government", "date", "scheduled", "choice", "stage", "count", "forum", "indicator"}
)


def propose_sideways(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with its first block of such titles turned; nothing where it has none."""
    found = [*_turn_first(view, LAST_TITLE_COLUMN)]
    yield from found or _propose_mirrored(view)


def _propose_mirrored(view: SheetView) -> Iterator[Reshaped]:
    """The sheet whose titles stand at its right end, its records going from right to left."""
    grid, width = view.grid, view.column_count
    if _find_block(view, width) is None:
        return
    rows = [
        [Cell(grid.value(row, each), ((row, each),)) for each in range(width, 0, -1)]
        for row in range(1, view.row_count + 1)
    ]
    merges = [
        Area(top, width + 1 - right, bottom, width + 1 - left)
        for top, left, bottom, right in grid.merges
    ]
    mirrored = draw(grid, rows, merges)
    for turned in _turn_first(SheetView(mirrored.grid), 1):
        yield turned.seen_through(mirrored)


def _turn_first(view: SheetView, last_column: int) -> Iterator[Reshaped]:
    for column in range(1, min(view.column_count, last_column) + 1):
        rows = _find_block(view, column)
        if rows is not None and _holds_records(view, rows, column):
            yield _turn(view, _with_names(view, rows, column), column)
            return


def _find_block(view: SheetView, column: int) -> range | None:
    """The rows from the first known title of a column to the last that stands close to it."""
    known = [row for row in range(1, view.row_count + 1) if _asks(view, row, column)]
    block = known[:1]
    for row in known[1:]:
        if row - block[-1] > WIDEST_GAP + 1:
            if len(block) >= FEWEST_TITLES:
                break
            block = []
        block.append(row)
    return range(block[0], block[-1] + 1) if len(block) >= FEWEST_TITLES else None


def _asks(view: SheetView, row: int, column: int) -> bool:
    """Whether a text left of a row is its title, and does not only head the records."""
    text = view.text(row, column)
    if not layouts_knowing(text) or not numbers_records(text):
        return bool(layouts_knowing(text)) or bool(_name_across(view, row, column))
    return bool(_name_across(view, row, column)) or _holds_choices(view, row, column)


def _holds_choices(view: SheetView, row: int, column: int) -> bool:
    """区分 | 成功例 | 失敗例: whether the cells beside a title are its choices."""
    matches = (match_title(layout, (view.text(row, column),)) for layout in load_layouts())
    fields = (match.field for match in matches if match is not None)
    return any(field.choices and _read_all(view, row, column, field) for field in fields)


def _name_across(view: SheetView, row: int, column: int) -> str:
    """区分 | 支援自治体数 | 現場試行数, 項目 | 企画部会 | 広報部会: the title of the cells beside a
    text that are all indicators or, beside one that says nothing, all forums."""
    if _read_all(view, row, column, _get_field("indicator")):
        return _get_field("indicator").title
    is_open = numbers_records(view.text(row, column))
    if is_open and _read_all(view, row, column, _get_field("forum")):
        return str(load_shapes()["titles"]["forum"])
    return ""


@cache
def _get_field(kind: FieldType) -> Field:
    return next(filter(None, (each.find_type(kind) for each in load_layouts())))


def _read_all(view: SheetView, row: int, column: int, field: Field) -> bool:
    said = [value for at, value in view.filled(row) if at > column]
    if len(said) < FEWEST_RECORDS or not all(isinstance(value, str) for value in said):
        return False
    readings = (read_alone(field, value) for value in said)
    return all(each.code is None and each.value is not None for each in readings)


def _list_record_columns(view: SheetView, rows: range, column: int) -> list[int]:
    """The columns right of the titles that answer at least half of them."""
    return [
        each
        for each in range(column + 1, view.column_count + 1)
        if sum(view.grid.value(row, each) is not None for row in rows) * 2 >= len(rows)
    ]


def _holds_records(view: SheetView, rows: range, column: int) -> bool:
    columns = _list_record_columns(view, rows, column)
    if len(columns) < FEWEST_RECORDS:
        return False
    _, fields = _match_best(view, rows, column)
    telling = {row: field for row, field in fields.items() if field.type in TELLING}
    return bool(telling) and all(_answers(view, telling, each) for each in columns)


def _match_best(view: SheetView, rows: range, column: int) -> tuple[Layout, dict[int, Field]]:
    """The layout that knows most titles of a block, and the field of each row."""
    titles = {row: _show_title(view, row, column) for row in rows}
    matches = ((layout, _match_rows(layout, titles)) for layout in load_layouts())
    return max(matches, key=lambda each: len(each[1]))


def _with_names(view: SheetView, rows: range, column: int) -> range:
    """The block with the row above it that names its records, where the layout asks for that by
    a title which elsewhere only heads them: 項目 | 会員数 | 設立時会員数."""
    above = rows[0] - 1
    layout, fields = _match_best(view, rows, column)
    match = match_title(layout, (view.text(above, column),)) if above else None
    if match is None or not match.field.required or match.field in fields.values():
        return rows
    named = all(view.text(above, each) for each in _list_record_columns(view, rows, column))
    return range(above, rows[-1] + 1) if named else rows


def _show_title(view: SheetView, row: int, column: int) -> str:
    return _name_across(view, row, column) or view.text(row, column)


def _match_rows(layout: Layout, titles: dict[int, str]) -> dict[int, Field]:
    """Row → the field that its title means in a layout, each field once."""
    fields: dict[str, tuple[int, Field]] = {}
    for row, title in titles.items():
        match = match_title(layout, (title,)) if title else None
        if match is not None and match.stage is None:
            fields.setdefault(match.field.name, (row, match.field))
    return dict(fields.values())


def _answers(view: SheetView, telling: dict[int, Field], column: int) -> bool:
    """Whether more than half of a column's telling cells are answers, not explanations."""
    readings = [
        read_alone(field, value)
        for row, field in telling.items()
        if (value := view.value(row, column)) is not None
    ]
    right = sum(each.code in (None, "ambiguous_government") for each in readings)
    return right * 2 > len(readings)


def _turn(view: SheetView, rows: range, column: int) -> Reshaped:
    """The rows above and below as they are, between them each column of the block a row."""
    grid = view.grid
    rows = _with_strangers(view, rows, column)
    first = min(c for c in range(1, column + 1) if any(view.text(row, c) for row in rows))
    last = _list_record_columns(view, rows, column)[-1]
    turned = [
        [Cell(grid.value(row, each), ((row, each),)) for row in rows]
        for each in range(first, last + 1)
    ]
    for cell, row in enumerate(rows):
        if title := _name_across(view, row, column):
            turned[column - first][cell] = Cell(title, ((row, column),))
    above = copy_rows(grid, 1, rows[0] - 1)
    marks = _mark_record_titles(view, rows[0] - 1, column, last)
    if marks:
        above.pop()
    top = len(above)
    merges = [
        Area(
            top + a.first_column - first + 1,
            a.first_row - rows[0] + 1,
            top + a.last_column - first + 1,
            a.last_row - rows[0] + 1,
        )
        for a in grid.merges
        if a.first_row in rows and a.first_column >= first and a.last_column <= last
    ]
    merges += [a for a in grid.merges if a.last_row <= top]
    below = copy_rows(grid, rows[-1] + 1, view.row_count)
    return draw(grid, [*above, *turned, *below], merges, marks)


def _with_strangers(view: SheetView, rows: range, column: int) -> range:
    """The block with the rows directly above and below it that ask something unknown: their
    answers are unread, as those of such a row within it are."""
    columns = _list_record_columns(view, rows, column)

    def asks(row: int) -> bool:
        title = view.text(row, column)
        answers = sum(view.grid.value(row, each) is not None for each in columns)
        return bool(title) and not numbers_records(title) and answers >= FEWEST_RECORDS

    first, last = rows[0], rows[-1]
    while asks(first - 1):
        first -= 1
    while asks(last + 1):
        last += 1
    return range(first, last + 1)


def _mark_record_titles(view: SheetView, row: int, column: int, last: int) -> dict[Position, Mark]:
    """項目 | 事例1 | 事例2: the row above the titles that numbers the records."""
    texts = {each: view.grid.value(row, each) for each in range(column + 1, last + 1)}
    if row < 1 or sum(value is not None for value in texts.values()) < FEWEST_RECORDS:
        return {}
    return {(row, each): RECORD_TITLE for each, _ in view.filled(row) if each <= last}
