"""A workbook of openpyxl's as bytes that Microsoft's validator has no fault with, without the
temporary files that a confined child may not write."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Font
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter


class _SchemaFont(Font):  # type: ignore[misc]
    """A font whose parts are written in the schema's order, which openpyxl's is not."""

    tagname, __attrs__, __nested__ = Font.tagname, Font.__attrs__, Font.__nested__
    __elements__ = (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
        *("sz", "color", "name", "family", "charset", "scheme"),
    )


def save_book(book: Workbook) -> bytes:
    """The xlsx of a workbook of plain sheets: no charts, no pictures."""
    book._fonts = IndexedList(_SchemaFont.from_tree(font.to_tree()) for font in book._fonts)
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        _MemoryWriter(book, archive).write_data()
    return target.getvalue()


class _MemoryWriter(ExcelWriter):  # type: ignore[misc]
    def write_worksheet(self, ws: Worksheet) -> None:
        part = BytesIO()
        writer = WorksheetWriter(ws, part)
        writer.write()
        ws._drawing, ws._rels = SpreadsheetDrawing(), writer._rels
        self._archive.writestr(ws.path[1:], part.getvalue())
        self.manifest.append(ws)
