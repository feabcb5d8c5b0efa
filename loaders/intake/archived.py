"""Workbooks that the archive keeps, read again: for a rebuild, to be mended, to be looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loaders.intake.excerpt import Excerpt, cut_around
from loaders.intake.handling import Handling, parse_handling
from loaders.intake.submission import make_submission
from loaders.intake.uploads import open_upload
from loaders.opening.safe_open import WorkbookReader
from store.actor import claim
from store.batches import Submission, list_batches
from store.database import Database
from store.disk.archive import read_archive
from store.errors import BatchUnknown
from store.keeping.rebuild import Reader, Rebuilt, Watcher, open_current, rebuild
from store.log.batch import BatchEntry


@dataclass(frozen=True, slots=True)
class Reopened:
    """An accepted workbook's bytes, and how they were read when they were accepted."""

    name: str
    content: bytes
    handling: Handling


def reopen_batch(database: Database, batch_id: int) -> Reopened:
    """A load's workbook as it was accepted, to mend what waits and accept it anew.

    Raises BatchUnknown, ArchiveDamaged.
    """
    entries = {batch.entry.batch_id: batch.entry for batch in list_batches(database)}
    entry = entries.get(batch_id)
    if entry is None or entry.sha256 is None:
        raise BatchUnknown(f"no load has the number {batch_id}")
    content = read_archive(database.root, entry.sha256)
    return Reopened(entry.file_name or "", content, _read_handling(entry))


def open_store(root: Path, watcher: Watcher | None = None) -> Database:
    """Open the store; one that is damaged or of another schema is made anew first.

    Raises as `store.keeping.rebuild.open_current`.
    """
    with reading_again() as read:
        return open_current(root, read, watcher)


def rebuild_store(root: Path, watcher: Watcher | None = None) -> Rebuilt:
    """Make the database anew from archive and log.

    Raises as `store.keeping.rebuild.rebuild`.
    """
    with reading_again() as read:
        return rebuild(root, read, watcher)


@contextmanager
def reading_again() -> Iterator[Reader]:
    """What makes of archived bytes the submission that they made when they were accepted, which
    the log tells by itself: nobody accepts anything now."""
    with WorkbookReader() as reader:

        def read(content: bytes, batch: BatchEntry) -> Submission:
            upload = open_upload(reader, content, batch.file_name or "", _read_handling(batch))
            return make_submission(upload, claim(batch.accepted_by), batch.reason)

        yield read


def _read_handling(batch: BatchEntry) -> Handling:
    return parse_handling(batch.options, batch.fiscal_year, batch.forum)


def read_surroundings(
    reader: WorkbookReader,
    database: Database,
    sha256: str,
    sheet: str,
    cell: str,
    rows: int = 3,
    columns: int = 3,
) -> Excerpt:
    """A cell among its neighbours, read again from the archived bytes as they were sent.

    Raises ArchiveDamaged, KeyError for a sheet that the workbook lacks.
    """
    workbook = reader.read(read_archive(database.root, sha256), sha256)
    return cut_around(workbook.find_grid(sheet), cell.split(":")[0], rows, columns)
