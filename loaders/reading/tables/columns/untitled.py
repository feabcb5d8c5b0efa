"""Columns without a title, or under one that nobody knows, that answer a field all the same."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from loaders.grid import Value, a1
from loaders.reading.headers.header_match import Column, Header
from loaders.reading.headers.titles import STRONG, WEAK, find_second
from loaders.reading.row_labels import is_list_number, is_note
from loaders.reading.tables.spoken_lines import read_question
from loaders.reading.view import SheetView
from loaders.values.coerce import Context, coerce
from loaders.values.names.governments import parse_government
from loaders.values.text import is_total

#: One number may be anything; a spreadsheet takes a leading zero for none.
FEWEST_CODES, SHORTEST_CODE = 2, 5
#: Types whose answers are told from any other text by themselves.
TELLING = frozenset({"stage", "choice", "government"})


def find_untitled_columns(view: SheetView, header: Header, last_row: int) -> list[Column]:
    """Columns without a title, left of the others, whose cells all answer one open field."""
    present = {each.field.name for each in header.columns}
    wanted = [each for each in header.layout.fields if each.untitled and each.name not in present]
    first = min(each.column for each in header.columns)
    titled = {each.column for each in header.columns} | set(header.strangers)
    found: list[Column] = []
    for column in range(1, first) if wanted else ():
        values = _distinct_values(view, column, header.last_row + 1, last_row)
        for each in wanted:
            if column not in titled and values and _all_answer(each, values):
                found.append(Column(column, each, each.title, a1(header.last_row, column)))
                wanted.remove(each)
                break
    return found


def settle_columns(view: SheetView, header: Header, last_row: int) -> None:
    """Let the header's columns answer what their cells tell, whatever stands over them."""
    moved = {each.column: each for each in find_told_columns(view, header)}
    header.columns = [moved.get(each.column, each) for each in header.columns]
    for each in find_telling_columns(view, header, last_row):
        header.take_stranger(each)
    for each in find_strange_columns(view, header, last_row):
        header.give_up(each)
    if code := find_code_column(view, header, last_row):
        del header.strangers[code.column]
        header.columns = sorted([*header.columns, code], key=lambda each: each.column)
    for each in find_numbered_columns(view, header, last_row):
        header.give_up(each)


def find_told_columns(view: SheetView, header: Header) -> Iterator[Column]:
    """The columns under a vague title of which lines above the table answer the field by a clear
    one, each for the next field that it may mean: 課題 below 「ニーズ：…」."""
    told = set(_list_told(view, header))
    taken = told | {each.field.name for each in header.columns}
    for each in header.columns if told else ():
        if each.rank == WEAK and each.field.name in told:
            second = find_second(header.layout, each.title, taken)
            yield replace(each, field=second or each.field)


def _list_told(view: SheetView, header: Header) -> Iterator[str]:
    """The fields that the lines directly above a table name, each with what it says of it."""
    for row in range(header.first_row - 1, 0, -1):
        cells = [value for _, value in view.filled(row)]
        if len(cells) != 1 or not isinstance(cells[0], str):
            return
        match, _ = read_question(header.layout, cells[0])
        if match and match.rank == STRONG:
            yield match.field.name


def find_telling_columns(view: SheetView, header: Header, last_row: int) -> Iterator[Column]:
    """For each required field without a column the one column under a vague or unknown title of
    which every cell is its answer: 区分 over 検討中（４件）."""
    present = {each.field.name for each in header.columns}
    vague = {c.column: c.title for c in header.columns if c.rank == WEAK and not c.field.required}
    titles = {at: t for at, t in header.strangers.items() if at not in header.unguessed} | vague
    for field in header.layout.required:
        if field.type not in TELLING or field.name in present:
            continue
        found = [
            Column(at, field, title, a1(header.last_row, at), None, WEAK)
            for at, title in titles.items()
            if not _holds_numbers(view, at, header.last_row + 1, last_row)
            and (values := _distinct_values(view, at, header.last_row + 1, last_row))
            and _all_answer(field, {each for each in values if not is_total(each)})
        ]
        if len(found) == 1:
            yield found[0]


def find_code_column(view: SheetView, header: Header, last_row: int) -> Column | None:
    """The one column under a title that nobody knows of which every cell is a government's code,
    beside one of names: コード over 012335, 132063."""
    field = next((each for each in header.layout.fields if each.type == "government_code"), None)
    if field is None or header.find(field.name) or not header.find("government"):
        return None
    rows = range(header.last_row + 1, last_row + 1)
    found = [
        Column(column, field, title, a1(header.last_row, column))
        for column, title in header.strangers.items()
        if _holds_codes(view.grid.value(row, column) for row in rows)
    ]
    return found[0] if len(found) == 1 else None


def _holds_codes(values: Iterable[Value]) -> bool:
    """Whether a column's values are governments' codes, blanks and totals' labels aside."""
    count = 0
    for value in values:
        if value is None or (isinstance(value, str) and is_total(value)):
            continue
        if not _is_code(value):
            return False
        count += 1
    return count >= FEWEST_CODES


def _is_code(value: Any) -> bool:
    digits = str(value).strip()
    is_long = len(digits) >= SHORTEST_CODE and digits.isdecimal()
    return is_long and bool(parse_government(value).value)


def find_strange_columns(view: SheetView, header: Header, last_row: int) -> list[Column]:
    """Columns under a vague title that hold another field's words: 区分 over 検討中, 成立."""
    stage = next((each for each in header.layout.fields if each.type == "stage"), None)
    return [
        each
        for each in header.columns
        if stage is not None
        and each.rank == WEAK
        and each.field.type == "choices"
        and (values := _distinct_values(view, each.column, header.last_row + 1, last_row))
        and _all_answer(stage, {value for value in values if not is_total(value)})
    ]


def find_numbered_columns(view: SheetView, header: Header, last_row: int) -> list[Column]:
    """Columns only guessed to answer a text that hold nothing but a list's numbers: N1, S-2 under
    ニーズ番号."""
    return [
        each
        for each in header.guessed
        if each.field.type == "text"
        and (values := _distinct_values(view, each.column, header.last_row + 1, last_row))
        and all(is_list_number(value) for value in values)
    ]


def _holds_numbers(view: SheetView, column: int, first: int, last: int) -> bool:
    values = (view.value(row, column) for row in range(first, last + 1))
    return any(value is not None and not isinstance(value, str) for value in values)


def _distinct_values(view: SheetView, column: int, first: int, last: int) -> set[Any]:
    values = (view.value(row, column) for row in range(first, last + 1))
    return {value for value in values if isinstance(value, str) and not is_note(value)}


def _all_answer(field: Any, values: set[Any]) -> bool:
    readings = [coerce(field, value, Context()) for value in values]
    return bool(readings) and all(each.code is None and each.value is not None for each in readings)
