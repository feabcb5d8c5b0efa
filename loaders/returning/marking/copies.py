"""A workbook's values at their own addresses, as a plain xlsx."""

import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from loaders.grid import Grid, Position, Shown, Value
from loaders.returning.marking.book_saving import save_book
from loaders.returning.own_sheets import load_own_sheets

#: More cells than this are not copied: openpyxl would need gigabytes for them.
MOST_CELLS = 1_000_000
#: Number formats that show of a date just what the sender's cell shows.
_SHOWN: dict[Shown, str] = {
    "month": 'yyyy"年"m"月"',
    "year": 'yyyy"年"',
    "fiscal_year": '[$-ja-JP]ggge"年度"',
}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: signs that no sheet's name in Excel has
_FORBIDDEN = re.compile(r"[\\*?:/\[\]]")


def copy_values(grids: Sequence[Grid]) -> bytes:
    """All sheets with values, merges and what is hidden; no sheet where nothing can be read."""
    if sum(len(row) for grid in grids for row in grid.rows) > MOST_CELLS:
        grids = []
    book = Workbook()
    book.remove(book.worksheets[0])
    if any(grid.since_1904 for grid in grids):
        book.epoch = CALENDAR_MAC_1904
    for grid in grids:
        _copy_sheet(book.create_sheet(_FORBIDDEN.sub("_", grid.sheet)), grid)
    if not grids:
        _blank(book)
    if all(sheet.sheet_state != "visible" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    return save_book(book)


def _blank(book: Workbook) -> None:
    """A workbook needs a sheet: an own one, whose place 直し方 takes."""
    own = load_own_sheets()["remedies"]
    book.create_sheet(own.name)["A1"] = own.mark


def _copy_sheet(sheet: Worksheet, grid: Grid) -> None:
    for row, values in enumerate(grid.rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is not None:
                _copy_cell(sheet, grid, (row, column), value)
    for (row, column), error in grid.errors.items():
        cell = sheet.cell(row, column)
        cell.value = error
        cell.data_type = "e" if error in ERROR_CODES else "s"
    for place, value in grid.struck.items():
        _copy_struck(sheet, grid, place, value)
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
    elif place in grid.coarse:
        cell.number_format = _SHOWN[grid.coarse[place]]


def _copy_struck(sheet: Worksheet, grid: Grid, place: Position, struck: Value) -> None:
    """What is struck through, whole or behind what is left of a text."""
    rest = grid.value(*place)
    if rest is None:
        _copy_cell(sheet, grid, place, struck)
        sheet.cell(*place).font = Font(strike=True)
    else:
        line = TextBlock(InlineFont(strike=True), _ILLEGAL.sub("", str(struck)))
        sheet.cell(*place).value = CellRichText(_ILLEGAL.sub("", str(rest)), line)


def _hide(sheet: Worksheet, grid: Grid) -> None:
    sheet.sheet_state = "hidden" if grid.hidden else "visible"
    for row in grid.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in grid.hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
