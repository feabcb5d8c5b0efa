"""Sessions of people who signed in: each can be ended here, whatever the browser still holds.

The provider's proof stays in the browser's cookie for weeks; it counts only while its session
stands in this file, was seen within the last hours, and was not ended.
"""

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from store.errors import HomeUnreachable, SessionsDamaged, WriteFailed, name_refusal
from store.shared.home import Execute, find_home

FILE_NAME, NEW_NAME = "sessions.sqlite", "sessions.new.sqlite"
#: Seconds; unseen for so long, a session has ended.
IDLE = 8 * 3600.0
#: Seconds; a session seen again within them is not noted anew, which is a write to the disk.
NOTED_EVERY = 60.0
#: Seconds that the provider's clock may be ahead of ours.
CLOCKS_DIFFER = 60.0
#: Seconds for which somebody proven live stays so while the shared store can't be asked.
LONGEST_BLIND = 30 * 60.0
#: When each session, with whose it is, was last proven live; 0 where it was not.
_proven: dict[tuple[str, str], float] = {}
_TABLE = (
    "CREATE TABLE IF NOT EXISTS person_sessions (session_id TEXT PRIMARY KEY,"
    " person_id TEXT, issued REAL, last_seen REAL, is_ended BOOLEAN DEFAULT FALSE)"
)
_NOTE = (
    "INSERT INTO person_sessions (session_id, person_id, issued, last_seen) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (session_id)"
    " DO UPDATE SET person_id = excluded.person_id, last_seen = excluded.last_seen"
)


#: That a session was ended stands twice in its row: one bit that falls over revives none.
_ASK = (
    "SELECT last_seen, person_id, is_ended OR issued <= 0 FROM person_sessions WHERE session_id = ?"
)
_END = (
    "INSERT INTO person_sessions (session_id, issued, last_seen, is_ended) VALUES (?, 0, ?, TRUE)"
    " ON CONFLICT (session_id) DO UPDATE SET is_ended = TRUE, issued = 0"
)
_END_OF_PERSON = "UPDATE person_sessions SET is_ended = TRUE, issued = 0 WHERE person_id = ?"


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
    try:
        is_seen = _see(root, session, issued, now, person_id)
    except HomeUnreachable:
        return now - _proven.get((session, person_id), 0.0) < LONGEST_BLIND
    _proven[session, person_id] = now if is_seen else 0.0
    return is_seen


def _see(root: Path, session: str, issued: float, now: float, person_id: str) -> bool:
    """Whether a session is live, which is noted as seen."""
    with open_sessions(root) as execute:
        kept = execute(_ASK, (session,)).fetchone()
        if kept is None and issued < _read_beginning(root, execute):
            return False
        # Whoever begins a session has just signed in: an old proof begins none.
        last_seen, owner, is_ended = kept or (issued, None, 0)
        if is_ended or last_seen <= now - IDLE:
            return False
    if owner != person_id or now - last_seen >= NOTED_EVERY:
        # Where nothing can be written no session ends; none begins either.
        with suppress(WriteFailed) if kept else nullcontext(), open_sessions(root) as execute:
            execute(_NOTE, (session, person_id, issued, now))
    return True


def end_session(root: Path, claims: Mapping[str, object]) -> None:
    """Whatever still bears these claims, another tab or a copied cookie, acts no longer."""
    issued, _ = _read_moments(claims)
    with open_sessions(root) as execute:
        execute(_END, (name_session(claims), issued))


def end_sessions_of(root: Path, person_id: str) -> None:
    """In every browser that somebody has signed in with."""
    with open_sessions(root) as execute:
        execute(_END_OF_PERSON, (person_id,))


def read_presence(root: Path, now: float) -> dict[str, Presence]:
    """Each person by id who has ever signed in."""
    with open_sessions(root) as execute:
        rows = execute(
            "SELECT person_id, max(last_seen),"
            " count(*) FILTER (WHERE NOT is_ended AND last_seen > ?)"
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


def _read_beginning(root: Path, execute: Execute) -> int:
    """From which moment on a proof may begin a session: where the file is not whole, an ended one
    might be missing from it. Raises sqlite3.DatabaseError."""
    if find_home(root).is_shared:
        return 0
    ((said,), *_) = execute("PRAGMA integrity_check").fetchall()
    if said != "ok":
        raise sqlite3.DatabaseError(said)
    ((moment,),) = execute("PRAGMA user_version").fetchall()
    return int(moment)


def _begin_anew(root: Path) -> None:
    """Whoever was signed in signs in again: nobody knows any more which sessions were ended."""
    new = root / NEW_NAME
    with closing(sqlite3.connect(new)) as connection:
        connection.execute(f"PRAGMA user_version = {int(time.time())}")
    (root / f"{FILE_NAME}-journal").unlink(missing_ok=True)
    os.replace(new, root / FILE_NAME)


def _read_text(written: bytes) -> str:
    return written.decode(errors="replace")


@contextmanager
def open_sessions(root: Path) -> Iterator[Execute]:
    """Raises WriteFailed; SessionsDamaged where the file was begun anew."""
    home = find_home(root)
    if home.is_shared:
        with home.open_table() as execute:
            yield execute
        return
    try:
        with closing(sqlite3.connect(root / FILE_NAME, timeout=30)) as connection, connection:
            connection.text_factory = _read_text
            connection.execute(_TABLE)
            yield connection.execute
    except sqlite3.OperationalError as error:
        raise name_refusal(root / FILE_NAME, error) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # also SQLite's words are damaged
        try:
            _begin_anew(root)
        except (OSError, sqlite3.OperationalError) as refusal:
            raise name_refusal(root / FILE_NAME, refusal) from error
        raise SessionsDamaged(f"{FILE_NAME}: {error}") from error
