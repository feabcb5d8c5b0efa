from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from store.database import Database, open_database
from store.shared.home import ALONE, find_home, settle
from store.shared.postgres import PostgresHome
from tests.store.shared.server import Server, run_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with run_server() as server:
        yield server


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    with new_database(server) as address:
        yield address


@contextmanager
def new_database(server: Server) -> Iterator[str]:
    """A new, empty database of the server."""
    name = f"congress_{uuid4().hex}"
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    yield server.address.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


class Processes:
    """Stores that are at home in one shared database, each with a copy of its own, as in processes
    of their own."""

    def __init__(self, address: str, folder: Path, stack: ExitStack) -> None:
        self._address, self._folder, self._stack = address, folder, stack
        self._count = 0

    def begin(self, folder: str = "", address: str = "") -> Database:
        """Another process; it goes on with a copy that is there already where `folder` names it."""
        self._count += 1
        root = self._folder / (folder or str(self._count)) / "real"
        home = PostgresHome(address or self._address, root)
        settle(root, home)
        self._stack.callback(home.close)
        self._stack.callback(settle, root, ALONE)
        return self._stack.enter_context(open_database(root))

    def end(self, database: Database) -> None:
        """One is gone, or was: its folder stays."""
        database.close()
        home = find_home(database.root)
        assert isinstance(home, PostgresHome)
        home.close()


@pytest.fixture
def processes(address: str, tmp_path: Path) -> Iterator[Processes]:
    with ExitStack() as stack:
        yield Processes(address, tmp_path, stack)
