"""What is not as it was written is found with its place, its words and those that should stand
there; a copy of a store is the store at one moment."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from store.actor import claim
from store.batches import accept, list_batches
from store.database import DATABASE_NAME, Database, open_database
from store.keeping import snapshot
from store.keeping.snapshot import ATTEMPTS, HEADS, open_copy
from store.keeping.verify import Finding, compare_rows, verify_store
from store.log.activity import record_entry
from store.log.entries import FILE_NAME
from store.people.names import NAMES_NAME, PEOPLE_NAME
from tests.store.hand_made import HOURS, read_everything, submission
from tests.stores import make_empty_store

#: A load of three rows, and what its workbook says.
LOAD = submission("橋", "港", "道")


@pytest.fixture
def loaded(database: Database) -> Database:
    accept(database, LOAD, at=HOURS[1])
    return database


def change(database: Database, statement: str) -> None:
    with database.write() as cursor:
        cursor.execute(statement)


def test_sound_store_has_nothing_to_be_found(loaded: Database) -> None:
    record_entry(loaded, claim("佐藤"), "refuse_inbox", [], "inbox:1", {}, at=HOURS[1])
    assert verify_store(loaded) == []
    assert compare_rows(loaded, list_batches(loaded)[0].entry, LOAD) == []
    assert len(list_batches(loaded)) == 1


@pytest.mark.parametrize("name", [PEOPLE_NAME, NAMES_NAME])
def test_damaged_file_of_people_is_named(loaded: Database, name: str) -> None:
    (loaded.root / name).write_text("{}")
    assert verify_store(loaded) == [Finding("people_damaged", name, 0, {}, {})]


def test_entry_dated_after_the_next_one_is_named(database: Database) -> None:
    accept(database, submission("橋"), at=datetime(2099, 4, 1))
    accept(database, submission("港", forum="kinki"), at=None)
    (found,) = verify_store(database)
    assert (found.code, found.place, found.batch) == ("entry_ahead", f"{FILE_NAME}:1", 0)
    assert found.found == {"at": "2099-04-01"}
    assert date.fromisoformat(found.expected["at"]) < date(2099, 4, 1)


def test_lost_workbook_is_named_by_its_file(loaded: Database) -> None:
    (path,) = (loaded.root / "archive").iterdir()
    path.unlink()
    place = f"archive/{path.stem}"
    assert verify_store(loaded) == [
        Finding("workbook_damaged", place, 0, {}, {"file_name": "chugoku.xlsx"})
    ]


@pytest.mark.parametrize("written", ["a.xlsx", "x.xlsx"])
def test_load_is_told_by_what_differs_alone(loaded: Database, written: str) -> None:
    with loaded.write() as cursor:
        cursor.execute("UPDATE batches SET file_name = $written", {"written": written})
    assert verify_store(loaded) == [
        Finding(
            "batch_differs", "batches", 1, {"file_name": written}, {"file_name": LOAD.file_name}
        )
    ]


def test_load_that_the_database_lacks_is_told_whole(loaded: Database) -> None:
    change(loaded, "DELETE FROM batches")
    (found,) = verify_store(loaded)
    assert (found.code, found.batch, found.found) == ("batch_differs", 1, {})
    assert (found.expected["kind"], found.expected["file_name"]) == ("load", "chugoku.xlsx")


@pytest.mark.parametrize(
    ("statement", "table", "found", "expected"),
    [
        (
            "UPDATE matchings SET theme = '島' WHERE record_id > 1",
            "matchings",
            {"sheet": "マッチング", "cell": "B8", "theme": "島"},
            {"sheet": "マッチング", "cell": "B8", "theme": "港"},
        ),
        (
            "UPDATE problems SET code = 'x'",
            "problems",
            {"sheet": "マッチング", "cell": "A9", "code": "x"},
            {"sheet": "マッチング", "cell": "A9", "code": "hidden_content"},
        ),
    ],
)
def test_row_is_told_by_what_differs_and_where_it_stands(
    loaded: Database, statement: str, table: str, found: Any, expected: Any
) -> None:
    change(loaded, statement)
    entry = list_batches(loaded)[0].entry
    assert compare_rows(loaded, entry, LOAD) == [Finding("rows_differ", table, 1, found, expected)]


@pytest.mark.parametrize(
    "statement", ["DELETE FROM matchings WHERE record_id = 2", "DELETE FROM matchings"]
)
def test_first_row_that_is_missing_is_told_whole(loaded: Database, statement: str) -> None:
    change(loaded, statement)
    (finding,) = compare_rows(loaded, list_batches(loaded)[0].entry, LOAD)
    first = "港" if "record_id" in statement else "橋"
    assert (finding.found, finding.expected["theme"]) == ({}, first)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with make_empty_store(tmp_path / "store") as database:
        accept(database, LOAD, at=HOURS[1])
    (tmp_path / "store" / "archive" / ".unfinished-x").write_bytes(b"half")
    return tmp_path / "store"


def test_copy_is_the_store_and_is_gone_afterwards(root: Path) -> None:
    with open_copy(root) as copy:
        everything = read_everything(copy)
        assert (copy.root / FILE_NAME).read_bytes() == (root / FILE_NAME).read_bytes()
        assert not list((copy.root / "archive").glob(".unfinished-*"))
        assert verify_store(copy) == []
        accept(copy, submission("島"))
    assert not copy.root.exists()
    with open_database(root) as database:
        assert read_everything(database) == everything


@pytest.mark.parametrize("busy", [0, 1, ATTEMPTS - 1, ATTEMPTS, ATTEMPTS + 1])
def test_copy_is_made_again_while_duckdb_tidies_its_file(
    root: Path, monkeypatch: pytest.MonkeyPatch, busy: int
) -> None:
    looks = iter(range(1000))
    attempts: list[Path] = []
    copy_one = snapshot._copy_one

    def look(_: Path) -> bytes:
        at = next(looks)
        return b"tidied" if at % 2 and at // 2 < busy else b"as it was"

    def count(path: Path, folder: Path) -> None:
        attempts.extend([path] if path.name == DATABASE_NAME else [])
        copy_one(path, folder)

    monkeypatch.setattr(snapshot, "_read_heads", look)
    monkeypatch.setattr(snapshot, "_copy_one", count)
    with open_copy(root) as copy:
        assert len(list_batches(copy)) == 1
    assert len(attempts) == min(busy + 1, ATTEMPTS)


def test_heads_are_the_first_bytes_of_the_file_that_is_there(tmp_path: Path) -> None:
    assert snapshot._read_heads(tmp_path) == b""
    (tmp_path / DATABASE_NAME).write_bytes(b"h" * HEADS + b"rows")
    assert snapshot._read_heads(tmp_path) == b"h" * HEADS
