"""Remarks and decisions that a meeting typed against a figure on the screen.

Each is an entry of the log: nothing changes or removes it, and a rebuilt database
has it from the same file. What was typed by mistake is withdrawn by a further entry.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from store.actor import Actor
from store.database import Database
from store.log.activity import list_concerned, list_entries, record_entry
from store.log.entries import Entry

REMARK, WITHDRAWAL = "remark_on_figure", "withdraw_remark"

RemarkKind = Literal["decision", "remark"]
KINDS: tuple[RemarkKind, ...] = ("decision", "remark")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a remark is about, as the screen showed it.

    `item` is the agenda's item and `finding` its title; `code` the figure's ("" where the
    whole screen is meant), `name`, `value_text` and `value` the figure's at data `version`.
    """

    item: str
    finding: str
    version: int
    fiscal_year: int
    scope: str
    code: str = ""
    name: str = ""
    value_text: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark; `remark_id` is its entry in the log, `held_on` the meeting's ISO day."""

    remark_id: int
    at: datetime
    by: str
    kind: RemarkKind
    text: str
    held_on: str
    subject: Subject


def record_remark(
    database: Database,
    actor: Actor,
    kind: RemarkKind,
    text: str,
    held_on: str,
    subject: Subject,
    at: datetime | None = None,
) -> int:
    """Keep a remark; returns its number.

    Raises ValueError without text, ActorUnknown, RightMissing, WriteFailed.
    """
    if not text.strip():
        raise ValueError("a remark needs a text")
    details = {
        "kind": kind,
        "text": text.strip(),
        "held_on": held_on,
        "figure": asdict(subject),
    }
    about = subject.code or subject.item
    return record_entry(database, actor, REMARK, [], f"figure:{about}", details, at)


def withdraw_remark(database: Database, actor: Actor, remark_id: int) -> int:
    """Take a remark back; both entries stay in the log.

    What somebody else has said only who may withdraw anything. Raises KeyError where there is
    none, ActorUnknown, RightMissing, WriteFailed.
    """
    with database.exclusive():
        if remark_id not in {each.remark_id for each in list_remarks(database)}:
            raise KeyError(remark_id)
        forums, details = list_concerned(database, actor, remark_id), {"remark_id": remark_id}
        subject = f"remark:{remark_id}"
        return record_entry(database, actor, WITHDRAWAL, forums, subject, details)


def list_remarks(database: Database, as_of: datetime | None = None) -> list[Remark]:
    """Every remark up to a moment that was not withdrawn by then, in the order typed."""
    entries = list_entries(database, as_of, [REMARK, WITHDRAWAL])[::-1]
    withdrawn = {each.details["remark_id"] for each in entries if each.action == WITHDRAWAL}
    return [
        _read_remark(each)
        for each in entries
        if each.action == REMARK and each.number not in withdrawn
    ]


def _read_remark(entry: Entry) -> Remark:
    details: Mapping[str, Any] = entry.details
    return Remark(
        remark_id=entry.number,
        at=entry.at,
        by=entry.by,
        kind=details["kind"],
        text=details["text"],
        held_on=details["held_on"],
        subject=Subject(**details["figure"]),
    )
