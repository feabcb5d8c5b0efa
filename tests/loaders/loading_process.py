"""A process that takes a real workbook the whole way, again and again, until it is killed.

serve     as tests.store.loading_process: a child for each root on standard input
"""

import sys
from datetime import date
from itertools import count
from pathlib import Path

from loaders.intake.accepting import accept_upload
from loaders.intake.uploads import Upload, open_upload
from loaders.opening.safe_open import WorkbookReader
from store.actor import claim
from store.batches import Accepted, undo
from store.database import Database, data_version, open_database
from store.decisions.parked import assign_parked
from tests.store.loading_process import say, serve
from tests.upload_books import BAD_DATE, BAD_TOWN, BRIDGE, matchings_book, mend

SHEET = "マッチング"
ROW_COUNT = 60
#: Who sees to the rows that wait.
OWNER = "高橋"


def load_forever(root: Path, upload: Upload) -> None:
    """Mend a cell in another way each time, accept good rows, park the others."""
    with open_database(root) as database:
        start = data_version(database)
        accept_mended(database, upload, start)
        say("loading")
        for number in count(start + 1):
            batch = accept_mended(database, upload, number)
            say(f"accepted {batch.batch_id}")
            if number % 5 == 0:
                undo(database, batch.batch_id, claim("事務局"), "誤り")
            elif number % 7 == 0:
                assign_parked(database, batch.batch_id, 1, "鈴木", None, claim("事務局"))


def accept_mended(database: Database, upload: Upload, number: int) -> Accepted:
    mended = mend(upload, {(SHEET, "A3"): f"橋{number}"}, "佐藤")
    due_on = date(2021, 5, 1)
    return accept_upload(
        database, mended, claim("佐藤"), data_version(database), owner=OWNER, due_on=due_on
    )


def read_workbook_once() -> Upload:
    rows = [BRIDGE, BAD_DATE, BAD_TOWN] * ROW_COUNT
    rows = [(*row[:4], f"技術{number}", *row[5:]) for number, row in enumerate(rows)]
    with WorkbookReader() as reader:
        return open_upload(reader, matchings_book(*rows), "調査票.xlsx")


if __name__ == "__main__":
    assert sys.argv[1:] == ["serve"]
    upload = read_workbook_once()
    serve(lambda root: load_forever(root, upload))
