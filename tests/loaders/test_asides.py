"""What stands beside a sheet's cells, in each format: comments, text boxes, colours."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.comments import Comment

from loaders.check import FileResult, read_workbook
from loaders.grid import Grid
from loaders.opening import limits
from loaders.opening.safe_open import WorkbookReader
from loaders.reading.recognise import Options
from tests.loaders.test_second_clerk import codes, only
from tests.samples import hostile

ROWS = [
    ["令和２年度 沖縄フォーラム 行事実績"],
    ["※赤字は中止、灰色の行は要確認"],
    ["行事名", "開催日", "会場"],
    ["講習会", "R2.8.5", "那覇市"],
    ["見学会", "R2.9.5", "浦添市"],
]


def _open(reader: WorkbookReader, content: bytes, name: str = "調査票.xlsx") -> Grid:
    return reader.read(content, name).grids[0]


def _read(reader: WorkbookReader, content: bytes, name: str = "調査票.xlsx") -> FileResult:
    return read_workbook(reader.read(content, name), Options())


def _write_xlsx(box: str = "見学会は\n取下げ") -> bytes:
    """Shared strings, a theme, a text box, a comment."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("一覧")
    red, grey = book.add_format({"font_color": "red"}), book.add_format({"bg_color": "#BFBFBF"})
    for at, row in enumerate(ROWS):
        sheet.write_row(at, 0, row, {3: red, 4: grey}.get(at))
    sheet.insert_textbox(4, 4, box)
    sheet.write_comment("C4", "会場は未確定", {"author": "山田"})
    book.close()
    return stream.getvalue()


def test_xlsx_gives_colours_comments_and_boxes(reader: WorkbookReader) -> None:
    file = _read(reader, _write_xlsx())
    result = only(file)
    assert [record.fields["status"] for record in result.records] == ["cancelled", None]
    assert codes(result) == [
        ("cell_comment", "C4"),
        ("colour_meaning", "A5"),
        ("withdrawn_record", "A5"),
    ]
    texts = {problem.code: problem.found for problem in result.problems}
    assert texts["withdrawn_record"] == "見学会は\n取下げ"
    assert [record.withdrawn for record in result.records] == [False, True]


@pytest.mark.parametrize(
    ("box", "cell"),
    [
        ("見学会は取下げの可能性あり", "A5"),
        ("県の見学会は取下げ", "A5"),
        ("取下げ", "E5"),
        ("講習会・見学会は取下げ", "E5"),
    ],
)
def test_box_that_takes_back_no_one_record_for_certain_is_pointed_out(
    reader: WorkbookReader, box: str, cell: str
) -> None:
    result = only(_read(reader, _write_xlsx(box)))
    assert ("floating_text", cell) in codes(result)
    assert not any(record.withdrawn for record in result.records)


def test_colours_are_looked_at_only_where_a_text_speaks_of_them(reader: WorkbookReader) -> None:
    rows = [ROWS[0], ["※景色のよい特色ある行事"], *ROWS[2:]]
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("一覧")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row, book.add_format({"font_color": "red"}))
    book.close()
    assert _open(reader, stream.getvalue()).colours == {}


def test_xls_gives_colours(reader: WorkbookReader) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("一覧")
    red = xlwt.easyxf("font: colour red")
    for at, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(at, column, value, *([red] if at == 3 else []))
    stream = io.BytesIO()
    book.save(stream)
    result = only(_read(reader, stream.getvalue(), "調査票.xls"))
    assert [record.fields["status"] for record in result.records] == ["cancelled", None]


ODS_STYLES = """
<style:style style:name="a" style:family="table-cell">
<style:table-cell-properties fo:background-color="#ffff00"/></style:style>
<style:style style:name="b" style:family="table-cell" style:parent-style-name="a">
<style:text-properties fo:color="#ff0000"/></style:style>
<style:style style:name="c" style:family="table-cell">
<style:table-cell-properties fo:background-color="transparent"/></style:style>
"""


@pytest.mark.parametrize(
    ("note", "colours"),
    [
        (
            "黄色の行は中止",
            {
                **{(2, 1): ("fill yellow",), (2, 2): ("fill yellow",)},
                (2, 3): ("fill yellow", "font red"),
            },
        ),
        ("黄葉の講習会", {}),
    ],
)
def test_ods_gives_colours(
    reader: WorkbookReader, note: str, colours: dict[tuple[int, int], tuple[str, ...]]
) -> None:
    cell = (
        '<table:table-cell office:value-type="string" table:style-name="{}"{}>'
        "<text:p>{}</text:p></table:table-cell>"
    )
    twice = ' table:number-columns-repeated="2"'
    cells = cell.format("a", twice, "橋") + cell.format("b", "", "道") + cell.format("c", "", "港")
    rows = f"<table:table-row>{cell.format('', '', note)}</table:table-row>"
    rows += f"<table:table-row>{cells}</table:table-row>"
    assert _open(reader, hostile.build_ods(rows, ODS_STYLES), "調査票.ods").colours == colours


def test_ods_gives_comments_and_shapes(reader: WorkbookReader) -> None:
    spaces = ["office", "table", "text", "draw"]
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in spaces)
    note = (
        '<office:annotation xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>山田</dc:creator>'
        "<dc:date>2020-09-01T00:00:00</dc:date><text:p>会場は</text:p><text:p>未確定</text:p>"
        "</office:annotation>"
    )
    shape = "<draw:custom-shape><text:p>見学会は取下げ</text:p></draw:custom-shape>"
    cells = (
        f'<table:table-row><table:table-cell office:value-type="string">{note}<text:p>那覇市</text:p>'
        f"</table:table-cell><table:table-cell>{shape}</table:table-cell></table:table-row>"
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="一覧">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    grid = _open(reader, stream.getvalue(), "調査票.ods")
    assert grid.rows == [["那覇市"]]
    assert grid.comments == {(1, 1): ("山田", "会場は\n未確定")}
    assert grid.floating == [((1, 2), "見学会は取下げ")]


def _comment(count: int, text: str, author: str = "山田") -> bytes:
    book = openpyxl.Workbook()
    for line in ROWS:
        book.active.append(line)
    for row in range(4, 4 + count):
        book.active.cell(row, 3).comment = Comment(text, author)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_comments_are_kept_up_to_their_limits(reader: WorkbookReader) -> None:
    text = "長" * limits.ASIDE_TEXT
    at, over = (_open(reader, _comment(1, text + end)).comments[4, 3][1] for end in ("", "い"))
    assert at == over == text
    grid = _open(reader, _comment(limits.ASIDES + 1, "短い"))
    assert len(grid.comments) == limits.ASIDES


def test_own_comments_of_a_returned_workbook_are_no_news(reader: WorkbookReader) -> None:
    assert codes(only(_read(reader, _comment(1, "【注意】", "調査票の点検")))) == []
    assert codes(only(_read(reader, _comment(1, "【注意】")))) == [("cell_comment", "C4")]


def test_damaged_comments_keep_no_sheet_from_being_read(reader: WorkbookReader) -> None:
    source = zipfile.ZipFile(io.BytesIO(_comment(1, "会場は未確定")))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in source.namelist():
            part = source.read(name)
            package.writestr(name, part[:-20] if "comments" in name.lower() else part)
    file = _read(reader, stream.getvalue())
    assert [len(only(file).records), codes(only(file))] == [2, []]
