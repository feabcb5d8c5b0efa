"""A figure is one entry: three, added to a copy of the project, are found everywhere; one is only
published, one is counted by a choice of its sheet too, one by a query of its own."""

import json
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.project_copy import copy_project, run_module

FIGURES = Path(__file__).with_name("new_figure")
KPIS = (
    ("集計範囲", "KPI", "目標", "実績"),
    ("総合計", "点検講習会開催数", 5, "3講座"),
    ("総合計", "行事中止数", None, 2),
    ("全国フォーラム", "点検講習会開催数", None, 1),
    ("地方フォーラム", "点検講習会の数", None, 2),
    ("地方フォーラム", "行事中止数", None, 3),
)
EVENTS = (
    ("行事名", "開催日", "実施状況", "参加者数"),
    ("橋の見学会", "令和2年7月5日", "開催", 120),
    ("市民講座", "令和2年8月1日", "中止", None),
    ("技術講習会", "令和2年9月1日", "開催", 20),
    ("意見交換会", "令和2年10月1日", "延期", None),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose store is one of before, then with the entries and a query."""
    home = copy_project(tmp_path_factory.mktemp("copy"), "new_figure/probe.py")
    with (home / "data" / "figures.toml").open("a", encoding="utf-8") as file:
        file.write((FIGURES / "figures.toml").read_text(encoding="utf-8"))
    query = FIGURES / "large_events.sql"
    (home / "store" / "figures" / "counted" / query.name).write_bytes(query.read_bytes())
    return home


@pytest.fixture(scope="module")
def load(home: Path) -> "subprocess.CompletedProcess[str]":
    books = (
        write(home.parent / "KPI.xlsx", "令和2年度 KPI 結果", KPIS),
        write(home.parent / "行事.xlsx", "令和2年度 近畿フォーラム 行事実績", EVENTS),
    )
    return run_module(home, "loaders", "load", *books)


def write(path: Path, title: str, rows: tuple[tuple[object, ...], ...]) -> Path:
    book = openpyxl.Workbook()
    for row in ((title,), *rows):
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def found(home: Path, load: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    """What each place makes of the figures, once workbooks with them are loaded."""
    probed = run_module(home, "tests.new_figure.probe", home.parent / "store")
    assert probed.returncode == 0, probed.stderr[-3000:]
    answer: dict[str, Any] = json.loads(probed.stdout)
    return answer


def test_sheets_with_it_are_read_whole_and_its_sum_is_checked(
    load: "subprocess.CompletedProcess[str]",
) -> None:
    assert "5 件を保存しました" in load.stderr, load.stderr
    assert "4 件を保存しました" in load.stderr
    assert load.returncode == 0


def test_kpi_page_has_it_with_its_status_and_its_records(found: dict[str, Any]) -> None:
    inspections, cancellations = found["kpi"]
    assert inspections == ["点検講習会数", "3講座", "5講座", "あと2講座", "未達", ""]
    assert cancellations == [
        *("中止した行事", "2件", "なし", "", "目標なし"),
        "1/10 フォーラム報告・明細 2件",
    ]
    assert "点検講習会数" in found["pages"]["kpi"]
    assert found["headlines"][-2:] == ["inspections", "cancellations"]


def test_total_is_held_against_its_parts(found: dict[str, Any]) -> None:
    inspections, cancellations = found["totals"]
    assert inspections == ["1", "2", "3", "一致"]
    assert cancellations == ["該当なし", "3", "2", "照合の対象外"]
    assert "点検講習会数" in found["pages"]["reconciliation"]


def test_forums_are_compared_by_what_is_counted(found: dict[str, Any]) -> None:
    assert found["matrix"] == [["2回", "2件", "1件"], ["未報告", "未報告", "未報告"]]
    assert found["compared"] == ["2件", "1件"]


def test_code_leads_to_its_cells(found: dict[str, Any]) -> None:
    assert found["traces"] == [
        ["K2020-T-INS", "点検講習会数", "公表値", "3講座", ["KPI.xlsx Sheet D3"]],
        ["M2020-T-INS", "点検講習会数", "目標", "5講座", ["KPI.xlsx Sheet C3"]],
        [
            *("C2020-KNK-CAN", "中止した行事", "明細から集計", "2件"),
            ["行事.xlsx Sheet A4", "行事.xlsx Sheet A6"],
        ],
        ["C2020-A-LRG", "100人以上の行事", "明細から集計", "1件", ["行事.xlsx Sheet A3"]],
    ]


def test_definitions_trend_and_form_have_it(found: dict[str, Any]) -> None:
    assert found["definitions"][-2:] == ["点検講習会数", "中止した行事"]
    assert "点検講習会の開催数。" in found["pages"]["definitions"]
    assert found["trend"] == ["3講座"]
    assert found["form"]["national"][-1] == "inspections"
    assert found["form"]["regional"][-2:] == ["inspections", "cancellations"]
    assert found["label"] == "点検講習会開催数"


def test_no_page_fails(found: dict[str, Any]) -> None:
    assert [page for page, shown in found["pages"].items() if "Error" in shown] == []


def test_entry_that_counts_what_no_sheet_asks_for_is_refused_by_file_and_name(
    home: Path, found: dict[str, Any]
) -> None:
    path = home / "data" / "figures.toml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace('"cancelled"', '"called_off"'), encoding="utf-8")
    refused = run_module(home, "tests.new_figure.probe", home.parent / "store")
    path.write_text(sound, encoding="utf-8")
    assert "figures.toml: cancellations: counted: events.status has no choice called_off" in (
        refused.stderr
    )
