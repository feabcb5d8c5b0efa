"""Whether the store is what was written: log, archive and database against one another."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import duckdb

from store.batches import Submission, write_rows
from store.database import Database
from store.disk.archive import FOLDER, read_archive
from store.disk.lines import read_complete_lines
from store.errors import ArchiveDamaged, PeopleDamaged
from store.keeping.old_database import is_readable
from store.log.batch import BatchEntry, parse_batch, read_batches
from store.log.entries import FILE_NAME, Entry, find_false, read_entries
from store.people.names import NAMES_NAME, PEOPLE_NAME, read_rows
from store.tables import list_load_tables

Row = Mapping[str, Any]
#: Where a load stands in the database.
BATCHES = "batches"

FindingCode = Literal[
    "entry_false",
    "entry_ahead",
    "people_damaged",
    "workbook_damaged",
    "database_damaged",
    "batch_differs",
    "rows_differ",
    "rows_carried",
    "workbook_refused",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: where (`batch` 0 for no load's), what stands
    there and what should, each by name; {} for nothing."""

    code: FindingCode
    place: str
    batch: int = 0
    found: Row = field(default_factory=dict)
    expected: Row = field(default_factory=dict)


def verify_store(database: Database) -> list[Finding]:
    """All but the rows: what needs no workbook to be read again."""
    with database.read() as cursor:
        if not is_readable(cursor):
            return [Finding("database_damaged", "congress.duckdb")]
        entries = read_entries(cursor)
        batches = read_batches(cursor)
        false = find_false(cursor, read_complete_lines(database.root / FILE_NAME))
        carried = cursor.execute("SELECT batch_id FROM carried_batches").fetchall()
    return [
        *(Finding("entry_false", f"{FILE_NAME}:{number}") for number in false),
        *_find_ahead(entries),
        *_find_damaged_people(database.root),
        *_find_damaged(database, batches),
        *_find_other_batches(entries, batches),
        *(Finding("rows_carried", BATCHES, batch) for (batch,) in carried),
    ]


def compare_rows(database: Database, batch: BatchEntry, submission: Submission) -> list[Finding]:
    """What the database has of a load and its workbook, read again, does not say, or the other
    way round: the first row of each table. Nothing stays of it."""
    again = -batch.batch_id
    with database.try_out() as cursor:
        write_rows(cursor, again, submission)
        return [
            finding
            for table in list_load_tables(cursor)
            for finding in _compare_table(cursor, table, batch.batch_id, again)
        ]


def _find_ahead(entries: Sequence[Entry]) -> Iterator[Finding]:
    """An entry that a wrong clock has dated after the next one."""
    for entry, following in pairwise(entries):
        if entry.at > following.at:
            place, at, then = f"{FILE_NAME}:{entry.number}", entry.at, following.at
            yield Finding(
                "entry_ahead", place, 0, {"at": f"{at:%Y-%m-%d}"}, {"at": f"{then:%Y-%m-%d}"}
            )


def _find_damaged_people(root: Path) -> Iterator[Finding]:
    for name in (PEOPLE_NAME, NAMES_NAME):
        try:
            read_rows(root / name)
        except PeopleDamaged:
            yield Finding("people_damaged", name)


def _find_damaged(database: Database, batches: Sequence[BatchEntry]) -> Iterator[Finding]:
    names = {each.sha256: each.file_name or "" for each in batches if each.sha256}
    for sha256, name in names.items():
        try:
            read_archive(database.root, sha256)
        except ArchiveDamaged:
            yield Finding("workbook_damaged", f"{FOLDER}/{sha256}", expected={"file_name": name})


def _find_other_batches(
    entries: Sequence[Entry], batches: Sequence[BatchEntry]
) -> Iterator[Finding]:
    told = {each.batch_id: each for each in map(parse_batch, entries) if each}
    kept = {each.batch_id: each for each in batches}
    for number in sorted(told.keys() | kept.keys()):
        if told.get(number) != kept.get(number):
            found, expected = (
                asdict(each[number]) if number in each else {} for each in (kept, told)
            )
            yield Finding("batch_differs", BATCHES, number, *_keep_differing(found, expected))


def _compare_table(
    cursor: duckdb.DuckDBPyConnection, table: str, batch_id: int, again: int
) -> Iterator[Finding]:
    kept, read = (_read_rows(cursor, table, number) for number in (batch_id, again))
    if Counter(map(repr, kept)) == Counter(map(repr, read)):
        return
    found, expected = _find_first(kept, read), _find_first(read, kept)
    yield Finding("rows_differ", table, batch_id, *_keep_differing(found, expected))


def _read_rows(cursor: duckdb.DuckDBPyConnection, table: str, batch_id: int) -> list[Row]:
    rows = cursor.table(table).filter(f"batch_id = {batch_id}").project("* EXCLUDE (batch_id)")
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]


def _find_first(rows: Sequence[Row], others: Sequence[Row]) -> Row:
    """The first row, from the top of the first sheet, that is none of the others; {} for none."""
    surplus = Counter(map(repr, rows)) - Counter(map(repr, others))
    return min((row for row in rows if repr(row) in surplus), key=_find_place, default={})


def _find_place(row: Row) -> tuple[str, int, str]:
    return str(row.get("sheet")), row.get("record_id") or 0, repr(row)


def _keep_differing(found: Row, expected: Row) -> tuple[Row, Row]:
    """What two say differently, and where both stand."""
    same = {name for name, value in found.items() if expected and expected.get(name) == value}
    told = same - {"sheet", "cell"}
    first, second = (
        {name: value for name, value in row.items() if name not in told}
        for row in (found, expected)
    )
    return first, second
