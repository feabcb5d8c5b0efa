"""Reminders: who was asked for what they owe of a year, by when."""

from collections.abc import Collection
from datetime import date, datetime

from store.actor import Actor
from store.database import Database
from store.log.activity import list_entries, record_entry

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


def list_deadlines(
    database: Database, fiscal_year: int, as_of: datetime | None = None
) -> dict[str, date]:
    """Forum id -> by when it was asked to send what it owes of a year, the last time; those that
    no day was named to are left out."""
    entries = list_entries(database, as_of, [REMIND])
    asked = [each.details for each in entries if each.details["fiscal_year"] == fiscal_year]
    untils = {forum: each["until"] for each in reversed(asked) for forum in each["forums"]}
    return {forum: date.fromisoformat(until) for forum, until in untils.items() if until}
