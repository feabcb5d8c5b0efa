"""What is said of a table as a whole: its titles, and columns missing, doubled or doubtful."""

from collections.abc import Iterator
from itertools import chain, islice

from data.layout import Field
from loaders.checking.problems import Problem
from loaders.grid import Position, a1
from loaders.reading.account import TITLE, UNREAD, Mark
from loaders.reading.headers.header_match import Header
from loaders.reading.records.records import SheetResult, list_asked
from loaders.reading.row_labels import is_list_number
from loaders.reading.tables.columns.coded_columns import name_coded_columns
from loaders.reading.tables.table_result import TableResult
from loaders.reading.view import SheetView
from words.problems import EXPECTED

#: So many numbers where a text is asked for are no accident.
FEWEST_NUMBERS = 3

UNKNOWN_TITLE = Mark("title", "unknown_title")


def report_header(table: TableResult, view: SheetView) -> None:
    header, result = table.header, table.result
    name_coded_columns(table)
    result.marks |= dict(_mark_titles(header, view)) | dict(_mark_pairs(table, view))
    result.strangers |= {
        a1(header.last_row, column): title for column, title in header.strangers.items()
    }
    sheet = result.sheet
    for each in header.guessed:
        result.problems.append(
            Problem(
                "uncertain_column", "", sheet, each.cell, each.title, each.title, each.field.title
            )
        )
    for each in table.columns:
        if each.field.type == "text" and _holds_only_numbers(result, each.field.name):
            found = EXPECTED["only_numbers"].format(title=each.title)
            result.problems.append(
                Problem(
                    "uncertain_column", "", sheet, each.cell, each.title, found, each.field.title
                )
            )
    for each in header.duplicates:
        result.problems.append(
            Problem("duplicate_column", "", sheet, each.cell, each.field.title, each.title)
        )
    for missing in _missing_fields(table):
        cell = a1(header.last_row, header.first_column)
        result.problems.append(Problem("missing_column", "", sheet, cell, missing.title))


def _holds_only_numbers(result: SheetResult, name: str) -> bool:
    """Whether a text's answers are nothing but numbers: of a list that is not here, perhaps."""
    said = (text for record in result.records if (text := record.fields.get(name)))
    first = list(islice(said, FEWEST_NUMBERS))
    return len(first) == FEWEST_NUMBERS and all(map(is_list_number, chain(first, said)))


def _mark_titles(header: Header, view: SheetView) -> Iterator[tuple[Position, Mark]]:
    """The cells of a header: titles that were understood, and others."""
    known = {each.column for each in (*header.columns, *header.duplicates)}
    for row in range(header.first_row, header.last_row + 1):
        for column, _ in view.filled(row):
            if column in known:
                yield (row, column), TITLE
            elif column in header.strangers:
                yield (row, column), UNKNOWN_TITLE


def _mark_pairs(table: TableResult, view: SheetView) -> Iterator[tuple[Position, Mark]]:
    """A title apart from all others with a text right of it, nothing below either: 会場 and where
    that was stand in the titles' row by chance."""
    header, row = table.header, table.header.last_row
    titled = {each.column for each in header.columns} | set(header.strangers)
    for each in header.columns:
        pair = range(each.column, each.column + 2)
        if pair[1] in header.strangers and titled.isdisjoint({pair[0] - 1, pair[1] + 1}):
            rows = range(row + 1, table.last_row + 1)
            if all(view.grid.value(below, at) is None for below in rows for at in pair):
                yield from (((row, at), UNREAD) for at in pair)


def _is_said_above(table: TableResult, field: Field) -> bool:
    """Whether a title or caption answers for a table that holds no record yet."""
    if table.result.records:
        return False
    return field.name in table.around.defaults or (
        field.type == "forum" and table.around.forum is not None
    )


def _missing_fields(table: TableResult) -> Iterator[Field]:
    """Required fields without a column that captions and headings did not answer either."""
    present = {each.field.name for each in table.columns}
    if table.around.forum is not None:
        present |= {each.name for each in table.header.layout.fields if each.type == "forum"}
    for each in list_asked(table.header.layout):
        if each.name not in present and not _is_said_above(table, each):
            records = table.result.records
            if not records or any(record.fields.get(each.name) is None for record in records):
                yield each
