"""The names behind the ids that the log has of people, which can be deleted without breaking it.

An entry says `person:` and 16 random signs, and never who that is. The name stands in
`people.json` for those who may sign in, in `names.json` for all others: names typed at one's own
desk, given to the command line, or in whose hands a row waits. Where the name was deleted, the id
is a deleted user's. Entries from before there were ids hold the names themselves.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.actor import Actor
from store.errors import PeopleDamaged, name_refusal
from store.shared.home import keep_file
from words import terms

PEOPLE_NAME, NAMES_NAME = "people.json", "names.json"
PREFIX = "person:"
SEAL, ROWS = "seal", "rows"
_ID = re.compile(rf"{PREFIX}[0-9a-f]{{16}}")


@dataclass(frozen=True, slots=True)
class Names:
    """The names by id."""

    known: Mapping[str, str]

    def fill_in(self, text: str) -> str:
        """A text of the log with a name for each id.

        >>> Names({"person:00000000000000aa": "山田"}).fill_in("person:00000000000000aa、佐藤")
        '山田、佐藤'
        >>> Names({}).fill_in("person:00000000000000aa")
        '削除された利用者'
        """
        return _ID.sub(lambda found: self.known.get(found[0], terms.PEOPLE["forgotten"]), text)


def drop_odd_signs(text: str) -> str:
    """A text that every file and database takes.

    >>> drop_odd_signs("\\x00橋\\udce3")
    '橋?'
    """
    return text.encode("utf-8", "replace").decode().replace("\0", "").strip()


def read_names(*roots: Path) -> Names:
    """All that the folders' files know; of a damaged one nothing, as figures need no names."""
    known: dict[str, str] = {}
    for root in roots:
        with suppress(PeopleDamaged):
            known |= _read_noted(root)
        with suppress(PeopleDamaged):
            people = read_rows(root / PEOPLE_NAME)
            known |= {PREFIX + each["person_id"]: each["name"] for each in people}
    return Names(known)


def sign(root: Path, actor: Actor) -> str:
    """What the log says of who acts: an id, or a program's own name; "" of nobody."""
    known = find_signs(root, actor)
    return known[0] if known else sign_name(root, actor.name)


def find_signs(root: Path, actor: Actor) -> list[str]:
    """What the log has called somebody so far; nothing is noted."""
    if actor.known_by == "program" or not actor.name:
        return [actor.name]
    return [PREFIX + actor.person_id] if actor.person_id else find_ids(root, actor.name)


def sign_name(root: Path, name: str) -> str:
    """The id of a name, noted before anything is signed with it."""
    known = find_ids(root, name)
    return known[0] if known else note_name(root, secrets.token_hex(8), name)


def note_name(root: Path, person_id: str, name: str) -> str:
    """Keep the name of somebody who is in no register; returns what the log calls them."""
    write_rows(root / NAMES_NAME, _read_noted(root) | {PREFIX + person_id: name})
    return PREFIX + person_id


def find_ids(root: Path, name: str) -> list[str]:
    """What the log calls those of a name who are in no register."""
    return [each for each, known in _read_noted(root).items() if known == name]


def drop_names(root: Path, ids: Collection[str]) -> None:
    """Delete the names of those who are in no register."""
    noted = _read_noted(root)
    write_rows(root / NAMES_NAME, {each: noted[each] for each in noted if each not in ids})


def find_stamp(*roots: Path) -> tuple[int, ...]:
    """Other whenever a name was noted or deleted: what was kept with names is out of date."""
    paths = [root / name for root in roots for name in (PEOPLE_NAME, NAMES_NAME)]
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in paths)


def read_rows(path: Path) -> Any:
    """What a file of people holds; nothing where there is none. Raises PeopleDamaged where it is
    not as it was written: nobody gets a role by a bit that fell over."""
    try:
        kept = json.loads(path.read_bytes())
        if kept[SEAL] == _seal(kept[ROWS]):
            return kept[ROWS]
    except FileNotFoundError:
        return []
    except (ValueError, TypeError, KeyError) as error:
        raise PeopleDamaged(path.name) from error
    raise PeopleDamaged(path.name)


def write_rows(path: Path, rows: Any) -> None:
    """Raises WriteFailed."""
    kept = {SEAL: _seal(rows), ROWS: rows}
    try:
        keep_file(path.parent, path.name, json.dumps(kept, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise name_refusal(path, error) from error


def _seal(rows: Any) -> str:
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def _read_noted(root: Path) -> dict[str, str]:
    return dict(read_rows(root / NAMES_NAME))
