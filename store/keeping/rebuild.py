"""Making the database anew from the archived bytes and the log.

What it is for: the database is lost or damaged, the schema has changed, or the loaders
read better than they did. Numbers, moments and names of the batches stay what they were.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from store.batches import Submission, check_submission, write_rows
from store.database import (
    DATABASE_NAME,
    Database,
    find_lock,
    open_database,
    set_down_all,
)
from store.database_file import connect, create_schema, refresh_reference
from store.disk.archive import read_archive
from store.disk.files import flush_folder
from store.disk.refusals import translate_write_errors
from store.errors import MENDED_BY_REBUILD, ArchiveDamaged, StoreError, SubmissionRefused
from store.keeping.aside import set_aside
from store.keeping.log_repair import list_false, repair_log
from store.keeping.old_database import OldDatabase, carry_rows, hold_old
from store.log.batch import BatchEntry, insert_batch, parse_batch
from store.log.entries import Entry, insert_entry

NEW_NAME = "congress.rebuilding.duckdb"

Reader = Callable[[bytes, BatchEntry], Submission]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it: `carried` are the loads whose workbook could not be read again and
    whose rows are the old database's, `false` the log's entries that no seal holds,
    `set_aside` the damaged files."""

    batch_count: int
    carried: tuple[BatchEntry, ...] = ()
    false: tuple[int, ...] = ()
    set_aside: tuple[Path, ...] = ()


class Watcher:
    """Told of a store that is made anew; this one says nothing of it."""

    def begin(self, why: StoreError) -> None:
        """Before, where opening the store has found that it has to be."""

    def step(self, done: int, count: int) -> None:
        """How many of the log's entries are written, and how many there are."""

    def end(self, outcome: Rebuilt) -> None:
        """After."""


def open_current(root: Path, read: Reader, watcher: Watcher | None = None) -> Database:
    """The store; one that is damaged, or was made with another schema, is made anew first.

    The old file stays until the new one is whole: whatever stops it, the next opening finds
    one of the two. Raises DatabaseHeld, WriteFailed, and as `rebuild`.
    """
    watcher = watcher or Watcher()
    with find_lock(root):
        try:
            return open_database(root)
        except MENDED_BY_REBUILD as error:
            watcher.begin(error)
            rebuild(root, read, watcher)
        return open_database(root)


def rebuild(root: Path, read: Reader, watcher: Watcher | None = None) -> Rebuilt:
    """Build a new database beside the old one and swap it in, also under this process's own
    open ones.

    `read` makes of archived bytes the Submission that they made when they were accepted
    (year, forum and options given then). Until the swap, which is one rename, the old
    database stays as it is. Raises DatabaseHeld, LogDamaged, WorkbookLost, WriteFailed, and
    whatever else `read` raises.
    """
    watcher = watcher or Watcher()
    with find_lock(root), translate_write_errors(root), set_down_all(root):
        with hold_old(root) as old:
            entries, log_aside = repair_log(root, old.entries or [])
            carried = _build_new(root, old, entries, read, watcher)
            is_damaged = not old.is_whole or old.entries not in (None, entries)
        aside = [log_aside, *_swap(root, is_damaged)]
        count = sum(parse_batch(entry) is not None for entry in entries)
        files = tuple(path for path in aside if path)
        outcome = Rebuilt(count, tuple(carried), tuple(list_false(entries)), files)
    watcher.end(outcome)
    return outcome


def _build_new(
    root: Path, old: OldDatabase, entries: Sequence[Entry], read: Reader, watcher: Watcher
) -> list[BatchEntry]:
    """The new database beside the old one; returns the loads carried over."""
    new = root / NEW_NAME
    for leftover in (new, _wal_of(new)):
        leftover.unlink(missing_ok=True)
    carried = []
    with connect(new) as connection:
        # Each load writes little: a second thread waits for it more than it does.
        connection.execute("SET threads = 1; BEGIN TRANSACTION")
        create_schema(connection)
        refresh_reference(connection)
        for number, entry in enumerate(entries, 1):
            watcher.step(number, len(entries))
            insert_entry(connection, entry)
            batch = parse_batch(entry)
            if batch is None:
                continue
            connection.execute("COMMIT; BEGIN TRANSACTION")
            refusal = _replay(connection, root, batch, read)
            if refusal is not None:
                connection.execute("ROLLBACK; BEGIN TRANSACTION")
                insert_batch(connection, batch)
                carry_rows(old, connection, batch, refusal)
                carried.append(batch)
        connection.execute("COMMIT")
        # Closing would do it, and say nothing of a disk that is full.
        connection.execute("CHECKPOINT")
    return carried


def _replay(
    connection: duckdb.DuckDBPyConnection, root: Path, batch: BatchEntry, read: Reader
) -> StoreError | None:
    """A load is read again from its archived bytes, an undo or redo is its batch alone; returns
    why a load can't be read again."""
    insert_batch(connection, batch)
    if batch.sha256 is None:
        return None
    try:
        submission = read(read_archive(root, batch.sha256), batch)
        check_submission(submission)
        write_rows(connection, batch.batch_id, submission)
    except (ArchiveDamaged, SubmissionRefused) as refusal:
        return refusal
    return None


def _swap(root: Path, is_damaged: bool) -> list[Path | None]:
    """Closing has left each database in one file. A damaged one is kept aside, and so is a log
    of DuckDB's that is none of it: it would be taken for the new one's."""
    path = root / DATABASE_NAME
    aside = [set_aside(_wal_of(path))]
    if is_damaged:
        aside.append(set_aside(path))
    os.replace(root / NEW_NAME, path)
    flush_folder(root)
    return aside


def _wal_of(path: Path) -> Path:
    return path.with_name(path.name + ".wal")
