"""Sessions of people who signed in: each can be ended here, whatever the browser still holds.

The provider's proof stays in the browser's cookie for weeks; it counts only while its session
stands in this file, was seen within the last hours, and was not ended.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

FILE_NAME = "sessions.sqlite"
#: Seconds; unseen for so long, a session has ended.
IDLE = 8 * 3600.0
#: Seconds that the provider's clock may be ahead of ours.
CLOCKS_DIFFER = 60.0
_TABLE = (
    "CREATE TABLE IF NOT EXISTS sessions ("
    "session_id TEXT PRIMARY KEY, issued REAL, last_seen REAL, is_ended INTEGER DEFAULT 0)"
)


def name_session(claims: Mapping[str, object]) -> str:
    """The session that a provider's claims stand for: other with each signing in."""
    return hashlib.sha256(json.dumps(claims, sort_keys=True, default=str).encode()).hexdigest()


def is_live(root: Path, claims: Mapping[str, object], now: float) -> bool:
    """Whether a session may still act at a moment (seconds since 1970), which is noted as seen;
    the first look begins it."""
    session = name_session(claims)
    issued, expires = _read_moments(claims)
    if not issued - CLOCKS_DIFFER <= now < expires:
        return False
    with _open(root) as connection:
        # Whoever begins a session has just signed in: an old proof begins none.
        connection.execute(
            "INSERT OR IGNORE INTO sessions (session_id, issued, last_seen) VALUES (?, ?, ?)",
            (session, issued, issued),
        )
        updated = connection.execute(
            "UPDATE sessions SET last_seen = ? WHERE session_id = ? AND NOT is_ended"
            " AND last_seen > ?",
            (now, session, now - IDLE),
        )
        return updated.rowcount == 1


def end_session(root: Path, claims: Mapping[str, object]) -> None:
    """Whatever still bears these claims, another tab or a copied cookie, acts no longer."""
    issued, _ = _read_moments(claims)
    with _open(root) as connection:
        connection.execute(
            "INSERT INTO sessions (session_id, issued, last_seen, is_ended) VALUES (?, ?, ?, 1)"
            " ON CONFLICT (session_id) DO UPDATE SET is_ended = 1",
            (name_session(claims), issued, issued),
        )


def _read_moments(claims: Mapping[str, object]) -> tuple[float, float]:
    """When the proof was given and until when it holds; one that does not say so is over."""
    issued, expires = claims.get("iat"), claims.get("exp")
    if isinstance(issued, int | float) and isinstance(expires, int | float):
        return float(issued), float(expires)
    return 0.0, 0.0


@contextmanager
def _open(root: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(root / FILE_NAME, timeout=30)) as connection, connection:
        connection.execute(_TABLE)
        yield connection
