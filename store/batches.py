"""Batches: accepting a workbook's records, superseding, undoing.

A load speaks for slots (forum, fiscal year, layout). It supersedes what older loads said
for the same slots by being newer; nothing is deleted, so every earlier moment stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

import duckdb

from data.layout import load_layouts
from store.actor import CONGRESS, Actor
from store.database import Database
from store.decisions.alarms import confirm_alarms, read_values
from store.decisions.parked import UNASSIGNED, ParkedRecord, insert_parked
from store.decisions.titles import Lesson
from store.disk.archive import archive_bytes, compute_sha256
from store.errors import (
    BatchUnknown,
    NothingToRelease,
    NothingToUndo,
    PreviewOutdated,
    ReasonMissing,
    SubmissionRefused,
)
from store.events import tell
from store.figures.sums import add_up
from store.log.batch import (
    BatchEntry,
    BatchKind,
    find_same,
    insert_batch,
    log_batch,
    number_batch,
    write_batch,
)
from store.log.history import (
    PRELIMINARY,
    UNDONE,
    Batch,
    BatchSlot,
    list_batches,
    read_batch_ids,
)
from store.people.names import sign_name
from store.release import is_switched_on
from store.tables import (
    StoredCell,
    StoredProblem,
    StoredRecord,
    insert_submitted,
)

__all__ = [
    "ACCEPT",
    "LEARN",
    "Accepted",
    "Batch",
    "BatchSlot",
    "ParkedRecord",
    "Slot",
    "StoredCell",
    "StoredProblem",
    "StoredRecord",
    "Submission",
    "accept",
    "list_batches",
    "preview",
    "redo",
    "undo",
]

ACCEPT, LEARN = "accept", "learn_title"


class Slot(NamedTuple):
    """What one load can supersede in another: `forum` is a forum id, a KPI scope or congress."""

    forum: str
    fiscal_year: int
    layout: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One workbook, read and ready to count.

    `fiscal_year` and `forum` are those given for the file (None: its own). Every record's
    slot is in `slots`; a slot without records says that there are none. `parked` are the
    rows that wait; `owner` sees to them until `due_on`. `learned` are the titles that were
    mapped by hand. `confirmed`: why its alarms are right, by their keys. `options` is whatever
    else its reading depended on, as JSON values; the log keeps it for rebuild.
    """

    file_name: str
    content: bytes
    fiscal_year: int | None
    forum: str | None
    accepted_by: Actor
    slots: Sequence[tuple[str, int, str]]
    records: Sequence[StoredRecord]
    problems: Sequence[StoredProblem] = ()
    parked: Sequence[ParkedRecord] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None
    owner: str | None = None
    due_on: date | None = None
    learned: Sequence[Lesson] = ()
    confirmed: Mapping[str, str] = field(default_factory=dict)


class Accepted(NamedTuple):
    """`is_new` is False when these very bytes already spoke for all their slots."""

    batch_id: int
    is_new: bool


def accept(
    database: Database,
    submission: Submission,
    at: datetime | None = None,
    expected_version: int | None = None,
) -> Accepted:
    """Archive the bytes, then write one batch, and all that goes with it, in one transaction.

    `expected_version` is the data_version that the person saw in the preview. Raises
    ActorUnknown, RightMissing, PreviewOutdated when another batch has come since,
    AlarmsUnconfirmed, SubmissionRefused or WriteFailed; the state is then the one before.
    """
    check_submission(submission)
    actor = submission.accepted_by
    actor.require(LEARN, {each.forum or CONGRESS for each in submission.learned})
    with database.append(actor, ACCEPT, {slot[0] for slot in submission.slots}) as (cursor, by):
        submission = _sign(database, submission, by)
        sha256 = archive_bytes(database.root, submission.content, submission.file_name)
        known = find_same(cursor, submission.slots, submission.options, sha256)
        if known is not None:
            return Accepted(known, is_new=False)
        batch = _describe_load(cursor, submission, sha256, at)
        _check_version(batch, expected_version)
        confirmed = _write_confirmed(cursor, batch, submission)
        log_batch(cursor, by, batch, _tell_load(submission) | confirmed)
    counts = {"records": len(submission.records), "waiting": len(submission.parked)}
    tell("accepted", batch=batch.batch_id, **counts)
    return Accepted(batch.batch_id, is_new=True)


@contextmanager
def preview(database: Database, submission: Submission) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor that sees the figures as if the submission were accepted; nothing stays.

    Holds the write lock: ask and leave.
    """
    check_submission(submission)
    with database.try_out() as cursor:
        sha256 = compute_sha256(submission.content)
        batch = _describe_load(cursor, submission, sha256, None)
        insert_batch(cursor, batch)
        write_rows(cursor, batch.batch_id, submission)
        yield cursor


def _write_confirmed(
    cursor: duckdb.DuckDBPyConnection, batch: BatchEntry, submission: Submission
) -> dict[str, Any]:
    """Write a load; what the log tells of its alarms. A program's own load asks nobody."""
    is_asked = submission.accepted_by.known_by != "program"
    before = read_values(cursor) if is_asked else {}
    insert_batch(cursor, batch)
    write_rows(cursor, batch.batch_id, submission)
    if not is_asked:
        return {}
    alarms = confirm_alarms(cursor, batch.batch_id, before, submission.confirmed)
    return {"alarms": alarms} if alarms else {}


def undo(
    database: Database, batch_id: int, actor: Actor, reason: str, at: datetime | None = None
) -> int:
    """Take a load out of every figure; the slots' loads before it count again.

    Returns the undo's own batch number. Raises ReasonMissing, BatchUnknown, NothingToUndo,
    ActorUnknown, RightMissing or WriteFailed.
    """
    return say_of_load(database, "undo", batch_id, actor, reason, at)


def redo(
    database: Database, batch_id: int, actor: Actor, reason: str, at: datetime | None = None
) -> int:
    """Bring an undone load back; the same errors as `undo`."""
    return say_of_load(database, "redo", batch_id, actor, reason, at)


def check_submission(submission: Submission) -> None:
    """Raises SubmissionRefused when it speaks for nothing, or a record has no slot."""
    if not submission.slots:
        raise SubmissionRefused(f"{submission.file_name} speaks for no slot")
    unknown = {layout for _, _, layout in submission.slots} - {each.id for each in load_layouts()}
    if unknown:
        raise SubmissionRefused(f"no such layout: {', '.join(sorted(unknown))}")
    strays = {_slot_of(record) for record in submission.records} - set(submission.slots)
    strays |= {_slot_of(record) for record in submission.parked if record.forum != UNASSIGNED} - (
        set(submission.slots)
    )
    if strays:
        raise SubmissionRefused(f"records outside the slots: {sorted(strays)}")


def write_rows(cursor: duckdb.DuckDBPyConnection, batch_id: int, submission: Submission) -> None:
    """Write what a load brings, and what that comes to, into the cursor's transaction."""
    _insert_slots(cursor, batch_id, submission)
    insert_submitted(cursor, batch_id, submission.records, submission.problems)
    insert_parked(cursor, batch_id, submission.parked)
    add_up(cursor, batch_id)


def say_of_load(
    database: Database,
    kind: BatchKind,
    target: int,
    actor: Actor,
    reason: str,
    at: datetime | None,
) -> int:
    if not reason.strip():
        raise ReasonMissing(f"{kind} of batch {target}")
    with database.append(actor, kind, list_concerned(database, target)) as (cursor, signed):
        return write_later(cursor, signed, kind, target, reason, at)


def write_later(
    cursor: duckdb.DuckDBPyConnection,
    signed: Actor,
    kind: BatchKind,
    target: int,
    reason: str | None = None,
    at: datetime | None = None,
) -> int:
    """What is said of a load later, as a batch of its own."""
    _check_sayable(cursor, kind, target)
    batch_id, moment = number_batch(cursor, at)
    batch = BatchEntry(batch_id, kind, moment, signed.name, target_batch_id=target, reason=reason)
    write_batch(cursor, signed, batch, {})
    return batch_id


def list_concerned(database: Database, target: int) -> list[str]:
    """Whom undoing a load concerns: the Congress too once it is 確定, where that is told apart."""
    forums = list_forums(database, target)
    with database.read() as cursor:
        is_own = target in read_batch_ids(cursor, PRELIMINARY)
    return forums if is_own or not is_switched_on() else [*forums, CONGRESS]


def list_forums(database: Database, batch_id: int) -> list[str]:
    """The forums that a load speaks for; [] where there is no such load."""
    question = "SELECT DISTINCT forum FROM batch_slots WHERE batch_id = $batch_id"
    with database.read() as cursor:
        return [row[0] for row in cursor.execute(question, {"batch_id": batch_id}).fetchall()]


def _sign(database: Database, submission: Submission, signed: Actor) -> Submission:
    """The submission with people under the names that the log has of them."""
    owner = submission.owner and sign_name(database.root, submission.owner)
    return replace(submission, accepted_by=signed, owner=owner)


def _check_version(batch: BatchEntry, expected: int | None) -> None:
    """The preview showed what the batch would do after batch number `expected`."""
    if expected is not None and expected != batch.batch_id - 1:
        raise PreviewOutdated(f"previewed after batch {expected}, now {batch.batch_id - 1}")


def _tell_load(submission: Submission) -> dict[str, Any]:
    """What the log tells of a load beside its batch."""
    counts = {"record_count": len(submission.records), "parked_count": len(submission.parked)}
    learned = [asdict(each) for each in submission.learned]
    return counts | ({"learned": learned} if learned else {})


def _check_sayable(cursor: duckdb.DuckDBPyConnection, kind: BatchKind, target: int) -> None:
    found = cursor.execute(
        "SELECT 1 FROM batches WHERE batch_id = $target AND kind = 'load'", {"target": target}
    ).fetchone()
    if found is None:
        raise BatchUnknown(f"no load has the number {target}")
    if kind in ("undo", "redo"):
        if (target in read_batch_ids(cursor, UNDONE)) != (kind == "redo"):
            raise NothingToUndo(f"{kind} of batch {target}: it is so already")
    elif (target in read_batch_ids(cursor, PRELIMINARY)) != (kind == "release"):
        raise NothingToRelease(f"{kind} of batch {target}: it is so already")


def _describe_load(
    cursor: duckdb.DuckDBPyConnection, submission: Submission, sha256: str, at: datetime | None
) -> BatchEntry:
    batch_id, moment = number_batch(cursor, at)
    return BatchEntry(
        batch_id,
        "load",
        moment,
        submission.accepted_by.name,
        file_name=submission.file_name,
        sha256=sha256,
        fiscal_year=submission.fiscal_year,
        forum=submission.forum,
        reason=submission.reason,
        options=dict(submission.options),
        owner=submission.owner,
        due_on=submission.due_on,
        is_preliminary=is_switched_on() and not submission.accepted_by.may("release", []),
    )


def _insert_slots(cursor: duckdb.DuckDBPyConnection, batch_id: int, submission: Submission) -> None:
    counts = dict.fromkeys((Slot(*slot) for slot in submission.slots), 0)
    for record in submission.records:
        counts[_slot_of(record)] += 1
    cursor.executemany(
        "INSERT INTO batch_slots VALUES (?, ?, ?, ?, ?)",
        [[batch_id, *slot, count] for slot, count in counts.items()],
    )


def _slot_of(record: StoredRecord | ParkedRecord) -> Slot:
    return Slot(record.forum, record.fiscal_year, record.layout)
