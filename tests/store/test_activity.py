"""The log of who did what can be added to and read, and shows when it was tampered with."""

from pathlib import Path

import pytest

import store.activity
from store.activity import (
    FILE_NAME,
    activity_version,
    add_remark,
    list_activity,
    verify_activity,
)
from store.batches import accept, redo, undo
from store.database import DATABASE_NAME, Database, open_database
from store.errors import JournalAhead, JournalDamaged
from tests.store.hand_made import HOURS, parked, submission, table


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with open_database(tmp_path) as database:
        accept(database, submission("橋", parked=[parked("堤")]))
        undo(database, 1, "佐藤", "誤り")
        add_remark(database, "鈴木", "batch:1", "確認中")
    return tmp_path


def test_log_tells_who_did_what_in_order(database: Database) -> None:
    accept(database, submission("橋", parked=[parked("堤")], reason="初回"), at=HOURS[1])
    undo(database, 1, "佐藤", "誤り", at=HOURS[2])
    redo(database, 1, "鈴木", "正", at=HOURS[3])
    lines = [
        f"{each.activity_id} {each.at:%H} {each.by} {each.action} {each.subject}"
        f" {each.details.get('reason')} {each.details.get('parked_count')}"
        for each in list_activity(database)
    ]
    assert "\n".join(lines) == table("""
        3 03 鈴木 redo batch:3 正 None
        2 02 佐藤 undo batch:2 誤り None
        1 01 事務局 accept batch:1 初回 1
    """)
    assert [each.activity_id for each in list_activity(database, HOURS[2])] == [2, 1]
    assert activity_version(database) == 3
    assert verify_activity(database) == []


def test_same_bytes_again_leave_no_entry(database: Database) -> None:
    accept(database, submission("橋"))
    accept(database, submission("橋"))
    assert activity_version(database) == 1


def test_no_function_changes_or_removes_an_entry() -> None:
    offered = {name for name in vars(store.activity) if not name.startswith("_")}
    forbidden = ("update", "delete", "remove", "edit", "change", "clear")
    assert not [name for name in offered if name.startswith(forbidden)]
    source = Path(store.activity.__file__).read_text(encoding="utf-8").upper()
    assert "UPDATE ACTIVITY" not in source
    assert "DELETE FROM" not in source


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity SET done_by = '別人' WHERE activity_id = 2",
        "UPDATE activity SET details = '{}' WHERE activity_id = 2",
        "UPDATE activity SET done_at = done_at - INTERVAL 1 DAY WHERE activity_id = 2",
    ],
)
def test_entry_changed_in_the_database_is_found(root: Path, statement: str) -> None:
    with open_database(root) as database:
        with database.write() as cursor:
            cursor.execute(statement)
        assert verify_activity(database) == [2]


def test_entry_taken_out_of_the_database_makes_the_next_one_false(root: Path) -> None:
    with open_database(root) as database:
        with database.write() as cursor:
            cursor.execute("DELETE FROM activity WHERE activity_id = 2")
        assert 3 in verify_activity(database)


def test_line_changed_in_the_file_is_found(root: Path) -> None:
    whole = (root / FILE_NAME).read_text(encoding="utf-8")
    (root / FILE_NAME).write_text(whole.replace("佐藤", "別人"), encoding="utf-8")
    with open_database(root) as database:
        assert verify_activity(database) == [2]


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_file_short_of_lines_is_caught_up_at_open(root: Path, kept: int) -> None:
    whole = (root / FILE_NAME).read_bytes()
    lines = whole.splitlines(keepends=True)
    (root / FILE_NAME).write_bytes(b"".join(lines[:kept]) + lines[kept][:20])
    open_database(root).close()
    assert (root / FILE_NAME).read_bytes() == whole


def test_lost_database_is_noticed_by_the_log_too(root: Path) -> None:
    (root / DATABASE_NAME).unlink()
    (root / "journal.jsonl").unlink()
    with pytest.raises(JournalAhead):
        open_database(root)


def test_line_that_is_none_is_named(root: Path) -> None:
    with (root / FILE_NAME).open("ab") as file:
        file.write(b"{}\n")
    with pytest.raises(JournalDamaged, match="line 4"):
        open_database(root)
