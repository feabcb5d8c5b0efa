"""Each step by which our files come to be, told before it is taken: there a test lets a process die
or the disk be full.

A step is a file made or opened to be written, flushed, cut, renamed, a folder made, a commit of
DuckDB's, a statement of SQLite's.
"""

import builtins
import errno
import io
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import duckdb
import pytest

HOME = Path(__file__).parents[2]
OURS = tuple(str(HOME / part) for part in ("store", "loaders", "exports", "widgets", "pages"))
MADE = os.O_CREAT | os.O_WRONLY | os.O_RDWR
NO_ROOM = os.strerror(errno.ENOSPC)


class Disk:
    """`before` is called with each step's refusal: what it raises where there is no room left."""

    def __init__(self) -> None:
        self.before: Callable[[Exception], None] | None = None
        #: Where steps were refused: the functions of ours then at work, as
        #: "store.disk.files.write_file", the innermost first, with its line.
        self.refused: set[tuple[str, ...]] = set()

    def step(self, refusal: Exception | None = None) -> None:
        if before := self.before:
            self.before = None  # what is done at a step is none itself
            try:
                before(refusal or OSError(errno.ENOSPC, NO_ROOM))
            finally:
                self.before = before

    @contextmanager
    def filling(self) -> Iterator[Callable[[], bool]]:
        """No room is left from the first step on that no earlier block has refused; asked whether
        there was one."""
        is_full = False

        def refuse(refusal: Exception) -> None:
            nonlocal is_full
            place = find_place(sys._getframe(2))
            if is_full or place not in self.refused:
                is_full = True
                self.refused.add(place)
                raise refusal

        self.before = refuse
        try:
            yield lambda: is_full
        finally:
            self.before = None


def find_place(frame: FrameType | None) -> tuple[str, ...]:
    """Of a step: the functions of ours that are at work."""
    names = []
    while frame:
        code = frame.f_code
        if code.co_filename.startswith(OURS):
            module = Path(code.co_filename).relative_to(HOME).with_suffix("")
            names.append(".".join((*module.parts, code.co_name)))
            names += [] if names[1:] else [str(frame.f_lineno)]
        frame = frame.f_back
    return tuple(names)


@contextmanager
def watched_disk() -> Iterator[Disk]:
    """What is opened in the block is watched."""
    disk = Disk()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "replace", "truncate", "mkdir"):
            patch.setattr(os, name, _tell(disk, getattr(os, name)))
        patch.setattr(os, "open", _tell(disk, os.open, lambda flags, *_: bool(flags & MADE)))
        for module in (io, builtins):
            patch.setattr(module, "open", _tell(disk, open, _is_written))
        patch.setattr(duckdb, "connect", _watch_duckdb(disk, duckdb.connect))
        patch.setattr(sqlite3, "connect", _watch_sqlite(disk, sqlite3.connect))
        yield disk


def _tell(
    disk: Disk, do: Callable[..., Any], is_step: Callable[..., bool] = lambda *_: True
) -> Callable[..., Any]:
    def told(path: Any, *args: Any, **kwargs: Any) -> Any:
        if is_step(*args, *kwargs.values()):
            disk.step()
        return do(path, *args, **kwargs)

    return told


def _is_written(mode: str = "r", *_: Any) -> bool:
    return bool(set("wax+") & set(mode))


def _watch_duckdb(disk: Disk, connect: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args, **kwargs: _Watched(disk, connect(*args, **kwargs))


class _Watched:
    """A connection or cursor of DuckDB's whose commits and checkpoints are steps."""

    def __init__(self, disk: Disk, connection: Any) -> None:
        self._disk, self._connection = disk, connection

    def execute(self, statement: str, *args: Any) -> Any:
        if "COMMIT" in statement or statement == "CHECKPOINT":
            wording = f'Could not write file "x": {NO_ROOM}'
            self._disk.step(duckdb.FatalException(f"FATAL Error: {wording}"))
        self._connection.execute(statement, *args)
        return self

    def cursor(self) -> "_Watched":
        return _Watched(self._disk, self._connection.cursor())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def __enter__(self) -> "_Watched":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()


def _watch_sqlite(disk: Disk, connect: Callable[..., Any]) -> Callable[..., Any]:
    class Connection(sqlite3.Connection):
        def execute(self, *args: Any) -> sqlite3.Cursor:
            if not args[0].startswith("SELECT"):
                disk.step(sqlite3.OperationalError("database or disk is full"))
            return super().execute(*args)

    return lambda *args, **kwargs: connect(*args, factory=Connection, **kwargs)
