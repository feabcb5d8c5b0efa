"""The two files that repeat the database line by line: the journal and the activity log."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from store.activity import catch_up_activity
from store.journal import catch_up_journal

if TYPE_CHECKING:
    from store.database import Database


def catch_up_logs(cursor: duckdb.DuckDBPyConnection, root: Path) -> None:
    """Append what a crash kept from the files.

    Raises JournalAhead, JournalDamaged, or OSError when the disk refuses.
    """
    catch_up_journal(cursor, root)
    catch_up_activity(cursor, root)


def catch_up_quietly(database: "Database") -> None:
    """After a commit, which stands already: files that lag are caught up before the next."""
    try:
        with database.read() as cursor:
            catch_up_logs(cursor, database.root)
    except OSError as error:
        logging.getLogger(__name__).warning("the logs lag behind the database: %s", error)
