"""Where a store is at home: in its folder alone, or in PostgreSQL with those of other processes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from store.disk.files import write_file
from store.errors import name_refusal

#: A statement with a ? for each value, and what it found.
Execute = Callable[..., Any]


#: Number, moment and hash of a log's last entry.
Last = tuple[int, datetime, str]


class Home:
    """The folder alone: what is written there is all there is."""

    is_shared = False
    #: Since when (UTC) the others' writing can't be seen; None while it can, or where nobody
    #: else writes.
    lost_since: datetime | None = None

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Nobody writes meanwhile but this thread. Raises HomeUnreachable."""
        yield

    def has_news(self, last: Last) -> bool:
        """Whether others have written what a store whose log ends with an entry has not. Raises
        HomeUnreachable, HomeDiffers."""
        return False

    def take_over(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Write what others have written, or a part of it, into the cursor's transaction, and into
        the folder.

        Raises HomeUnreachable or HomeDiffers.
        """

    def enter(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Make the entries of the cursor's transaction, with the rows of their batches, count for
        all; it is committed here after that. Raises HomeUnreachable."""

    def put(self, name: str, content: bytes, is_copied: bool = True) -> None:
        """Let the others have a file, at once where `is_copied`, else when they ask. Raises
        HomeUnreachable."""

    def remove(self, name: str) -> None:
        """Let the others have a file no longer, and none below it. Raises HomeUnreachable."""

    def fetch(self, name: str) -> bytes | None:
        """A file that the folder lacks; None where nobody has it. Raises HomeUnreachable."""
        return None

    def list_names(self) -> list[str]:
        """All files that there are, also those that the folder lacks. Raises HomeUnreachable."""
        return []

    def find(self, prefix: str) -> str:
        """The name of a file that begins so and that the folder lacks; "" where nobody has one.
        Raises HomeUnreachable."""
        return ""

    def open_table(self) -> AbstractContextManager[Execute]:
        """Statements on the table of sessions that all processes share, each for itself. Raises
        HomeUnreachable."""
        raise NotImplementedError


ALONE = Home()
_homes: dict[Path, Home] = {}
_guard = threading.Lock()


def find_home(root: Path) -> Home:
    """Where the store of a folder is at home."""
    return _homes.get(root.resolve(), ALONE)


def settle(root: Path, home: Home) -> None:
    """From now on the store of a folder is at home there."""
    with _guard:
        _homes[root.resolve()] = home


def keep_file(root: Path, name: str, content: bytes, is_copied: bool = True) -> None:
    """Write a file of the store, whole or not at all. Raises OSError or HomeUnreachable."""
    find_home(root).put(name, content, is_copied)
    write_file(root / name, content)


def read_file(root: Path, name: str) -> bytes:
    """A file of the store, wherever it is at home. Raises OSError where there is none,
    HomeUnreachable, or WriteFailed where the folder has no room for it."""
    try:
        return (root / name).read_bytes()
    except FileNotFoundError:
        content = find_home(root).fetch(name)
        if content is None:
            raise
    try:
        write_file(root / name, content)
    except OSError as error:
        raise name_refusal(root / name, error) from error
    return content


def complete_folder(root: Path) -> None:
    """Have all files of the store in its folder. Raises OSError or HomeUnreachable."""
    for name in find_home(root).list_names():
        if not (root / name).exists():
            read_file(root, name)


def remove_file(root: Path, name: str) -> None:
    """Raises OSError or HomeUnreachable."""
    find_home(root).remove(name)
    (root / name).unlink(missing_ok=True)


def is_address(named: str) -> bool:
    """Whether the environment names a database in place of a folder."""
    return named.startswith(("postgresql://", "postgres://"))
