"""Tokens: by one of them, other people's tools read the figures over the API as its owner may.

A token is an id and a secret. Of the secret only a digest is kept, and owner and last day are in
it: whatever is changed in a row, its token is none any more. Revoking takes the row away. They
stand with the sessions (store.people.sessions): where that file is begun anew, all are revoked.
"""

import hashlib
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from store.actor import CONGRESS, Actor
from store.database import Database
from store.errors import TokensFull, TokenUnknown
from store.log.activity import record_entry
from store.people.names import PREFIX, drop_odd_signs
from store.people.sessions import NOTED_EVERY, open_sessions
from store.shared.home import Execute, find_home

MAKE, REVOKE = "make_token", "revoke_token"
DAY = 24 * 3600.0
#: For how many days a token holds at most, and how many of them a person has.
MOST_DAYS, MOST_TOKENS = 365, 20
_BORNE = re.compile(r"congress_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")
_TABLE = (
    "CREATE TABLE IF NOT EXISTS tokens (token_id TEXT PRIMARY KEY, person_id TEXT, name TEXT,"
    " made_at REAL, expires_at INTEGER, last_used REAL, digest TEXT)"
)
_READ = "SELECT token_id, person_id, name, made_at, expires_at, last_used, digest FROM tokens"


class Token(NamedTuple):
    """Moments in seconds since 1970; `last_used`: None before the first time."""

    token_id: str
    person_id: str
    name: str
    made_at: float
    expires_at: int
    last_used: float | None
    digest: str


@dataclass(frozen=True, slots=True)
class Made:
    """A new token as whoever bears it has to say it: this once, as it is kept nowhere."""

    token_id: str
    borne: str


def list_tokens(root: Path) -> list[Token]:
    """Everybody's, those that are over as well, the newest first."""
    with _open(root) as execute:
        rows = execute(f"{_READ} ORDER BY made_at DESC").fetchall()
    return [Token(*row) for row in rows]


def make_token(database: Database, actor: Actor, name: str, days: int, now: float) -> Made:
    """A token of the actor's own, who is registered, good for so many days.

    Raises TokensFull, ActorUnknown, RightMissing, WriteFailed.
    """
    if not (actor.person_id and 1 <= days <= MOST_DAYS):
        raise ValueError(f"{actor.person_id}: {days} days")
    token_id, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    expires = int(now + days * DAY)
    with database.exclusive():
        actor.require(MAKE, [])
        own = [one for one in list_tokens(database.root) if one.person_id == actor.person_id]
        if len(own) >= MOST_TOKENS:
            raise TokensFull(MOST_TOKENS)
        record_entry(database, actor, MAKE, [], f"token:{token_id}", {"days": days})
        digest = _digest(token_id, actor.person_id, expires, secret)
        row = Token(token_id, actor.person_id, drop_odd_signs(name), now, expires, None, digest)
        with _open(database.root) as execute:
            execute("INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return Made(token_id, f"congress_{token_id}_{secret}")


def revoke_token(database: Database, actor: Actor, token_id: str) -> None:
    """Whoever bears it reads nothing by it any more. Somebody else's is as far away as what
    belongs to no forum. Raises TokenUnknown, ActorUnknown, RightMissing, WriteFailed."""
    with database.exclusive():
        token = next((one for one in list_tokens(database.root) if one.token_id == token_id), None)
        if token is None:
            raise TokenUnknown("there is no such token")
        forums = [] if token.person_id == actor.person_id else [CONGRESS]
        holder = {"holder": PREFIX + token.person_id}
        record_entry(database, actor, REVOKE, forums, f"token:{token_id}", holder)
        with _open(database.root) as execute:
            execute("DELETE FROM tokens WHERE token_id = ?", (token_id,))


def drop_tokens_of(root: Path, person_id: str) -> None:
    """Of somebody who may sign in no longer."""
    with _open(root) as execute:
        execute("DELETE FROM tokens WHERE person_id = ?", (person_id,))


def find_owner(root: Path, borne: str, now: float) -> str:
    """The id of whose token it is, noted as used; "" where it holds no longer, or never did.

    Raises SessionsDamaged.
    """
    known = _BORNE.fullmatch(borne)
    if known is None:
        return ""
    with _open(root) as execute:
        row = execute(f"{_READ} WHERE token_id = ?", (known[1],)).fetchone()
        token = Token(*row) if row else None
        if token is None or not _holds(token, known[2], now):
            return ""
        if now - (token.last_used or 0) >= NOTED_EVERY:
            with suppress(sqlite3.OperationalError):  # a disk that is read-only revokes none
                used = (now, token.token_id)
                execute("UPDATE tokens SET last_used = ? WHERE token_id = ?", used)
    return token.person_id


def _holds(token: Token, secret: str, now: float) -> bool:
    digest = _digest(token.token_id, token.person_id, token.expires_at, secret)
    return secrets.compare_digest(digest, str(token.digest)) and now < token.expires_at


def _digest(token_id: str, person_id: str, expires: int, secret: str) -> str:
    """The secret is drawn by chance, of 256 bits: nothing slower is needed."""
    return hashlib.sha256(f"{token_id} {person_id} {expires} {secret}".encode()).hexdigest()


@contextmanager
def _open(root: Path) -> Iterator[Execute]:
    """Raises as `open_sessions`. A shared store has the table by its migrations."""
    with open_sessions(root) as execute:
        if not find_home(root).is_shared:
            execute(_TABLE)
        yield execute
