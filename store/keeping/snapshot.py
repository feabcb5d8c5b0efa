"""A store looked at as a copy: also while another process writes to it, or where nobody may."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from store.database import DATABASE_NAME, Database, open_database
from store.disk import archive
from store.disk.files import UNFINISHED_PREFIX
from store.disk.refusals import translate_write_errors
from store.log.entries import FILE_NAME
from store.people.names import NAMES_NAME, PEOPLE_NAME

#: Bytes of DuckDB's heads at the start of its file, of which one changes whenever it has tidied
#: its own log away.
HEADS = 3 * 4096
#: It may just do so while its file is copied; then all is copied again.
ATTEMPTS = 5


@contextmanager
def open_copy(root: Path) -> Iterator[Database]:
    """The store as it was at one moment, over the archive itself; gone afterwards.

    Not for the process that holds the store: to close a file of its ends its lock on it (POSIX).
    Raises as `open_database` does where the store is not sound.
    """
    with ExitStack() as stack:
        with translate_write_errors(root):
            copy = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            _link_archive(root, copy)
            any(_copy_files(root, copy) for _ in range(ATTEMPTS))
        with open_database(copy) as database:
            yield database


def _link_archive(root: Path, copy: Path) -> None:
    (copy / archive.FOLDER).mkdir()
    for path in (root.resolve() / archive.FOLDER).glob("*"):
        if not path.name.startswith(UNFINISHED_PREFIX):
            (copy / archive.FOLDER / path.name).symlink_to(path)


def _copy_files(root: Path, copy: Path) -> bool:
    """Whether they are of one moment: while the heads stay the same DuckDB appends to its own log
    and writes where nothing stands. Our log comes first: it may lag, and be never ahead."""
    _copy_one(root / FILE_NAME, copy)
    before = _read_heads(root)
    for name in (DATABASE_NAME, f"{DATABASE_NAME}.wal", PEOPLE_NAME, NAMES_NAME):
        _copy_one(root / name, copy)
    return _read_heads(root) == before


def _copy_one(path: Path, folder: Path) -> None:
    (folder / path.name).unlink(missing_ok=True)
    if path.exists():
        shutil.copyfile(path, folder / path.name)


def _read_heads(root: Path) -> bytes:
    path = root / DATABASE_NAME
    if not path.exists():
        return b""
    with path.open("rb") as file:
        return file.read(HEADS)
