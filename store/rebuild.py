"""Making the database anew from the archived bytes and the journal.

What it is for: the database is lost or damaged, the schema has changed, or the loaders
read better than they did. Numbers, moments and names of the batches stay what they were.
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import duckdb

from store.activity import Activity, insert_activity, read_activity_file
from store.batches import Submission, check_submission, write_load, write_reversal
from store.database import (
    DATABASE_NAME,
    connect,
    create_schema,
    find_lock,
    is_open_here,
    refresh_reference,
    translate_write_errors,
)
from store.disk.archive import read_archive
from store.errors import DatabaseDamaged, DatabaseHeld, JournalAhead
from store.journal import JournalEntry, read_journal
from store.logs import catch_up_logs

NEW_NAME = "congress.rebuilding.duckdb"
SET_ASIDE_NAME = "congress.damaged.duckdb"

Reader = Callable[[bytes, JournalEntry], Submission]


def rebuild(root: Path, read: Reader) -> int:
    """Build a new database beside the old one and swap it in; returns the batch count.

    `read` makes of archived bytes the submission that it made when they were accepted
    (`entry` has the fiscal year, forum and options given then). Until the swap, which is
    one rename, the old database stays as it is. Raises DatabaseHeld, ArchiveDamaged,
    JournalDamaged, WriteFailed, and whatever `read` raises.
    """
    if is_open_here(root):
        raise DatabaseHeld(f"{root} is open in this process")
    with find_lock(root), translate_write_errors(root), ExitStack() as old:
        is_damaged = _hold_old(root, old)
        entries = read_journal(root)
        _build_new(root, entries, read_activity_file(root), read)
        old.close()
        _swap(root, is_damaged)
    return len(entries)


def _hold_old(root: Path, old: ExitStack) -> bool:
    """Keep other processes out while rebuilding; True when the old one can't be opened.

    A batch that the old database has and the journal lacks (a crash between the two) is
    entered in the journal first.
    """
    if not (root / DATABASE_NAME).exists():
        return False
    try:
        connection = old.enter_context(connect(root / DATABASE_NAME))
    except DatabaseDamaged:
        return True
    try:
        catch_up_logs(connection, root)
    except (JournalAhead, duckdb.CatalogException, duckdb.BinderException):
        return False  # it is behind, or of another schema: just what a rebuild mends
    return False


def _build_new(
    root: Path, entries: list[JournalEntry], activity: list[Activity], read: Reader
) -> None:
    new = root / NEW_NAME
    for leftover in (new, _wal_of(new)):
        leftover.unlink(missing_ok=True)
    with connect(new) as connection:
        _replay(connection, _make_empty)
        for entry in entries:
            _replay(connection, partial(_write_entry, root=root, entry=entry, read=read))
        _replay(connection, partial(_write_activity, activity=activity))


def _make_empty(cursor: duckdb.DuckDBPyConnection) -> None:
    create_schema(cursor)
    refresh_reference(cursor)


def _write_entry(
    cursor: duckdb.DuckDBPyConnection, root: Path, entry: JournalEntry, read: Reader
) -> None:
    if entry.sha256 is None:
        write_reversal(cursor, entry)
        return
    submission = read(read_archive(root, entry.sha256), entry)
    check_submission(submission)
    write_load(cursor, entry, submission)


def _write_activity(cursor: duckdb.DuckDBPyConnection, activity: list[Activity]) -> None:
    for entry in activity:
        insert_activity(cursor, entry)


def _replay(
    connection: duckdb.DuckDBPyConnection, write: Callable[[duckdb.DuckDBPyConnection], None]
) -> None:
    connection.execute("BEGIN TRANSACTION")
    write(connection)
    connection.execute("COMMIT")


def _swap(root: Path, is_damaged: bool) -> None:
    """Closing has left each database in one file. A damaged one is kept aside, for it may
    have a log that would otherwise be taken for the new one's."""
    path = root / DATABASE_NAME
    if is_damaged:
        os.replace(path, root / SET_ASIDE_NAME)
        if _wal_of(path).exists():
            os.replace(_wal_of(path), _wal_of(root / SET_ASIDE_NAME))
    os.replace(root / NEW_NAME, path)


def _wal_of(path: Path) -> Path:
    return path.with_name(path.name + ".wal")
