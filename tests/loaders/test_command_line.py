"""`python -m loaders`: exit codes, streams, and that check writes nothing (DESIGN.md §7)."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loaders import command_line
from loaders.__main__ import main
from loaders.intake.remaking import REASONS, REMAKING
from store.batches import list_batches
from store.database import open_database
from store.disk.inbox import list_inbox
from store.log.activity import list_entries
from tests.commands import run_here
from tests.store.hand_made import make_older
from tests.upload_books import kpi_book

ROOT = Path(__file__).parents[2]
PLAN = sorted((ROOT / "data" / "plan").glob("*.xlsx"))


def run(*arguments: str | Path, store: Path) -> "subprocess.CompletedProcess[str]":
    return run_here(main, *arguments, CONGRESS_STORE=store)


def start(*arguments: str | Path, store: Path) -> "subprocess.CompletedProcess[str]":
    """The same as a process of its own."""
    environment = os.environ | {"CONGRESS_STORE": str(store), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "loaders", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "行事実績"
    book.active.append(["令和2年度 中国フォーラム 行事実績"])
    book.active.append(["行事名", "開催日", "参加者数"])
    book.active.append(["第1回フォーラム", "令和2年6月1日", "30人"])
    book.active.append(["第2回フォーラム", "令和2年13月", "40人"])
    book.save(tmp_path / "実績.xlsx")
    return tmp_path / "実績.xlsx"


def answer(result: "subprocess.CompletedProcess[str]") -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads(result.stdout)["files"]
    return files


def test_check_of_the_plan_exits_0_and_writes_nothing(store: Path) -> None:
    result = start("check", *PLAN, "--json", store=store)
    assert result.returncode == 0, result.stderr
    assert sum(len(s["records"]) for f in answer(result) for s in f["sheets"]) == 81
    assert not store.exists()
    assert "令和2年度KPI結果.xlsx" in result.stderr


def test_check_of_a_fault_exits_1_and_names_the_cell(faulty: Path, store: Path) -> None:
    result = run("check", faulty, "--json", store=store)
    assert result.returncode == 1
    (sheet,) = answer(result)[0]["sheets"]
    (problem,) = sheet["problems"]
    assert (problem["code"], problem["cell"], problem["found"]) == (
        "invalid_date",
        "B4",
        "令和2年13月",
    )
    assert "行事実績!B4" in result.stderr
    assert [record["fields"]["held"] is None for record in sheet["records"]] == [False, True]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.xlsx", b"", "unreadable_file"),
        ("本文.xlsx", "これは表ではありません\n".encode(), "unreadable_file"),
    ],
)
def test_wrong_file_exits_2_with_one_message_and_writes_nothing(
    name: str, content: bytes, code: str, tmp_path: Path, store: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("load", tmp_path / name, "--json", store=store)
    assert result.returncode == 2
    (file,) = answer(result)
    assert (file["readable"], file["sheets"]) == (False, [])
    assert [problem["code"] for problem in file["problems"]] == [code]
    assert name in file["problems"][0]["message"]
    assert "Traceback" not in result.stderr
    with open_database(store) as database:
        assert list_batches(database) == []


def test_missing_file_exits_2(tmp_path: Path, store: Path) -> None:
    result = start("check", tmp_path / "無い.xlsx", store=store)
    assert result.returncode == 2
    assert "無い.xlsx" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("理由"), "プログラムの誤りで終わりました（RuntimeError: 理由）。"),
        (NotADirectoryError(20, "no folder"), "NotADirectoryError"),
        (OSError(errno.ENOSPC, "full"), "ディスクがいっぱい"),
    ],
)
def test_error_that_nobody_foresaw_exits_2_with_one_sentence(
    error: Exception, said: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(command_line, "read_files", fail)
    result = run("check", *PLAN, store=store)
    assert result.returncode == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_wrong_usage_exits_2(store: Path) -> None:
    assert run("check", store=store).returncode == 2
    assert run("check", "x.xlsx", "--forum", "存在しない", store=store).returncode == 2


def test_good_file_is_read_beside_a_bad_one(faulty: Path, tmp_path: Path, store: Path) -> None:
    (tmp_path / "空.xlsx").write_bytes(b"")
    result = run("check", tmp_path / "空.xlsx", faulty, "--json", store=store)
    assert result.returncode == 2
    assert [file["readable"] for file in answer(result)] == [False, True]


def test_loading_the_plan_twice_changes_nothing(store: Path) -> None:
    first = run("load", *PLAN, "--json", store=store)
    second = run("load", *PLAN, "--json", store=store)
    assert (first.returncode, second.returncode) == (0, 0)
    assert [file["is_new"] for file in answer(first)] == [True] * 5
    assert [file["is_new"] for file in answer(second)] == [False] * 5
    with open_database(store) as database:
        assert len(list_batches(database)) == 5


def test_load_keeps_good_rows_and_parks_faulty_ones(faulty: Path, store: Path) -> None:
    result = run("load", faulty, "--json", store=store)
    assert result.returncode == 1
    (file,) = answer(result)
    assert (file["loaded_records"], file["waiting_records"]) == (1, 1)
    with open_database(store) as database, database.read() as cursor:
        rows = cursor.execute("SELECT name, participants FROM current_events").fetchall()
    assert rows == [("第1回フォーラム", 30)]


def test_load_without_a_fiscal_year_is_refused_with_the_way_out(
    tmp_path: Path, store: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["行事名", "開催日", "会場"], ["第1回", "令和2年6月1日", "広島"]):
        book.active.append(row)
    book.active.title = "中国フォーラム行事実績"
    book.save(tmp_path / "実績.xlsx")
    refused = run("load", tmp_path / "実績.xlsx", "--json", store=store)
    assert refused.returncode == 2
    assert answer(refused)[0]["problems"][0]["code"] == "unknown_fiscal_year"
    assert run("load", tmp_path / "実績.xlsx", "--fiscal-year", "2020", store=store).returncode == 0


def test_load_that_is_hardly_so_needs_a_reason(tmp_path: Path, store: Path) -> None:
    run("load", *PLAN, store=store)
    (tmp_path / "KPI.xlsx").write_bytes(kpi_book(["総合計", "支援自治体数", 100, 200]))
    refused = run("load", tmp_path / "KPI.xlsx", "--json", store=store)
    assert refused.returncode == 2
    (file,) = answer(refused)
    assert (file["batch"], [each["law"] for each in file["alarms"]]) == (None, ["leap"])
    assert "83者から200者へ、2倍を超えて動きます" in refused.stderr
    assert "--reason" in refused.stderr
    taken = run("load", tmp_path / "KPI.xlsx", "--reason", "数え直した", "--json", store=store)
    assert (taken.returncode, answer(taken)[0]["is_new"]) == (0, True)
    with open_database(store) as database:
        told = list_entries(database)[0].details["alarms"]
    assert [each["reason"] for each in told] == ["数え直した"]


def test_load_while_the_app_holds_the_database_goes_to_the_inbox(faulty: Path, store: Path) -> None:
    with open_database(store) as database:
        result = start("load", faulty, "--json", store=store)
        assert answer(result)[0]["handed_over"] is True
        assert list_batches(database) == []
    (item,) = list_inbox(store)
    assert item.file_name == "実績.xlsx"
    assert "受付箱" in result.stderr


def test_rebuild_gives_the_same_figures(store: Path) -> None:
    run("load", *PLAN, store=store)
    query = "SELECT * EXCLUDE (batch_id) FROM current_kpi_results ORDER BY ALL"
    with open_database(store) as database, database.read() as cursor:
        before = cursor.execute(query).fetchall()
    (store / "congress.duckdb").unlink()
    assert run("rebuild", store=store).returncode == 0
    with open_database(store) as database, database.read() as cursor:
        assert cursor.execute(query).fetchall() == before


def test_backup_is_restored_into_an_empty_folder_with_every_figure(
    store: Path, tmp_path: Path
) -> None:
    run("load", PLAN[0], store=store)
    query = "SELECT * FROM cells ORDER BY ALL"
    with open_database(store) as database, database.read() as cursor:
        before = cursor.execute(query).fetchall()
        backup = start("backup", tmp_path / "backup.zip", store=store)
    assert backup.returncode == 0, backup.stderr
    restored = run("restore", tmp_path / "backup.zip", store=tmp_path / "again")
    assert restored.returncode == 0, restored.stderr
    seal = backup.stderr.split("封印")[1]
    assert restored.stderr.endswith(seal)
    with open_database(tmp_path / "again") as database, database.read() as cursor:
        assert cursor.execute(query).fetchall() == before
    assert run("restore", tmp_path / "backup.zip", store=store).returncode == 2


def test_load_into_an_older_store_makes_it_anew_first_and_says_so(store: Path) -> None:
    assert run("load", PLAN[0], store=store).returncode == 0
    make_older(store)
    result = run("load", PLAN[1], store=store)
    assert result.returncode == 0, result.stderr
    assert result.stderr.splitlines()[:2] == [
        REASONS["schema_differs"],
        REMAKING["step"].format(done=1, count=1),
    ]
    with open_database(store) as database:
        assert [batch.entry.file_name for batch in list_batches(database)] == [
            PLAN[1].name,
            PLAN[0].name,
        ]


def test_command_that_only_reads_loads_no_store() -> None:
    """Its libraries would take longer to load than a form to read."""
    asked = "import sys, loaders.command_line as it; it.build_parser('check'); print(*sys.modules)"
    command = [sys.executable, "-c", asked]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "loaders.check" in loaded
    assert not {"duckdb", "pyarrow", "openpyxl", "pptx"}.intersection(loaded)
