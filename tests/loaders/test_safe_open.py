"""Every format's values, marks and oddities, as they come out of `WorkbookReader`."""

import io
import threading
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

from loaders.grid import Area, Grid, Value
from loaders.opening.safe_open import Workbook, WorkbookReader
from tests.samples import hostile
from tests.samples.hostile import build_parts, build_row, build_sheet, build_xlsx, zip_parts


def read_one(reader: WorkbookReader, data: bytes) -> Grid:
    workbook = reader.read(data, "報告")
    assert not workbook.problems
    (grid,) = workbook.grids
    assert not grid.conflicts
    return grid


def write_values(*formatted: tuple[Value, str]) -> bytes:
    """A workbook of one column: each value with its number format."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, (value, code) in enumerate(formatted, start=1):
        cell = sheet.cell(row, 1, value)
        cell.number_format = code
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


FORMATTED: list[tuple[Value, str, Value]] = [
    (133, "General", 133),
    (0.1, "0.0", 0.1),
    (44000, "yyyy/m/d", date(2020, 6, 18)),
    (44000, "[$-411]ge.m.d;@", date(2020, 6, 18)),
    (44000, '[$-ja-JP]ggge"年"m"月"d"日";@', date(2020, 6, 18)),
    (44000.75, "yyyy/m/d h:mm", datetime(2020, 6, 18, 18, 0)),
    (0.5, "h:mm", time(12, 0)),
    (1.5, "[h]:mm", timedelta(hours=36)),
    (3, '0"日"', 3),
    (60, "yyyy/m/d", 60),
    (44000, "@", 44000),
    ("００１２", "@", "００１２"),
    ("a_x005F_b", "@", "a_b"),
    (True, "General", True),
    ("橋 & <梁>", "General", "橋 & <梁>"),
]


def test_formatted_cells_become_what_excel_shows(reader: WorkbookReader) -> None:
    grid = read_one(reader, write_values(*((value, code) for value, code, _ in FORMATTED)))
    assert [grid.value(row, 1) for row in range(1, len(FORMATTED) + 1)] == [
        expected for _, _, expected in FORMATTED
    ]
    assert [type(grid.value(row, 1)) for row in (1, 2, 3)] == [int, float, date]


def test_percent_cells_keep_their_ratio_and_are_named(reader: WorkbookReader) -> None:
    grid = read_one(reader, write_values((0.57, "0%"), (0.6, "0.0%"), (57, "General")))
    assert grid.percents == {(1, 1), (2, 1)}
    assert [row[0] for row in grid.rows] == [0.57, 0.6, 57]


def test_error_and_uncomputed_cells_are_named_and_empty(reader: WorkbookReader) -> None:
    rows = build_row(
        1,
        '<c r="A1" t="e"><v>#N/A</v></c>',
        '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="C1"><f>SUM(D1)</f></c>',
        '<c r="D1"><f>SUM(E1)</f><v></v></c>',
        '<c r="E1" t="str"><f>""</f><v></v></c>',
        '<c r="F1" t="str"><f>"可"</f><v>可</v></c>',
    )
    grid = read_one(reader, build_xlsx(rows))
    assert grid.errors == {
        (1, 1): "#N/A",
        (1, 2): "#DIV/0!",
        (1, 3): "数式（計算結果なし）",
        (1, 4): "数式（計算結果なし）",
    }
    assert grid.rows == [[None, None, None, None, None, "可"]]


def test_hidden_and_merged_parts_are_told(reader: WorkbookReader) -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    for name in ("表", "隠し", "深く隠し"):
        sheet = book.add_worksheet(name)
        for row in range(4):
            sheet.write_row(row, 0, ["甲", "乙", "丙"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.merge_range(5, 0, 6, 2, "結合")
    book.worksheets()[1].hide()
    book.worksheets()[2].very_hidden()
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=表!$A$1:$A$4"})
    book.add_chartsheet("図").set_chart(chart)
    book.close()
    grids = reader.read(target.getvalue()).grids
    assert [(grid.sheet, grid.hidden) for grid in grids] == [
        ("表", False),
        ("隠し", True),
        ("深く隠し", True),
    ]
    assert grids[0].hidden_rows == {3}
    assert grids[0].hidden_columns == {2}
    assert grids[0].merges == [Area(6, 1, 7, 3)]
    assert not any(grid.conflicts for grid in grids)


ROWS = build_row(
    2,
    '<c r="B2" t="inlineStr"><is><r><t>橋</t></r><r><t xml:space="preserve">梁 </t></r>'
    '<rPh sb="0" eb="2"><t>キョウリョウ</t></rPh></is></c>',
    '<c r="C2" s="1"><v>44000</v></c>',
    '<c r="D2" s="2"><v>0.57</v></c>',
    '<c r="E2" t="inlineStr"><is><t>一_x000D_\n二&#10;三</t></is></c>',
)
EXPECTED = [[], [None, "橋梁 ", date(2020, 6, 18), 0.57, "一\n二\n三"]]


def spell_prefixed(sheet: str) -> str:
    """The same XML as the Open XML SDK writes it: every tag with a prefix."""
    import re

    return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", sheet).replace("xmlns=", "xmlns:x=")


SPELLINGS = {
    "usual": build_sheet(ROWS),
    "prefixed": spell_prefixed(build_sheet(ROWS)),
    "commented": build_sheet("<!-- <row r='9'/> -->" + ROWS),
    "single_quoted": build_sheet(ROWS).replace('"', "'"),
    "attributes_reordered": build_sheet(ROWS.replace('r="C2" s="1"', 's="1" r="C2"')),
    "cdata": build_sheet(ROWS.replace("<t>橋</t>", "<t><![CDATA[橋]]></t>")),
    "lying_dimension": build_sheet(ROWS, before='<dimension ref="A1:XFD1048576"/>'),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_any_spelling_of_the_same_sheet_reads_the_same(reader: WorkbookReader, name: str) -> None:
    grid = read_one(reader, zip_parts(build_parts(SPELLINGS[name])))
    assert grid.rows == EXPECTED
    assert grid.percents == {(2, 4)}


def test_utf16_parts_and_strict_workbooks_read_the_same(reader: WorkbookReader) -> None:
    sheet = '<?xml version="1.0" encoding="UTF-16"?>' + build_sheet(ROWS)
    assert read_one(reader, zip_parts(build_parts(sheet.encode("utf-16")))).rows == EXPECTED
    main, office = hostile._STRICT, hostile._STRICT_OFFICE
    strict = build_parts(build_sheet(ROWS, main=main), main, office)
    assert read_one(reader, zip_parts(strict)).rows == EXPECTED


def test_cells_without_address_follow_each_other(reader: WorkbookReader) -> None:
    grid = read_one(reader, build_xlsx("<row><c><v>1</v></c><c/><c><v>3</v></c></row>"))
    assert grid.rows == [[1, None, 3]]


def test_rows_out_of_order_stand_at_their_own_place(reader: WorkbookReader) -> None:
    rows = build_row(3, '<c r="A3"><v>3</v></c>') + build_row(1, '<c r="A1"><v>1</v></c>')
    workbook = reader.read(build_xlsx(rows))
    assert [grid.rows for grid in workbook.grids] == [[[1], [], [3]]]


def test_one_address_given_twice_is_a_conflict_with_both_readings(reader: WorkbookReader) -> None:
    rows = build_row(1, '<c r="A1"><v>19</v></c>', '<c r="A1"><v>91</v></c>')
    workbook = reader.read(build_xlsx(rows))
    assert [set(grid.conflicts) for grid in workbook.grids] == [{(1, 1)}]
    assert workbook.grids[0].conflicts[1, 1] == ("19", "91")


def test_dates_since_1904_are_counted_from_there(reader: WorkbookReader) -> None:
    parts = build_parts(build_sheet(build_row(1, '<c r="A1" s="1"><v>42538</v></c>')))
    book = parts["xl/workbook.xml"].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    assert read_one(reader, zip_parts(parts | {"xl/workbook.xml": book})).rows == [
        [date(2020, 6, 18)]
    ]


def test_old_format_gives_values_and_marks(reader: WorkbookReader) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("報告")
    styles = [xlwt.easyxf(num_format_str=code) for code in ("0%", "[$-411]ge.m.d", "General")]
    values: list[Value] = [0.57, 44000, "橋梁"]
    for column, (value, style) in enumerate(zip(values, styles, strict=True)):
        sheet.write(1, column, value, style)
    sheet.write(2, 0, True)
    sheet.row(2).set_cell_error(1, "#N/A!")
    sheet.row(2).hidden = True
    sheet.col(2).hidden = True
    sheet.merge(4, 5, 0, 1)
    target = io.BytesIO()
    book.save(target)
    grid = read_one(reader, target.getvalue())
    assert grid.rows[:3] == [[], [0.57, date(2020, 6, 18), "橋梁"], [True, None]]
    assert grid.percents == {(2, 1)}
    assert grid.errors == {(3, 2): "#N/A"}
    assert (set(grid.hidden_rows), set(grid.hidden_columns)) == ({3}, {3})
    assert grid.merges == [Area(5, 1, 6, 2)]


def test_binary_format_gives_values_and_marks(reader: WorkbookReader) -> None:
    grid = read_one(reader, hostile.good_xlsb())
    assert grid.rows == [["橋梁", 133, 0.57, date(2020, 6, 18), None, True, "点検"]] * 3
    assert grid.percents == {(1, 3), (2, 3), (3, 3)}
    assert grid.errors == {(1, 5): "#N/A", (2, 5): "#N/A", (3, 5): "#N/A"}
    assert (set(grid.hidden_rows), set(grid.hidden_columns)) == ({2}, {2})
    assert grid.merges == [Area(5, 1, 6, 2)]


ODS_ROWS = """
<table:table-column/><table:table-column table:visibility="collapse"/>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="percentage"
 office:value="0.57" table:number-columns-repeated="2"/></table:table-row>
<table:table-row table:visibility="filter"><table:table-cell office:value-type="date"
 office:date-value="2020-06-18" table:number-columns-spanned="2"/><table:covered-table-cell/>
<table:table-cell office:value-type="string"><office:annotation><text:p>注</text:p>
</office:annotation>
<text:p>橋<text:s text:c="2"/>梁</text:p><text:p>点検</text:p></table:table-cell>
<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">
<text:p>#N/A</text:p></table:table-cell></table:table-row>
"""


def test_opendocument_gives_values_and_marks(reader: WorkbookReader) -> None:
    grid = read_one(reader, hostile.build_ods(ODS_ROWS.replace("\n", "")))
    assert grid.rows == [
        [0.57, 0.57],
        [0.57, 0.57],
        [date(2020, 6, 18), None, "橋  梁\n点検", None],
    ]
    assert grid.percents == {(1, 1), (1, 2), (2, 1), (2, 2)}
    assert grid.errors == {(3, 4): "#N/A"}
    assert (set(grid.hidden_rows), set(grid.hidden_columns)) == ({3}, {2})
    assert grid.merges == [Area(3, 1, 3, 2)]


def test_content_decides_and_not_the_extension(reader: WorkbookReader, tmp_path: Path) -> None:
    path = tmp_path / "報告.xls"
    path.write_bytes(hostile.good_xlsx())
    workbook = reader.read(path)
    assert (workbook.name, workbook.readable) == ("報告.xls", True)
    assert len(workbook.sha256) == 64
    assert workbook.grids[0].errors == {(8, 4): "#N/A"}


def encrypt(data: bytes, password: str) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    target = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, target)
    return target.getvalue()


def test_default_password_opens_and_a_real_one_is_named(reader: WorkbookReader) -> None:
    good = hostile.good_xlsx()
    opened = reader.read(encrypt(good, "VelvetSweatshop"))
    assert [grid.rows for grid in opened.grids] == [grid.rows for grid in reader.read(good).grids]
    locked = reader.read(encrypt(good, "himitsu"), "秘密.xlsx")
    assert [problem.code for problem in locked.problems] == ["encrypted_file"]
    assert "パスワードを外し" in locked.problems[0].expected


def test_threads_share_one_reader(reader: WorkbookReader) -> None:
    found: list[Workbook] = []
    data = hostile.good_xlsx()
    threads = [threading.Thread(target=lambda: found.append(reader.read(data))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [workbook.readable for workbook in found] == [True] * 8
