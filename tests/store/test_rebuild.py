"""The database made anew from archive and log is equal to the one it replaces."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from store.actor import claim
from store.batches import Submission, accept, list_batches, redo, undo
from store.database import DATABASE_NAME, Database, open_database
from store.decisions.parked import Parked, assign_parked, list_parked
from store.decisions.titles import LearnedTitle, Lesson, list_titles
from store.errors import LogAhead, SchemaDiffers, StoreError, SubmissionRefused, WorkbookLost
from store.keeping.rebuild import Reader, Rebuilt, Watcher, open_current, rebuild
from store.log.activity import verify_log
from store.log.batch import BatchEntry
from store.log.entries import FILE_NAME
from store.people.names import NAMES_NAME
from tests.store.hand_made import (
    current_themes,
    make_older,
    matching,
    parked,
    read_again,
    read_everything,
    submission,
)
from tests.stores import filled_once

PROJECT = Path(__file__).parents[2]
MAY = date(2021, 5, 1)
#: What counts in the end: the fourth load is undone.
THEMES = "chugoku | 橋\nchugoku | 道\nkinki | 港"
Everything = dict[str, list[str]]


@filled_once("rebuilt")
def fill(root: Path) -> None:
    with open_database(root) as database:
        accept(database, submission("橋", "道", options={"b": 1, "a": "字"}, reason="訂正"))
        accept(database, submission("港", forum="kinki", accepted_by=claim("佐藤")))
        options, waiting = {"waiting": ["堤"]}, [parked("堤", "kinki")]
        learned = [Lesson("matchings", "kinki", "困り事", "困り事", "requirement", 2020)]
        kept: dict[str, Any] = {"options": options, "parked": waiting, "learned": learned}
        accept(database, submission("港", forum="kinki", owner="佐藤", due_on=MAY, **kept))
        assign_parked(database, 3, 1, "鈴木", MAY, claim("事務局"))
        accept(database, submission("川"))
        undo(database, 4, claim("事務局"), "誤り")
        redo(database, 4, claim("事務局"), "正")
        undo(database, 4, claim("事務局"), "誤り")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    fill(tmp_path).close()
    return tmp_path


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Everything:
    """All that the store holds as it is filled."""
    with fill(tmp_path_factory.mktemp("filled")) as database:
        return read_everything(database)


def read_all(root: Path) -> Everything:
    with open_database(root) as database:
        return read_everything(database)


def test_rebuilt_database_equals_the_old_one_in_every_table(
    root: Path, everything: Everything
) -> None:
    assert rebuild(root, read_again) == Rebuilt(7)
    assert read_all(root) == everything
    assert len(everything["cells"]) == 10
    assert [len(everything[name]) for name in ("parked_records", "log")] == [1, 8]
    kept = {"archive", DATABASE_NAME, FILE_NAME, NAMES_NAME}
    assert {path.name for path in root.iterdir()} == kept


def test_parked_rows_their_owners_and_learned_titles_survive_a_rebuild(root: Path) -> None:
    before = read_decisions(root)
    rebuild(root, read_again)
    assert read_decisions(root) == before
    ((waiting,), (title,), false) = before
    assert (waiting.owner, waiting.due_on, title.field) == ("鈴木", MAY, "requirement")
    assert false == []


def read_decisions(root: Path) -> tuple[list[Parked], list[LearnedTitle], list[int]]:
    with open_database(root) as database:
        return list_parked(database), list_titles(database), verify_log(database)


def test_lost_database_comes_back(root: Path, everything: Everything) -> None:
    (root / DATABASE_NAME).unlink()
    with pytest.raises(LogAhead):
        open_database(root)
    rebuild(root, read_again)
    assert read_all(root) == everything


def test_batch_that_the_file_missed_survives(root: Path, everything: Everything) -> None:
    lines = (root / FILE_NAME).read_bytes().splitlines(keepends=True)
    (root / FILE_NAME).write_bytes(b"".join(lines[:-1]))
    assert rebuild(root, read_again) == Rebuilt(7)
    assert read_all(root) == everything


def test_reader_that_reads_better_now_is_heard(root: Path) -> None:
    def read_better(content: bytes, entry: BatchEntry) -> Submission:
        return read_again(content.replace("橋".encode(), "橋梁".encode()), entry)

    rebuild(root, read_better)
    with open_database(root) as database:
        assert current_themes(database).startswith("chugoku | 橋梁\nchugoku | 道")


class Told(Watcher):
    """All that it was told, in order."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    def begin(self, why: StoreError) -> None:
        self.said.append(type(why))

    def step(self, done: int, count: int) -> None:
        self.said.append((done, count))

    def end(self, outcome: Rebuilt) -> None:
        self.said.append(outcome)


def test_progress_is_told_entry_by_entry(root: Path) -> None:
    told = Told()
    outcome = rebuild(root, read_again, told)
    assert told.said == [*((number, 8) for number in range(1, 9)), outcome]


def test_open_database_goes_on_with_the_new_one(root: Path, everything: Everything) -> None:
    with open_database(root) as database:
        inode = (root / DATABASE_NAME).stat().st_ino
        rebuild(root, read_again)
        assert (root / DATABASE_NAME).stat().st_ino != inode
        assert read_everything(database) == everything
        accept(database, submission("島"))
    with open_database(root) as database:
        assert "chugoku | 島" in current_themes(database)


def test_readers_under_way_are_waited_for_and_none_sees_half(
    root: Path, everything: Everything
) -> None:
    """Eight threads ask all the time while the database is made anew thrice."""
    stop = threading.Event()
    with open_database(root) as database, ThreadPoolExecutor(8) as threads:

        def ask() -> int:
            count = 0
            while not stop.is_set():
                assert current_themes(database) == THEMES
                count += 1
            return count

        asking = [threads.submit(ask) for _ in range(8)]
        for _ in range(3):
            rebuild(root, read_again)
        stop.set()
        assert all(each.result() > 0 for each in asking)
        assert read_everything(database) == everything


@pytest.fixture
def older(root: Path) -> Path:
    make_older(root)
    return root


def test_store_of_this_schema_is_opened_as_it_is(root: Path) -> None:
    def read(content: bytes, entry: BatchEntry) -> Submission:
        raise AssertionError("nothing is to be read again")

    before = (root / DATABASE_NAME).stat().st_ino
    open_current(root, read).close()
    assert (root / DATABASE_NAME).stat().st_ino == before


def test_older_store_is_made_anew_when_it_is_opened(older: Path, everything: Everything) -> None:
    told = Told()
    with open_current(older, read_again, told) as database:
        assert read_everything(database) == everything
    steps = [(number, 8) for number in range(1, 9)]
    assert told.said == [SchemaDiffers, *steps, Rebuilt(7)]
    assert read_all(older) == everything


def test_store_of_a_schema_that_differs_by_a_letter_is_made_anew(
    root: Path, everything: Everything
) -> None:
    with open_database(root) as database, database.write() as cursor:
        cursor.execute("UPDATE store_version SET version = version || '0'")
    with pytest.raises(SchemaDiffers):
        open_database(root)
    open_current(root, read_again).close()
    assert read_all(root) == everything


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE store_version RENAME COLUMN version TO number",
        "DROP TABLE store_version",
    ],
)
def test_store_that_does_not_say_how_it_was_made_is_made_anew(
    root: Path, everything: Everything, change: str
) -> None:
    with open_database(root) as database, database.write() as cursor:
        cursor.execute(change)
    with pytest.raises(SchemaDiffers):
        open_database(root)
    open_current(root, read_again).close()
    assert read_all(root) == everything


@pytest.mark.parametrize("change", ["DROP COLUMN {column}", "ADD COLUMN further INTEGER"])
def test_older_store_of_which_every_table_was_another_is_made_anew_and_whole(
    root: Path, everything: Everything, change: str
) -> None:
    """The entry that a crash kept from the log's file stands in the old database alone."""
    log = (root / FILE_NAME).read_bytes()
    with open_database(root) as database, database.write() as cursor:
        cursor.execute("UPDATE store_version SET version = 'older'")
        for name in everything.keys() - {"log", "store_version"}:
            cursor.execute(
                f"ALTER TABLE {name} {change.format(column=cursor.table(name).columns[-1])}"
            )
    (root / FILE_NAME).write_bytes(b"".join(log.splitlines(keepends=True)[:-1]))
    open_current(root, read_again).close()
    assert read_all(root) == everything
    assert (root / FILE_NAME).read_bytes() == log


def refuse_third(content: bytes, entry: BatchEntry) -> Submission:
    """Today's reader no longer takes the third load."""
    if entry.batch_id == 3:
        raise SubmissionRefused("no longer understood")
    return read_again(content, entry)


def read_third_strangely(content: bytes, entry: BatchEntry) -> Submission:
    """Today's reader makes something of the third load that the store can't keep."""
    known = read_again(content, entry)
    strange = [matching("港", "kinki", unheard="値")]
    return replace(known, records=strange) if entry.batch_id == 3 else known


@pytest.mark.parametrize("read", [refuse_third, read_third_strangely])
def test_workbook_refused_today_keeps_the_figures_it_had_and_is_named(
    older: Path, everything: Everything, read: Reader
) -> None:
    told = Told()
    with open_current(older, read, told) as database:
        now = read_everything(database)
    outcome = told.said[-1]
    assert [each.batch_id for each in outcome.carried] == [3]
    (carried,) = now.pop("carried_batches")
    assert carried.startswith("(3, 'SubmissionRefused: ")
    assert {**now, "carried_batches": []} == everything
    rebuild(older, read_again)
    assert read_all(older) == everything


@pytest.mark.parametrize("damage", [Path.unlink, partial(Path.write_bytes, data=b"other bytes")])
def test_workbook_missing_or_changed_keeps_the_figures_it_had(
    root: Path, everything: Everything, damage: Callable[[Path], object]
) -> None:
    with open_database(root) as database:
        lost = list_batches(database)[-1].entry
    damage(next((root / "archive").glob(f"{lost.sha256}.*")))
    assert [each.batch_id for each in rebuild(root, read_again).carried] == [lost.batch_id]
    assert {**read_all(root), "carried_batches": []} == everything
    assert [each.batch_id for each in rebuild(root, read_again).carried] == [lost.batch_id]


def test_workbook_that_neither_archive_nor_database_has_is_named_and_nothing_changes(
    root: Path,
) -> None:
    with open_database(root) as database:
        lost = list_batches(database)[-1].entry
    next((root / "archive").glob(f"{lost.sha256}.*")).unlink()
    (root / DATABASE_NAME).write_bytes(b"damaged" * 1000)
    before = {path.name: path.stat().st_ino for path in root.iterdir()}
    for _ in range(2):
        with pytest.raises(WorkbookLost) as raised:
            open_current(root, read_again)
        assert raised.value.named == {
            "batch": 1,
            "file": "chugoku.xlsx",
            "archived": f"archive/{lost.sha256}",
        }
        assert before.items() <= {p.name: p.stat().st_ino for p in root.iterdir()}.items()


@pytest.mark.parametrize("moment", ["1", "4", "before", "after"])
def test_killed_while_it_is_made_anew_a_store_is_opened_by_the_next(
    older: Path, everything: Everything, moment: str
) -> None:
    command = [sys.executable, "-m", "tests.store.loading_process", "remake", str(older), moment]
    before = (older / DATABASE_NAME).stat().st_ino
    subprocess.run(command, cwd=PROJECT, check=True)
    assert ((older / DATABASE_NAME).stat().st_ino == before) is (moment != "after")
    open_current(older, read_again).close()
    assert read_all(older) == everything
    kept = {"archive", DATABASE_NAME, FILE_NAME, NAMES_NAME}
    assert {path.name for path in older.iterdir()} == kept


def test_threads_that_open_an_older_store_make_it_anew_once(older: Path) -> None:
    numbers: list[int] = []
    barrier = threading.Barrier(4)

    def read(content: bytes, entry: BatchEntry) -> Submission:
        numbers.append(entry.batch_id)
        return read_again(content, entry)

    def open_in_turn() -> Database:
        barrier.wait()
        return open_current(older, read)

    with ThreadPoolExecutor(4) as threads:
        databases = [each.result() for each in [threads.submit(open_in_turn) for _ in range(4)]]
    assert numbers == [1, 2, 3, 4]
    assert {current_themes(database) for database in databases} == {THEMES}
    for database in databases:
        database.close()
