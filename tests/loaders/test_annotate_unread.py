"""Every cell that nobody read is marked in the annotated workbook, as 取込 shows it."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlwt
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from loaders.check import FileResult, read_workbook
from loaders.checking.problems import Problem
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from loaders.returning.marking import copies
from loaders.returning.marking.annotate import annotate
from loaders.returning.marking.cells import find_origins
from loaders.returning.own_sheets import load_own_sheets
from loaders.returning.remedies import load_words
from tests.samples.sample import export_bytes

REMEDIES = load_own_sheets()["remedies"].name
COLOURS = load_words()["colours"]
#: Five rows of supports with a fourth column of nobody's, a remark far to the right, and a
#: faulty date in C5.
ROWS: list[list[str]] = [
    ["令和2年度 中国フォーラム 自治体支援一覧"],
    ["支援自治体", "支援内容", "支援日", "担当者"],
    ["広島市", "導入支援", "R2.6.1", "山田"],
    ["岡山県", "技術者派遣", "R2.7.1", "佐藤"],
    ["呉市", "新技術の紹介", "R2.13.1", ""],
    ["尾道市", "勉強会", "R2.9.1", "鈴木", *[""] * 36, "←要確認"],
]
UNREAD = ["D3", "D4", "D6", "AO6"]


def write_xlsx(rows: list[list[str]]) -> bytes:
    book = Workbook()
    book.active.title = "支援"
    for cells in rows:
        book.active.append([text or None for text in cells])
    return export_bytes(book)


def write_xls(rows: list[list[str]]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("支援")
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text:
                sheet.write(row, column, text)
    return export_bytes(book)


def write_ods(rows: list[list[str]], sheet: str = "支援") -> bytes:
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(cell.format(escape(text)) for text in cells) for cells in rows)
    table = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="{sheet}">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def read(reader: WorkbookReader, content: bytes, name: str) -> FileResult:
    return read_workbook(reader.read(content, name), Options())


def mark(reader: WorkbookReader, content: bytes, name: str = "支援.xlsx") -> Any:
    found = read(reader, content, name)
    return load_workbook(
        io.BytesIO(annotate(content, name, found.all_problems, found.list_unread()))
    )


def list_coloured(sheet: Any, colour: str) -> list[str]:
    cells = (cell for row in sheet for cell in row)
    return [each.coordinate for each in cells if each.fill.fgColor.rgb == COLOURS[colour]]


@pytest.mark.parametrize(
    ("name", "write"),
    [("支援.xlsx", write_xlsx), ("支援.xls", write_xls), ("支援.ods", write_ods)],
)
def test_each_unread_cell_is_marked_in_every_format(
    reader: WorkbookReader, name: str, write: Callable[[list[list[str]]], bytes]
) -> None:
    sheet = mark(reader, write(ROWS), name)["支援"]
    assert list_coloured(sheet, "unread") == UNREAD
    assert list_coloured(sheet, "error") == ["C5"]
    assert [cell for cell in UNREAD if sheet[cell].comment] == ["D3", "AO6"]


def test_unread_cells_are_listed_once_a_block_with_what_stands_there(
    reader: WorkbookReader,
) -> None:
    remedies = mark(reader, write_xlsx(ROWS))[REMEDIES]
    lines = [[cell.value for cell in row[2:7]] for row in remedies.iter_rows(min_row=7)]
    assert lines[1:] == [
        ["支援", "D3:D4、D6", "担当者", "山田", ""],
        ["支援", "AO6", "見出しなし", "←要確認", ""],
    ]
    heads = [row[0].value for row in remedies.iter_rows(max_row=5)]
    assert load_words()["unread"] in heads


def test_a_sheet_read_whole_says_nothing_of_unread_cells(reader: WorkbookReader) -> None:
    book = mark(reader, write_xlsx([row[:3] for row in ROWS]))
    assert list_coloured(book["支援"], "unread") == []
    assert load_words()["unread"] not in [row[0].value for row in book[REMEDIES]]


def test_an_unread_merge_is_marked_where_it_shows(reader: WorkbookReader) -> None:
    book = load_workbook(io.BytesIO(write_xlsx(ROWS)))
    book["支援"].merge_cells("D3:D5")
    sheet = mark(reader, export_bytes(book))["支援"]
    assert list_coloured(sheet, "unread") == ["D3", "D6", "AO6"]


def test_marks_go_once_the_cells_are_emptied(reader: WorkbookReader) -> None:
    marked = mark(reader, write_xlsx(ROWS))
    for cell in UNREAD:
        marked["支援"][cell].value = None
    sheet = mark(reader, export_bytes(marked))["支援"]
    assert list_coloured(sheet, "unread") == []
    assert all(sheet[cell].fill.fill_type is None for cell in UNREAD)


def test_an_error_outdoes_unread_and_unread_a_warning(reader: WorkbookReader) -> None:
    problems = [
        Problem("invalid_date", "", "支援", "D3"),
        Problem("outside_fiscal_year", "", "支援", "D4"),
        Problem("unread_cells", "", "支援", "D4", "担当者", "D4", "佐藤", is_turned=True),
    ]
    content = annotate(write_xlsx(ROWS), "支援.xlsx", problems, {"支援": [(3, 4), (4, 4), (6, 4)]})
    sheet = load_workbook(io.BytesIO(content))["支援"]
    assert list_coloured(sheet, "error") == ["D3"]
    assert list_coloured(sheet, "unread") == ["D4", "D6"]


def test_cells_are_found_under_merges_and_beside_them() -> None:
    part = b'<mergeCells><mergeCell ref="B2:C4"/><mergeCell ref="E4:E5"/></mergeCells>'
    places = [(2, 2), (3, 2), (3, 3), (4, 4), (5, 3), (4, 5), (5, 5), (1, 2), (3, 1)]
    shown = find_origins(part, places)
    assert [shown[place] for place in places[:3]] == [(2, 2)] * 3
    assert [shown[place] for place in places[5:7]] == [(4, 5)] * 2
    others = [places[3], places[4], *places[7:]]
    assert [shown[place] for place in others] == others


def test_a_copy_keeps_what_decides_how_a_cell_is_read(reader: WorkbookReader) -> None:
    """Lines through texts, dates without a day, days counted from 1904."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet, line = book.active, TextBlock(InlineFont(strike=True), "旧")
    sheet["A1"], sheet["A1"].font = "消した", Font(strike=True)
    sheet["A2"] = CellRichText("新", line)
    for row, pattern in enumerate(["yyyy/m/d", "yyyy/m", "yyyy", 'ggge"年度"'], start=3):
        sheet.cell(row, 1, date(2020, 6, 1)).number_format = pattern
    sheet["A7"] = 43000
    content = export_bytes(book)
    [before] = reader.read(content).grids
    [after] = reader.read(copies.copy_values([before])).grids
    assert set(before.coarse.values()) == {"month", "year", "fiscal_year"}
    assert before.struck == {(1, 1): "消した", (2, 1): "旧"}
    assert after == before


def test_a_sheet_name_that_excel_forbids_is_no_hindrance(reader: WorkbookReader) -> None:
    book = mark(reader, write_ods(ROWS, "支援/1"), "支援.ods")
    assert book.sheetnames == ["支援_1", REMEDIES]
