"""A store from before its log was one is carried over on opening, and nothing of it is lost."""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from store.batches import list_batches
from store.database import DATABASE_NAME, Database, open_database
from store.decisions.parked import list_parked
from store.decisions.remarks import list_remarks
from store.decisions.titles import list_titles
from store.disk.archive import archive_bytes
from store.errors import LogAhead, LogDamaged, SchemaDiffers
from store.keeping.rebuild import Rebuilt, rebuild
from store.log.activity import list_entries, verify_log
from store.log.entries import FILE_NAME
from store.log.old_files import ACTIVITY, JOURNAL, SET_ASIDE
from tests.store.hand_made import HOURS, current_themes, read_again, table

#: As the last version with two files wrote them.
OLD_FILES = Path(__file__).with_name("old_files")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A store of two loads, an undo, a redo and five decisions, whose database is gone."""
    for name in (JOURNAL, ACTIVITY):
        shutil.copy(OLD_FILES / name, tmp_path)
    archive_bytes(tmp_path, "chugoku 橋 道".encode(), "chugoku.xlsx")
    archive_bytes(tmp_path, "kinki 港".encode(), "kinki.xlsx")
    return tmp_path


def read_lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (OLD_FILES / name).read_text("utf-8").splitlines()]


def assert_carried_over(database: Database) -> None:
    told = [f"{each.number} {each.action} {each.subject}" for each in list_entries(database)]
    assert "\n".join(reversed(told)) == table("""
        1 accept batch:1
        2 accept batch:2
        3 assign_parked parked:2:matchings:マッチング:B90
        4 learn_title title:matchings:kinki:困り事
        5 learn_title title:matchings:kinki:ひとこと
        6 revoke_title title:2
        7 undo batch:3
        8 redo batch:4
        9 remark_on_figure figure:matching_stages
        10 withdraw_remark remark:9
    """)
    assert verify_log(database) == []
    assert_decided(database)


def assert_decided(database: Database) -> None:
    first, second = (batch.entry for batch in reversed(list_batches(database)[2:]))
    assert (first.accepted_at, first.reason, first.options) == (
        HOURS[1],
        "訂正",
        {"a": "字", "b": 1},
    )
    assert (second.accepted_by, second.fiscal_year) == ("佐藤", 2020)
    assert current_themes(database) == table("""
        chugoku | 橋
        chugoku | 道
        kinki | 港
    """)
    (waiting,) = list_parked(database)
    assert (waiting.owner, waiting.due_on) == ("鈴木", date(2021, 5, 1))
    titles = [(each.title, each.revoked_by) for each in list_titles(database)]
    assert titles == [("ひとこと", "佐藤"), ("困り事", None)]
    assert list_remarks(database) == []


def test_old_files_become_the_log_from_which_the_database_is_made(root: Path) -> None:
    with pytest.raises(LogAhead):
        open_database(root)
    whole = (root / FILE_NAME).read_bytes()
    assert rebuild(root, read_again) == Rebuilt(4)
    with open_database(root) as database:
        assert_carried_over(database)
    assert (root / FILE_NAME).read_bytes() == whole
    aside = {JOURNAL + SET_ASIDE, ACTIVITY + SET_ASIDE}
    assert {path.name for path in root.iterdir()} == {"archive", DATABASE_NAME, FILE_NAME} | aside


def test_crash_before_the_old_files_are_set_aside_carries_nothing_over_twice(root: Path) -> None:
    rebuild(root, read_again)
    whole = (root / FILE_NAME).read_bytes()
    (root / (ACTIVITY + SET_ASIDE)).rename(root / ACTIVITY)
    open_database(root).close()
    assert (root / FILE_NAME).read_bytes() == whole
    assert not (root / ACTIVITY).exists()


@pytest.mark.parametrize("missed", [1, 4, 10])
def test_lines_that_a_crash_kept_from_the_old_files_come_from_the_old_database(
    root: Path, missed: int
) -> None:
    make_old_database(root)
    cut_last_lines(root / ACTIVITY, missed)
    cut_last_lines(root / JOURNAL, min(missed, 4))
    with pytest.raises(SchemaDiffers):
        open_database(root)
    rebuild(root, read_again)
    with open_database(root) as database:
        assert_carried_over(database)


def cut_last_lines(path: Path, count: int) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-count]))


def make_old_database(root: Path) -> None:
    """The two tables that the old files repeated, of a schema that is no longer this one."""
    with duckdb.connect(root / DATABASE_NAME) as connection:
        connection.execute(
            "CREATE TABLE store_version (version INTEGER, reference_digest VARCHAR);"
            "INSERT INTO store_version VALUES (3, '');"
            "CREATE TABLE batches (batch_id INTEGER, kind VARCHAR, target_batch_id INTEGER,"
            " file_name VARCHAR, sha256 VARCHAR, fiscal_year INTEGER, forum VARCHAR,"
            " options VARCHAR, accepted_at TIMESTAMP, accepted_by VARCHAR, reason VARCHAR);"
            "CREATE TABLE activity (activity_id INTEGER, done_at TIMESTAMP, done_by VARCHAR,"
            " action VARCHAR, subject VARCHAR, details VARCHAR, previous_hash VARCHAR,"
            " hash VARCHAR)"
        )
        for line in read_lines(JOURNAL):
            connection.execute(
                "INSERT INTO batches VALUES ($batch_id, $kind, $target_batch_id, $file_name,"
                " $sha256, $fiscal_year, $forum, $options, $accepted_at, $accepted_by, $reason)",
                line | {"options": json.dumps(line["options"])},
            )
        for line in read_lines(ACTIVITY):
            connection.execute(
                "INSERT INTO activity VALUES ($activity_id, $at, $by, $action, $subject,"
                " $details, $previous_hash, $hash)",
                line | {"details": json.dumps(line["details"])},
            )


@pytest.mark.parametrize(("written", "forged"), [("別の人", [4]), ("鈴木", [])])
def test_entry_whose_seal_was_false_stays_false(
    root: Path, written: str, forged: list[int]
) -> None:
    lines = (root / ACTIVITY).read_text("utf-8").splitlines(keepends=True)
    lines[3] = lines[3].replace("鈴木", written)
    (root / ACTIVITY).write_text("".join(lines), encoding="utf-8")
    rebuild(root, read_again)
    with open_database(root) as database:
        assert verify_log(database) == forged
        assert_decided(database)


@pytest.mark.parametrize("digit", ["0", "f"])
def test_entry_sealed_behind_another_than_stands_there_stays_false(root: Path, digit: str) -> None:
    lines = (root / ACTIVITY).read_text("utf-8").splitlines(keepends=True)
    forged = json.loads(lines[3]) | {"previous_hash": digit * 64, "hash": ""}
    said = json.dumps(forged, sort_keys=True).encode()
    lines[3] = json.dumps(forged | {"hash": hashlib.sha256(said).hexdigest()}) + "\n"
    (root / ACTIVITY).write_text("".join(lines), encoding="utf-8")
    rebuild(root, read_again)
    with open_database(root) as database:
        assert verify_log(database) == [4, 5]


@pytest.mark.parametrize("changed", ["{}\n", "[]\n", "none\n", "", "LINELINE"])
def test_line_that_is_none_is_told_and_the_old_files_left_alone(root: Path, changed: str) -> None:
    lines = (root / ACTIVITY).read_text("utf-8").splitlines(keepends=True)
    lines[3] = changed.replace("LINE", lines[3])
    (root / ACTIVITY).write_text("".join(lines), encoding="utf-8")
    for start in (open_database, lambda root: rebuild(root, read_again)):
        with pytest.raises(LogDamaged):
            start(root)
    assert (root / JOURNAL).exists()
    assert not (root / FILE_NAME).exists()
