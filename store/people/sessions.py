"""Sessions of people who signed in: each can be ended here, whatever the browser still holds.

The provider's proof stays in the browser's cookie for weeks; it counts only while its session
stands in this file, was seen within the last hours, and was not ended.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from store.errors import name_refusal

FILE_NAME = "sessions.sqlite"
#: Seconds; unseen for so long, a session has ended.
IDLE = 8 * 3600.0
#: Seconds; a session seen again within them is not noted anew, which is a write to the disk.
NOTED_EVERY = 60.0
#: Seconds that the provider's clock may be ahead of ours.
CLOCKS_DIFFER = 60.0
_TABLE = (
    "CREATE TABLE IF NOT EXISTS person_sessions (session_id TEXT PRIMARY KEY,"
    " person_id TEXT, issued REAL, last_seen REAL, is_ended INTEGER DEFAULT 0)"
)
_NOTE = (
    "INSERT INTO person_sessions (session_id, person_id, issued, last_seen) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (session_id)"
    " DO UPDATE SET person_id = excluded.person_id, last_seen = excluded.last_seen"
)


@dataclass(frozen=True, slots=True)
class Presence:
    """When somebody was last seen (seconds since 1970), and how many of their sessions live."""

    last_seen: float
    live_count: int


def name_session(claims: Mapping[str, object]) -> str:
    """The session that a provider's claims stand for: other with each signing in."""
    return hashlib.sha256(json.dumps(claims, sort_keys=True, default=str).encode()).hexdigest()


def is_live(root: Path, claims: Mapping[str, object], now: float, person_id: str = "") -> bool:
    """Whether a session may still act at a moment (seconds since 1970), which is noted as seen;
    the first look begins it. `person_id`: whose it is, "" for a stranger's.

    Raises WriteFailed where the disk refuses to begin one; one that stands there is read.
    """
    session = name_session(claims)
    issued, expires = _read_moments(claims)
    if not issued - CLOCKS_DIFFER <= now < expires:
        return False
    with _open(root) as connection:
        query = "SELECT last_seen, person_id, is_ended FROM person_sessions WHERE session_id = ?"
        # Whoever begins a session has just signed in: an old proof begins none.
        kept = connection.execute(query, (session,)).fetchone()
        last_seen, owner, is_ended = kept or (issued, None, 0)
        if is_ended or last_seen <= now - IDLE:
            return False
        if owner != person_id or now - last_seen >= NOTED_EVERY:
            # A disk that is read-only ends no session; it begins none.
            with suppress(sqlite3.OperationalError) if kept else nullcontext():
                connection.execute(_NOTE, (session, person_id, issued, now))
    return True


def end_session(root: Path, claims: Mapping[str, object]) -> None:
    """Whatever still bears these claims, another tab or a copied cookie, acts no longer."""
    issued, _ = _read_moments(claims)
    with _open(root) as connection:
        connection.execute(
            "INSERT INTO person_sessions (session_id, issued, last_seen, is_ended)"
            " VALUES (?, ?, ?, 1) ON CONFLICT (session_id) DO UPDATE SET is_ended = 1",
            (name_session(claims), issued, issued),
        )


def end_sessions_of(root: Path, person_id: str) -> None:
    """In every browser that somebody has signed in with."""
    with _open(root) as connection:
        ended = "UPDATE person_sessions SET is_ended = 1 WHERE person_id = ?"
        connection.execute(ended, (person_id,))


def read_presence(root: Path, now: float) -> dict[str, Presence]:
    """Each person by id who has ever signed in."""
    with _open(root) as connection:
        rows = connection.execute(
            "SELECT person_id, max(last_seen), sum(NOT is_ended AND last_seen > ?)"
            " FROM person_sessions WHERE person_id != '' GROUP BY person_id",
            (now - IDLE,),
        ).fetchall()
    return {person_id: Presence(last_seen, live) for person_id, last_seen, live in rows}


def _read_moments(claims: Mapping[str, object]) -> tuple[float, float]:
    """When the proof was given and until when it holds; one that does not say so is over."""
    issued, expires = claims.get("iat"), claims.get("exp")
    if isinstance(issued, int | float) and isinstance(expires, int | float):
        return float(issued), float(expires)
    return 0.0, 0.0


@contextmanager
def _open(root: Path) -> Iterator[sqlite3.Connection]:
    """Raises WriteFailed."""
    try:
        with closing(sqlite3.connect(root / FILE_NAME, timeout=30)) as connection, connection:
            connection.execute(_TABLE)
            yield connection
    except sqlite3.OperationalError as error:
        raise name_refusal(root / FILE_NAME, error) from error
