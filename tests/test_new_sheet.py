"""A sheet is one file: 研修, added to a copy of the project by one TOML, is found everywhere."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loaders.intake.remaking import REASONS
from tests.project_copy import copy_project, run_module

SHEET = Path(__file__).with_name("new_sheet")
TITLES = (
    "研修名",
    "形態",
    "研修日",
    "対象自治体",
    "受講者数",
    "修了率",
    "研修内容",
    "修了証発行日",
)
COURSES = (
    ("橋の基礎", "座学", "令和2年7月5日", "広島市", "24人", "75%", "ドローン点検の要領", "8月上旬"),
    ("打音の実習", "実習", "10月中旬", "呉市", 0, "未定", "橋の打音", None),
    ("橋の応用", "見学", "令和2年13月", "広島市", 5, None, None, None),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose store is one of before, then with the one file more."""
    tests = ("new_sheet/probe.py", "loaders/form_filling.py")
    home = copy_project(tmp_path_factory.mktemp("copy"), *tests)
    shutil.copy(SHEET / "training.toml", home / "data" / "layouts")
    return home


@pytest.fixture(scope="module")
def workbook(home: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "一覧"
    for row in (["令和2年度 中国フォーラム 技術研修報告"], TITLES, *COURSES):
        book.active.append(row)
    path = home.parent / "研修.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def load(home: Path, workbook: Path) -> "subprocess.CompletedProcess[str]":
    return run_module(home, "loaders", "load", workbook)


@pytest.fixture(scope="module")
def found(home: Path, load: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    """What each place makes of the sheet, once it is loaded."""
    probed = run_module(home, "tests.new_sheet.probe", home.parent / "store")
    assert probed.returncode == 0, probed.stderr[-3000:]
    answer: dict[str, Any] = json.loads(probed.stdout)
    return answer


def test_mistake_in_the_file_is_named_with_its_key(home: Path, workbook: Path) -> None:
    wrong = home / "data" / "layouts" / "wrong.toml"
    text = (SHEET / "training.toml").read_text("utf-8")
    wrong.write_text(text.replace('units = ["人"]', 'unit = "人"'), "utf-8")
    checked = run_module(home, "loaders", "check", workbook)
    wrong.unlink()
    assert checked.returncode == 2
    assert checked.stderr.strip() == (
        "定義のファイルに誤りがあります。"
        "wrong.toml: Object contains unknown field `unit` - at `$.fields[5]`"
    )


def test_check_reads_it_and_names_what_is_wrong_by_cell(home: Path, workbook: Path) -> None:
    checked = run_module(home, "loaders", "check", workbook, "--json")
    [file] = json.loads(checked.stdout)["files"]
    [sheet] = file["sheets"]
    assert (checked.returncode, sheet["layout"], len(sheet["records"])) == (1, "training", 3)
    assert sheet["records"][0]["fields"] == {
        "forum": "chugoku",
        "name": "橋の基礎",
        "kind": "classroom",
        "held": {
            "text": "令和2年7月5日",
            "periods": [{"start": "2020-07-05", "end": "2020-07-05"}],
            "precision": "day",
            "tentative": False,
        },
        "government": "341002",
        "trainees": 24,
        "finished": 0.75,
        "content": "ドローン点検の要領",
        "certified_on": "2020-08-01",
        "certified_on_text": "8月上旬",
    }
    problems = {(each["code"], each["cell"]) for each in sheet["problems"]}
    assert problems == {("invalid_choice", "B5"), ("invalid_date", "C5")}


def test_load_makes_the_store_of_before_anew_and_keeps_good_rows_and_bad(
    load: "subprocess.CompletedProcess[str]",
) -> None:
    assert load.returncode == 1, load.stderr
    assert load.stderr.startswith(REASONS["schema_differs"])
    assert "取込番号 2: 2 件を保存しました（保留 1 件）" in load.stderr


def test_view_has_its_records_with_their_cells(found: dict[str, Any]) -> None:
    [first, second] = found["store"]["view"]
    assert (first["slot_forum"], first["held_precision"], first["finished"]) == (
        "chugoku",
        "day",
        0.75,
    )
    assert (second["kind"], second["trainees"], second["finished"]) == ("practice", 0, None)
    assert ["finished", "F4", "未定"] in found["store"]["cells"]
    assert found["store"]["comment"].startswith("When it was held: periods understood")


@pytest.mark.parametrize("shape", ["table", "card"])
def test_blank_form_is_read_as_it_was_filled(found: dict[str, Any], shape: str) -> None:
    layout, problems, fields = found["forms"][shape]
    assert (layout, problems) == ("training", [])
    assert (fields["kind"], fields["trainees"], fields["finished"]) == ("classroom", 24, 0.75)
    assert fields["held"]["periods"] == [{"start": "2020-07-05", "end": "2020-07-05"}]
    assert fields["certified_on"] == "2020-08-01"


def test_data_dictionary_and_field_names_have_it(home: Path, found: dict[str, Any]) -> None:
    assert run_module(home, "loaders", "dictionary").returncode == 0
    written = (home / "data" / "layouts" / "README.md").read_text("utf-8")
    assert "## 技術研修 `training`" in written
    assert "| 受講者数 | `trainees` | 0以上の整数 | 人 |" in written
    assert found["fields"] == ["研修日", "修了証発行日"]


def test_submission_status_and_reminder_ask_for_it(found: dict[str, Any]) -> None:
    assert found["status"] == {
        "name": "技術研修",
        "forums": 10,
        "chugoku": "確定 2 + 保留 1",
        "kinki": "技術研修 あと1件",
        "reminder": found["status"]["reminder"],
    }
    assert "・技術研修 あと1件" in found["status"]["reminder"]


def test_search_finds_it_and_shows_its_card(found: dict[str, Any]) -> None:
    assert found["catalogue"]["kind"] == "技術研修"
    assert found["catalogue"]["card"] == [
        ["研修名", "橋の基礎"],
        ["形態", "座学"],
        ["研修日（記載のまま）", "令和2年7月5日"],
        ["対象自治体", "広島県広島市"],
        ["受講者数", "24人"],
        ["修了率", "75%"],
        ["研修内容", "ドローン点検の要領"],
        ["修了証発行日", "8月上旬"],
    ]
    assert found["catalogue"]["other"] == ["0人", "未定", "橋の打音", "未報告"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("upload", ["技術研修"]),  # among the blank forms
        ("submissions", ["技術研修", "▲ 確定 2 + 保留 1"]),
        ("history", ["研修.xlsx", "技術研修"]),
        ("parked", ["技術研修", "研修名", "橋の応用"]),
        ("platform", ["技術研修", "橋の基礎", "ドローン点検の要領"]),
    ],
)
def test_page_shows_it_by_its_name(found: dict[str, Any], page: str, said: list[str]) -> None:
    assert [text for text in said if text not in found["pages"][page]] == []
