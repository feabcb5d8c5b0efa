"""What a rebuild still takes of the database that it replaces.

Its log completes the file's. Its rows stand in for a workbook that can't be read again: a
figure that once counted is not lost because today's reader is stricter or a file is missing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.layout import load_layouts
from store.database import DATABASE_NAME
from store.database_file import connect
from store.disk.archive import FOLDER
from store.disk.refusals import translate_damage
from store.errors import DatabaseDamaged, SchemaDiffers, StoreError, WorkbookLost
from store.figures.sums import add_up
from store.log.batch import BatchEntry
from store.log.entries import Entry, read_entries
from store.log.old_files import carry_over
from store.tables import insert_kept, list_row_tables, list_tables, read_batch_rows


@dataclass(frozen=True, slots=True)
class OldDatabase:
    """`connection`: None where it can't be opened; `entries` of its log, None where that can't
    be read, or was kept otherwise; `is_whole`: every row can be read."""

    connection: duckdb.DuckDBPyConnection | None
    entries: list[Entry] | None
    is_whole: bool


@contextmanager
def hold_old(root: Path) -> Iterator[OldDatabase]:
    """The old database, held so that no other process opens it. Raises DatabaseHeld."""
    path = root / DATABASE_NAME
    if not path.exists():
        carry_over(None, root)
        yield OldDatabase(None, None, is_whole=True)
        return
    try:
        connection = connect(path)
    except (DatabaseDamaged, SchemaDiffers):
        carry_over(None, root)
        yield OldDatabase(None, None, is_whole=False)
        return
    with connection:
        yield _inspect(connection, root)


def carry_rows(
    old: OldDatabase, new: duckdb.DuckDBPyConnection, batch: BatchEntry, refusal: StoreError
) -> None:
    """Take a load's rows over as the old database has them, and keep why. Raises WorkbookLost
    where it has none, or none that today's tables could hold."""
    try:
        with translate_damage(Path(DATABASE_NAME)):
            _copy_rows(old, new, batch.batch_id)
    except (LookupError, ValueError, duckdb.Error, DatabaseDamaged) as error:
        archived = f"{FOLDER}/{batch.sha256}"
        raise WorkbookLost(batch.batch_id, batch.file_name or "", archived) from error
    new.execute(
        "INSERT INTO carried_batches VALUES ($batch_id, $reason)",
        {"batch_id": batch.batch_id, "reason": f"{type(refusal).__name__}: {refusal}"},
    )


def is_readable(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether every value of every table can be read."""
    try:
        with translate_damage(Path(DATABASE_NAME)):
            for name in list_tables(cursor):
                cursor.table(name).aggregate("bit_xor(hash(COLUMNS(*)))").fetchall()
    except DatabaseDamaged:
        return False
    return True


def _inspect(connection: duckdb.DuckDBPyConnection, root: Path) -> OldDatabase:
    try:
        with translate_damage(root):
            carry_over(connection, root)
            entries = read_entries(connection)
    except (duckdb.CatalogException, duckdb.BinderException):
        return OldDatabase(connection, None, is_readable(connection))
    except DatabaseDamaged:
        carry_over(None, root)
        return OldDatabase(connection, None, is_whole=False)
    return OldDatabase(connection, entries, is_readable(connection))


def _copy_rows(old: OldDatabase, new: duckdb.DuckDBPyConnection, batch_id: int) -> None:
    """Raises LookupError where the old database does not know the load."""
    if old.connection is None:
        raise LookupError("there is no old database")
    known = set(list_tables(old.connection))
    for name in known.intersection(list_row_tables(new)):
        insert_kept(new, name, read_batch_rows(old.connection, name, batch_id))
    add_up(new, batch_id)
    slots = new.table("batch_slots").filter(f"batch_id = {batch_id}").project("layout").fetchall()
    if not slots or {layout for (layout,) in slots} - {each.id for each in load_layouts()}:
        raise LookupError(f"the old database has nothing of batch {batch_id} that is kept today")
