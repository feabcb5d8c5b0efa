"""What a store costs to begin and as it grows: `python -m bench.plan [--batches 5000]`
(Linux, macOS).

First starts, a rebuild, and one workbook of 40 rows accepted on 10 batches and on thousands, with
what a page asks of the log then: seconds of processor with those of the child processes, which a
busy machine does not change. Goals (issues J, K): practice data 5 s, a rebuilt batch 35 ms, the
rest flat.
"""

import argparse
import io
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import openpyxl

from bench.ledgers import make_ledger
from bench.measuring import show, take_timed_turns
from bench.table import Row
from loaders.intake.archived import rebuild_store
from loaders.intake.load import ensure_plan_loaded
from loaders.intake.practice import ensure_practice_loaded
from loaders.intake.submission import make_submission
from loaders.intake.uploads import open_upload
from loaders.opening.safe_open import WorkbookReader
from store.actor import run_as
from store.batches import Submission, accept
from store.database import PRACTICE_NAME, Database, open_database
from store.decisions.parked import list_parked
from store.decisions.titles import list_titles
from store.log.activity import check_log, read_seal, verify_log
from store.log.batch import BatchEntry, number_batch, write_batch
from store.log.entries import catch_up_log

FEW, BOOK_ROWS, REBUILT, NAME = 10, 40, 40, "台帳.xlsx"
#: Flat is what grows by no more than this; of less than so many milliseconds no ratio is one.
GOAL_GROWTH, LEAST_MS = 1.5, 1.0
#: A program's own load sounds no alarm that somebody would have to confirm.
ACTOR = run_as("bench")


def time_processor(case: Callable[[], object]) -> float:
    """Seconds of processor, with those of the children that ended meanwhile."""
    began = _read_processor()
    case()
    return _read_processor() - began


def _read_processor() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


@contextmanager
def open_new(name: str = "store") -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder) / name) as database:
        yield database


def open_empty() -> None:
    with open_new():
        pass


def load_plan() -> None:
    with open_new() as database:
        ensure_plan_loaded(database)


def load_practice() -> None:
    with open_new(PRACTICE_NAME) as database:
        ensure_practice_loaded(database)


def make_book(seed: int) -> bytes:
    """A ledger without the columns that are nobody's to read."""
    book = openpyxl.load_workbook(io.BytesIO(make_ledger(BOOK_ROWS, seed)))
    book.worksheets[0].delete_cols(17, 3)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read_books(count: int, first_seed: int) -> list[Submission]:
    """Workbooks that differ."""
    with WorkbookReader() as reader:
        books = [make_book(first_seed + number) for number in range(count)]
        uploads = [open_upload(reader, each, NAME) for each in books]
    return [make_submission(upload, ACTOR) for upload in uploads]


def show_starts() -> None:
    cases = {"new, empty store (floor)": open_empty, "new store with the plan": load_plan}
    timed = {name: partial(time_processor, case) for name, case in cases.items()}
    seconds = take_timed_turns(timed, rounds=3)
    seconds["practice data, 55 workbooks (goal 5 s)"] = time_processor(load_practice)
    show("First start, processor", seconds, "new, empty store (floor)")


def time_rebuild() -> float:
    """Seconds of processor a batch."""
    with open_new() as database:
        for each in read_books(REBUILT, 1):
            accept(database, each)
        database.close()
        return time_processor(partial(rebuild_store, database.root)) / REBUILT


def show_rebuild() -> None:
    milliseconds = time_rebuild() * 1000
    print(f"Rebuild: {milliseconds:.0f} ms of processor a batch of {BOOK_ROWS} rows (goal 35)")


def list_rows(batches: int = 2000) -> Iterator[Row]:
    yield Row(f"rebuild, a batch of {BOOK_ROWS} rows, processor", time_rebuild() * 1000, 35.0)
    for name, (few, many) in time_growth(batches).items():
        measure = f"on {batches:,} batches against {FEW}: {name}"
        yield Row(measure, many, GOAL_GROWTH, "ms", max(few, LEAST_MS), "ratio")


def add_batches(database: Database, submission: Submission, count: int) -> None:
    """As many accepted loads, without their rows, in one transaction."""
    with database.write() as cursor:
        for number in range(count):
            batch_id, moment = number_batch(cursor, None)
            sha256, options = f"{number:064x}", dict(submission.options)
            batch = BatchEntry(
                batch_id,
                "load",
                moment,
                ACTOR.name,
                sha256=sha256,
                file_name="台帳.xlsx",
                options=options,
            )
            write_batch(cursor, ACTOR, batch, {"record_count": BOOK_ROWS})
        catch_up_log(cursor, database.root)


def show_growth(batches: int) -> None:
    print(f"On {FEW} and on {batches} batches, processor")
    for name, (few, many) in time_growth(batches).items():
        print(f"  {name:<32} {few:8.1f} ms {many:8.1f} ms  {many / max(few, LEAST_MS):6.2f} x")


def time_growth(batches: int) -> dict[str, tuple[float, float]]:
    """What is asked -> milliseconds on a few batches and on many, in turns."""
    asked: dict[str, Callable[[Database], object]] = {
        "log held against its seals": verify_log,
        "log checked": check_log,
        "seal of a deck": read_seal,
        "rows that wait": list_parked,
        "titles learned": list_titles,
    }
    with open_new("few") as few, open_new("many") as many:
        books = {few: iter(read_books(FEW, 100)), many: iter(read_books(FEW, 200))}
        for database, count in ((few, FEW), (many, batches)):
            add_batches(database, next(books[database]), count)
        asked[f"accept {BOOK_ROWS} rows"] = lambda database: accept(database, next(books[database]))
        return {name: compare(ask, few, many) for name, ask in asked.items()}


def compare(
    ask: Callable[[Database], object], few: Database, many: Database
) -> tuple[float, float]:
    cases = {"few": partial(ask, few), "many": partial(ask, many)}
    timed = {which: partial(time_processor, case) for which, case in cases.items()}
    seconds = take_timed_turns(timed, rounds=7)
    return seconds["few"] * 1000, seconds["many"] * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batches", type=int, default=5000)
    arguments = parser.parse_args()
    began = time.monotonic()
    show_starts()
    show_rebuild()
    show_growth(arguments.batches)
    print(f"({time.monotonic() - began:.0f} s altogether)")


if __name__ == "__main__":
    main()
