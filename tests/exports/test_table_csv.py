"""CSV read back: mark, headings, bare numbers, words for missing ones, nothing to execute."""

import csv
import io
from dataclasses import replace

import pytest

from exports.books.table_csv import export_csv
from tests.exports.plan_figures import build_figure
from views.model.figure import Column, Figure


def test_file_begins_with_the_byte_order_mark_that_excel_wants(figures: dict[str, Figure]) -> None:
    content = export_csv(figures["matching_stages"])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")


def test_rows_are_the_metrics_numbers_without_separators_or_units(
    figures: dict[str, Figure],
) -> None:
    assert read(figures["matching_stages"]) == [
        ["段階", "実績（件）"],
        ["マッチング検討", "113"],
        ["マッチング成立", "14"],
        ["現場試行", "6"],
        ["社会実装", "0"],
    ]


def test_units_of_rows_that_differ_have_their_column(figures: dict[str, Figure]) -> None:
    rows = {row[0]: row[1:4] for row in read(figures["kpi_attainment"])}
    assert rows["指標"] == ["単位", "実績", "目標"]
    assert rows["自治体会員の割合"] == ["割合（0～1）", "0.57", "0.6"]
    assert rows["社会実装"] == ["件", "0", "目標なし"]


def test_heading_of_a_ratio_says_how_it_is_written(figures: dict[str, Figure]) -> None:
    figure = build_figure(["甲"], [0.451])
    columns = {**figure.columns, "value": Column("割合", "ratio")}
    assert read(replace(figure, columns=columns)) == [["名称", "割合（0～1）"], ["甲", "0.451"]]


def test_missing_number_reads_not_reported(figures: dict[str, Figure]) -> None:
    assert {row[4] for row in read(figures["government_count_by_block"])[1:]} == {"未報告"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "＠x"])
def test_formula_in_a_name_is_put_out_of_action(text: str) -> None:
    cell = read(build_figure([text], [1]))[1][0]
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", ["橋梁-点検", "-", "－", "A=1", "2021-07-01"])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert read(build_figure([text], [1]))[1][0] == text


def test_negative_and_ten_digit_numbers_stay_numbers() -> None:
    assert [row[1] for row in read(build_figure(["a", "b"], [-5, 1234567890]))[1:]] == [
        "-5",
        "1234567890",
    ]


def test_figure_without_rows_says_not_reported() -> None:
    assert read(build_figure([], []))[1:] == [["小さな図は未報告です（0ではありません）"]]


def test_invented_data_are_marked_in_every_row(figures: dict[str, Figure]) -> None:
    rows = read(replace(figures["matching_stages"], is_practice=True))
    assert rows[0][-1] == "データ区分"
    assert {row[-1] for row in rows[1:]} == {"演習データ（架空）"}


def test_lines_commas_and_quotes_in_a_name_stay_in_their_cell() -> None:
    name = 'a,b\n"c"'
    assert read(build_figure([name], [1]))[1] == [name, "1"]


def read(figure: Figure) -> list[list[str]]:
    text = export_csv(figure).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))
