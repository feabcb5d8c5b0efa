"""Filled stores: each filled once in a test run, by the worker that needs it first, and copied.

Every asker has a copy of its own: DuckDB gives a store to one process, and a test may write.
"""

import shutil
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from filelock import FileLock

from store.database import Database, open_database

Fill = Callable[[Path], None]


class Shelf:
    """Where the filled stores of a test run lie, for all of its workers."""

    #: None outside a test run, as in a benchmark: there each store is filled where it is wanted.
    folder: Path | None = None


def filled_once(name: str) -> Callable[[Fill], Callable[[Path], Database]]:
    """For a function that fills a new store at a root: instead it opens the store so filled
    there; the caller closes it."""

    def open_instead(fill: Fill) -> Callable[[Path], Database]:
        @wraps(fill)
        def open_filled(root: Path) -> Database:
            if Shelf.folder:
                shutil.copytree(_keep(Shelf.folder, name, fill), root, dirs_exist_ok=True)
            else:
                fill(root)
            return open_database(root)

        return open_filled

    return open_instead


def _keep(shelf: Path, name: str, fill: Fill) -> Path:
    """The root of the store that all copies are made of."""
    root, whole = shelf / name, shelf / f"{name}.whole"
    with FileLock(shelf / f"{name}.lock"):
        if not whole.exists():
            shutil.rmtree(root, ignore_errors=True)  # left by a fill that was broken off
            fill(root)
            whole.touch()
    return root


@filled_once("empty")
def make_empty_store(root: Path) -> None:
    """Nothing but the schema and the reference tables."""
    open_database(root).close()
