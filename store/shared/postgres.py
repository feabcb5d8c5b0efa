"""PostgreSQL as the home of a data set: its log, the rows of its batches, its files."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import duckdb
import psycopg

from store.disk.files import write_file
from store.errors import HomeDiffers, HomeFull, HomeUnreachable, WriteFailed
from store.figures.sums import add_up
from store.log.batch import insert_batch, parse_batch
from store.log.entries import insert_entry, parse_line, read_entries, read_last, render_line
from store.moments import read_utc_now, set_clock
from store.shared.home import Execute, Home, Last
from store.shared.migrating import SCHEMA, require_current
from store.shared.rows import pack_rows, unpack_rows

#: Beside the data sets: of which shared store a folder is the copy.
MARK_NAME = "copy_of"
#: Seconds to wait for an answer: to a question, to a write, and before the next try.
LONGEST_QUESTION, LONGEST_WRITE, TRY_EVERY = 3.0, 60.0, 2.0

#: Entries that are taken over at once: far fewer than a slow machine does in the longest time.
MOST_AT_ONCE = 50

_NEWEST = (
    "SELECT (SELECT coalesce(max(number), 0) FROM entries WHERE data_set = %(data_set)s),"
    " (SELECT coalesce(max(change), 0) FROM files WHERE data_set = %(data_set)s)"
)
_LINE = "SELECT line FROM entries WHERE data_set = %(data_set)s AND number = %(number)s"
_LOOK = f"{_NEWEST}, ({_LINE})"
_PUT = (
    "INSERT INTO files (data_set, name, content, is_copied, change)"
    " SELECT %(data_set)s, %(name)s, %(content)s, %(is_copied)s, coalesce(max(change), 0) + 1"
    " FROM files WHERE data_set = %(data_set)s"
    " ON CONFLICT (data_set, name) DO UPDATE SET content = excluded.content,"
    " is_copied = excluded.is_copied, change = excluded.change"
)
_REMOVE = (
    "UPDATE files SET content = NULL, is_copied = TRUE, change = (SELECT max(change) + 1 FROM files"
    " WHERE data_set = %(data_set)s) WHERE data_set = %(data_set)s AND content IS NOT NULL"
    " AND (name = %(name)s OR starts_with(name, %(name)s || '/'))"
)


class Link:
    """One connection, opened when it is needed and again after it broke."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection: psycopg.Connection[Any] | None = None

    @contextmanager
    def open(self, seconds: float) -> Iterator[psycopg.Connection[Any]]:
        """The connection, which breaks where the answer takes longer. Raises HomeUnreachable,
        HomeFull."""
        try:
            connection = self._connection or self._connect()
            with _cut_after(connection, seconds):
                yield connection
        except psycopg.errors.DiskFull as error:
            raise HomeFull(str(error).strip()) from error
        except psycopg.DataError as error:  # a text that no database takes
            raise WriteFailed(str(error).strip()) from error
        except psycopg.Error as error:  # also what says that tables or rights are missing
            self.close()
            raise HomeUnreachable(str(error).strip()) from error

    def read_id(self) -> str:
        """The id of the shared database. Raises HomeUnreachable or HomeOutdated."""
        with self.open(LONGEST_QUESTION) as connection:
            store_id = require_current(connection)
        self.close()
        return store_id

    def renew(self) -> None:
        """Drop a connection that the server has ended since it was last used."""
        try:
            for _ in ("its last words", "its end"):
                if self._connection is not None:
                    self._connection.pgconn.consume_input()
        except psycopg.OperationalError:
            self.close()

    def cut(self) -> None:
        """Whoever waits for an answer waits no longer."""
        if self._connection is not None:
            _cut(self._connection)

    def close(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None

    def _connect(self) -> psycopg.Connection[Any]:
        connection = psycopg.connect(
            self._address,
            autocommit=True,
            connect_timeout=int(LONGEST_QUESTION),
            options=f"-c search_path={SCHEMA}",
            target_session_attrs="read-write",
        )
        try:
            with _cut_after(connection, LONGEST_WRITE):
                require_current(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection


class PostgresHome(Home):
    """A data set of the database at an address; the folder is this process's copy of it."""

    is_shared = True

    def __init__(self, address: str, root: Path) -> None:
        self.root = root
        self._about = {"data_set": root.name}
        self._asking, self._asking_lock = Link(address), threading.Lock()
        self._writing, self._writing_lock = Link(address), threading.RLock()
        self._held: psycopg.Connection[Any] | None = None
        self._change = 0
        self._next_try = 0.0
        self._difference = ""

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """PostgreSQL's lock, held by one connection: where it breaks, nothing more is written."""
        with self._writing_lock, nullcontext() if self._held else self._hold():
            yield

    @contextmanager
    def _hold(self) -> Iterator[None]:
        key = {"key": f"{SCHEMA}.{self.root.name}"}
        self._writing.renew()
        with self._noting(), self._writing.open(LONGEST_WRITE) as connection:
            connection.execute("SELECT pg_advisory_lock(hashtextextended(%(key)s, 0))", key)
            (now,) = _fetch(connection, "SELECT clock_timestamp() AT TIME ZONE 'UTC'")
        self._held = connection
        try:
            with set_clock(now):
                yield
        finally:
            self._held = None
            try:
                connection.execute("SELECT pg_advisory_unlock_all()")
            except psycopg.Error:  # it has ended with the connection
                self._writing.close()

    @contextmanager
    def _write(self) -> Iterator[psycopg.Connection[Any]]:
        """A transaction under the lock; it is committed at the end."""
        self._require_same()
        with self.exclusive(), self._noting(), self._writing.open(LONGEST_WRITE) as connection:
            if connection is not self._held:
                raise HomeUnreachable("the connection that had the lock is gone")
            with connection.transaction():
                yield connection

    @contextmanager
    def _ask(self, seconds: float = LONGEST_QUESTION) -> Iterator[psycopg.Connection[Any]]:
        with self._noting(), self._asking_lock:
            self._asking.renew()
            with self._asking.open(seconds) as connection:
                yield connection

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Note since when nothing comes through, and that it does again."""
        try:
            yield
        except HomeUnreachable:
            self.lost_since = self.lost_since or read_utc_now()
            self._next_try = time.monotonic() + TRY_EVERY
            raise
        self.lost_since = None

    def has_news(self, last: Last) -> bool:
        """Asked at each look: while nothing comes through it is tried now and then.

        A database that was restored from an older dump may have gone on since: then the entry of
        this number is another.
        """
        self._require_same()
        number, _, seal = last
        if self.lost_since and time.monotonic() < self._next_try:
            raise HomeUnreachable("it was not reached a moment ago")
        with self._ask() as connection:
            newest, change, line = _fetch(connection, _LOOK, self._about | {"number": number})
        if newest < number:
            raise self._differ(f"entry {number} is not in the shared log, which ends with {newest}")
        if seal and parse_line(line, number).hash != seal:
            raise self._differ(f"entry {number} is another in the shared log")
        return bool(newest > number or change != self._change)

    def has_entries(self) -> bool:
        """Whether anything of this data set counts there."""
        with self._ask() as connection:
            newest, _ = _fetch(connection, _NEWEST, self._about)
        return bool(newest)

    def take_over(self, cursor: duckdb.DuckDBPyConnection) -> None:
        number, _, last = read_last(cursor)
        with self._ask(LONGEST_WRITE) as connection:
            # First: what is changed while the files are read is taken over the next time.
            _, newest = _fetch(connection, _NEWEST, self._about)
            if newest < self._change:  # restored from an older dump: all files are looked at anew
                self._change = 0
            asked = self._about | {"number": number, "change": self._change}
            self._take_entries(connection, cursor, asked, last)
            names = connection.execute(
                "SELECT name FROM files WHERE data_set = %(data_set)s"
                " AND change > %(change)s AND is_copied ORDER BY change",
                asked,
            ).fetchall()
        for (name,) in names:
            _copy_file(self.root / name, self.fetch(name))
        self._change = newest

    def _take_entries(
        self,
        connection: psycopg.Connection[Any],
        cursor: duckdb.DuckDBPyConnection,
        asked: dict[str, Any],
        last: str,
    ) -> None:
        lines = connection.execute(
            "SELECT number, line FROM entries WHERE data_set = %(data_set)s AND number > %(number)s"
            " ORDER BY number LIMIT %(limit)s",
            asked | {"limit": MOST_AT_ONCE},
        ).fetchall()
        for number, line in lines:
            entry = parse_line(line, number)
            if entry.previous_hash != last:
                raise self._differ(f"entry {number} does not follow this process's log")
            last = entry.hash
            insert_entry(cursor, entry)
            batch = parse_batch(entry)
            if batch is None:
                continue
            insert_batch(cursor, batch)
            packed = connection.execute(
                "SELECT table_name, rows FROM batch_rows"
                " WHERE data_set = %(data_set)s AND batch_id = %(batch_id)s",
                self._about | {"batch_id": batch.batch_id},
            ).fetchall()
            for table, rows in packed:
                unpack_rows(cursor, table, rows)
            add_up(cursor, batch.batch_id)

    def _require_same(self) -> None:
        if self._difference:
            raise HomeDiffers(self._difference)

    def _differ(self, why: str) -> HomeDiffers:
        """The copy is begun anew at the next start; until then nothing is taken over or written."""
        self._difference = why
        (self.root.parent / MARK_NAME).unlink(missing_ok=True)
        return HomeDiffers(why)

    def enter(self, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._write() as connection:
            newest = self._require_all(connection, cursor)
            for entry in read_entries(cursor, after=newest):
                connection.execute(
                    "INSERT INTO entries VALUES (%(data_set)s, %(number)s, %(line)s)",
                    self._about | {"number": entry.number, "line": render_line(entry)},
                )
                if batch := parse_batch(entry):
                    self._enter_rows(connection, cursor, batch.batch_id)
            connection.execute(f"NOTIFY {SCHEMA}")

    def _require_all(
        self, connection: psycopg.Connection[Any], cursor: duckdb.DuckDBPyConnection
    ) -> int:
        """The number of the shared log's last entry, which the cursor must know: whatever was
        written without it would count here alone. Raises HomeDiffers."""
        newest, _ = _fetch(connection, _NEWEST, self._about)
        if newest:
            asked = {"number": newest}
            (line,) = _fetch(connection, _LINE, self._about | asked)
            known = cursor.execute("SELECT hash FROM log WHERE number = $number", asked).fetchone()
            if known != (parse_line(line, newest).hash,):  # it may yet take it over
                raise HomeDiffers(f"this process does not have the shared entry {newest}")
        return int(newest)

    def _enter_rows(
        self, connection: psycopg.Connection[Any], cursor: duckdb.DuckDBPyConnection, batch_id: int
    ) -> None:
        for table, rows in pack_rows(cursor, batch_id):
            connection.execute(
                "INSERT INTO batch_rows VALUES (%(data_set)s, %(batch_id)s, %(table)s, %(rows)s)",
                self._about | {"batch_id": batch_id, "table": table, "rows": rows},
            )

    def put(self, name: str, content: bytes, is_copied: bool = True) -> None:
        asked = {"name": name, "content": content, "is_copied": is_copied}
        with self._write() as connection:
            connection.execute(_PUT, self._about | asked)

    def remove(self, name: str) -> None:
        with self._write() as connection:
            connection.execute(_REMOVE, self._about | {"name": name})

    def fetch(self, name: str) -> bytes | None:
        with self._ask(LONGEST_WRITE) as connection:
            row = connection.execute(
                "SELECT content FROM files WHERE data_set = %(data_set)s AND name = %(name)s",
                self._about | {"name": name},
            ).fetchone()
        return row[0] if row else None

    def list_names(self) -> list[str]:
        with self._ask() as connection:
            rows = connection.execute(
                "SELECT name FROM files WHERE data_set = %(data_set)s AND content IS NOT NULL"
                " ORDER BY name",
                self._about,
            ).fetchall()
        return [name for (name,) in rows]

    def find(self, prefix: str) -> str:
        with self._ask() as connection:
            row = connection.execute(
                "SELECT name FROM files WHERE data_set = %(data_set)s AND content IS NOT NULL"
                " AND name >= %(prefix)s AND starts_with(name, %(prefix)s) ORDER BY name LIMIT 1",
                self._about | {"prefix": prefix},
            ).fetchone()
        return row[0] if row else ""

    @contextmanager
    def open_table(self) -> Iterator[Execute]:
        with self._ask() as connection:
            yield lambda query, *values: connection.execute(query.replace("?", "%s"), *values)

    def close(self) -> None:
        self._asking.close()
        self._writing.close()


def _fetch(
    connection: psycopg.Connection[Any], query: str, values: dict[str, Any] | None = None
) -> tuple[Any, ...]:
    row = connection.execute(query, values).fetchone()
    assert row is not None
    return tuple(row)


def _copy_file(path: Path, content: bytes | None) -> None:
    """With the last file of a draft its folder goes."""
    if content is not None:
        write_file(path, content)
    else:
        path.unlink(missing_ok=True)
        with suppress(OSError):  # others are in it
            path.parent.rmdir()


@contextmanager
def _cut_after(connection: psycopg.Connection[Any], seconds: float) -> Iterator[None]:
    """A server, or a network, that does not answer keeps nobody: libpq waits without end."""
    timer = threading.Timer(seconds, _cut, (connection,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(connection: psycopg.Connection[Any]) -> None:
    with suppress(OSError, psycopg.Error), socket.socket(fileno=os.dup(connection.fileno())) as end:
        end.shutdown(socket.SHUT_RDWR)
