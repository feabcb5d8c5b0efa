"""A workbook's values at their own addresses, as a plain xlsx."""

import re
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from loaders.grid import Grid, Position
from loaders.opening.safe_open import WorkbookReader
from loaders.returning.own_sheets import load_own_sheets

#: More cells than this are not copied: openpyxl would need gigabytes for them.
MOST_CELLS = 1_000_000
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def copy_values(content: bytes, name: str) -> bytes:
    """All sheets with values, merges and what is hidden; no sheet where nothing can be read."""
    with WorkbookReader() as reader:
        grids = reader.read(content, name).grids
    if sum(len(row) for grid in grids for row in grid.rows) > MOST_CELLS:
        grids = []
    book = Workbook()
    for grid in grids:
        _copy_sheet(book.create_sheet(grid.sheet), grid)
    book.remove(book.worksheets[0]) if grids else _blank(book)
    if all(sheet.sheet_state != "visible" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _blank(book: Workbook) -> None:
    """A workbook needs a sheet: an own one, whose place 直し方 takes."""
    own = load_own_sheets()["remedies"]
    book.worksheets[0].title = own.name
    book.worksheets[0]["A1"] = own.mark


def _copy_sheet(sheet: Worksheet, grid: Grid) -> None:
    for row, values in enumerate(grid.rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is not None:
                _copy_cell(sheet, grid, (row, column), value)
    for (row, column), error in grid.errors.items():
        cell = sheet.cell(row, column)
        cell.value = error
        cell.data_type = "e" if error in ERROR_CODES else "s"
    for area in grid.merges:
        sheet.merge_cells(None, *area)
    _hide(sheet, grid)


def _copy_cell(sheet: Worksheet, grid: Grid, place: Position, value: object) -> None:
    cell = sheet.cell(*place)
    cell.value = _ILLEGAL.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    elif place in grid.percents:
        cell.number_format = "0.##%"


def _hide(sheet: Worksheet, grid: Grid) -> None:
    sheet.sheet_state = "hidden" if grid.hidden else "visible"
    for row in grid.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in grid.hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
