"""What a server holds after many sessions and uploads:
`python -m bench.memory [--sessions 300] [--uploads 100]` (Linux).

Sessions without a browser, each at a page of the practice data, closed again; then workbooks of 40
rows, each read in a session of its own. Goal (issue K): 400 MB, and no more with each.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.beside import SEEN, Session
from bench.ledgers import make_ledger
from bench.servers import find_server, read_megabytes
from bench.table import HEAD, Row, show_rows
from tests.browser.app_process import run_app

GOAL_MEGABYTES, GOAL_MORE = 400.0, 20.0
ROWS = 40


def look_once(address: str, number: int) -> None:
    with ExitStack() as stack:
        Session(address, SEEN[number % len(SEEN)], stack).look()


def read_one(address: str, seed: int) -> None:
    """A workbook that nobody has read yet, up to the page that says how it was understood."""
    with ExitStack() as stack:
        session = Session(address, "upload", stack)
        session.look()
        session.upload("台帳.xlsx", make_ledger(ROWS, seed))
        session.look()
        session.look("次へ: 確かめる")


def list_rows(sessions: int = 300, uploads: int = 100) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, run_app(Path(folder) / "store") as address:
        server = find_server(address)
        for number in range(len(SEEN)):
            look_once(address, number)
        begun = read_megabytes(server)
        for number in range(sessions):
            look_once(address, number)
        looked = read_megabytes(server)
        yield Row(f"memory after {sessions} sessions", looked, GOAL_MEGABYTES, "MB", begun)
        halves = []
        for half in range(2):
            for number in range(uploads // 2):
                read_one(address, 1 + half * uploads + number)
            halves.append(read_megabytes(server))
        first, last = halves
        yield Row(f"memory after {uploads} uploads too", last, GOAL_MEGABYTES, "MB", looked)
        yield Row("memory: the second half of the uploads", last, GOAL_MORE, "MB", first, "more")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=300)
    parser.add_argument("--uploads", type=int, default=100)
    options = parser.parse_args()
    print(HEAD)
    show_rows(list_rows(options.sessions, options.uploads))


if __name__ == "__main__":
    main()
