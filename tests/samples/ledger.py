"""A ledger as a clerk types it: cells with what is written and what it means.

`Ledger.write` puts it on a worksheet and returns the contract's records and problems for
the very cells it wrote, so that a sample's expectation can't drift from its sheet.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tests.samples.sample import FIELDS, Answer


@dataclass(frozen=True)
class Cell:
    """`written` stands in the sheet, `means` is the contract's value; `code` names the
    problem this cell must be reported with; `extra` holds further fields it decides."""

    written: Any
    means: Any = None
    code: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)


EMPTY = Cell(None)


def say(text: Any) -> Cell:
    """A cell that means just what it says."""
    return Cell(text, text)


def break_cell(written: Any, code: str) -> Cell:
    """A cell nobody can understand: its field is null and the problem is here."""
    return Cell(written, None, code)


@dataclass
class Row:
    """One row: a record's cells by column key, or (no record) raw values and problems."""

    cells: dict[str, Cell] = field(default_factory=dict)
    kind: str = "record"
    #: problem reported for the row as a whole, at the record's first cell
    code: str | None = None
    #: fields that a heading row above decides for this row
    inherited: dict[str, Any] = field(default_factory=dict)
    hidden: bool = False
    struck: bool = False


@dataclass
class Ledger:
    """`titles`: column key -> title. A key is a field, or starts with "~" for a column
    that is not ours, or is "stage=agreed" for a column of marks."""

    layout: str
    titles: dict[str, str]
    rows: list[Row]
    implied: dict[str, Any] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    groups: list[tuple[str, list[str]]] = field(default_factory=list)
    merged_down: set[str] = field(default_factory=set)
    first_column: int = 1
    first_row: int = 1
    gap: int = 0
    #: (index of the row, keys of equally right cells, code): a problem between cells
    row_problems: list[tuple[int, list[str], str]] = field(default_factory=list)

    #: columns whose cells others depend on: no fault is planted there
    fixed: set[str] = field(default_factory=set)

    def records(self) -> list[Row]:
        return [row for row in self.rows if row.kind == "record"]

    def change(self, index: int, key: str, cell: Cell) -> None:
        """Replace one cell of the record at `index` (0-based)."""
        self.records()[index].cells[key] = cell

    def columns(self) -> dict[str, int]:
        return {key: self.first_column + at for at, key in enumerate(self.titles)}

    def header_row(self) -> int:
        """The last row of the header."""
        return self.first_row + len(self.above) + self.gap + (1 if self.groups else 0)

    def address(self, index: int, key: str) -> str:
        """A1 address of the row at `index` (0-based, all kinds of row counted)."""
        return f"{get_column_letter(self.columns()[key])}{self.header_row() + 1 + index}"

    def write(self, sheet: Any, answer: Answer | None = None) -> Answer:
        """Write everything and return the sheet's expected entry."""
        answer = answer or Answer(sheet.title, self.layout)
        self._write_header(sheet)
        for index, row in enumerate(self.rows):
            self._write_row(sheet, index, row, answer)
        for index, keys, code in self.row_problems:
            answer.add_problem(code, [self.address(index, key) for key in keys])
        for key in self.merged_down:
            self._merge_down(sheet, key)
        last = self.header_row() + len(self.rows)
        for offset, note in enumerate(self.below, 1):
            sheet.cell(last + offset, self.first_column, note)
        return answer

    def last_row(self) -> int:
        return self.header_row() + len(self.rows) + len(self.below)

    def _write_header(self, sheet: Any) -> None:
        for offset, note in enumerate(self.above):
            sheet.cell(self.first_row + offset, self.first_column, note or None)
        grouped = {key for _, keys in self.groups for key in keys}
        header, columns = self.header_row(), self.columns()
        for key, title in self.titles.items():
            if self.groups and key not in grouped:
                sheet.cell(header - 1, columns[key], title)
                _merge(sheet, header - 1, columns[key], header, columns[key])
            else:
                sheet.cell(header, columns[key], title)
        for title, keys in self.groups:
            sheet.cell(header - 1, columns[keys[0]], title)
            _merge(sheet, header - 1, columns[keys[0]], header - 1, columns[keys[-1]])

    def _write_row(self, sheet: Any, index: int, row: Row, answer: Answer) -> None:
        number, columns = self.header_row() + 1 + index, self.columns()
        for key, cell in row.cells.items():
            place = sheet.cell(number, columns[key])
            place.value = cell.written
            if cell.extra.get("number_format"):
                place.number_format = cell.extra["number_format"]
            if row.struck or cell.extra.get("struck"):
                place.font = Font(strike=True)
            if cell.code:
                answer.add_problem(cell.code, place.coordinate)
        if row.hidden:
            sheet.row_dimensions[number].hidden = True
        if row.kind == "record":
            answer.records.append(self._expect_record(number, row))
            if row.code:
                answer.add_problem(row.code, f"{get_column_letter(self.first_column)}{number}")

    def _expect_record(self, number: int, row: Row) -> dict[str, Any]:
        fields: dict[str, Any] = dict.fromkeys(FIELDS[self.layout])
        fields.update(self.implied)
        fields.update(row.inherited)
        cells: dict[str, str] = {}
        for key, column in self.columns().items():
            name = key.split("=")[0]
            if name not in fields:
                continue
            cell = row.cells.get(key, EMPTY)
            cells[name] = f"{get_column_letter(column)}{number}"
            if "=" not in key or cell.means:
                fields[name] = cell.means
            fields.update({k: v for k, v in cell.extra.items() if k.endswith("_text")})
        return {
            "cell": f"{get_column_letter(self.first_column)}{number}",
            "fields": fields,
            "cells": cells,
        }

    def _merge_down(self, sheet: Any, key: str) -> None:
        """Merge runs of equal meaning; Excel keeps only the topmost cell's text."""
        column, top = self.columns()[key], 0
        rows = [*self.rows, Row(kind="end")]
        for index in range(1, len(rows)):
            if _same(rows[top], rows[index], key):
                continue
            first = self.header_row() + 1
            _merge(sheet, first + top, column, first + index - 1, column)
            top = index


def _same(above: Row, below: Row, key: str) -> bool:
    if above.kind != "record" or below.kind != "record":
        return False
    one, other = above.cells.get(key, EMPTY), below.cells.get(key, EMPTY)
    return one.means is not None and one.means == other.means and not (one.code or other.code)


def _merge(sheet: Any, top: int, left: int, bottom: int, right: int) -> None:
    if (top, left) == (bottom, right):
        return
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                sheet.cell(row, column).value = None
    sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def open_book(*names: str) -> Workbook:
    """A workbook with the named sheets, in this order."""
    book = Workbook()
    book.active.title = names[0]
    for name in names[1:]:
        book.create_sheet(name)
    return book


def copy_row(row: Row, **changes: Cell) -> Row:
    """A row like `row` with some cells replaced."""
    return replace(row, cells={**row.cells, **changes})


# ------------------------------------------------------------------ cards


@dataclass
class Card:
    """One record written downward: items left, values right (the plan's 提供情報の例-1).

    `items`: (group title, item title, key) in order; `values`: key -> cell. With any group
    title the items stand in the second column and the values in the third.
    """

    layout: str
    items: list[tuple[str, str, str]]
    values: dict[str, Cell]
    implied: dict[str, Any] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)
    head: tuple[str, str] | None = None
    first_row: int = 1
    first_column: int = 1

    def height(self) -> int:
        return len(self.above) + (1 if self.head else 0) + len(self.items)

    def width(self) -> int:
        return 3 if any(group for group, _, _ in self.items) else 2

    def write(self, sheet: Any, answer: Answer | None = None) -> Answer:
        answer = answer or Answer(sheet.title, self.layout)
        row = self.first_row
        for note in self.above:
            sheet.cell(row, self.first_column, note or None)
            row += 1
        if self.head:
            sheet.cell(row, self.first_column, self.head[0])
            sheet.cell(row, self.first_column + self.width() - 1, self.head[1])
            row += 1
        self._write_groups(sheet, row)
        fields: dict[str, Any] = {**dict.fromkeys(FIELDS[self.layout]), **self.implied}
        cells: dict[str, str] = {}
        for offset, (group, title, key) in enumerate(self.items):
            self._write_item(sheet, row + offset, group, title)
            cell = self.values.get(key, EMPTY)
            place = sheet.cell(row + offset, self.first_column + self.width() - 1)
            place.value = cell.written
            if cell.code:
                answer.add_problem(cell.code, place.coordinate)
            if key in fields:
                fields[key] = cell.means
                cells[key] = place.coordinate
                fields.update({k: v for k, v in cell.extra.items() if k.endswith("_text")})
        answer.records.append({"cell": None, "fields": fields, "cells": cells})
        return answer

    def _write_item(self, sheet: Any, row: int, group: str, title: str) -> None:
        grouped = self.width() == 3 and group
        sheet.cell(row, self.first_column + (1 if grouped else 0), title)
        if self.width() == 3 and not group:
            _merge(sheet, row, self.first_column, row, self.first_column + 1)

    def _write_groups(self, sheet: Any, row: int) -> None:
        start = 0
        groups = [group for group, _, _ in self.items] + [None]
        for at in range(1, len(groups)):
            if groups[at] == groups[start]:
                continue
            if groups[start]:
                sheet.cell(row + start, self.first_column, groups[start])
                _merge(sheet, row + start, self.first_column, row + at - 1, self.first_column)
            start = at
