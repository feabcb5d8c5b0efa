"""The log: append-only, each entry sealed with the hash of the one before.

Table `log` and file `log.jsonl` say the same, line by line. With the archive the file is
enough to make the database anew (`store.keeping.rebuild`); what is decided about parked rows,
titles and meetings *is* its entry. There is no function that changes or removes one.

The database is written first, in one transaction; the file repeats it. So a crash between
the two leaves the file short of its last lines, never ahead, and `catch_up_log` (at every
open, before and after every write) adds what is missing. A file that *is* ahead therefore
means that the database was lost or replaced: it is then left alone and `rebuild` asked for.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from store.actor import Actor
from store.disk.lines import append_lines, read_complete_lines, read_last_line, touch_lines
from store.errors import LogAhead, LogDamaged
from store.moments import END_OF_TIME, drop_time_zone, follow, read_utc_now

FILE_NAME = "log.jsonl"
#: Where the details of an entry say how its actor was known.
ACTOR = "actor"
#: How many entries, and a sum over all that they say.
Stamp = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry (UTC without time zone); `subject` names a batch, row, title or inbox item."""

    number: int
    at: datetime
    by: str
    action: str
    subject: str
    details: dict[str, Any]
    previous_hash: str
    hash: str = ""


def write_entry(
    cursor: duckdb.DuckDBPyConnection,
    actor: Actor,
    action: str,
    subject: str,
    details: Mapping[str, Any],
    at: datetime | None = None,
) -> int:
    """Append an entry within the cursor's transaction; returns its number.

    Its details say how the actor was known, and in which role they acted; its moment follows
    the one before (`store.moments.follow`).
    """
    last_number, last_at, last_hash = read_last(cursor)
    moment = follow(last_at, drop_time_zone(at) if at else read_utc_now())
    told = {**details, ACTOR: {"role": actor.role, "known_by": actor.known_by}}
    entry = Entry(last_number + 1, moment, actor.name, action, subject, told, last_hash)
    insert_entry(cursor, replace(entry, hash=seal(entry)))
    return entry.number


def insert_entry(cursor: duckdb.DuckDBPyConnection, entry: Entry) -> None:
    """Insert an entry as it is (rebuild has them from the file)."""
    cursor.execute(
        "INSERT INTO log VALUES ($number, $at, $by, $action, $subject, $details,"
        " $previous_hash, $hash)",
        asdict(entry) | {"details": _render_details(entry.details)},
    )


def read_entries(
    cursor: duckdb.DuckDBPyConnection,
    after: int = 0,
    as_of: datetime = END_OF_TIME,
    acts: Sequence[str] | None = None,
    telling: str | None = None,
) -> list[Entry]:
    """The entries after a number and up to a moment, in order; where there are `acts`, of these
    alone, and those of any other whose details hold the text `telling`: who looks for a few
    parses no others."""
    rows = cursor.execute(
        "SELECT number, done_at, done_by, action, subject, details, previous_hash, hash"
        " FROM log WHERE number > $after AND done_at <= $as_of AND ($acts IS NULL"
        " OR list_contains($acts, action) OR contains(details, $telling)) ORDER BY number",
        {"after": after, "as_of": as_of, "acts": acts, "telling": telling},
    ).fetchall()
    return [_build(row) for row in rows]


def read_last(
    cursor: duckdb.DuckDBPyConnection, as_of: datetime = END_OF_TIME
) -> tuple[int, datetime, str]:
    """Number, moment and hash of the newest entry up to a moment; of none before the first."""
    row = cursor.execute(
        "SELECT number, done_at, hash FROM log"
        " WHERE number = (SELECT max(number) FROM log WHERE done_at <= $as_of)",
        {"as_of": as_of},
    ).fetchone()
    return row or (0, datetime.min, "")


def read_log_file(root: Path) -> list[Entry]:
    """The entries of the file; raises LogDamaged naming the line that is none.

    A last line without its end is what a crash left: its entry is in the database.
    """
    lines = read_complete_lines(root / FILE_NAME)
    return [parse_line(line, number) for number, line in enumerate(lines, 1)]


def has_entries(root: Path) -> bool:
    """Whether the file has any."""
    return bool(read_complete_lines(root / FILE_NAME))


def catch_up_log(cursor: duckdb.DuckDBPyConnection, root: Path) -> None:
    """Append the entries that the file does not have yet, flushed to disk.

    Raises LogAhead where the table lacks the file's last entry, or has another in its place;
    LogDamaged, or OSError when the disk refuses.
    """
    in_file = check_log(cursor, root)
    in_table, *_ = read_last(cursor)
    if in_file < in_table:
        entries = read_entries(cursor, after=in_file)
        append_lines(root / FILE_NAME, [render_line(entry) for entry in entries])
    else:
        touch_lines(root / FILE_NAME)


def check_log(cursor: duckdb.DuckDBPyConnection, root: Path) -> int:
    """How many entries the file has; raises LogAhead or LogDamaged as `catch_up_log`."""
    count, last = read_last_line(root / FILE_NAME)
    if count:
        check_known(cursor, parse_line(last, count))
    return count


def check_known(cursor: duckdb.DuckDBPyConnection, last: Entry) -> None:
    """Raises LogAhead where the table lacks an entry of the file, or has another in its place."""
    if _read_hash(cursor, last.number) != last.hash:
        raise LogAhead(f"{FILE_NAME}: entry {last.number} is not the database's")


def _read_hash(cursor: duckdb.DuckDBPyConnection, number: int) -> str:
    """An entry's hash; "" where there is none, as before the first."""
    query = "SELECT hash FROM log WHERE number = $number"
    row = cursor.execute(query, {"number": number}).fetchone()
    return row[0] if row else ""


def stamp_entries(cursor: duckdb.DuckDBPyConnection, up_to: int | None = None) -> Stamp:
    """What the table says of all entries, or of those up to a number: the same for the same."""
    question = (
        "SELECT count(*), bit_xor(hash(number, done_at, done_by, action, subject, details,"
        " previous_hash, hash)) FROM log"
    )
    some = " WHERE number <= $up_to"  # which takes half as long again
    asked = (question,) if up_to is None else (question + some, {"up_to": up_to})
    row = cursor.execute(*asked).fetchone()
    assert row is not None
    return row[0], row[1]


def find_false(
    cursor: duckdb.DuckDBPyConnection, lines: Sequence[bytes], whole: int = 0
) -> list[int]:
    """The numbers of the entries that are not what was written, in the table or in the file's
    `lines`; the first `whole` are known to be, and theirs are not among these.

    An entry taken out makes the one after it false; [] means that the log is whole.
    """
    kept = read_entries(cursor, after=whole)
    written = dict(enumerate(lines, whole + 1))
    false = {number for number in written if number > whole + len(kept)}
    previous = _read_hash(cursor, whole)
    for number, entry in enumerate(kept, whole + 1):
        is_sound = entry.number == number and is_held(entry, previous)
        if not is_sound or written.get(number) != render_line(entry):
            false.add(entry.number)
        previous = entry.hash
    return sorted(false)


def is_held(entry: Entry, previous: str) -> bool:
    """Whether an entry is what was written behind the one with the hash `previous`."""
    return entry.previous_hash == previous and entry.hash == seal(entry)


def seal(entry: Entry) -> str:
    """The hash that an entry must have, over all it says and the hash before it."""
    said = asdict(entry) | {"at": entry.at.isoformat(), "hash": ""}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def render_line(entry: Entry) -> bytes:
    """An entry as its line in the file."""
    fields = asdict(entry) | {"at": entry.at.isoformat()}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()


def parse_line(line: bytes, number: int) -> Entry:
    try:
        fields = json.loads(line)
        entry = Entry(**fields | {"at": datetime.fromisoformat(fields["at"])})
    except (ValueError, TypeError, KeyError) as error:
        raise LogDamaged(f"{FILE_NAME}, line {number}: {error}", f"{FILE_NAME}:{number}") from error
    if entry.number != number:
        message = f"{FILE_NAME}, line {number}: entry {entry.number}"
        raise LogDamaged(message, f"{FILE_NAME}:{number}")
    return entry


def _build(row: tuple[Any, ...]) -> Entry:
    number, at, by, action, subject, details, *hashes = row
    return Entry(number, at, by, action, subject, json.loads(details), *hashes)


def _render_details(details: Mapping[str, Any]) -> str:
    return json.dumps(details, ensure_ascii=False, sort_keys=True)
