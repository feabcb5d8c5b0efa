"""Reminders: who was asked for what they owe of a year, by when."""

from collections.abc import Collection
from datetime import date

from store.actor import Actor
from store.database import Database
from store.log.activity import record_entry

REMIND = "remind"


def record_reminders(
    database: Database,
    actor: Actor,
    forums: Collection[str],
    fiscal_year: int,
    due_on: date | None = None,
) -> int:
    """Before the mails are written, which name people's addresses; returns the entry's number.

    Raises ActorUnknown, RightMissing, WriteFailed.
    """
    until = due_on.isoformat() if due_on else ""
    details = {"forums": sorted(forums), "fiscal_year": fiscal_year, "until": until}
    return record_entry(database, actor, REMIND, forums, f"year:{fiscal_year}", details)
