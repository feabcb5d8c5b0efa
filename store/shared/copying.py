"""Moving a store between a folder and a shared database: all that is kept, held against itself."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.database import Database, open_database
from store.disk.archive import FOLDER as ARCHIVE
from store.disk.files import write_file
from store.disk.refusals import translate_write_errors
from store.errors import CopyDiffers, HomeTaken, PlaceTaken
from store.log.activity import read_seal
from store.log.entries import read_entries
from store.people.drafts import FOLDER as DRAFTS
from store.people.drafts import NOTE_NAME
from store.people.names import NAMES_NAME, PEOPLE_NAME
from store.shared.home import ALONE, settle
from store.shared.postgres import PostgresHome
from store.tables import list_tables

#: What a store keeps beside database and log: each is taken over as it is.
KEPT = (PEOPLE_NAME, NAMES_NAME, f"{ARCHIVE}/*", f"{DRAFTS}/**/*")


@dataclass(frozen=True, slots=True)
class Copied:
    """How many entries, with the seal of the last, and how many files."""

    entry_count: int
    seal: str
    file_count: int


def copy_to_shared(root: Path, address: str) -> Copied:
    """Bring the store of a folder into a shared database that has none of this data set.

    Raises HomeTaken, CopyDiffers, HomeUnreachable, HomeOutdated, and as `open_database`.
    """
    with (
        closing(PostgresHome(address, root)) as home,
        open_database(root) as database,
        database.exclusive(),
        home.exclusive(),
    ):
        if home.has_entries():  # files alone are what an interrupted copy has left
            raise HomeTaken(root.name)
        files = [path for pattern in KEPT for path in sorted(root.glob(pattern)) if path.is_file()]
        for path in files:
            name = path.relative_to(root).as_posix()
            home.put(name, path.read_bytes(), is_copied=_is_copied(name))
        with database.read() as cursor:
            home.enter(cursor)
        with _open_copy(address, root.name) as copy:
            return _compare(database, copy, len(files))


def _is_copied(name: str) -> bool:
    """Whether each process has a file at once: workbooks are fetched where they are wanted."""
    is_workbook = name.startswith(DRAFTS) and not name.endswith(NOTE_NAME)
    return not (name.startswith(ARCHIVE) or is_workbook)


def copy_to_folder(address: str, root: Path) -> Copied:
    """Bring a data set of a shared database, the one of the folder's name, into a new or empty
    folder, which is a store by itself from then on; errors as `copy_to_shared`."""
    if root.exists() and any(root.iterdir()):
        raise PlaceTaken(str(root))
    with translate_write_errors(root), _at_home(address, root) as home:
        names = home.list_names()  # where it can't be reached, nothing is written
        with open_database(root) as database, _open_copy(address, root.name) as other:
            for name in names:
                write_file(root / name, home.fetch(name) or b"")
            return _compare(database, other, len(names))


@contextmanager
def _at_home(address: str, root: Path) -> Iterator[PostgresHome]:
    """A folder is a copy of the shared data set of its name meanwhile."""
    with closing(PostgresHome(address, root)) as home:
        settle(root, home)
        try:
            yield home
        finally:
            settle(root, ALONE)


@contextmanager
def _open_copy(address: str, data_set: str) -> Iterator[Database]:
    """The data set as a process that begins with nothing has it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / data_set
        with _at_home(address, root), open_database(root) as database:
            yield database


def _compare(database: Database, copy: Database, file_count: int) -> Copied:
    """Raises CopyDiffers for the first table that has not the very same rows."""
    for said, copied in zip(digest_tables(database), digest_tables(copy), strict=True):
        if said != copied:
            raise CopyDiffers(said[0])
    with database.read() as cursor:
        count = len(read_entries(cursor))
    return Copied(count, read_seal(database), file_count)


def digest_tables(database: Database) -> list[tuple[str, int, int]]:
    """Each table with its count of rows and the sum of their hashes; what figures are made of."""
    said = "count(*), bit_xor(hash(COLUMNS(*)))"
    with database.read() as cursor:
        names = list_tables(cursor)
        return [(name, *cursor.table(name).aggregate(said).fetchall()[0]) for name in names]
