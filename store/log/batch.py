"""A batch as the log tells it, and as table `batches` repeats it for the questions in SQL."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal

import duckdb

from store.actor import Actor
from store.log.entries import Entry, write_entry
from store.moments import END_OF_TIME

BatchKind = Literal["load", "undo", "redo"]

#: The log's word for each kind of batch.
_ACTIONS: dict[BatchKind, str] = {"load": "accept", "undo": "undo", "redo": "redo"}
_KINDS = {action: kind for kind, action in _ACTIONS.items()}


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """One batch as accepted; the columns of table `batches` (UTC without time zone).

    `owner` sees to the rows of a load that wait, until `due_on`.
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


#: What an entry's details say; number and kind, when and by whom it says by itself.
_DETAILS = tuple(each.name for each in fields(BatchEntry))[4:]


def write_batch(
    cursor: duckdb.DuckDBPyConnection, actor: Actor, batch: BatchEntry, told: Mapping[str, Any]
) -> None:
    """Enter a batch into table and log, with what else is `told` of it there."""
    insert_batch(cursor, batch)
    details = {name: getattr(batch, name) for name in _DETAILS if getattr(batch, name)}
    if batch.due_on:
        details["due_on"] = batch.due_on.isoformat()
    subject = f"batch:{batch.batch_id}"
    action = _ACTIONS[batch.kind]
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
        " $fiscal_year, $forum, $options, $accepted_at, $accepted_by, $reason, $owner, $due_on)",
        asdict(batch) | {"options": render_options(batch.options)},
    )


def read_batches(
    cursor: duckdb.DuckDBPyConnection, as_of: datetime = END_OF_TIME
) -> list[BatchEntry]:
    """The batches accepted up to a moment, in order."""
    rows = cursor.execute(
        "SELECT batch_id, kind, accepted_at, accepted_by, target_batch_id, file_name, sha256,"
        " fiscal_year, forum, reason, options, owner, due_on"
        " FROM batches WHERE accepted_at <= $as_of ORDER BY batch_id",
        {"as_of": as_of},
    ).fetchall()
    return [BatchEntry(*[*row[:10], json.loads(row[10]), *row[11:]]) for row in rows]


def render_options(options: Mapping[str, Any]) -> str:
    """Options as table `batches` keeps them: equal texts are equal options."""
    return json.dumps(options, ensure_ascii=False, sort_keys=True)
