"""How our own sheets look: the few kinds of cell they are made of, page set-up, widths."""

from copy import copy
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Yu Gothic"
NAVY, BLUE, PALE, LINE, GREY = "1F3864", "4A6A9B", "DCE6F1", "8EA9C8", "595959"
ROW_HEIGHT = 21.0  # points
HEADER_HEIGHT = 33.0
LINE_HEIGHT = 24.0  # of a card
_EDGE = Side(style="thin", color=LINE)


@dataclass(frozen=True, slots=True)
class Look:
    """One kind of cell."""

    bold: bool = False
    size: float = 10.5
    color: str = "000000"
    fill: str | None = None
    border: bool = True
    wrap: bool = True
    horizontal: str = "left"
    vertical: str = "center"
    indent: int = 0
    format: str = "General"


TITLE = Look(bold=True, size=14, color=NAVY, border=False, wrap=False)
SUBTITLE = Look(bold=True, size=12, color=NAVY, border=False, wrap=False)
NOTE = Look(size=9.5, color=GREY, border=False, wrap=False)
REQUIRED_HEADER = Look(bold=True, color="FFFFFF", fill=NAVY, horizontal="center")
HEADER = Look(bold=True, color="FFFFFF", fill=BLUE, horizontal="center")
LABEL = Look(bold=True, color=NAVY, fill=PALE, indent=1)
NUMBERING = Look(size=9, color=GREY, fill=PALE, horizontal="center")


#: What openpyxl made of each look in a workbook: to find that out for a cell takes it longer than
#: all else, and a list has 1,788 of them.
_styles: WeakKeyDictionary[Workbook, dict[Look, StyleArray]] = WeakKeyDictionary()


def put(sheet: Worksheet, row: int, column: int, value: object, look: Look) -> Cell:
    """One cell with its look. Text stays text, even where it starts like a formula."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    known = _styles.setdefault(sheet.parent, {})
    if look not in known:
        _dress(cell, look)
        known[look] = cell._style
    cell._style = copy(known[look])
    return cell


def _dress(cell: Cell, look: Look) -> None:
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.color)
    cell.alignment = Alignment(
        look.horizontal, look.vertical, wrap_text=look.wrap, indent=look.indent
    )
    cell.number_format = look.format
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.border:
        cell.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)


def set_page(sheet: Worksheet, header_row: int, footer: str) -> None:
    """A4 landscape, one page wide, the header frozen and printed on each page."""
    sheet.sheet_view.showGridLines = False
    sheet.sheet_format.defaultRowHeight = ROW_HEIGHT
    sheet.sheet_format.customHeight = True
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, footer=0.3)
    sheet.oddFooter.center.text = footer
    sheet.freeze_panes = f"A{header_row + 1}"
    sheet.print_title_rows = f"{header_row}:{header_row}"
