"""Our own reading of an xls workbook (BIFF5–BIFF8), by xlrd with its formats."""

import io
from collections.abc import Iterator

import xlrd
from xlrd.biffh import error_text_from_code

from loaders.grid import Area, Value
from loaders.opening import limits
from loaders.opening.formats import number_formats
from loaders.opening.formats.number_formats import Kind
from loaders.opening.formats.xml_text import decode_line_ends
from loaders.opening.refusals import RefusalError
from loaders.opening.sparse_grid import SparseGrid

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(1, 6)


def read_grids(data: bytes) -> Iterator[SparseGrid]:
    """Each worksheet; chart and macro sheets are left out by xlrd. Raises RefusalError."""
    book = open_book(data)
    kinds = [_find_kind(book, style.format_key) for style in book.xf_list]
    for sheet in book.sheets():
        yield _GridReader(book, sheet, kinds).read()


def open_book(data: bytes) -> xlrd.book.Book:
    """xlrd's book. Raises RefusalError("password") for any encryption."""
    try:
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        reason = "password" if "encrypted" in str(error) else "damaged"
        raise RefusalError(reason) from error


def _find_kind(book: xlrd.book.Book, key: int) -> Kind:
    entry = book.format_map.get(key)
    if entry is not None and entry.format_str:
        return number_formats.find_kind(entry.format_str)
    return number_formats.BUILT_IN.get(key, "number")


class _GridReader:
    """One sheet of xlrd's into a grid; xlrd counts from 0."""

    def __init__(self, book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, kinds: list[Kind]) -> None:
        self.sheet = sheet
        self.kinds = kinds
        self.since_1904 = bool(book.datemode)
        self.grid = SparseGrid(sheet.name, sheet.visibility != 0)

    def read(self) -> SparseGrid:
        for row in range(self.sheet.nrows):
            self._read_row(row)
        if len(self.sheet.merged_cells) > limits.MERGES:
            raise RefusalError("merges", sheet=self.grid.sheet, limit=limits.MERGES)
        self.grid.merges = [
            Area(top + 1, left + 1, bottom, right)
            for top, bottom, left, right in self.sheet.merged_cells
        ]
        self.grid.hidden_rows = {
            row + 1 for row, info in self.sheet.rowinfo_map.items() if info.hidden
        }
        self.grid.hidden_columns = {
            column + 1 for column, info in self.sheet.colinfo_map.items() if info.hidden
        }
        self.grid.trim_hidden()
        return self.grid

    def _read_row(self, row: int) -> None:
        values = [
            self._read_value(row, column, kind, value)
            for column, (kind, value) in enumerate(
                zip(self.sheet.row_types(row), self.sheet.row_values(row), strict=True)
            )
        ]
        self.grid.add_trimmed(row + 1, values)

    def _read_value(self, row: int, column: int, kind: int, value: str | float) -> Value:
        if kind == _TEXT:
            return decode_line_ends(str(value))
        if kind in (_NUMBER, _DATE):
            return self._read_number(row, column, float(value))
        if kind == _BOOLEAN:
            return bool(value)
        if kind == _ERROR:
            place = (row + 1, column + 1)
            self.grid.errors[place] = error_text_from_code.get(int(value), "#VALUE!")
        return ""

    def _read_number(self, row: int, column: int, value: float) -> Value:
        kind = self.kinds[self.sheet.cell_xf_index(row, column)]
        number = number_formats.shorten_number(value)
        if number is None:
            return ""
        if kind == "percent":
            self.grid.percents.add((row + 1, column + 1))
        return number_formats.convert_serial(number, kind, self.since_1904)
