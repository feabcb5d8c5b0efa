"""Loads that somebody else's have superseded: their senders are to hear of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from store.batches import Batch, BatchSlot, list_batches
from store.database import Database
from store.log.batch import BatchEntry


@dataclass(frozen=True, slots=True)
class Superseded:
    """A slot that one's own load spoke for, and another's speaks for since."""

    slot: BatchSlot
    own: BatchEntry
    other: BatchEntry


def list_superseded(database: Database, name: str, since: datetime) -> list[Superseded]:
    """What others have superseded, since a moment (UTC), of the loads of somebody of a name; the
    newest first."""
    return list(_walk(list_batches(database), name, since)) if name else []


def _walk(batches: Sequence[Batch], name: str, since: datetime) -> Iterator[Superseded]:
    """Newest first: the load that speaks for a slot is met before one's own latest."""
    speaking: dict[tuple[str, int, str], BatchEntry] = {}
    told: set[tuple[str, int, str]] = set()
    for batch in batches:
        for slot in () if batch.is_undone else batch.slots:
            place = slot.forum, slot.fiscal_year, slot.layout
            other = speaking.setdefault(place, batch.entry)
            if batch.entry.accepted_by == name and place not in told:
                told.add(place)
                if other.accepted_by != name and other.accepted_at >= since:
                    yield Superseded(slot, batch.entry, other)
