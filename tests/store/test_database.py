"""One process holds the database, one thread writes, readers never wait."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import duckdb
import pytest

from store.batches import accept, list_batches
from store.database import DATABASE_NAME, Database, data_version, find_root, open_database
from store.database_file import connect
from store.errors import (
    DatabaseDamaged,
    DatabaseHeld,
    PreviewOutdated,
    SchemaDiffers,
    WriteFailed,
)
from tests.store.hand_made import current_themes, submission

PROJECT = Path(__file__).parents[2]


def test_two_threads_accepting_at_once_end_in_a_defined_order(database: Database) -> None:
    barrier = threading.Barrier(8)
    numbers: list[tuple[int, str]] = []

    def accept_in_turn(theme: str) -> None:
        barrier.wait()
        numbers.append((accept(database, submission(theme)).batch_id, theme))

    threads = [threading.Thread(target=accept_in_turn, args=(f"案件{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(number for number, _ in numbers) == list(range(1, 9))
    assert current_themes(database) == f"chugoku | {max(numbers)[1]}"
    moments = [batch.entry.accepted_at for batch in reversed(list_batches(database))]
    assert moments == sorted(moments)


def test_of_accepts_on_one_preview_only_the_first_counts(database: Database) -> None:
    barrier = threading.Barrier(6)
    seen = data_version(database)
    outcomes: list[str] = []

    def accept_as_previewed(theme: str) -> None:
        barrier.wait()
        try:
            accept(database, submission(theme), expected_version=seen)
        except PreviewOutdated:
            outcomes.append("outdated")
        else:
            outcomes.append(theme)

    threads = [threading.Thread(target=accept_as_previewed, args=(f"案件{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = (each for each in outcomes if each != "outdated")
    assert len(outcomes) == 6
    assert current_themes(database) == f"chugoku | {winner}"
    accept(database, submission("次"), expected_version=data_version(database))
    assert current_themes(database) == "chugoku | 次"


def test_reader_keeps_its_snapshot_while_a_writer_commits(database: Database) -> None:
    count = "SELECT count(*) FROM current_matchings"
    with database.read() as cursor:
        assert cursor.execute(count).fetchall() == [(0,)]
        accept(database, submission("橋"))
        assert cursor.execute(count).fetchall() == [(0,)]
    with database.read() as cursor:
        assert cursor.execute(count).fetchall() == [(1,)]


def test_reader_cannot_write(database: Database) -> None:
    with database.read() as cursor, pytest.raises(duckdb.TransactionException):
        cursor.execute("DELETE FROM batches")


def test_error_inside_a_write_rolls_everything_back(database: Database) -> None:
    with pytest.raises(duckdb.ConversionException), database.write() as cursor:
        cursor.execute("DELETE FROM blocks; SELECT 'no number'::INTEGER")
    with database.read() as cursor:
        assert cursor.execute("SELECT count(*) FROM blocks").fetchall() == [(10,)]


def test_database_held_by_another_process_is_named(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-m", "tests.store.loading_process", "hold", tmp_path],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"ready\n"
        with pytest.raises(DatabaseHeld, match=DATABASE_NAME):
            open_database(tmp_path)
        holder.communicate(b"\n")
    open_database(tmp_path).close()


def test_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"not a database" * 1000)
    with pytest.raises(DatabaseDamaged, match=DATABASE_NAME):
        open_database(tmp_path)


def test_database_of_another_schema_is_refused(tmp_path: Path) -> None:
    with open_database(tmp_path) as database, database.write() as cursor:
        cursor.execute("UPDATE store_version SET version = 0")
    with pytest.raises(SchemaDiffers):
        open_database(tmp_path)


def test_environment_names_the_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONGRESS_STORE", str(tmp_path))
    assert find_root() == tmp_path
    monkeypatch.delenv("CONGRESS_STORE")
    assert find_root() == PROJECT / "data" / "store" / "real"


@pytest.fixture
def read_only(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Opened where the folder could not be written; as root may write everywhere, asking says so."""
    accept(database, submission("橋"))
    database.close()
    access = os.access
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))
        database = open_database(database.root)
    with database:
        assert database.is_read_only
        yield database


def test_store_that_was_read_only_is_written_again_once_its_folder_can_be(
    read_only: Database,
) -> None:
    assert accept(read_only, submission("川")).is_new
    assert not read_only.is_read_only
    assert current_themes(read_only) == "chugoku | 川"


@pytest.mark.parametrize("refused", ["store.database._require_writable", "store.database.connect"])
def test_store_that_can_still_not_be_written_is_read_as_before(
    read_only: Database, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    def refuse(path: Path, is_read_only: bool = False) -> Any:
        if is_read_only:
            return connect(path, is_read_only)
        raise WriteFailed("read-only")

    with monkeypatch.context() as patch:
        patch.setattr(refused, refuse)
        for _ in range(2):
            with pytest.raises(WriteFailed):
                accept(read_only, submission("川"))
            assert current_themes(read_only) == "chugoku | 橋"
        assert not read_only.can_be_written()
    assert read_only.can_be_written()


def test_store_whose_log_can_not_be_written_stays_read_only(
    read_only: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("store.database.catch_up_log", _refuse_as_full)
        assert not read_only.can_be_written()
        assert current_themes(read_only) == "chugoku | 橋"
    assert accept(read_only, submission("川")).is_new


def _refuse_as_full(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_recalled_answer_is_asked_for_once_after_each_write_whoever_writes(tmp_path: Path) -> None:
    asked: list[int] = []

    def ask(cursor: duckdb.DuckDBPyConnection) -> int:
        asked.append(len(asked))
        return len(cursor.execute("SELECT * FROM batches").fetchall())

    with open_database(tmp_path) as one, open_database(tmp_path) as other:
        assert [one.recall(ask), one.recall(ask), len(asked)] == [0, 0, 1]
        accept(other, submission("案件"))
        assert [one.recall(ask), one.recall(ask), data_version(one)] == [1, 1, 1]
        assert len(asked) == 2


def test_answer_that_a_write_overtook_is_not_kept(database: Database) -> None:
    def ask(cursor: duckdb.DuckDBPyConnection) -> int:
        count = len(cursor.execute("SELECT * FROM batches").fetchall())
        if not count:
            accept(database, submission("案件"))
        return count

    assert [database.recall(ask), database.recall(ask)] == [0, 1]
