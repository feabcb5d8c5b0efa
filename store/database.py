"""Opening the database, the one write lock, one cursor an operation.

One process holds the database (DuckDB's own lock on the file); inside it one thread
writes at a time. Readers never wait: each works on a cursor and a snapshot of its own.
"""

import logging
import os
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb

from store.actor import Actor
from store.database_file import (
    Asked,
    Recalled,
    check_version,
    connect,
    create_schema,
    fetch_value,
    is_new,
    refresh_reference,
)
from store.disk import archive
from store.disk.refusals import translate_damage, translate_write_errors
from store.errors import HomeUnreachable, LogAhead, StoreError, StoreMissing, WriteFailed
from store.events import announce_news
from store.log.entries import FILE_NAME, catch_up_log, check_log, has_entries, read_last
from store.log.old_files import ACTIVITY, carry_over
from store.people.names import Names, find_signs, read_names, sign
from store.shared.home import find_home, is_address

DATABASE_NAME = "congress.duckdb"
#: Environment variable that names another root directory, or a database to share.
ROOT_VARIABLE = "CONGRESS_STORE"
DEFAULT_ROOT = Path(__file__).parents[1] / "data" / "store" / "real"
#: Name of the root directory of the invented data set.
PRACTICE_NAME = "practice"

#: One lock a store, however many `Database` objects of this process share it.
_locks: dict[Path, threading.RLock] = {}
_locks_guard = threading.Lock()
_open_databases: "weakref.WeakSet[Database]" = weakref.WeakSet()


class Database:
    """An open store; make one with `open_database` and share it between threads."""

    def __init__(self, root: Path, is_read_only: bool = False) -> None:
        """Raises DatabaseHeld, DatabaseDamaged or WriteFailed."""
        self.root = root
        self.is_read_only = is_read_only
        self.lock = find_lock(root)
        self._connection = self._connect()
        self._gate = threading.Condition()
        self._cursor_count = 0
        self._is_down = False
        self._recalled = Recalled(root)
        with _locks_guard:
            _open_databases.add(self)

    @contextmanager
    def read(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on one unchanging snapshot; fetch everything before leaving.

        Raises DatabaseDamaged where the file is not what was written.
        """
        with translate_damage(self.root), self._begin("BEGIN TRANSACTION READ ONLY") as cursor:
            try:
                yield cursor
            finally:
                _roll_back(cursor)

    def recall(self, ask: Callable[[duckdb.DuckDBPyConnection], Asked]) -> Asked:
        """The answer to a question that every run of a page asks: asked once after each write."""

        def read() -> Asked:
            with self.read() as cursor:
                return ask(cursor)

        return self._recalled.get(ask, read)

    @contextmanager
    def write(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor in a transaction under the write lock: all of it counts, or nothing.

        Raises WriteFailed when the disk refuses, DatabaseDamaged; any error leaves the state
        before.
        """
        with self.try_out() as cursor:
            yield cursor
            cursor.execute("COMMIT")

    @contextmanager
    def try_out(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """`write` without the end: the cursor sees what it writes, and nothing of it stays.

        Holds the write lock: ask and leave.
        """
        if not self.can_be_written():
            raise WriteFailed(f"{self.root} was opened to be read alone")
        with (
            self.lock,
            translate_write_errors(self.root),
            self._begin("BEGIN TRANSACTION") as cursor,
        ):
            try:
                yield cursor
            finally:
                _roll_back(cursor)
                self._recalled.forget()

    def can_be_written(self) -> bool:
        """Whether it can; what was opened to be read alone is opened anew where the disk refuses no
        longer."""
        if self.is_read_only:
            with self.lock, suppress(WriteFailed):
                _require_writable(self.root)
                self._reopen(is_read_only=False)
                try:
                    _prepare_database(self)
                except WriteFailed:
                    self._reopen(is_read_only=True)
                    raise
        return not self.is_read_only

    def _reopen(self, is_read_only: bool) -> None:
        """Where this is refused, the next cursor opens it as it was."""
        with self.set_down():
            self._connection = connect(self.root / DATABASE_NAME, is_read_only)
            self.is_read_only = is_read_only

    @contextmanager
    def append(
        self, actor: Actor, act: str, forums: Iterable[str]
    ) -> Iterator[tuple[duckdb.DuckDBPyConnection, Actor]]:
        """`write` for an act that the log keeps: its file is whole before, and caught up after.

        `forums` are those that the act concerns. The actor comes back under the name that the
        log has of them. Raises ActorUnknown or RightMissing.
        """
        with actor.perform(act, forums), self.exclusive():
            signed = replace(actor, name=self.sign(actor))
            with self.write() as cursor:
                catch_up_log(cursor, self.root)
                yield cursor, signed
                find_home(self.root).enter(cursor)
            self._catch_up_quietly()
            announce_news()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Nobody else writes to the store meanwhile, and this one has all that others wrote.

        Raises HomeUnreachable.
        """
        with self.lock, find_home(self.root).exclusive():
            self._take_over()
            yield

    def catch_up(self) -> None:
        """Take over what other processes have written, where the store is shared; where they can't
        be reached it stays as it is. Raises HomeDiffers, WriteFailed."""
        with suppress(HomeUnreachable):
            self._take_over()

    def _take_over(self) -> None:
        """A part after the other; each stands, whatever befalls the next."""
        home = find_home(self.root)
        while home.is_shared and home.has_news(last := self.recall(read_last)):
            with self.lock:
                with self.write() as cursor:
                    home.take_over(cursor)
                self._catch_up_quietly()
            if log_version(self) > last[0]:
                announce_news()

    def find_lost(self) -> datetime | None:
        """Since when (UTC) it is not known what other processes write; None where it is."""
        return find_home(self.root).lost_since

    def sign(self, actor: Actor) -> str:
        """What the log says of who acts; a name that it does not know yet is noted. Raises
        WriteFailed."""
        if known := find_signs(self.root, actor):
            return known[0]
        with self.exclusive():
            return sign(self.root, actor)

    def read_names(self) -> Names:
        """The names behind the log's ids; people are registered with the real data."""
        return read_names(find_root(), self.root)

    def _catch_up_quietly(self) -> None:
        """After a commit, which stands already: a file that lags is caught up with the next."""
        try:
            with self.read() as cursor:
                catch_up_log(cursor, self.root)
        except OSError as error:
            logging.getLogger(__name__).warning("the log lags behind the database: %s", error)

    def close(self) -> None:
        _open_databases.discard(self)
        self._connection.close()

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def set_down(self) -> Iterator[None]:
        """Closed, for the file to be replaced: who asks meanwhile waits, and goes on with what
        is there then."""
        with self._gate:
            self._is_down = True
            self._gate.wait_for(lambda: not self._cursor_count)
            self._connection.close()
        try:
            yield
        finally:
            with self._gate:
                self._recalled.forget()
                self._is_down = False
                self._gate.notify_all()

    @contextmanager
    def _begin(self, statement: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """A new cursor in a transaction."""
        with self._gate:
            self._gate.wait_for(lambda: not self._is_down)
            cursor = self._open_cursor(statement)
            self._cursor_count += 1
        try:
            yield cursor
        finally:
            cursor.close()
            with self._gate:
                self._cursor_count -= 1
                self._gate.notify_all()

    def _open_cursor(self, statement: str) -> duckdb.DuckDBPyConnection:
        """A disk that fills up while DuckDB tidies its file leaves the connection unusable
        (the data is whole), and one that was set down is closed: then it is opened again."""
        try:
            return self._connection.cursor().execute(statement)
        except (duckdb.FatalException, duckdb.ConnectionException):
            self._connection.close()
            self._connection = self._connect()
        return self._connection.cursor().execute(statement)

    def _connect(self) -> duckdb.DuckDBPyConnection:
        return connect(self.root / DATABASE_NAME, self.is_read_only)


def open_database(root: Path | None = None) -> Database:
    """Open the store at a root directory and make it when it is new; where the disk refuses,
    one that is whole is opened to be read alone.

    Raises DatabaseHeld, DatabaseDamaged, SchemaDiffers, LogAhead or WriteFailed.
    """
    root = (root or find_root()).resolve()
    with find_lock(root):
        try:
            return _open_to_write(root)
        except WriteFailed as refusal:
            if database := _open_to_read(root):
                return database
            raise refusal


def _open_to_write(root: Path) -> Database:
    with translate_write_errors(root):
        root.mkdir(parents=True, exist_ok=True)
        if not (root / DATABASE_NAME).exists() and has_entries(root):
            raise LogAhead(f"{root} has a log and no database")
        _require_writable(root)
        with _closed_on_error(Database(root)) as database:
            _prepare_database(database)
            return database


def _require_writable(root: Path) -> None:
    """Opening writes nothing where there is nothing to be mended: that it could is asked."""
    for folder in (root, root / archive.FOLDER):
        if folder.exists() and not os.access(folder, os.W_OK):
            raise WriteFailed(f"{folder} is read-only")


def _open_to_read(root: Path) -> Database | None:
    """None where it would have to be made anew."""
    try:
        with (
            translate_write_errors(root),
            _closed_on_error(Database(root, is_read_only=True)) as database,
            database.read() as cursor,
        ):
            check_version(cursor)
            check_log(cursor, root)
            return database
    except (StoreError, duckdb.CatalogException):
        return None


@contextmanager
def _closed_on_error(database: Database) -> Iterator[Database]:
    try:
        yield database
    except BaseException:
        database.close()
        raise


def find_root() -> Path:
    """The root directory that the environment names, else the real data's; where it names a
    database that several processes share, this process's copy."""
    named = os.environ.get(ROOT_VARIABLE, "")
    if is_address(named):
        from store.shared.replica import find_replica  # its libraries take a while to load

        return find_replica(named)
    return Path(named or DEFAULT_ROOT)


def require_store(root: Path) -> None:
    """Raises StoreMissing where a folder holds neither database nor log."""
    names = (DATABASE_NAME, FILE_NAME, ACTIVITY)
    if not any((root / name).is_file() for name in names):
        raise StoreMissing(str(root))


def find_practice_root() -> Path:
    """The root directory of the invented data set: beside the real data's, never in it."""
    return find_root().with_name(PRACTICE_NAME)


def is_practice_root(root: Path) -> bool:
    """Whether a store holds the invented data set."""
    return root.name == PRACTICE_NAME


def find_lock(root: Path) -> threading.RLock:
    """The write lock that every thread of this process shares for a store."""
    with _locks_guard:
        return _locks.setdefault(root.resolve(), threading.RLock())


def list_open() -> list[Database]:
    """The databases that this process has open."""
    with _locks_guard:
        return list(_open_databases)


@contextmanager
def set_down_all(root: Path) -> Iterator[None]:
    """Every database of this process that has the store open is set down meanwhile."""
    with ExitStack() as stack:
        for database in [each for each in list_open() if each.root == root.resolve()]:
            stack.enter_context(database.set_down())
        yield


def log_version(database: Database) -> int:
    """Number of the last entry: grows with every decision, also those without a batch."""
    return database.recall(read_last)[0]


def data_version(database: Database) -> int:
    """Number of the last batch: grows whenever a figure can have changed; 0 when empty."""
    return database.recall(_read_last_batch)


def _read_last_batch(cursor: duckdb.DuckDBPyConnection) -> int:
    return int(fetch_value(cursor, "SELECT coalesce(max(batch_id), 0) FROM batches"))


def _prepare_database(database: Database) -> None:
    with database.write() as cursor:
        if is_new(cursor):
            create_schema(cursor)
        check_version(cursor)
        refresh_reference(cursor)
        carry_over(cursor, database.root)
        catch_up_log(cursor, database.root)
    database.catch_up()
    archive.tidy_archive(database.root)


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("ROLLBACK")
    except duckdb.Error:
        return  # a commit, done or failed, has ended the transaction by itself
