"""Every batch as it stood at a moment: what it spoke for, and whether it still does."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from store.database import Database
from store.log.batch import BatchEntry, read_batches
from store.moments import END_OF_TIME, drop_time_zone
from store.people.names import Names

UNDONE = "SELECT batch_id FROM undone_batches_as_of($as_of)"
PRELIMINARY = "SELECT batch_id FROM preliminary_batches_as_of($as_of)"
_HIDDEN = "SELECT batch_id FROM hidden_batches_as_of($as_of)"


@dataclass(frozen=True, slots=True)
class BatchSlot:
    """A slot of a load; `is_current` while the load speaks for it."""

    forum: str
    fiscal_year: int
    layout: str
    record_count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """One line of the history; `is_preliminary`: a load that is 速報."""

    entry: BatchEntry
    slots: tuple[BatchSlot, ...]
    is_undone: bool
    is_preliminary: bool = False


def list_batches(database: Database, as_of: datetime | None = None) -> list[Batch]:
    """Every batch up to a moment, the newest first, as it stood at that moment; people by name."""
    moment = {"as_of": drop_time_zone(as_of) if as_of else END_OF_TIME}
    with database.read() as cursor:
        entries = read_batches(cursor, moment["as_of"])
        undone, preliminary, hidden = (
            read_batch_ids(cursor, each, moment["as_of"]) for each in (UNDONE, PRELIMINARY, _HIDDEN)
        )
        slots = _read_slots(cursor, moment)
    names = database.read_names()
    return [
        Batch(
            _name_people(entry, names),
            tuple(slots.get(entry.batch_id, ())),
            entry.batch_id in undone,
            entry.batch_id in preliminary,
        )
        for entry in reversed(entries)
        if (entry.target_batch_id or entry.batch_id) not in hidden
    ]


def read_batch_ids(
    cursor: duckdb.DuckDBPyConnection, question: str, moment: datetime = END_OF_TIME
) -> set[int]:
    return {row[0] for row in cursor.execute(question, {"as_of": moment}).fetchall()}


def _read_slots(
    cursor: duckdb.DuckDBPyConnection, moment: Mapping[str, datetime]
) -> dict[int, list[BatchSlot]]:
    rows = cursor.execute(
        "SELECT s.batch_id, s.forum, s.fiscal_year, s.layout, s.record_count,"
        " c.batch_id IS NOT NULL"
        " FROM batch_slots AS s LEFT JOIN slots_as_of($as_of) AS c"
        " USING (batch_id, forum, fiscal_year, layout)"
        " ORDER BY s.batch_id, s.fiscal_year, s.layout, s.forum",
        moment,
    ).fetchall()
    slots: dict[int, list[BatchSlot]] = {}
    for batch_id, *values in rows:
        slots.setdefault(batch_id, []).append(BatchSlot(*values))
    return slots


def _name_people(entry: BatchEntry, names: Names) -> BatchEntry:
    owner = entry.owner and names.fill_in(entry.owner)
    return replace(entry, accepted_by=names.fill_in(entry.accepted_by), owner=owner)
