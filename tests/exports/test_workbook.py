"""Workbooks read back: numbers, words for missing ones, sources, charts, no formula."""

import io
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.figures import load_kpis
from exports.books.workbook import HEADING_ROW, export_xlsx
from tests.exports.plan_figures import build_figure, describe_results
from tests.plan_store import fill_plan_store
from views.model.figure import Figure

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("http://x")']


def test_every_number_of_every_figure_is_the_metrics_own(figures: dict[str, Figure]) -> None:
    for figure in figures.values():
        read = read_data(export_xlsx(figure))
        for name, column in figure.columns.items():
            if not column.is_number:
                continue
            expected = [row[name] for row in figure.list_rows()]
            shown = [
                cell if isinstance(cell, int | float) else None for cell in read[column.heading]
            ]
            assert shown == pytest.approx(expected), (figure.key, name)


def test_missing_zero_and_undecided_are_three_things() -> None:
    figure = build_figure(["北海道", "東北", "関東"], [None, 0, None])
    frame = figure.frame.assign(state=["blank", "reported", "undecided"])
    column = replace(figure.columns["value"], state="state")
    told = replace(figure, frame=frame, columns={**figure.columns, "value": column})
    assert read_data(export_xlsx(told))["実績（件）"] == ["未報告", 0, "未定"]


def test_numbers_carry_the_formats_of_their_units(figures: dict[str, Figure]) -> None:
    sheet = open_sheet(export_xlsx(figures["kpi_attainment"]), "数値")
    formats = {sheet.cell(row, 1).value: sheet.cell(row, 3).number_format for row in range(7, 16)}
    assert formats["自治体会員の割合"] == "0%"
    assert formats["マッチング等"] == "#,##0"


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    content = export_xlsx(build_figure([text, "町"], [1, 2], title=text))
    sheet = open_sheet(content, "数値")
    for cell in (sheet.cell(HEADING_ROW + 2, 1), sheet["A1"]):
        assert cell.data_type == "s"
        assert cell.quotePrefix
        assert cell.number_format == "@"
    assert not list(find_all(content, "f"))


def test_no_sheet_of_any_figure_holds_a_formula_or_a_link(figures: dict[str, Figure]) -> None:
    for figure in figures.values():
        content = export_xlsx(figure)
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
        assert not list(find_all(content, "f"))
        assert not [name for name in names if "external" in name or "vba" in name.lower()]


def test_every_part_of_the_package_is_valid_xml(figures: dict[str, Figure]) -> None:
    for figure in figures.values():
        package = zipfile.ZipFile(io.BytesIO(export_xlsx(figure)))
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))  # noqa: S314 - our own file


def test_source_sheet_names_the_cell_of_every_record(figures: dict[str, Figure]) -> None:
    rows = read_rows(export_xlsx(figures["matching_stages"]), "出典")
    book, sheet = "令和2年度KPI結果.xlsx", "令和2年度KPI結果"
    assert rows == [
        ("数値", "ブック", "シート", "セル", "記載のまま"),
        ("マッチング検討", book, sheet, "D6", "113"),
        ("マッチング成立", book, sheet, "D7", "14"),
        ("現場試行", book, sheet, "D8", "6"),
        ("社会実装", book, sheet, "D9", "0"),
    ]


def test_definition_sheet_says_what_scope_reach_and_code(figures: dict[str, Figure]) -> None:
    rows = read_rows(export_xlsx(figures["matching_stages"]), "定義")
    told = {str(item): str(text) for item, text in rows}
    assert told["年度"] == "令和2年度"
    assert told["範囲"] == "合計"
    assert told["報告状況"] == "4/4 段階報告"
    assert told["図番号"] == "K2020-T-MAT"
    assert told["「社会実装」の定義"].startswith(load_kpis()["implementations"].definition)


def test_native_chart_draws_the_metrics_numbers(figures: dict[str, Figure]) -> None:
    content = export_xlsx(figures["kpi_attainment"])
    assert count_charts(content) == 1
    values = {row[0]: row[1] for row in read_rows(content, "グラフ用の値")[1:]}
    assert values == pytest.approx(
        {
            "支援自治体数": 83 / 100,
            "フォーラム実施数": 19 / 50,
            "マッチング等": 133 / 150,
            "自治体会員の割合": 0.57 / 0.6,
            "出前授業・ワークショップ": 3 / 5,
        }
    )


def test_ladder_begins_each_stage_where_the_one_before_ends(figures: dict[str, Figure]) -> None:
    rows = read_rows(export_xlsx(figures["matching_stages"]), "グラフ用の値")[1:]
    assert [row[1:] for row in rows] == [(0, 113), (113, 14), (127, 6), (133, 0)]


def test_missing_number_is_an_empty_cell_of_the_chart_not_a_zero() -> None:
    rows = read_rows(export_xlsx(build_figure(["北海道", "東北"], [None, 0])), "グラフ用の値")
    assert rows[1:] == [("北海道（未報告）", None), ("東北", 0)]


def test_figure_without_data_says_so_and_has_no_empty_chart() -> None:
    for figure in (build_figure([], []), build_figure(["北海道"], [None])):
        content = export_xlsx(figure)
        texts = [cell for row in read_rows(content, "数値") for cell in row if cell]
        assert any("未報告" in str(text) for text in texts)
        assert count_charts(content) == 0


def test_year_with_targets_of_the_next_only_has_no_empty_chart(tmp_path: Path) -> None:
    with fill_plan_store(tmp_path) as database:
        content = export_xlsx(describe_results(database, 2019)[1])
    assert read_data(content)["翌年度目標"][:2] == [100, 50]
    assert count_charts(content) == 0


def test_invented_data_bear_the_stamp_on_every_sheet(figures: dict[str, Figure]) -> None:
    content = export_xlsx(replace(figures["matching_stages"], is_practice=True))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert "グラフ用の値" in book.sheetnames
    for sheet in book.worksheets:
        assert "演習データ（架空）" in str(sheet.oddHeader.center.text)
        assert "演習データ（架空）" in {cell.value for row in sheet["A1:F4"] for cell in row}


def test_true_data_bear_no_stamp(figures: dict[str, Figure]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_xlsx(figures["matching_stages"])))
    cells = {str(cell.value) for sheet in book.worksheets for row in sheet.rows for cell in row}
    assert not any("演習データ" in cell for cell in cells)


def test_very_long_names_and_numbers_of_ten_digits_are_kept() -> None:
    name = "インフラメンテナンス" * 4_000
    read = read_data(export_xlsx(build_figure([name, "町"], [1234567890, 1], title=name)))
    assert read["実績（件）"] == [1234567890, 1]
    assert read["名称"][0] == name[:32_767]


def open_sheet(content: bytes, name: str) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(content))[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def read_rows(content: bytes, name: str) -> list[tuple[object, ...]]:
    return list(open_sheet(content, name).iter_rows(values_only=True))


def read_data(content: bytes) -> dict[str, list[object]]:
    """The data sheet's columns by heading."""
    headings, *rows = read_rows(content, "数値")[HEADING_ROW:]
    return {str(heading): [row[i] for row in rows] for i, heading in enumerate(headings)}


def count_charts(content: bytes) -> int:
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    return len([name for name in names if name.startswith("xl/charts/chart")])


def find_all(content: bytes, tag: str) -> list[ElementTree.Element]:
    """Elements of that name on any worksheet."""
    package = zipfile.ZipFile(io.BytesIO(content))
    sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    roots = [ElementTree.fromstring(package.read(name)) for name in sheets]  # noqa: S314
    return [one for root in roots for one in root.iter() if one.tag.endswith("}" + tag)]
