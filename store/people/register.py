"""The people who may sign in: their role and forums, by the address that the provider proves.

The log says which person (by an id that means nothing) got which role and did what; name and
address stand in `people.json` beside it, so that they can be deleted without breaking its chain.
"""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data.acts import Role
from store.actor import Actor
from store.batches import ACCEPT
from store.database import PRACTICE_NAME, Database
from store.errors import LastSecretary, PersonIncomplete, PersonUnknown
from store.log.activity import record_entry
from store.people.drafts import discard_drafts_of
from store.people.guided import forget_guided
from store.people.names import (
    PEOPLE_NAME,
    PREFIX,
    drop_names,
    drop_odd_signs,
    find_ids,
    note_name,
    read_rows,
    write_rows,
)
from store.people.sessions import end_sessions_of
from store.people.tokens import drop_tokens_of, find_owner

REGISTER, REMOVE, FORGET = "register_person", "remove_person", "forget_person"
END_SESSIONS = "end_sessions"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in; `forums` are a coordinator's own."""

    person_id: str
    email: str
    name: str
    role: Role
    forums: tuple[str, ...] = ()

    def is_called(self, who: str) -> bool:
        """Whether this is their address, however it is written in capitals, or their name."""
        return who.strip().casefold() == self.email or who.strip() == self.name

    def act(self) -> Actor:
        return Actor(self.name, self.role, frozenset(self.forums), "signed_in", self.person_id)


def list_people(root: Path) -> list[Person]:
    """Everybody who may sign in, in the order registered."""
    rows: list[dict[str, Any]] = read_rows(root / PEOPLE_NAME)
    return [Person(**row | {"forums": tuple(row["forums"])}) for row in rows]


def find_person(root: Path, email: str) -> Person | None:
    """Who signs in with an address, however it is written in capitals."""
    wanted = email.strip().casefold()
    return next((each for each in list_people(root) if each.email == wanted), None)


def list_addresses(root: Path, forum: str) -> list[str]:
    """The addresses of those who hand in a forum's sheets."""
    people = (each for each in list_people(root) if forum in each.forums)
    return [each.email for each in people if each.act().may(ACCEPT, [forum])]


def find_bearer(root: Path, borne: str, now: float) -> Person | None:
    """Whose token somebody bears, as they are registered now; None for nobody's."""
    owner = find_owner(root, borne, now)
    return next((each for each in list_people(root) if each.person_id == owner), None)


def register_person(
    database: Database, actor: Actor, email: str, name: str, role: Role, forums: Iterable[str] = ()
) -> Person:
    """Let somebody sign in, or give them another role; forums are a coordinator's alone.

    Raises PersonIncomplete, LastSecretary, RightMissing, WriteFailed.
    """
    own = tuple(forums) if role == "coordinator" else ()
    with database.exclusive():
        known = find_person(database.root, email)
        person_id = known.person_id if known else secrets.token_hex(8)
        address = drop_odd_signs(email).casefold()
        person = Person(person_id, address, drop_odd_signs(name), role, own)
        _require_complete(person)
        if role != "secretariat":
            _require_other_secretary(database.root, known)
        details = {"role": role, "forums": list(person.forums)}
        record_entry(database, actor, REGISTER, [], PREFIX + person_id, details)
        others = [each for each in list_people(database.root) if each != known]
        _write(database.root, [*others, person])
    return person


def remove_person(database: Database, actor: Actor, email: str) -> None:
    """Let somebody sign in no longer: their address is deleted, their name stays with what they
    did until it is forgotten.

    Raises PersonUnknown, LastSecretary, RightMissing, WriteFailed.
    """
    with database.exclusive():
        person = _require_person(database.root, email)
        _require_other_secretary(database.root, person)
        record_entry(database, actor, REMOVE, [], PREFIX + person.person_id, {})
        end_sessions_of(database.root, person.person_id)
        drop_tokens_of(database.root, person.person_id)
        note_name(database.root, person.person_id, person.name)
        _write(database.root, [each for each in list_people(database.root) if each != person])


def forget_person(database: Database, actor: Actor, who: str) -> int:
    """Delete the name of everybody who has this address or name, with their drafts, and let them
    sign in no longer: what they did is a deleted user's. Returns how many they were.

    Raises PersonUnknown, LastSecretary, RightMissing, WriteFailed.
    """
    actor.require(FORGET, [])  # before anybody is removed
    root = database.root
    with database.exclusive():
        registered = [each for each in list_people(root) if each.is_called(who)]
        for person in registered:
            remove_person(database, actor, person.email)
        gone = {PREFIX + each.person_id for each in registered} | set(find_ids(root, who.strip()))
        if not gone:
            raise PersonUnknown("nobody has this address or name")
        for signed in sorted(gone):
            record_entry(database, actor, FORGET, [], signed, {})
        for each in (root, root.with_name(PRACTICE_NAME)):
            discard_drafts_of(each, gone)
        forget_guided(root, gone)
        drop_names(root, gone)
    return len(gone)


def end_sessions(database: Database, actor: Actor, email: str) -> None:
    """Whatever browser somebody has signed in with, they have to sign in again.

    Raises PersonUnknown, RightMissing, WriteFailed.
    """
    with database.exclusive():
        person = _require_person(database.root, email)
        record_entry(database, actor, END_SESSIONS, [], PREFIX + person.person_id, {})
        end_sessions_of(database.root, person.person_id)


def _require_person(root: Path, email: str) -> Person:
    person = find_person(root, email)
    if person is None:
        raise PersonUnknown("nobody is registered with this address")
    return person


def _require_complete(person: Person) -> None:
    is_addressed = all(person.email.partition("@"))
    if not (is_addressed and person.name and (person.role != "coordinator" or person.forums)):
        raise PersonIncomplete(f"{person.role}: an address, a name or forums are wanting")


def _require_other_secretary(root: Path, leaving: Person | None) -> None:
    """Somebody who has the role now is not the last one."""
    secretaries = [each for each in list_people(root) if each.role == "secretariat"]
    if leaving is not None and secretaries == [leaving]:
        raise LastSecretary("nobody else may register people")


def _write(root: Path, people: list[Person]) -> None:
    write_rows(root / PEOPLE_NAME, [asdict(each) for each in people])
