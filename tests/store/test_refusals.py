"""What the disk and DuckDB refuse is told by one name each; what is no refusal goes on as it is."""

import errno
import os
from pathlib import Path

import duckdb
import pytest

from store.database_file import connect
from store.disk.refusals import translate_damage, translate_write_errors
from store.errors import (
    DatabaseDamaged,
    DatabaseHeld,
    DiskFull,
    PeopleDamaged,
    SchemaDiffers,
    StoreError,
    WriteFailed,
)
from store.keeping.last_done import note_done, read_done
from store.people.names import PEOPLE_NAME, note_name, read_names, read_rows, write_rows

TORN = "Corrupt database file"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError("read-only"), WriteFailed),
        (OSError(errno.ENOSPC, ""), DiskFull),
        (duckdb.IOException("read-only"), WriteFailed),
        (duckdb.IOException(f'Could not write file "x": {os.strerror(errno.ENOSPC)}'), DiskFull),
        (duckdb.FatalException(os.strerror(errno.ENOSPC)), DiskFull),
        (duckdb.FatalException("the database has been invalidated"), WriteFailed),
        (duckdb.TransactionException("failed to commit"), WriteFailed),
        (duckdb.IOException(TORN), DatabaseDamaged),
        (duckdb.FatalException(TORN), DatabaseDamaged),
        (duckdb.CatalogException("no such table"), duckdb.CatalogException),
        (ValueError(TORN), ValueError),
    ],
)
def test_refused_write_is_told_by_its_name(error: Exception, told: type[Exception]) -> None:
    with pytest.raises(told) as caught, translate_write_errors(Path("store")):
        raise error
    assert type(caught.value) is told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (duckdb.IOException(TORN), DatabaseDamaged),
        (duckdb.IOException("no space left"), duckdb.IOException),
        (OSError(TORN), OSError),
    ],
)
def test_damage_that_is_read_is_told_by_its_name(error: Exception, told: type[Exception]) -> None:
    with pytest.raises(told) as caught, translate_damage(Path("store")):
        raise error
    assert type(caught.value) is told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (duckdb.IOException("Conflicting lock is held"), DatabaseHeld),
        (duckdb.IOException("it is being used by another process"), DatabaseHeld),
        (duckdb.IOException("version number 99"), SchemaDiffers),
        (duckdb.IOException("permission denied"), WriteFailed),
        (duckdb.IOException(TORN), DatabaseDamaged),
        (duckdb.SerializationException("permission denied"), DatabaseDamaged),
    ],
)
def test_database_that_does_not_open_says_why(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told: type[StoreError]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("duckdb.connect", refuse)
    with pytest.raises(told):
        connect(Path("store"))


def test_mark_of_what_was_done_is_read_as_it_was_left(tmp_path: Path) -> None:
    note_done(tmp_path, "verify", ["一行が異なります"])
    note_done(tmp_path, "backup")
    verified, saved = read_done(tmp_path, "verify"), read_done(tmp_path, "backup")
    assert verified
    assert saved
    assert (verified.found, saved.found) == (("一行が異なります",), ())
    assert verified.at <= saved.at


@pytest.mark.parametrize("mark", ["{", "[]", "{}", '{"at": 1}', '{"at": "x", "found": []}'])
def test_mark_that_says_nothing_is_none(tmp_path: Path, mark: str) -> None:
    assert read_done(tmp_path, "verify") is None
    (tmp_path / "last_verify.json").write_text(mark)
    assert read_done(tmp_path, "verify") is None


def test_mark_that_the_disk_refuses_takes_nothing_from_what_was_done(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    note_done(tmp_path / "file", "verify")
    assert read_done(tmp_path / "file", "verify") is None


@pytest.mark.parametrize("written", ["{", "[]", "{}", '{"seal": "", "rows": []}'])
def test_people_who_are_not_as_they_were_written_are_nobody(tmp_path: Path, written: str) -> None:
    assert read_rows(tmp_path / PEOPLE_NAME) == []
    noted = note_name(tmp_path, "0" * 16, "朝比奈")
    write_rows(tmp_path / PEOPLE_NAME, [])
    assert read_names(tmp_path).fill_in(noted) == "朝比奈"
    (tmp_path / PEOPLE_NAME).write_text(written)
    with pytest.raises(PeopleDamaged):
        read_rows(tmp_path / PEOPLE_NAME)
    assert read_names(tmp_path).fill_in(noted) == "朝比奈"
