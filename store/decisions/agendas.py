"""Agendas kept by name: the views of a deck or a meeting in their order, with a remark for some.

Each keeping is an entry of the log; the last of a name counts. Whoever kept one may keep another
under its name, rename or remove it; the secretariat may do so with any.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from store.actor import Actor
from store.database import Database
from store.errors import AgendaUnknown, NameTaken, TextMissing
from store.log.activity import list_concerned, list_entries, record_entry

KEEP, REMOVE = "keep_agenda", "remove_agenda"


@dataclass(frozen=True, slots=True)
class KeptAgenda:
    """`items`: ids of views; `notes`: a view's id -> the remark on its slide; `agenda_id`: the
    entry that kept it first, `entry` the one that counts, with who and when."""

    name: str
    title: str
    items: tuple[str, ...]
    notes: Mapping[str, str]
    agenda_id: int = 0
    entry: int = 0
    by: str = ""
    at: datetime = datetime.min


def keep_agenda(database: Database, actor: Actor, agenda: KeptAgenda) -> int:
    """Keep an agenda under its name, in place of the one that has it; returns its id.

    Raises TextMissing without a name or a view, ActorUnknown, RightMissing, WriteFailed.
    """
    with database.exclusive():
        known = find_named(database, agenda.name.strip())
        return _write(database, actor, replace(agenda, agenda_id=known.agenda_id if known else 0))


def rename_agenda(database: Database, actor: Actor, agenda_id: int, name: str) -> None:
    """Raises NameTaken, and as `remove_agenda` and `keep_agenda` do."""
    with database.exclusive():
        agenda, other = find_agenda(database, agenda_id), find_named(database, name.strip())
        if other and other.agenda_id != agenda_id:
            raise NameTaken(name.strip())
        _write(database, actor, replace(agenda, name=name))


def remove_agenda(database: Database, actor: Actor, agenda_id: int) -> None:
    """Raises AgendaUnknown, ActorUnknown, RightMissing, WriteFailed."""
    with database.exclusive():
        agenda = find_agenda(database, agenda_id)
        forums, details = list_concerned(database, actor, agenda.entry), {"agenda_id": agenda_id}
        record_entry(database, actor, REMOVE, forums, f"agenda:{agenda_id}", details)


def list_kept(database: Database) -> list[KeptAgenda]:
    """All that were not removed, in the order of their names."""
    kept: dict[int, KeptAgenda] = {}
    for entry in reversed(list_entries(database, acts=[KEEP, REMOVE])):
        if entry.action == KEEP:
            agenda = _read(entry.details, entry.number)
            kept[agenda.agenda_id] = replace(agenda, by=entry.by, at=entry.at)
        elif entry.action == REMOVE:
            kept.pop(entry.details["agenda_id"], None)
    return sorted(kept.values(), key=lambda each: each.name)


def find_agenda(database: Database, agenda_id: int) -> KeptAgenda:
    """Raises AgendaUnknown."""
    kept = {each.agenda_id: each for each in list_kept(database)}
    if agenda_id not in kept:
        raise AgendaUnknown(f"no agenda has the number {agenda_id}")
    return kept[agenda_id]


def find_named(database: Database, name: str) -> KeptAgenda | None:
    return next((each for each in list_kept(database) if each.name == name), None)


def _write(database: Database, actor: Actor, agenda: KeptAgenda) -> int:
    """One that has no id yet gets its entry's number."""
    name, known = agenda.name.strip(), agenda.agenda_id
    if not (name and agenda.items):
        raise TextMissing("an agenda needs a name and a view")
    forums = list_concerned(database, actor, find_agenda(database, known).entry) if known else []
    details = {
        "name": name,
        "title": agenda.title,
        "items": list(agenda.items),
        "notes": dict(agenda.notes),
        "agenda_id": known,
    }
    number = record_entry(database, actor, KEEP, forums, "agenda", details)
    return known or number


def _read(details: Mapping[str, Any], number: int) -> KeptAgenda:
    items: Sequence[str] = details["items"]
    return KeptAgenda(
        details["name"],
        details["title"],
        tuple(items),
        details["notes"],
        details["agenda_id"] or number,
        number,
    )
