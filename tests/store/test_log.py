"""The log of who did what: added to and read, whole after a crash, false where tampered with."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import store.log.activity
import store.log.entries
from store.actor import claim
from store.batches import accept, redo, undo
from store.database import DATABASE_NAME, Database, log_version, open_database
from store.decisions.parked import assign_parked, list_parked
from store.decisions.titles import list_titles
from store.errors import LogAhead, LogDamaged, WriteFailed
from store.log.activity import check_log, list_entries, record_entry, verify_log
from store.log.batch import parse_batch, read_batches
from store.log.entries import (
    FILE_NAME,
    Entry,
    insert_entry,
    parse_line,
    read_log_file,
    render_line,
    seal,
)
from tests.store.hand_made import HOURS, parked, read_everything, submission, table, teach
from tests.stores import filled_once


@filled_once("logged")
def open_logged(root: Path) -> None:
    """A load, an undo and a decision."""
    with open_database(root) as database:
        options = {"titles": {"課題": "requirement"}}
        accept(database, submission("橋", options=options, parked=[parked("堤")]))
        undo(database, 1, claim("佐藤"), "誤り")
        record_entry(database, claim("鈴木"), "refuse_inbox", [], "inbox:1", {"reason": "別の版"})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A closed store with three entries."""
    open_logged(tmp_path).close()
    return tmp_path


def test_log_tells_who_did_what_in_order(database: Database) -> None:
    accept(database, submission("橋", parked=[parked("堤")], reason="初回"), at=HOURS[1])
    undo(database, 1, claim("佐藤"), "誤り", at=HOURS[2])
    redo(database, 1, claim("鈴木"), "正", at=HOURS[3])
    lines = [
        f"{each.number} {each.at:%H} {each.by} {each.action} {each.subject}"
        f" {each.details.get('reason')} {each.details.get('parked_count')}"
        for each in list_entries(database)
    ]
    assert "\n".join(lines) == table("""
        3 03 鈴木 redo batch:3 正 None
        2 02 佐藤 undo batch:2 誤り None
        1 01 事務局 accept batch:1 初回 1
    """)
    assert [each.number for each in list_entries(database, HOURS[2])] == [2, 1]
    assert log_version(database) == 3
    assert verify_log(database) == []


def test_log_tells_all_of_every_batch(root: Path) -> None:
    with open_database(root) as database, database.read() as cursor:
        batches = read_batches(cursor)
    told = [parse_batch(entry) for entry in read_log_file(root)]
    assert told == [*batches, None]
    assert [entry.kind for entry in batches] == ["load", "undo"]
    assert batches[0].options == {"titles": {"課題": "requirement"}}


def test_same_bytes_again_leave_no_entry(database: Database) -> None:
    accept(database, submission("橋"))
    accept(database, submission("橋"))
    assert log_version(database) == 1


def test_decision_set_back_by_the_clock_waits_for_the_entry_before(database: Database) -> None:
    accept(database, submission("橋"), at=HOURS[2])
    record_entry(database, claim("佐藤"), "refuse_inbox", [], "inbox:1", {}, at=HOURS[1])
    assert [entry.at for entry in list_entries(database)] == [HOURS[2], HOURS[2]]


def test_no_function_changes_or_removes_an_entry() -> None:
    for module in (store.log.activity, store.log.entries):
        offered = {name for name in vars(module) if not name.startswith("_")}
        forbidden = ("update", "delete", "remove", "edit", "change", "clear")
        assert not [name for name in offered if name.startswith(forbidden)]
        source = Path(str(module.__file__)).read_text(encoding="utf-8").upper()
        assert "UPDATE LOG" not in source
        assert "DELETE FROM" not in source


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET done_by = '別人' WHERE number = 2",
        "UPDATE log SET details = '{}' WHERE number = 2",
        "UPDATE log SET done_at = done_at - INTERVAL 1 DAY WHERE number = 2",
    ],
)
def test_entry_changed_in_the_database_is_found(root: Path, statement: str) -> None:
    with open_database(root) as database:
        assert verify_log(database) == []
        with database.write() as cursor:
            cursor.execute(statement)
        assert verify_log(database) == [2]


def test_entry_taken_out_of_the_database_makes_the_next_one_false(root: Path) -> None:
    with open_database(root) as database:
        assert verify_log(database) == []
        with database.write() as cursor:
            cursor.execute("DELETE FROM log WHERE number = 2")
        assert 3 in verify_log(database)


def test_entry_with_another_number_is_false_though_its_seal_fits(root: Path) -> None:
    with open_database(root) as database:
        forged = replace(list_entries(database)[0], number=4, hash="")
        sealed = replace(forged, hash=seal(forged))
        with database.write() as cursor:
            cursor.execute("DELETE FROM log WHERE number = 3")
            insert_entry(cursor, sealed)
        lines = (root / FILE_NAME).read_bytes().splitlines(keepends=True)
        (root / FILE_NAME).write_bytes(b"".join(lines[:2]) + render_line(sealed) + b"\n")
        assert verify_log(database) == [4]


def test_line_changed_in_the_file_is_found(root: Path) -> None:
    whole = (root / FILE_NAME).read_text(encoding="utf-8")
    with open_database(root) as database:
        assert verify_log(database) == []
        (root / FILE_NAME).write_text(whole.replace("誤り", "正しい"), encoding="utf-8")
        assert verify_log(database) == [2]
        (root / FILE_NAME).write_text(whole, encoding="utf-8")
        assert verify_log(database) == []


def test_log_found_whole_is_held_against_no_seal_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed: list[int] = []

    def count(entry: Entry) -> str:
        sealed.append(entry.number)
        return seal(entry)

    with open_database(root) as database:
        monkeypatch.setattr("store.log.entries.seal", count)
        assert verify_log(database) == []
        assert sealed == [1, 2, 3]
        assert verify_log(database) == []
        assert sealed == [1, 2, 3]
        record_entry(database, claim("鈴木"), "refuse_inbox", [], "inbox:2", {"reason": "別の版"})
        assert sealed.pop() == 4
        assert verify_log(database) == []
        assert sealed == [1, 2, 3, 4]


def test_lines_found_readable_are_parsed_no_second_time(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[int] = []

    def count(line: bytes, number: int) -> Entry:
        parsed.append(number)
        return parse_line(line, number)

    monkeypatch.setattr("store.log.activity.parse_line", count)
    with open_database(root) as database:
        check_log(database)
        assert parsed == [1, 2, 3, 3]
        record_entry(database, claim("鈴木"), "refuse_inbox", [], "inbox:2", {"reason": "別の版"})
        check_log(database)
        assert parsed == [1, 2, 3, 3, 4, 4]
        whole = (root / FILE_NAME).read_bytes()
        (root / FILE_NAME).write_bytes(whole.replace(b'"number": 2', b'"number": 9'))
        with pytest.raises(LogDamaged, match="line 2"):
            check_log(database)


def test_who_looks_for_some_acts_parses_no_other_entry(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    build = store.log.entries._build

    def count(row: tuple[Any, ...]) -> Entry:
        parsed.append(row[3])
        return build(row)

    monkeypatch.setattr(store.log.entries, "_build", count)
    with open_database(root) as database:
        teach(database, "課題", "requirement")
        accept(database, submission("川", parked=[parked("堤")]))
        (waiting,) = list_parked(database)
        assign_parked(database, waiting.batch_id, waiting.parked_id, "佐藤", None, claim("鈴木"))
        parsed.clear()
        assert [each.title for each in list_titles(database)] == ["課題"]
        assert parsed == ["accept"]
        parsed.clear()
        assert [each.owner for each in list_parked(database)] == ["佐藤"]
        assert parsed == ["assign_parked"]


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_file_short_of_lines_is_caught_up_at_open(root: Path, kept: int) -> None:
    whole = (root / FILE_NAME).read_bytes()
    lines = whole.splitlines(keepends=True)
    (root / FILE_NAME).write_bytes(b"".join(lines[:kept]) + lines[kept][:20])
    open_database(root).close()
    assert (root / FILE_NAME).read_bytes() == whole


def test_file_that_cannot_be_written_does_not_lose_an_accepted_batch(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("store.disk.lines.write_flushed", refuse)
        assert accept(database, submission("橋")).is_new
        before = read_everything(database)
        with pytest.raises(WriteFailed):
            accept(database, submission("川"))
        assert read_everything(database) == before
    accept(database, submission("川"))
    assert [entry.subject for entry in read_log_file(database.root)] == ["batch:1", "batch:2"]


def test_lost_database_is_noticed_and_the_file_left_alone(root: Path) -> None:
    whole = (root / FILE_NAME).read_bytes()
    (root / DATABASE_NAME).unlink()
    for _ in range(2):
        with pytest.raises(LogAhead):
            open_database(root)
    assert (root / FILE_NAME).read_bytes() == whole


@pytest.mark.parametrize("kept", [0, 1, 2, 3])
def test_file_that_lags_is_the_database_s_up_to_its_last_line(root: Path, kept: int) -> None:
    lines = (root / FILE_NAME).read_bytes().splitlines(keepends=True)[:kept]
    with open_database(root) as database:
        (root / FILE_NAME).write_bytes(b"".join(lines))
        check_log(database)
        for digit in "0f" if kept else "":
            other = json.loads(lines[-1]) | {"hash": digit * 64}
            forged = json.dumps(other).encode() + b"\n"
            (root / FILE_NAME).write_bytes(b"".join([*lines[:-1], forged]))
            with pytest.raises(LogAhead):
                check_log(database)
            with pytest.raises(LogAhead), database.read() as cursor:
                store.log.entries.check_log(cursor, root)


@pytest.mark.parametrize("changed", [b'{"number": 2}\n', b"\n", b"[]\n", b""])
def test_changed_or_missing_line_is_named(root: Path, changed: bytes) -> None:
    lines = (root / FILE_NAME).read_bytes().splitlines(keepends=True)
    (root / FILE_NAME).write_bytes(lines[0] + changed + lines[2])
    with pytest.raises(LogDamaged, match="line 2"):
        read_log_file(root)


def test_line_that_is_none_is_named_at_open(root: Path) -> None:
    with (root / FILE_NAME).open("ab") as file:
        file.write(b"{}\n")
    with pytest.raises(LogDamaged, match="line 4"):
        open_database(root)
