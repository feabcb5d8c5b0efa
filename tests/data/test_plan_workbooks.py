"""The plan's workbooks hold exactly the facts: cell by cell, both ways."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.plan import write_workbooks
from data.plan.write_workbooks import WORKBOOKS, read_facts

PLAN = Path(write_workbooks.__file__).parent
HEADING_ROWS = 2  # title and source; the header follows
LETTERS = "ABCDEFGHIJ"


def open_workbook(name: str) -> Workbook:
    return load_workbook(PLAN / name)


def read_cells(sheet: Worksheet) -> dict[str, object]:
    """Every filled cell's value by its A1 address."""
    return {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value is not None}


def read_merges(sheet: Worksheet) -> set[str]:
    return {str(area) for area in sheet.merged_cells.ranges}


def expect_table(rows: list[list[Any]], top: int, left: str = "A") -> dict[str, object]:
    """The cells of `rows` when the first stands at column `left`, row `top`."""
    letters = LETTERS[LETTERS.index(left) :]
    return {
        f"{letter}{number}": value
        for number, row in enumerate(rows, start=top)
        for letter, value in zip(letters, row, strict=False)
        if value != ""
    }


def expect_heading(title: str, section: str) -> dict[str, object]:
    source = "出典: 令和3年度 インフラメンテナンス国民会議 事業計画書（令和3年7月）"
    return {"A1": title, "A2": f"{source} {section}"}


@pytest.mark.parametrize("name", ["kpi_results_2020", "kpi_targets_2021"])
def test_kpi_sheet_read_back_equals_facts(name: str) -> None:
    facts = read_facts(name)
    file = next(file for file, (source, _) in WORKBOOKS.items() if source == name)
    rows = [[0.57 if value == "57%" else value for value in row] for row in facts["rows"]]
    expected = expect_heading(facts["title"], facts["section"])
    expected |= expect_table([facts["columns"]], 3) | expect_table(rows, 4)
    workbook = open_workbook(file)
    assert workbook.sheetnames == [facts["sheet"]]
    assert read_cells(workbook.active) == expected


def test_kpi_results_scopes_and_categories_are_merged_downward() -> None:
    sheet = open_workbook("令和2年度KPI結果.xlsx").active
    downward = {"A4:A12", "B4:B11", "A13:A21", "B13:B20", "A22:A29", "B22:B28"}
    assert read_merges(sheet) == downward | {"A1:E1", "A2:E2"}


def test_kpi_results_values_are_numbers_and_parts_indented() -> None:
    sheet = open_workbook("令和2年度KPI結果.xlsx").active
    assert all(isinstance(sheet.cell(row, 4).value, int | float) for row in range(4, 30))
    assert sheet["D11"].number_format == "0%"
    sum_label, part_label = sheet["C6"], sheet["C7"]
    assert part_label.value == "・マッチング検討数"
    assert part_label.alignment.indent > sum_label.alignment.indent


def test_kpi_targets_hold_no_value_yet() -> None:
    sheet = open_workbook("令和3年度KPI目標.xlsx").active
    assert [sheet.cell(row, 4).value for row in range(4, 9)] == [None] * 5
    assert read_merges(sheet) == {"A1:E1", "A2:E2", "A4:A8", "B4:B7"}


def expect_forum(forum: dict[str, Any], facts: dict[str, Any], top: int) -> dict[str, object]:
    """The cells of one forum's block from row `top` on."""
    cells = {f"A{top}": forum["name"], f"B{top}": facts["purpose_heading"]}
    cells |= {f"B{top + 1}": forum["purpose"]}
    cells |= expect_table([facts["event_columns"], *forum["events"]], top + 2, "B")
    below = top + 3 + len(forum["events"])
    return cells | {f"B{below + n}": note for n, note in enumerate(forum.get("notes", []))}


def count_forum_rows(forum: dict[str, Any]) -> int:
    return 3 + len(forum["events"]) + len(forum.get("notes", []))


def test_forum_sheet_read_back_equals_facts() -> None:
    facts = read_facts("event_plans_2021")
    expected = expect_heading(facts["title"], facts["section"]) | {"A3": facts["introduction"]}
    expected |= expect_table([facts["columns"]], 4)
    top = 5
    for forum in facts["forum"]:
        expected |= expect_forum(forum, facts, top)
        top += count_forum_rows(forum)
    assert read_cells(open_workbook("令和3年度地方フォーラム活動計画.xlsx").active) == expected


def test_forum_names_are_merged_over_their_blocks() -> None:
    sheet = open_workbook("令和3年度地方フォーラム活動計画.xlsx").active
    merges, top = read_merges(sheet), 5
    for forum in read_facts("event_plans_2021")["forum"]:
        bottom = top + count_forum_rows(forum) - 1
        assert f"A{top}:A{bottom}" in merges
        assert {f"B{top}:D{top}", f"B{top + 1}:D{top + 1}"} <= merges
        top = bottom + 1
    assert sheet.max_row == top - 1


def test_forum_dates_stay_text() -> None:
    sheet = open_workbook("令和3年度地方フォーラム活動計画.xlsx").active
    june_8 = next(cell for cell in sheet["C"] if cell.value == "6/8")
    assert (june_8.data_type, june_8.number_format) == ("s", "@")


def test_national_sheets_read_back_equal_facts() -> None:
    facts = read_facts("national_plans_2021")
    workbook = open_workbook("令和3年度全国フォーラム実施計画.xlsx")
    assert workbook.sheetnames == [body["title"] for body in facts["body"]]
    for body in facts["body"]:
        expected = expect_heading(body["title"], facts["section"]) | {"A3": facts["heading"]}
        expected |= expect_table([list(item) for item in body["items"].items()], 4)
        assert read_cells(workbook[body["title"]]) == expected


def test_congress_sheet_read_back_equals_facts() -> None:
    facts = read_facts("congress_facts")
    below = 4 + len(facts["rows"])
    cells = read_cells(open_workbook("国民会議基本情報.xlsx").active)
    expected = expect_heading(facts["title"], facts["section"])
    expected |= expect_table([facts["columns"], *facts["rows"]], 3)
    expected |= {f"A{below + n}": note for n, note in enumerate(facts["notes"])}
    days = {a1: v.date() if isinstance(v, datetime) else v for a1, v in cells.items()}
    assert days == expected


@pytest.mark.parametrize("name", WORKBOOKS)
def test_committed_workbook_equals_what_the_script_writes(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(write_workbooks.export_workbook(name))
    fresh, committed = load_workbook(tmp_path / name), open_workbook(name)
    assert fresh.sheetnames == committed.sheetnames
    for sheet in fresh:
        assert read_cells(sheet) == read_cells(committed[sheet.title])
        assert read_merges(sheet) == read_merges(committed[sheet.title])
        assert read_formats(sheet) == read_formats(committed[sheet.title])


def read_formats(sheet: Worksheet) -> dict[str, str]:
    return {c.coordinate: c.number_format for row in sheet.iter_rows() for c in row}


def test_writing_twice_gives_equal_bytes() -> None:
    name = "国民会議基本情報.xlsx"
    assert write_workbooks.export_workbook(name) == write_workbooks.export_workbook(name)


def test_plan_directory_holds_only_the_scripts_workbooks() -> None:
    assert {path.name for path in PLAN.glob("*.xlsx")} == set(WORKBOOKS)
