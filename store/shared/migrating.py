"""The tables of the shared database: migrations, numbered and run once, in order."""

from pathlib import Path
from typing import Any

import psycopg

from store.errors import HomeOutdated

FOLDER = Path(__file__).with_name("migrations")
#: Where the tables are; a connection looks nowhere else.
SCHEMA = "congress"
_BEGIN = """
CREATE SCHEMA IF NOT EXISTS congress;
CREATE TABLE IF NOT EXISTS migrations (
    number integer PRIMARY KEY, name text NOT NULL, run_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS identity (
    is_only boolean PRIMARY KEY DEFAULT TRUE CHECK (is_only),
    id uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO identity DEFAULT VALUES ON CONFLICT DO NOTHING;
"""


def migrate(connection: psycopg.Connection[Any]) -> list[str]:
    """Run the migrations that a database lacks, all or none; returns their names.

    Raises HomeOutdated where it has some that this program does not know.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [SCHEMA])
        connection.execute(_BEGIN)
        done = _read_done(connection)
        wanted = list_migrations()
        _refuse_later(done, wanted)
        missing = [number for number in wanted if number not in done]
        for number in missing:
            connection.execute(wanted[number].read_bytes())
            values = [number, wanted[number].stem]
            connection.execute("INSERT INTO migrations (number, name) VALUES (%s, %s)", values)
    return [wanted[number].stem for number in missing]


def require_current(connection: psycopg.Connection[Any]) -> str:
    """The database's own id; one without any tables gets them. Raises HomeOutdated."""
    found = connection.execute("SELECT to_regclass(%s)", ["migrations"]).fetchone()
    if found == (None,):
        migrate(connection)
    done, wanted = _read_done(connection), list_migrations()
    _refuse_later(done, wanted)
    if missing := wanted.keys() - done.keys():
        raise HomeOutdated(f"migrations {sorted(missing)} were not run")
    (store_id,) = connection.execute("SELECT id::text FROM identity").fetchone() or ("",)
    return str(store_id)


def list_migrations() -> dict[int, Path]:
    """The migrations of this program by number."""
    return {int(path.name.partition("_")[0]): path for path in sorted(FOLDER.glob("*.sql"))}


def _read_done(connection: psycopg.Connection[Any]) -> dict[int, str]:
    rows = connection.execute("SELECT number, name FROM migrations ORDER BY number")
    return dict(rows.fetchall())


def _refuse_later(done: dict[int, str], known: dict[int, Path]) -> None:
    if later := done.keys() - known.keys():
        raise HomeOutdated(f"migrations {sorted(later)} are of a later program")
