"""Frozen meetings: the figures a meeting saw, its remarks and decisions, under a name; and who was
present at the meeting of a day.

A freeze is an entry of the log: nothing changes or removes it, its seal shows any
tampering, and a rebuilt database has it from the same file. Numbers are kept as JSON writes
Python's floats: every digit comes back. Who was present is said before a freeze or after it, and
kept with it; the last word on a day counts. The log has ids for the names, as everywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.actor import Actor
from store.database import Database, data_version
from store.log.activity import list_entries, record_entry
from store.log.entries import Entry
from store.people.names import sign_name

FREEZE, ATTEND = "freeze_meeting", "record_attendance"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One frozen meeting; `figures` are rows as `metrics.tracing.trace.list_figures` gives them.

    `meeting_id` is its entry in the log; `version` the data's at the freeze; `held_on` an
    ISO date; `filters` what the screen was narrowed to.
    """

    meeting_id: int
    name: str
    held_on: str
    version: int
    frozen_at: datetime
    frozen_by: str
    filters: Mapping[str, Any]
    remarks: str
    decisions: tuple[str, ...]
    present: tuple[str, ...]
    figures: tuple[Mapping[str, Any], ...]


def freeze_meeting(
    database: Database,
    name: str,
    held_on: str,
    actor: Actor,
    figures: Sequence[Mapping[str, Any]],
    version: int,
    filters: Mapping[str, Any] | None = None,
    remarks: str = "",
    decisions: Sequence[str] = (),
    present: Sequence[str] = (),
    at: datetime | None = None,
) -> int:
    """Keep a meeting; returns its number. Raises ValueError without a name, ActorUnknown,
    RightMissing, WriteFailed.

    `version` is the data's when the figures were read: with another one now, somebody has
    accepted something in between, and ValueError asks to look again.
    """
    if not name.strip():
        raise ValueError("a meeting needs a name")
    actor.require(FREEZE, [])  # whoever may freeze nothing has no name noted
    with database.exclusive():
        if data_version(database) != version:
            raise ValueError("the data have changed since the figures were read")
        details = {
            "name": name.strip(),
            "held_on": held_on,
            "version": version,
            "filters": dict(filters or {}),
            "remarks": remarks.strip(),
            "decisions": _strip(decisions),
            "present": _sign(database, present),
            "figures": [dict(figure) for figure in figures],
        }
        return record_entry(database, actor, FREEZE, [], f"meeting:{name.strip()}", details, at)


def record_attendance(
    database: Database, actor: Actor, held_on: str, present: Sequence[str]
) -> int:
    """Keep who is present at the meeting of an ISO day, in place of what was said of it before;
    returns the entry's number. Raises ActorUnknown, RightMissing, WriteFailed.
    """
    actor.require(ATTEND, [])  # as above
    with database.exclusive():
        details = {"held_on": held_on, "present": _sign(database, present)}
        return record_entry(database, actor, ATTEND, [], f"meeting:{held_on}", details)


def list_present(
    database: Database, held_on: str, as_of: datetime | None = None
) -> tuple[str, ...]:
    """Who was present at the meeting of an ISO day, by the last word up to a moment; a freeze that
    names nobody is none."""
    said = (
        each.details["present"]
        for each in list_entries(database, as_of, [FREEZE, ATTEND])
        if each.details["held_on"] == held_on
        and (each.action == ATTEND or each.details.get("present"))
    )
    return _name(database, next(said, []))


def list_days(database: Database, as_of: datetime | None = None) -> list[str]:
    """The ISO days that a meeting is known of: frozen, or with those who are present; in order."""
    entries = list_entries(database, as_of, [FREEZE, ATTEND])
    return sorted({each.details["held_on"] for each in entries})


def list_meetings(database: Database, as_of: datetime | None = None) -> list[Meeting]:
    """Every frozen meeting up to a moment, the newest first."""
    return [_read_meeting(database, entry) for entry in list_entries(database, as_of, [FREEZE])]


def find_meeting(database: Database, meeting_id: int) -> Meeting | None:
    """The meeting of a link; None where there is none of that number."""
    found = (each for each in list_meetings(database) if each.meeting_id == meeting_id)
    return next(found, None)


def _strip(lines: Sequence[str]) -> list[str]:
    return [each.strip() for each in lines if each.strip()]


def _sign(database: Database, present: Sequence[str]) -> list[str]:
    return [sign_name(database.root, each) for each in dict.fromkeys(_strip(present))]


def _name(database: Database, signed: Sequence[str]) -> tuple[str, ...]:
    names = database.read_names()
    return tuple(map(names.fill_in, signed))


def _read_meeting(database: Database, entry: Entry) -> Meeting:
    details = entry.details
    return Meeting(
        meeting_id=entry.number,
        name=details["name"],
        held_on=details["held_on"],
        version=details["version"],
        frozen_at=entry.at,
        frozen_by=entry.by,
        filters=details["filters"],
        remarks=details["remarks"],
        decisions=tuple(details["decisions"]),
        present=_name(database, details.get("present", [])),  # not kept before 0.3
        figures=tuple(details["figures"]),
    )
