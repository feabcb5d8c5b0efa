"""Opening the figures for a command that runs beside the app or without it.

The loaders are asked as the program they are (`python -m loaders`): exports import none of
them. An empty store is filled with the plan's workbooks, a practice store with the invented
ones, as the app does at its first start. While the app holds the database, its archive and
log, which may be read at any time, are built into a database of the command's own. A database that
is damaged or of another schema is made anew first.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from exports.errors import ExportError
from exports.pictures.fonts import keep_fonts_beside
from store.batches import list_batches
from store.database import (
    Database,
    find_root,
    is_practice_root,
    open_database,
)
from store.disk.refusals import translate_write_errors
from store.errors import MENDED_BY_REBUILD, DatabaseHeld
from words import Words

WORDS = Words(
    ja={
        "practice_loader": "演習データ（架空）",
        "plan_loader": "初期データ（令和3年度 事業計画書）",
    }
)

HOME = Path(__file__).parents[1]
PLAN_FOLDER = HOME / "data" / "plan"
PRACTICE_FOLDER = HOME / "data" / "practice"


@contextmanager
def open_figures(root: Path | None = None) -> Iterator[Database]:
    """The store's database, or a copy of it made for this command. Raises StoreError."""
    root = root or find_root()
    keep_fonts_beside(root)
    try:
        with open_database(root) as database:
            is_empty = not list_batches(database)
            if not is_empty:
                yield database
                return
    except DatabaseHeld:
        with _open_copy(root) as database:
            yield database
        return
    except MENDED_BY_REBUILD:
        _ask_loaders("rebuild", root=root)
        with open_database(root) as database:
            yield database
        return
    folder = PRACTICE_FOLDER if is_practice(root) else PLAN_FOLDER
    _ask_loaders("load", *(str(path) for path in sorted(folder.glob("*.xlsx"))), root=root)
    with open_database(root) as database:
        yield database


def is_practice(root: Path | None = None) -> bool:
    """Is it the store of the invented data set?"""
    return is_practice_root(root or find_root())


@contextmanager
def _open_copy(root: Path) -> Iterator[Database]:
    """A database built anew from what the held one keeps beside it."""
    with ExitStack() as stack:
        with translate_write_errors(root):
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="congress-"))
            copy = Path(folder) / root.name
            shutil.copytree(root, copy, ignore=shutil.ignore_patterns("*.duckdb*", "fonts"))
        _ask_loaders("rebuild", root=copy)
        with open_database(copy) as database:
            yield database


def _ask_loaders(*command: str, root: Path) -> None:
    """Raises ExportError with what the loaders said."""
    name = WORDS["practice_loader" if is_practice(root) else "plan_loader"]
    by = ["--by", name] if command[0] == "load" else []
    finished = subprocess.run(  # noqa: S603 - our own module under our own Python
        [sys.executable, "-m", "loaders", *command, *by, "--database", str(root.resolve())],
        cwd=HOME,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if finished.returncode > 1:
        raise ExportError("loaders_failed", reason=finished.stderr.strip()[-300:])
