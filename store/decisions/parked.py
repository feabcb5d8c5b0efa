"""Parked rows: what waits, why, in whose hands, until when. Never part of a figure.

A parked row lives as long as its load speaks for its slot. It is resolved for good by
accepting the mended workbook, which supersedes the load; until then it can be assigned,
closed with a reason, and opened again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

import duckdb

from store.actor import Actor
from store.database import Database
from store.errors import ParkedUnknown, ReasonMissing, SubmissionRefused
from store.log.activity import record_entry
from store.log.entries import Entry, read_entries
from store.moments import END_OF_TIME, drop_time_zone
from store.people.names import Names, sign_name
from store.tables import StoredProblem, insert_columns

#: The slot's forum of a row whose forum is what is wrong with it.
UNASSIGNED = "unassigned"

DECISIONS = ASSIGN, CLOSE, REOPEN = "assign_parked", "close_parked", "reopen_parked"

ParkedState = Literal["open", "resolved", "dropped"]
CLOSED_STATES: tuple[ParkedState, ...] = ("resolved", "dropped")
_DECIDED = ("state", "owner", "due_on", "reason")


@dataclass(frozen=True, slots=True)
class ParkedRecord:
    """A row that a submission brings to wait; `fields` as far as they were understood."""

    layout: str
    forum: str
    fiscal_year: int
    sheet: str
    cell: str
    fields: Mapping[str, Any]
    problems: Sequence[StoredProblem] = ()


@dataclass(frozen=True, slots=True)
class Parked:
    """A row that waits in the store, with what was decided about it."""

    batch_id: int
    parked_id: int
    layout: str
    forum: str
    fiscal_year: int
    sheet: str
    cell: str
    fields: dict[str, Any]
    problems: tuple[StoredProblem, ...]
    file_name: str
    accepted_at: datetime
    accepted_by: str
    owner: str | None
    due_on: date | None
    state: ParkedState = "open"
    reason: str | None = None

    @property
    def subject(self) -> str:
        """Its name in the log: the same after a rebuild that numbers otherwise."""
        return f"parked:{self.batch_id}:{self.layout}:{self.sheet}:{self.cell}"


def list_parked(database: Database, as_of: datetime | None = None) -> list[Parked]:
    """The rows whose load speaks for its slot at a moment, in any state; people by name."""
    moment = drop_time_zone(as_of) if as_of else END_OF_TIME
    with database.read() as cursor:
        rows = cursor.execute(
            "SELECT p.batch_id, p.parked_id, p.layout, p.slot_forum, p.fiscal_year, p.sheet,"
            " p.cell, p.fields, p.problems, b.file_name, b.accepted_at, b.accepted_by,"
            " b.owner, b.due_on"
            " FROM parked_as_of($as_of) AS p JOIN batches AS b USING (batch_id)"
            " ORDER BY p.batch_id, p.parked_id",
            {"as_of": moment},
        ).fetchall()
        decided = _read_decisions(cursor, moment)
    names = database.read_names()
    return [_name_people(_describe(_build(row), decided), names) for row in rows]


def count_open(database: Database, as_of: datetime | None = None) -> int:
    """How many rows wait at a moment: those neither resolved nor dropped."""
    moment = drop_time_zone(as_of) if as_of else END_OF_TIME
    question = "SELECT count(*) FROM parked_as_of($as_of) WHERE is_open"
    with database.read() as cursor:
        (count,) = cursor.execute(question, {"as_of": moment}).fetchall()[0]
    return int(count)


def assign_parked(
    database: Database,
    batch_id: int,
    parked_id: int,
    owner: str,
    due_on: date | None,
    actor: Actor,
) -> None:
    """Say who sees to a row and until when. Raises ParkedUnknown, WriteFailed."""
    actor.require(ASSIGN, [])  # whoever may assign nothing has no name noted
    with database.exclusive():
        signed = owner and sign_name(database.root, owner)
        details = {"owner": signed, "due_on": due_on.isoformat() if due_on else None}
        _decide(database, batch_id, parked_id, actor, ASSIGN, details)


def close_parked(
    database: Database,
    batch_id: int,
    parked_id: int,
    state: ParkedState,
    actor: Actor,
    reason: str,
) -> None:
    """Let a row wait no longer: it was seen to otherwise, or will never count.

    Raises ParkedUnknown, ReasonMissing, WriteFailed.
    """
    assert state in CLOSED_STATES
    details = {"state": state, "reason": _require_reason(reason)}
    _decide(database, batch_id, parked_id, actor, CLOSE, details)


def reopen_parked(
    database: Database, batch_id: int, parked_id: int, actor: Actor, reason: str
) -> None:
    """Let a closed row wait again; raises as `close_parked`."""
    details = {"state": "open", "reason": _require_reason(reason)}
    _decide(database, batch_id, parked_id, actor, REOPEN, details)


def insert_parked(
    cursor: duckdb.DuckDBPyConnection, batch_id: int, parked: Sequence[ParkedRecord]
) -> None:
    """Insert a load's parked rows; raises SubmissionRefused for what can't be kept."""
    if not parked:
        return
    try:
        rows = [[batch_id, number, *_render(each)] for number, each in enumerate(parked, 1)]
        insert_columns(cursor, "parked_records", list(zip(*rows, strict=True)))
    except (ValueError, TypeError, duckdb.ConstraintException) as error:
        raise SubmissionRefused(f"batch {batch_id}: {error!r}") from error


def _render(parked: ParkedRecord) -> list[Any]:
    """The columns of a row from `layout` on."""
    place = [parked.layout, parked.forum, parked.fiscal_year, parked.sheet, parked.cell]
    problems = [asdict(problem) for problem in parked.problems]
    fields = json.dumps(dict(parked.fields), ensure_ascii=False, default=str)
    return [*place, fields, json.dumps(problems, ensure_ascii=False)]


def _require_reason(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing("closing and opening a parked row need a reason")
    return reason.strip()


def _decide(
    database: Database,
    batch_id: int,
    parked_id: int,
    actor: Actor,
    action: str,
    details: Mapping[str, Any],
) -> None:
    with database.exclusive():
        waiting = list_parked(database)
        wanted = (batch_id, parked_id)
        found = next((p for p in waiting if (p.batch_id, p.parked_id) == wanted), None)
        if found is None:
            raise ParkedUnknown(f"batch {batch_id} has no parked row {parked_id} that waits")
        record_entry(database, actor, action, [found.forum], found.subject, details)


def _build(row: Sequence[Any]) -> Parked:
    problems = tuple(StoredProblem(**each) for each in json.loads(row[8]))
    values: list[Any] = [*row[:7], json.loads(row[7]), problems, *row[9:]]
    return Parked(*values)


def _name_people(parked: Parked, names: Names) -> Parked:
    owner = parked.owner and names.fill_in(parked.owner)
    return replace(parked, accepted_by=names.fill_in(parked.accepted_by), owner=owner)


def _read_decisions(cursor: duckdb.DuckDBPyConnection, moment: datetime) -> dict[str, list[Entry]]:
    decisions: dict[str, list[Entry]] = {}
    for entry in read_entries(cursor, as_of=moment, acts=DECISIONS):
        decisions.setdefault(entry.subject, []).append(entry)
    return decisions


def _describe(parked: Parked, decisions: Mapping[str, Sequence[Entry]]) -> Parked:
    """The row with the last word on its state, and on its owner."""
    changes: dict[str, Any] = {}
    for entry in decisions.get(parked.subject, ()):
        changes |= entry.details
    if changes.get("due_on"):
        changes["due_on"] = date.fromisoformat(changes["due_on"])
    known = {name: changes[name] for name in _DECIDED if name in changes}
    return replace(parked, **known)
