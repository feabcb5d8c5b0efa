"""What an open store's log says, and what is entered into it beside batches."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from store.actor import CONGRESS, Actor
from store.database import Database
from store.errors import LogAhead
from store.log.entries import (
    Entry,
    find_false,
    read_entries,
    read_last,
    read_log_file,
    write_entry,
)
from store.moments import END_OF_TIME, drop_time_zone
from store.people.names import find_signs


def list_entries(database: Database, as_of: datetime | None = None) -> list[Entry]:
    """Every entry up to a moment, the newest first, by name."""
    moment = drop_time_zone(as_of) if as_of else END_OF_TIME
    with database.read() as cursor:
        entries = read_entries(cursor, as_of=moment)
    names = database.read_names()
    return [replace(each, by=names.fill_in(each.by)) for each in reversed(entries)]


def list_concerned(database: Database, actor: Actor, number: int) -> list[str]:
    """The forums that an act on an entry concerns: none where it is the actor's own (by id, as
    names may be alike); somebody else's is as far away as what belongs to no forum."""
    with database.read() as cursor:
        entry = read_entries(cursor, after=number - 1)[0]
    return [] if entry.by in find_signs(database.root, actor) else [CONGRESS]


def log_version(database: Database) -> int:
    """Number of the last entry: grows with every decision, also those without a batch."""
    with database.read() as cursor:
        return read_last(cursor)[0]


def read_seal(database: Database, as_of: datetime | None = None) -> str:
    """Number and seal of the last entry up to a moment, as "12:3f0c…": they pin all that was
    accepted and decided by then. "" before the first."""
    entries = list_entries(database, as_of)
    return f"{entries[0].number}:{entries[0].hash[:12]}" if entries else ""


def verify_log(database: Database) -> list[int]:
    """The numbers of the entries that are not what was written; [] means that it is whole."""
    with database.read() as cursor:
        return find_false(cursor, database.root)


def check_log(database: Database) -> None:
    """Whether the log can be read and goes on: its file ends with an entry of the table.

    `verify_log` holds each entry against its seal. Raises LogDamaged, LogAhead, DatabaseDamaged.
    """
    written = read_log_file(database.root)  # first: meanwhile the table may have grown
    with database.read() as cursor:
        known = read_entries(cursor, after=len(written) - 1)[:1]
    if written and [each.hash for each in known] != [written[-1].hash]:
        raise LogAhead(f"entry {len(written)} of the file is not the database's")


def record_entry(
    database: Database,
    actor: Actor,
    action: str,
    forums: Iterable[str],
    subject: str,
    details: Mapping[str, Any],
    at: datetime | None = None,
) -> int:
    """Enter what is no batch, in a transaction of its own; returns its number.

    `forums` are those that it concerns. Raises ActorUnknown, RightMissing or WriteFailed.
    """
    with database.append(actor, action, forums) as (cursor, signed):
        return write_entry(cursor, signed, action, subject, details, at)
