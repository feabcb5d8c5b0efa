"""A batch as the log tells it, and as table `batches` repeats it for the questions in SQL."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal, get_args

import duckdb

from store.actor import Actor
from store.errors import SubmissionRefused
from store.log.entries import Entry, read_last, write_entry
from store.moments import END_OF_TIME, drop_time_zone, follow, read_utc_now

BatchKind = Literal["load", "undo", "redo", "release", "withdraw_release"]

#: The log's word for a load; for any other kind of batch it is the kind's own.
LOAD_ACT = "accept"
_KINDS: dict[str, BatchKind] = {
    LOAD_ACT if kind == "load" else kind: kind for kind in get_args(BatchKind)
}


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """One batch as accepted; the columns of table `batches` (UTC without time zone).

    `owner` sees to the rows of a load that wait, until `due_on`; `is_preliminary`: it counted as
    速報 when it was accepted.
    """

    batch_id: int
    kind: BatchKind
    accepted_at: datetime
    accepted_by: str
    target_batch_id: int | None = None
    file_name: str | None = None
    sha256: str | None = None
    fiscal_year: int | None = None
    forum: str | None = None
    reason: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    owner: str | None = None
    due_on: date | None = None
    is_preliminary: bool = False


#: What an entry's details say; number and kind, when and by whom it says by itself.
_DETAILS = tuple(each.name for each in fields(BatchEntry))[4:]


def write_batch(
    cursor: duckdb.DuckDBPyConnection, actor: Actor, batch: BatchEntry, told: Mapping[str, Any]
) -> None:
    """Enter a batch into table and log, with what else is `told` of it there."""
    insert_batch(cursor, batch)
    log_batch(cursor, actor, batch, told)


def log_batch(
    cursor: duckdb.DuckDBPyConnection, actor: Actor, batch: BatchEntry, told: Mapping[str, Any]
) -> None:
    """Enter a batch that is in its table into the log alone."""
    details = {name: getattr(batch, name) for name in _DETAILS if getattr(batch, name)}
    if batch.due_on:
        details["due_on"] = batch.due_on.isoformat()
    subject = f"batch:{batch.batch_id}"
    action = LOAD_ACT if batch.kind == "load" else batch.kind
    write_entry(cursor, actor, action, subject, {**details, **told}, batch.accepted_at)


def parse_batch(entry: Entry) -> BatchEntry | None:
    """The batch that an entry tells of; None where it tells of something else."""
    kind = _KINDS.get(entry.action)
    if kind is None:
        return None
    said = {name: entry.details[name] for name in _DETAILS if name in entry.details}
    if "due_on" in said:
        said["due_on"] = date.fromisoformat(said["due_on"])
    number = int(entry.subject.removeprefix("batch:"))
    return BatchEntry(number, kind, entry.at, entry.by, **said)


def insert_batch(cursor: duckdb.DuckDBPyConnection, batch: BatchEntry) -> None:
    """Insert a batch into its table alone (rebuild has its entry already)."""
    cursor.execute(
        "INSERT INTO batches VALUES ($batch_id, $kind, $target_batch_id, $file_name, $sha256,"
        " $fiscal_year, $forum, $options, $accepted_at, $accepted_by, $reason, $owner, $due_on,"
        " $is_preliminary)",
        asdict(batch) | {"options": render_options(batch.options)},
    )


def read_batches(
    cursor: duckdb.DuckDBPyConnection, as_of: datetime = END_OF_TIME
) -> list[BatchEntry]:
    """The batches accepted up to a moment, in order."""
    rows = cursor.execute(
        "SELECT batch_id, kind, accepted_at, accepted_by, target_batch_id, file_name, sha256,"
        " fiscal_year, forum, reason, options, owner, due_on, is_preliminary"
        " FROM batches WHERE accepted_at <= $as_of ORDER BY batch_id",
        {"as_of": as_of},
    ).fetchall()
    return [BatchEntry(*[*row[:10], json.loads(row[10]), *row[11:]]) for row in rows]


def render_options(options: Mapping[str, Any]) -> str:
    """Options as table `batches` keeps them: equal texts are equal options."""
    return json.dumps(options, ensure_ascii=False, sort_keys=True)


def find_same(
    cursor: duckdb.DuckDBPyConnection,
    slots: Iterable[tuple[str, int, str]],
    options: Mapping[str, Any],
    sha256: str,
) -> int | None:
    """The load of the same bytes, read the same way, that speaks for all the slots now."""
    known = "SELECT 1 FROM batches WHERE sha256 = $sha256 LIMIT 1"
    if cursor.execute(known, {"sha256": sha256}).fetchone() is None:
        return None  # nearly always, and far sooner told than which loads count
    rows = cursor.execute(
        "SELECT s.forum, s.fiscal_year, s.layout, s.batch_id"
        " FROM current_slots AS s JOIN batches AS b ON b.batch_id = s.batch_id"
        " WHERE b.sha256 = $sha256 AND b.options = $options",
        {"sha256": sha256, "options": render_options(options)},
    ).fetchall()
    current: dict[tuple[str, int, str], int] = {row[:3]: row[3] for row in rows}
    wanted = {(forum, year, layout) for forum, year, layout in slots}
    return max(current[slot] for slot in wanted) if wanted <= set(current) else None


def number_batch(cursor: duckdb.DuckDBPyConnection, at: datetime | None) -> tuple[int, datetime]:
    """The next number and its moment, which follows the log's last.

    A moment given by the caller that lies before it is refused, as it would rewrite what was.
    """
    ((last_id,),) = cursor.execute("SELECT coalesce(max(batch_id), 0) FROM batches").fetchall()
    _, last_at, _ = read_last(cursor)
    if at is None:
        return last_id + 1, follow(last_at, read_utc_now())
    moment = drop_time_zone(at)
    if follow(last_at, moment) != moment:
        raise SubmissionRefused(f"{at} is before the last entry ({last_at})")
    return last_id + 1, moment
