"""Making the database anew from the archived bytes and the log.

What it is for: the database is lost or damaged, the schema has changed, or the loaders
read better than they did. Numbers, moments and names of the batches stay what they were.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import duckdb

from store.batches import Submission, check_submission, write_rows
from store.database import (
    DATABASE_NAME,
    Database,
    connect,
    create_schema,
    find_lock,
    is_open_here,
    open_database,
    refresh_reference,
    translate_write_errors,
)
from store.disk.archive import read_archive
from store.disk.files import flush_folder
from store.errors import DatabaseDamaged, DatabaseHeld, LogAhead, SchemaDiffers
from store.log.batch import BatchEntry, insert_batch, parse_batch
from store.log.entries import Entry, catch_up_log, insert_entry, read_log_file
from store.log.old_files import carry_over

NEW_NAME = "congress.rebuilding.duckdb"
SET_ASIDE_NAME = "congress.damaged.duckdb"

Reader = Callable[[bytes, BatchEntry], Submission]
#: Told how many of the log's entries are written, and how many there are.
Progress = Callable[[int, int], None]


def keep_silent(_done: int, _count: int) -> None:
    """Progress that nobody waits for."""


def open_current(root: Path, read: Reader, tell: Progress = keep_silent) -> Database:
    """The store; one that was made with another schema is made anew first.

    The old file stays until the new one is whole: whatever stops it, the next opening finds
    one of the two. Raises as `open_database`, but for SchemaDiffers, and as `rebuild`.
    """
    with find_lock(root):
        try:
            return open_database(root)
        except SchemaDiffers:
            rebuild(root, read, tell)
        return open_database(root)


def rebuild(root: Path, read: Reader, tell: Progress = keep_silent) -> int:
    """Build a new database beside the old one and swap it in; returns the batch count.

    `read` makes of archived bytes the submission that it made when they were accepted
    (the batch has the fiscal year, forum and options given then). Until the swap, which is
    one rename, the old database stays as it is. Raises DatabaseHeld, ArchiveDamaged,
    LogDamaged, WriteFailed, and whatever `read` raises.
    """
    if is_open_here(root):
        raise DatabaseHeld(f"{root} is open in this process")
    with find_lock(root), translate_write_errors(root), ExitStack() as old:
        is_damaged = _hold_old(root, old)
        entries = read_log_file(root)
        _build_new(root, entries, read, tell)
        old.close()
        _swap(root, is_damaged)
    return sum(parse_batch(entry) is not None for entry in entries)


def _hold_old(root: Path, old: ExitStack) -> bool:
    """Keep other processes out while rebuilding; True when the old one can't be opened.

    What the old database has and the log's file lacks (a crash between the two) is entered
    there first.
    """
    if not (root / DATABASE_NAME).exists():
        carry_over(None, root)
        return False
    try:
        connection = old.enter_context(connect(root / DATABASE_NAME))
    except DatabaseDamaged:
        carry_over(None, root)
        return True
    carry_over(connection, root)
    try:
        catch_up_log(connection, root)
    except (LogAhead, duckdb.CatalogException, duckdb.BinderException):
        return False  # it is behind, or of another schema: just what a rebuild mends
    return False


def _build_new(root: Path, entries: Sequence[Entry], read: Reader, tell: Progress) -> None:
    new = root / NEW_NAME
    for leftover in (new, _wal_of(new)):
        leftover.unlink(missing_ok=True)
    with connect(new) as connection:
        connection.execute("BEGIN TRANSACTION")
        create_schema(connection)
        refresh_reference(connection)
        for number, entry in enumerate(entries, 1):
            tell(number, len(entries))
            insert_entry(connection, entry)
            if (batch := parse_batch(entry)) is not None:
                _replay(connection, root, batch, read)
                connection.execute("COMMIT; BEGIN TRANSACTION")
        connection.execute("COMMIT")


def _replay(
    connection: duckdb.DuckDBPyConnection, root: Path, batch: BatchEntry, read: Reader
) -> None:
    """A load is read again from its archived bytes; an undo or redo is its batch alone."""
    insert_batch(connection, batch)
    if batch.sha256 is not None:
        submission = read(read_archive(root, batch.sha256), batch)
        check_submission(submission)
        write_rows(connection, batch.batch_id, submission)


def _swap(root: Path, is_damaged: bool) -> None:
    """Closing has left each database in one file. A damaged one is kept aside, for it may
    have a log that would otherwise be taken for the new one's."""
    path = root / DATABASE_NAME
    if is_damaged:
        os.replace(path, root / SET_ASIDE_NAME)
        if _wal_of(path).exists():
            os.replace(_wal_of(path), _wal_of(root / SET_ASIDE_NAME))
    os.replace(root / NEW_NAME, path)
    flush_folder(root)


def _wal_of(path: Path) -> Path:
    return path.with_name(path.name + ".wal")
