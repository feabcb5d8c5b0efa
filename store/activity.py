"""The log of who did what: append-only, each entry sealed with the hash of the one before.

Accepting, undoing and redoing write their entry in the same transaction. What is decided
about parked rows and learned titles *is* its entry: their state is read from the log.
The file `activity.jsonl` repeats the table as the journal repeats the batches, so that a
rebuilt database has the same log. There is no function that changes or removes an entry.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from store.disk.lines import append_lines, read_complete_lines, touch_lines
from store.errors import JournalAhead, JournalDamaged
from store.moments import END_OF_TIME, drop_time_zone, read_utc_now

if TYPE_CHECKING:
    from store.database import Database

FILE_NAME = "activity.jsonl"


@dataclass(frozen=True, slots=True)
class Activity:
    """One entry (UTC without time zone); `subject` names a batch, row, title or inbox item."""

    activity_id: int
    at: datetime
    by: str
    action: str
    subject: str
    details: dict[str, Any]
    previous_hash: str
    hash: str = ""


def list_activity(database: "Database", as_of: datetime | None = None) -> list[Activity]:
    """Every entry up to a moment, the newest first."""
    moment = drop_time_zone(as_of) if as_of else END_OF_TIME
    with database.read() as cursor:
        return read_activity(cursor, as_of=moment)[::-1]


def activity_version(database: "Database") -> int:
    """Number of the last entry: grows with every decision, also those without a batch."""
    with database.read() as cursor:
        row = cursor.execute("SELECT max(activity_id) FROM activity").fetchone()
    return int(row[0] or 0) if row else 0


def verify_activity(database: "Database") -> list[int]:
    """The numbers of the entries that are not what was written, in table or file.

    An entry taken out makes the one after it false; [] means that the log is whole.
    """
    with database.read() as cursor:
        kept = read_activity(cursor)
    written = dict(enumerate(read_complete_lines(database.root / FILE_NAME), 1))
    false = {number for number in written if number > len(kept)}
    previous = ""
    for number, entry in enumerate(kept, 1):
        is_sound = entry.activity_id == number and entry.previous_hash == previous
        if not is_sound or entry.hash != seal(entry) or written.get(number) != _render(entry):
            false.add(entry.activity_id)
        previous = entry.hash
    return sorted(false)


def add_remark(database: "Database", by: str, subject: str, text: str) -> int:
    """Enter a remark about a batch or anything else; returns the entry's number."""
    return record_activity(database, by, "remark", subject, {"text": text})


def record_activity(
    database: "Database",
    by: str,
    action: str,
    subject: str,
    details: Mapping[str, Any],
    at: datetime | None = None,
) -> int:
    """Enter what is no batch, in a transaction of its own. Raises WriteFailed."""
    from store.logs import catch_up_logs, catch_up_quietly  # it imports this module

    with database.lock:
        with database.write() as cursor:
            catch_up_logs(cursor, database.root)
            number = write_activity(cursor, by, action, subject, details, at)
        catch_up_quietly(database)
    return number


def write_activity(
    cursor: duckdb.DuckDBPyConnection,
    by: str,
    action: str,
    subject: str,
    details: Mapping[str, Any],
    at: datetime | None = None,
) -> int:
    """Append an entry within the cursor's transaction; a clock set back waits."""
    last_id, last_at, last_hash = _read_last(cursor)
    moment = max(drop_time_zone(at) if at else read_utc_now(), last_at)
    entry = Activity(last_id + 1, moment, by, action, subject, dict(details), last_hash)
    insert_activity(cursor, replace(entry, hash=seal(entry)))
    return entry.activity_id


def insert_activity(cursor: duckdb.DuckDBPyConnection, entry: Activity) -> None:
    """Insert an entry as it is (rebuild has them from the file)."""
    cursor.execute(
        "INSERT INTO activity VALUES ($activity_id, $at, $by, $action, $subject, $details,"
        " $previous_hash, $hash)",
        asdict(entry) | {"details": _render_details(entry.details)},
    )


def read_activity(
    cursor: duckdb.DuckDBPyConnection, after: int = 0, as_of: datetime = END_OF_TIME
) -> list[Activity]:
    """The entries after a number and up to a moment, in order."""
    rows = cursor.execute(
        "SELECT activity_id, done_at, done_by, action, subject, details, previous_hash, hash"
        " FROM activity WHERE activity_id > $after AND done_at <= $as_of ORDER BY activity_id",
        {"after": after, "as_of": as_of},
    ).fetchall()
    return [Activity(*_parse_details(row)) for row in rows]


def read_activity_file(root: Path) -> list[Activity]:
    """The entries of the file; raises JournalDamaged naming the line that is none."""
    lines = read_complete_lines(root / FILE_NAME)
    return [_parse_line(line, number) for number, line in enumerate(lines, 1)]


def catch_up_activity(cursor: duckdb.DuckDBPyConnection, root: Path) -> None:
    """Append the entries that the file does not have yet; raises as `catch_up_journal`."""
    lines = read_complete_lines(root / FILE_NAME)
    last_in_file = _parse_line(lines[-1], len(lines)).activity_id if lines else 0
    last_in_table = _read_last(cursor)[0]
    if last_in_file > last_in_table:
        raise JournalAhead(f"{FILE_NAME}: entry {last_in_file}, database: {last_in_table}")
    if last_in_file < last_in_table:
        entries = read_activity(cursor, after=last_in_file)
        append_lines(root / FILE_NAME, [_render(entry) for entry in entries])
    else:
        touch_lines(root / FILE_NAME)


def seal(entry: Activity) -> str:
    """The hash that an entry must have, over all it says and the hash before it."""
    said = asdict(entry) | {"at": entry.at.isoformat(), "hash": ""}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _read_last(cursor: duckdb.DuckDBPyConnection) -> tuple[int, datetime, str]:
    row = cursor.execute(
        "SELECT activity_id, done_at, hash FROM activity ORDER BY activity_id DESC LIMIT 1"
    ).fetchone()
    return row or (0, datetime.min, "")


def _parse_details(row: tuple[Any, ...]) -> list[Any]:
    return [*row[:5], json.loads(row[5]), *row[6:]]


def _render_details(details: Mapping[str, Any]) -> str:
    return json.dumps(details, ensure_ascii=False, sort_keys=True)


def _render(entry: Activity) -> bytes:
    fields = asdict(entry) | {"at": entry.at.isoformat()}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()


def _parse_line(line: bytes, number: int) -> Activity:
    try:
        fields = json.loads(line)
        entry = Activity(**fields | {"at": datetime.fromisoformat(fields["at"])})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise JournalDamaged(f"{FILE_NAME}, line {number}: {error}") from error
    if entry.activity_id != number:
        raise JournalDamaged(f"{FILE_NAME}, line {number}: entry {entry.activity_id}")
    return entry
