"""Whether the store is what was written: log, archive and database against one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import duckdb

from store.batches import Submission, write_rows
from store.database import Database
from store.disk.archive import FOLDER, read_archive
from store.errors import ArchiveDamaged
from store.keeping.old_database import is_readable, list_row_tables
from store.log.batch import BatchEntry, parse_batch, read_batches
from store.log.entries import FILE_NAME, Entry, find_false, read_entries

FindingCode = Literal[
    "entry_false",
    "entry_ahead",
    "workbook_damaged",
    "database_damaged",
    "batch_differs",
    "rows_differ",
    "rows_carried",
    "workbook_refused",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: where, what stands there, what should."""

    code: FindingCode
    place: str
    found: str = ""
    expected: str = ""


def verify_store(database: Database) -> list[Finding]:
    """All but the rows: what needs no workbook to be read again."""
    with database.read() as cursor:
        if not is_readable(cursor):
            return [Finding("database_damaged", "congress.duckdb")]
        entries = read_entries(cursor)
        batches = read_batches(cursor)
        false = find_false(cursor, database.root)
        carried = cursor.execute("SELECT batch_id, reason FROM carried_batches").fetchall()
    return [
        *(Finding("entry_false", f"{FILE_NAME}:{number}") for number in false),
        *_find_ahead(entries),
        *_find_damaged(database, batches),
        *_find_other_batches(entries, batches),
        *(Finding("rows_carried", f"batch:{batch}", reason) for batch, reason in carried),
    ]


def compare_rows(database: Database, batch: BatchEntry, submission: Submission) -> list[Finding]:
    """What the database has of a load and its workbook, read again, does not say, or the other
    way round: the first row of each table. Nothing stays of it."""
    again = -batch.batch_id
    with database.try_out() as cursor:
        write_rows(cursor, again, submission)
        return [
            finding
            for table in list_row_tables(cursor)
            for finding in _compare_table(cursor, table, batch.batch_id, again)
        ]


def _find_ahead(entries: Sequence[Entry]) -> Iterator[Finding]:
    """An entry that a wrong clock has dated after the next one."""
    for entry, following in pairwise(entries):
        if entry.at > following.at:
            place = f"{FILE_NAME}:{entry.number}"
            yield Finding("entry_ahead", place, f"{entry.at:%Y-%m-%d}", f"{following.at:%Y-%m-%d}")


def _find_damaged(database: Database, batches: Sequence[BatchEntry]) -> Iterator[Finding]:
    names = {each.sha256: each.file_name or "" for each in batches if each.sha256}
    for sha256, name in names.items():
        try:
            read_archive(database.root, sha256)
        except ArchiveDamaged as error:
            yield Finding("workbook_damaged", f"{FOLDER}/{sha256}", str(error), name)


def _find_other_batches(
    entries: Sequence[Entry], batches: Sequence[BatchEntry]
) -> Iterator[Finding]:
    told = {each.batch_id: each for each in map(parse_batch, entries) if each}
    kept = {each.batch_id: each for each in batches}
    for number in sorted(told.keys() | kept.keys()):
        if told.get(number) != kept.get(number):
            found, expected = repr(kept.get(number)), repr(told.get(number))
            yield Finding("batch_differs", f"batch:{number}", found, expected)


def _compare_table(
    cursor: duckdb.DuckDBPyConnection, table: str, batch_id: int, again: int
) -> Iterator[Finding]:
    kept, read = (_read_rows(cursor, table, number) for number in (batch_id, again))
    if kept == read:
        return
    missing, extra = ([row for row in a if row not in b] for a, b in ((read, kept), (kept, read)))
    found, expected = ("".join(rows[:1]) for rows in (extra, missing))
    yield Finding("rows_differ", f"batch:{batch_id} {table}", found, expected)


def _read_rows(cursor: duckdb.DuckDBPyConnection, table: str, batch_id: int) -> list[str]:
    rows = cursor.table(table).filter(f"batch_id = {batch_id}").project("* EXCLUDE (batch_id)")
    return sorted(map(repr, rows.fetchall()))
