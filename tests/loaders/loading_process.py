"""A process that takes a real workbook the whole way, again and again, until it is killed.

serve     as tests.store.loading_process: a child for each root on standard input
"""

import sys
from datetime import date
from pathlib import Path

from loaders.intake.accepting import accept_upload
from loaders.intake.uploads import Upload, open_upload
from loaders.opening.safe_open import WorkbookReader
from store.batches import Accepted
from store.database import Database, data_version, log_version, open_database
from tests.store.deeds import COORDINATOR, OF_ANY_LOAD
from tests.store.loading_process import say, serve
from tests.upload_books import BAD_DATE, BAD_TOWN, BRIDGE, matchings_book, mend

SHEET = "マッチング"
ROW_COUNT = 60
#: Who sees to the rows that wait.
OWNER = "高橋"


def accept_one(root: Path, upload: Upload) -> None:
    """Mend a cell in another way each time, accept good rows, park the others; then what follows
    the load."""
    database = open_database(root)  # it stays open: it is killed so
    batch_id = accept_mended(database, upload, data_version(database)).batch_id
    say(f"accepted {batch_id}")
    for deed in OF_ANY_LOAD[batch_id % len(OF_ANY_LOAD)]:
        deed(database, batch_id)
        say(f"entered {log_version(database)}")


def accept_mended(database: Database, upload: Upload, number: int) -> Accepted:
    mended = mend(upload, {(SHEET, "A3"): f"橋{number}"}, "佐藤")
    due_on = date(2021, 5, 1)
    return accept_upload(
        database, mended, COORDINATOR, data_version(database), owner=OWNER, due_on=due_on
    )


def read_workbook_once() -> Upload:
    with WorkbookReader() as reader:
        return open_upload(reader, make_book(), "調査票.xlsx")


def make_book(theme: str = BRIDGE[0]) -> bytes:
    """As many good rows as ROW_COUNT, the first of a theme; and as many of each of two faults."""
    rows = [BRIDGE, BAD_DATE, BAD_TOWN] * ROW_COUNT
    rows = [(*row[:4], f"技術{number}", *row[5:]) for number, row in enumerate(rows)]
    return matchings_book((theme, *rows[0][1:]), *rows[1:])


if __name__ == "__main__":
    assert sys.argv[1:] == ["serve"]
    upload = read_workbook_once()
    serve(lambda root: accept_one(root, upload))
