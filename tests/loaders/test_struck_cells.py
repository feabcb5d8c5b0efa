"""What is struck through is not read, in whichever format and spelling it comes."""

import io
import zipfile

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from loaders.grid import Value
from loaders.opening.book_reading import read_grids
from loaders.opening.formats import xlsx_book, xlsx_scan
from loaders.opening.formats.cell_styles import CellStyle, RichText
from loaders.opening.package_scan import read_package
from loaders.opening.sparse_grid import SparseGrid

#: row 1: as it is; a struck part; struck out whole; the first part struck by the cell's font
EXPECTED = ["45", "52", "", "新"]
STRUCK = {(1, 2): "45", (1, 3): "旧", (1, 4): "古"}


def _write_shared() -> bytes:
    """Excel's way: shared strings, a first run without a font of its own."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("一覧")
    struck, plain = book.add_format({"font_strikeout": True}), book.add_format({"bold": True})
    sheet.write_string(0, 0, "45")
    sheet.write_rich_string(0, 1, struck, "45", plain, "52")
    sheet.write_string(0, 2, "旧", struck)
    sheet.write_rich_string(0, 3, "古", plain, "新", struck)
    book.close()
    return stream.getvalue()


def _write_inline() -> bytes:
    """openpyxl's way: texts in their cells."""
    book = Workbook()
    sheet, struck = book.active, InlineFont(strike=True)
    sheet["A1"] = "45"
    sheet["B1"] = CellRichText(TextBlock(struck, "45"), TextBlock(InlineFont(), "52"))
    sheet["C1"] = "旧"
    sheet["D1"] = CellRichText("古", TextBlock(InlineFont(b=True), "新"))
    sheet["C1"].font = sheet["D1"].font = Font(strike=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_ods() -> bytes:
    """A span's own style, and a cell's that its column or a parent in styles.xml gives."""
    names = ["office", "style", "table", "text", "fo", "number"]
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    line = '<style:text-properties style:text-line-through-style="solid"/>'
    none = '<style:text-properties style:text-line-through-type="none"/>'
    named = f'<style:style style:name="Gone" style:family="table-cell">{line}</style:style>'
    styles = (
        f'<style:style style:name="T1" style:family="text">{line}</style:style>'
        f'<style:style style:name="T2" style:family="text">{none}</style:style>'
        '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Gone"/>'
    )
    start = '<table:table-cell office:value-type="string"'
    cells = [
        f"{start}><text:p>45</text:p></table:table-cell>",
        f'{start}><text:p><text:span text:style-name="T1">45</text:span>52</text:p>'
        "</table:table-cell>",
        f"{start}><text:p>旧</text:p></table:table-cell>",
        f'{start} table:style-name="ce1"><text:p>古<text:span text:style-name="T2">新</text:span>'
        "</text:p></table:table-cell>",
    ]
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:spreadsheet><table:table table:name='一覧'>"
        "<table:table-column table:number-columns-repeated='2'/>"
        "<table:table-column table:default-cell-style-name='ce1'/>"
        f"<table:table-row>{''.join(cells)}</table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "styles.xml", f"<office:document-styles {spaces}>{named}</office:document-styles>"
        )
        package.writestr("content.xml", content)
    return stream.getvalue()


def _check(grid: SparseGrid) -> None:
    assert grid.rows[1] == EXPECTED[: len(grid.rows[1])]
    assert {place: gone for place, (_, gone) in grid.struck.items()} == STRUCK
    assert not grid.conflicts


@pytest.mark.parametrize("write", [_write_shared, _write_inline, _write_ods])
def test_struck_parts_and_cells_are_left_out(write) -> None:  # type: ignore[no-untyped-def]
    (grid,) = read_grids(write())
    _check(grid)


@pytest.mark.parametrize("write", [_write_shared, _write_inline])
def test_both_ways_of_reading_a_sheet_see_the_same_lines(write) -> None:  # type: ignore[no-untyped-def]
    book = xlsx_book.read_book(read_package(write()))
    grid = xlsx_scan.read_grid(book, book.sheets[0], strict=True)
    grid.strike_out()
    _check(grid)


def test_a_column_of_shared_strings_alone_still_tells_its_struck_rows() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet, struck = book.add_worksheet("一覧"), book.add_format({"font_strikeout": True})
    sheet.write_column(0, 0, ["一", "二"])
    sheet.write_row(2, 0, ["三", "四"], struck)
    book.close()
    (grid,) = read_grids(stream.getvalue())
    assert grid.rows == {1: ["一"], 2: ["二"], 3: ["", ""]}
    assert sorted(grid.struck) == [(3, 1), (3, 2)]


def test_a_struck_number_and_a_struck_error_are_gone_with_their_marks() -> None:
    grid = SparseGrid("一覧")
    grid.errors[1, 2] = "#N/A"
    grid.add_trimmed(1, [0.57, ""])
    values: list[Value] = [0.57, ""]
    for column, value in enumerate(values, start=1):
        grid.mark((1, column), CellStyle("number", struck=True), value)
    grid.strike_out()
    assert grid.rows[1] == ["", ""]
    assert grid.struck == {(1, 1): ("", 0.57), (1, 2): ("", "#N/A")}
    assert not grid.errors


def test_a_text_without_any_line_stays_whole() -> None:
    grid = SparseGrid("一覧")
    text = RichText((("45", None), ("52", False)))
    grid.add_trimmed(1, [text])
    grid.mark((1, 1), CellStyle(), text)
    grid.strike_out()
    assert (grid.rows[1], grid.struck) == (["4552"], {})
