"""The journal: one JSON line a batch, append-only, beside the archive.

Archive and journal together are enough to make the database anew (`store.rebuild`).

The database is written first, in one transaction; the journal repeats its `batches` rows.
So a crash between the two leaves the journal short of its last lines, never ahead, and
`catch_up_journal` (at every open, before and after every write) adds what is missing. A
journal that *is* ahead therefore means that the database was lost or replaced: it is then
left alone and `rebuild` is asked for.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from store.disk.lines import append_lines, read_complete_lines, touch_lines
from store.errors import JournalAhead, JournalDamaged
from store.moments import END_OF_TIME

FILE_NAME = "journal.jsonl"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One batch as accepted; the columns of table `batches` (UTC without time zone)."""

    batch_id: int
    kind: str
    target_batch_id: int | None
    file_name: str | None
    sha256: str | None
    fiscal_year: int | None
    forum: str | None
    accepted_at: datetime
    accepted_by: str
    reason: str | None = None
    options: dict[str, Any] = field(default_factory=dict)


def read_journal(root: Path) -> list[JournalEntry]:
    """All entries in order; raises JournalDamaged naming the line that is none.

    A last line without its end is what a crash left: its batch is in the database.
    """
    lines = read_complete_lines(root / FILE_NAME)
    return [_parse_line(line, number) for number, line in enumerate(lines, 1)]


def catch_up_journal(cursor: duckdb.DuckDBPyConnection, root: Path) -> None:
    """Append the batches that the journal does not have yet, flushed to disk.

    Raises JournalAhead, JournalDamaged, or OSError when the disk refuses.
    """
    last_in_journal = _read_last_batch_id(root)
    last_in_database = _read_last_batch_id_kept(cursor)
    if last_in_journal > last_in_database:
        raise JournalAhead(f"journal: batch {last_in_journal}, database: {last_in_database}")
    if last_in_journal < last_in_database:
        entries = read_entries(cursor, after=last_in_journal)
        append_lines(root / FILE_NAME, [_render_line(entry) for entry in entries])
    else:
        touch_lines(root / FILE_NAME)


def read_entries(
    cursor: duckdb.DuckDBPyConnection, after: int = 0, as_of: datetime = END_OF_TIME
) -> list[JournalEntry]:
    """The batches in the database after a number and up to a moment, in order."""
    rows = cursor.execute(
        "SELECT batch_id, kind, target_batch_id, file_name, sha256, fiscal_year, forum,"
        " accepted_at, accepted_by, reason, options"
        " FROM batches WHERE batch_id > $after AND accepted_at <= $as_of ORDER BY batch_id",
        {"after": after, "as_of": as_of},
    ).fetchall()
    return [JournalEntry(*(*row[:10], json.loads(row[10]))) for row in rows]


def _read_last_batch_id(root: Path) -> int:
    lines = read_complete_lines(root / FILE_NAME)
    return _parse_line(lines[-1], len(lines)).batch_id if lines else 0


def _read_last_batch_id_kept(cursor: duckdb.DuckDBPyConnection) -> int:
    row = cursor.execute("SELECT coalesce(max(batch_id), 0) FROM batches").fetchone()
    assert row is not None
    return int(row[0])


def _render_line(entry: JournalEntry) -> bytes:
    fields = asdict(entry) | {"accepted_at": entry.accepted_at.isoformat()}
    return json.dumps(fields, ensure_ascii=False).encode()


def _parse_line(line: bytes, number: int) -> JournalEntry:
    try:
        fields = json.loads(line)
        accepted_at = datetime.fromisoformat(fields.pop("accepted_at"))
        entry = JournalEntry(**fields, accepted_at=accepted_at)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise JournalDamaged(f"{FILE_NAME}, line {number}: {error}") from error
    if entry.batch_id != number:
        raise JournalDamaged(f"{FILE_NAME}, line {number}: batch {entry.batch_id}")
    return entry
