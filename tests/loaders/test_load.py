"""The command line's load: batches, parked rows, learned titles, hand-over."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from loaders.__main__ import main
from loaders.intake.handling import Handling
from loaders.intake.load import ensure_plan_loaded, load_files
from store.actor import claim
from store.batches import list_batches
from store.database import open_database
from store.decisions.parked import list_parked
from store.decisions.releasing import withdraw_release
from store.disk.inbox import list_inbox
from store.errors import SubmissionRefused
from store.release import SWITCH
from tests.commands import run_here
from tests.store.hand_made import teach
from tests.upload_books import BAD_TOWN, BRIDGE, ROAD, build_book, matchings_book, matchings_sheet

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "調査票.xlsx"
    path.write_bytes(matchings_book(BRIDGE, BAD_TOWN))
    return path


def load(root: Path, *paths: Path) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and JSON of `python -m loaders load`."""
    done = run_here(main, "load", *paths, "--database", root, "--json")
    return done.returncode, json.loads(done.stdout)["files"]


def test_good_rows_are_loaded_and_bad_rows_parked(tmp_path: Path, book: Path) -> None:
    root = tmp_path / "store"
    code, (file,) = load(root, book)
    assert code == 1
    assert (file["batch"], file["is_new"]) == (1, True)
    assert (file["loaded_records"], file["waiting_records"]) == (1, 1)
    with open_database(root) as database:
        assert [p.problems[0].code for p in list_parked(database)] == ["unknown_government"]
    again = load(root, book)[1][0]
    assert (again["batch"], again["is_new"]) == (1, False)


def test_answer_says_whether_a_load_is_preliminary(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, "on")
    root = tmp_path / "store"
    assert not load(root, book)[1][0]["is_preliminary"]
    with open_database(root) as database:
        withdraw_release(database, 1, claim("事務局"), "数え直す")
    assert load(root, book)[1][0]["is_preliminary"]


def test_load_while_the_app_runs_waits_in_the_inbox(tmp_path: Path, book: Path) -> None:
    root = tmp_path / "store"
    with open_database(root) as database:
        command = [sys.executable, "-m", "loaders", "load", str(book), "--database", str(root)]
        done = subprocess.run([*command, "--json"], cwd=PROJECT, capture_output=True, check=False)
        (file,) = json.loads(done.stdout)["files"]
        assert (file["handed_over"], file["batch"]) == (True, None)
        assert list_batches(database) == []
        assert [item.file_name for item in list_inbox(root)] == [book.name]


def test_learned_title_is_used_by_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(matchings_book((*BRIDGE, "予算"), extra=["ひとこと"]))
    with open_database(tmp_path / "store") as database:
        teach(database, "ひとこと", "obstacle")
    assert main(["load", str(path), "--database", str(tmp_path / "store")]) == 0
    with open_database(tmp_path / "store") as database, database.read() as cursor:
        assert cursor.execute("SELECT obstacle FROM current_matchings").fetchall() == [("予算",)]


def test_workbook_without_a_year_or_a_sheet_of_ours_is_refused(tmp_path: Path) -> None:
    undated = tmp_path / "undated.xlsx"
    undated.write_bytes(matchings_book(BRIDGE, year=""))
    foreign = tmp_path / "foreign.xlsx"
    foreign.write_bytes(build_book({"Sheet1": [["a", "b"], [1, 2]]}))
    code, files = load(tmp_path / "store", undated, foreign)
    assert code == 2
    codes = [[problem["code"] for problem in file["problems"]] for file in files]
    assert codes == [["unknown_fiscal_year"], ["nothing_to_load"]]


def test_refusal_for_any_other_reason_is_told_too(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise SubmissionRefused("batch 1: OverflowError('int too big to convert')")

    monkeypatch.setattr("loaders.intake.load.accept", refuse)
    with open_database(tmp_path / "store") as database:
        (loaded,) = load_files(database, [book], Handling(), claim("佐藤"))
    assert loaded.refusal is not None
    assert loaded.refusal.code == "submission_refused"
    assert book.name in loaded.refusal.message


def test_plan_is_loaded_once_whole_and_without_parked_rows(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        assert ensure_plan_loaded(database) == 5
        assert ensure_plan_loaded(database) == 0
        assert list_parked(database) == []


def test_rows_of_another_year_wait_and_count_for_neither(tmp_path: Path) -> None:
    """A sheet replaces what its own year had; the other year's own sheet must not suffer."""
    path = tmp_path / "二年分.xlsx"
    path.write_bytes(matchings_book(BRIDGE, ["令和元年度（参考）"], ROAD))
    _, (file,) = load(tmp_path / "store", path)
    assert (file["loaded_records"], file["waiting_records"]) == (1, 1)
    with open_database(tmp_path / "store") as database:
        (parked,) = list_parked(database)
    assert [problem.code for problem in parked.problems] == ["other_fiscal_year"]


def test_a_copy_of_a_sheet_waits_whole_and_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "提出用と控え.xlsx"
    sheet = matchings_sheet(BRIDGE, ROAD)
    path.write_bytes(build_book({"控え": sheet, "提出用": sheet}))
    _, (file,) = load(tmp_path / "store", path)
    assert (file["loaded_records"], file["waiting_records"]) == (2, 2)
    assert [len(each["problems"]) for each in file["sheets"]] == [1, 0]
    with open_database(tmp_path / "store") as database:
        waiting = list_parked(database)
    assert [each.problems[0].code for each in waiting] == ["duplicate_record"] * 2
