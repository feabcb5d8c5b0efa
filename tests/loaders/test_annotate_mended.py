"""What was mended on screen goes back to its sender: written, marked, listed, and no fault again."""

import io
import zipfile
from collections.abc import Mapping

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from loaders.intake.handling import Place
from loaders.intake.mending import list_faulty_cells, list_mended
from loaders.intake.uploads import Upload
from loaders.opening.safe_open import WorkbookReader
from loaders.returning.marking.annotate import annotate
from loaders.returning.own_sheets import load_own_sheets
from loaders.returning.remedies import load_words
from tests.samples.sample import export_bytes
from tests.upload_books import (
    BAD_DATE,
    BAD_TOWN,
    BRIDGE,
    SHEET,
    matchings_book,
    matchings_sheet,
    mend,
    open_book,
)

REMEDIES = load_own_sheets()["remedies"].name
MENDED, ERROR = load_words()["colours"]["mended"], load_words()["colours"]["error"]
FAULTY = matchings_book(BRIDGE, BAD_DATE, BAD_TOWN)
FIXES = {(SHEET, "G4"): "令和2年12月1日", (SHEET, "B5"): "松江市"}


def send_back(upload: Upload) -> bytes:
    unread = upload.result.list_unread()
    return annotate(upload.content, upload.name, upload.problems, unread, list_mended(upload))


def mend_and_return(
    reader: WorkbookReader, content: bytes, fixes: Mapping[Place, str], name: str = "表.xlsx"
) -> tuple[bytes, Upload]:
    """The workbook as its sender gets it, and as it is read when it comes back."""
    marked = send_back(mend(open_book(reader, content, name), fixes, "山田"))
    return marked, open_book(reader, marked)


def read_faults(upload: Upload) -> list[str]:
    return [each.cell for each in list_faulty_cells(upload)]


def read_records(upload: Upload) -> list[dict[str, object]]:
    return [record.to_json() for sheet in upload.sheets for record in sheet.records]


def test_what_was_mended_is_written_marked_and_listed(reader: WorkbookReader) -> None:
    marked, again = mend_and_return(reader, FAULTY, FIXES)
    book = load_workbook(io.BytesIO(marked))
    sheet, remedies = book[SHEET], book[REMEDIES]
    for (_, cell), text in FIXES.items():
        assert (sheet[cell].value, sheet[cell].data_type) == (text, "s")
        assert sheet[cell].fill.fgColor.rgb == MENDED
    assert sheet["G4"].comment.text.endswith(
        "【直し済み】「令和2年13月」を「令和2年12月1日」に直しました。"
    )
    lines = [[cell.value for cell in row if cell.value] for row in remedies.rows]
    assert ["直し済み", SHEET, "B5", "まぼろし市", "松江市"] in [line[1:6] for line in lines]
    assert "直し済み 2 件" in str(remedies["A2"].value)
    assert read_faults(again) == []


def test_workbook_that_comes_back_reads_as_it_was_mended(reader: WorkbookReader) -> None:
    upload = mend(open_book(reader, FAULTY), FIXES, "山田")
    assert read_records(open_book(reader, send_back(upload))) == read_records(upload)


def test_fault_that_is_left_stays_one_beside_what_was_mended(reader: WorkbookReader) -> None:
    marked, again = mend_and_return(
        reader, FAULTY, {(SHEET, "G4"): "令和2年14月"} | {(SHEET, "B5"): "松江市"}
    )
    sheet = load_workbook(io.BytesIO(marked))[SHEET]
    assert (sheet["G4"].value, sheet["G4"].fill.fgColor.rgb) == ("令和2年14月", ERROR)
    assert "【誤り】" in sheet["G4"].comment.text
    assert "【直し済み】" in sheet["G4"].comment.text
    assert read_faults(again) == ["G4"]


def test_next_check_takes_the_marks_of_what_was_mended_away(reader: WorkbookReader) -> None:
    _, again = mend_and_return(reader, FAULTY, FIXES)
    sheet = load_workbook(io.BytesIO(send_back(again)))[SHEET]
    assert sheet["B5"].value == "松江市"
    assert (sheet["B5"].fill.fill_type, sheet["B5"].comment) == (None, None)


@pytest.mark.parametrize("text", ["<b>&\x0b", "=1+1", " 松江市"])
def test_any_text_is_written_as_text(reader: WorkbookReader, text: str) -> None:
    marked, _ = mend_and_return(reader, FAULTY, {(SHEET, "B5"): text})
    cell = load_workbook(io.BytesIO(marked))[SHEET]["B5"]
    assert (cell.value, cell.data_type) == (text.replace("\x0b", ""), "s")


def test_cell_that_was_not_there_and_one_that_is_emptied(reader: WorkbookReader) -> None:
    marked, _ = mend_and_return(reader, FAULTY, {(SHEET, "A9"): "橋", (SHEET, "A3"): ""})
    sheet = load_workbook(io.BytesIO(marked))[SHEET]
    assert (sheet["A9"].value, sheet["A3"].value) == ("橋", None)
    assert sheet["A3"].fill.fgColor.rgb == MENDED


def change(content: bytes, do: object) -> bytes:
    book = load_workbook(io.BytesIO(content))
    do(book[SHEET])  # type: ignore[operator]
    return export_bytes(book)


def test_cell_that_was_struck_through_is_so_no_longer(reader: WorkbookReader) -> None:
    def strike(sheet: Worksheet) -> None:
        sheet["B5"].font = Font(strike=True)

    marked, again = mend_and_return(reader, change(FAULTY, strike), FIXES)
    assert not load_workbook(io.BytesIO(marked))[SHEET]["B5"].font.strike
    assert read_faults(again) == []


def test_cell_inside_a_merged_range_is_listed_to_be_mended_by_hand(
    reader: WorkbookReader,
) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A4:A5")

    marked, _ = mend_and_return(reader, change(FAULTY, merge), {(SHEET, "A5"): "川"})
    book = load_workbook(io.BytesIO(marked))
    assert book[SHEET]["A4"].value == "壁"
    assert any("結合を解いて" in str(cell.value) for row in book[REMEDIES].rows for cell in row)


def build_formulas() -> bytes:
    """The bad date is a formula, and so is a cell beside the table."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        for row, values in enumerate(matchings_sheet(BRIDGE, BAD_DATE, BAD_TOWN)):
            sheet.write_row(row, 0, values)
        sheet.write_formula("G4", "=1/0", None, "#DIV/0!")
    return add_calculation_chain(stream.getvalue())


def add_calculation_chain(content: bytes) -> bytes:
    """As Excel itself writes it: the order of the formulas, a part of its own."""
    chain = (
        '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<c r="G4" i="1"/></calcChain>'
    )
    relation = (
        '<Relationship Id="rId99" Target="calcChain.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/calcChain"/></Relationships>'
    )
    kind = (
        '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.calcChain+xml"/></Types>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name.endswith("workbook.xml.rels"):
                part = part.replace("</Relationships>", relation)
            if name == "[Content_Types].xml":
                part = part.replace("</Types>", kind)
            new.writestr(name, part)
        new.writestr("xl/calcChain.xml", chain)
    return target.getvalue()


def test_formula_that_was_mended_leaves_nothing_for_excel_to_repair(
    reader: WorkbookReader,
) -> None:
    content = build_formulas()
    marked, again = mend_and_return(reader, content, FIXES)
    parts = zipfile.ZipFile(io.BytesIO(marked))
    assert [name for name in parts.namelist() if "calcChain" in name] == []
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        assert b"calcChain" not in parts.read(name)
    assert read_faults(again) == []
    kept, _ = mend_and_return(reader, content, {(SHEET, "B5"): "松江市"})
    assert b"calcChain" in zipfile.ZipFile(io.BytesIO(kept)).read("[Content_Types].xml")


def test_formula_of_other_cells_too_is_copied_as_values(reader: WorkbookReader) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        for row, values in enumerate(matchings_sheet(BRIDGE, BAD_DATE, BAD_TOWN)):
            sheet.write_row(row, 0, values)
        sheet.write_array_formula("G4:G4", "{=1/0}", None, "#DIV/0!")
    marked, again = mend_and_return(reader, stream.getvalue(), FIXES)
    assert load_workbook(io.BytesIO(marked))[SHEET]["G4"].value == FIXES[SHEET, "G4"]
    assert read_faults(again) == []
