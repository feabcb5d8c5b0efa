"""Corrections mend a known fault of a known file, and say when they no longer apply."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from loaders import check
from loaders.checking import corrections
from loaders.checking.corrections import Correction, apply_corrections, load_corrections
from loaders.checking.problems import Problem
from loaders.grid import Grid

CORRECTION = Correction(
    sha256="ab" * 32,
    sheet="一覧",
    cell="B3",
    found="令和2年13月",
    replacement="令和2年12月1日",
    reason="電話で確認",
    reporter="中国フォーラム事務局",
)


@pytest.fixture
def grid() -> Grid:
    return Grid("一覧", [["行事名", "開催日"], [], ["第1回", "令和2年13月"]])


def correct(grid: Grid, correction: Correction = CORRECTION) -> tuple[Grid, list[Problem]]:
    (corrected,), stale = apply_corrections([grid], CORRECTION.sha256, [correction])
    return corrected, stale


def test_cell_holding_what_was_found_is_mended_in_a_copy(grid: Grid) -> None:
    corrected, stale = correct(grid)
    assert (corrected.value(3, 2), stale) == ("令和2年12月1日", [])
    assert grid.value(3, 2) == "令和2年13月"


def test_cell_holding_something_else_is_left_and_reported(grid: Grid) -> None:
    grid.rows[2][1] = "令和2年12月3日"
    corrected, (problem,) = correct(grid)
    assert (problem.code, problem.cell, problem.found) == (
        "stale_correction",
        "B3",
        "令和2年12月3日",
    )
    assert corrected.value(3, 2) == "令和2年12月3日"


def test_missing_sheet_is_reported(grid: Grid) -> None:
    _, (problem,) = correct(grid, replace(CORRECTION, sheet="別紙"))
    assert (problem.code, problem.sheet) == ("stale_correction", "別紙")


def test_another_files_correction_is_not_applied(grid: Grid) -> None:
    assert correct(grid, replace(CORRECTION, sha256="cd" * 32)) == (grid, [])


def test_two_corrections_of_a_sheet_are_both_applied_and_other_sheets_stay(grid: Grid) -> None:
    other = Grid("一覧 (2)", [["x"]])
    second = replace(CORRECTION, cell="A3", found="第1回", replacement="第一回")
    grids, stale = apply_corrections([other, grid], CORRECTION.sha256, [CORRECTION, second])
    assert ([each.sheet for each in grids], stale) == (["一覧 (2)", "一覧"], [])
    assert grids[1].rows[2] == ["第一回", "令和2年12月1日"]


def test_mended_error_cell_is_no_error_any_more(grid: Grid) -> None:
    grid.rows[2][1], grid.errors = None, {(3, 2): "#N/A"}
    corrected, _ = correct(grid, replace(CORRECTION, found="", replacement="5月"))
    assert (corrected.value(3, 2), corrected.errors) == ("5月", {})
    assert grid.errors == {(3, 2): "#N/A"}


def test_correction_file_is_applied_by_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "行事実績"
    for row in (
        ["令和2年度 中国フォーラム 行事実績"],
        ["行事名", "開催日"],
        ["第1回", "令和2年13月"],
    ):
        book.active.append(row)
    book.save(tmp_path / "実績.xlsx")
    before = check.check_files([tmp_path / "実績.xlsx"])[0]
    assert [each["code"] for each in before["sheets"][0]["problems"]] == ["invalid_date"]
    (tmp_path / "実績.toml").write_text(
        f'sha256 = "{before["sha256"]}"\nfile = "実績.xlsx"\n[[corrections]]\nsheet = "行事実績"\n'
        'cell = "B3"\nfound = "令和2年13月"\nreplacement = "令和2年12月1日"\n'
        'reason = "電話で確認"\nreporter = "事務局"\n',
        "utf-8",
    )
    monkeypatch.setattr(check, "load_corrections", lambda: load_corrections(tmp_path))
    after = check.check_files([tmp_path / "実績.xlsx"])[0]["sheets"][0]
    assert after["problems"] == []
    assert after["records"][0]["fields"]["held"]["periods"][0]["start"] == "2020-12-01"


def test_correction_without_reason_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(
        'sha256 = "00"\n[[corrections]]\nsheet = "a"\ncell = "A1"\nfound = "x"\n'
        'replacement = "y"\nreporter = "z"\n',
        "utf-8",
    )
    with pytest.raises(TypeError, match="reason"):
        load_corrections(tmp_path)


def test_every_checked_in_correction_names_a_cell() -> None:
    assert all(each.position > (0, 0) for each in load_corrections(corrections.FOLDER))
