"""A process that dies at any step of any act loses nothing that it has acknowledged.

What it leaves is what stands in the folder at that step: each is opened as the next process would.
"""

import shutil
from pathlib import Path

import pytest

from data.acts import load_acts
from store.batches import accept
from store.database import DATABASE_NAME, Database, log_version, open_database
from store.decisions.titles import Lesson
from store.log.activity import list_entries
from store.log.entries import FILE_NAME
from store.release import SWITCH
from tests.store.deeds import COORDINATOR, TURNS, Deed
from tests.store.hand_made import parked, submission
from tests.store.killing import assert_acknowledged, assert_kept
from tests.store.watched_disk import watched_disk
from tests.stores import make_empty_store

WAL_NAME = f"{DATABASE_NAME}.wal"


@pytest.fixture(autouse=True)
def _switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "on")


def load(database: Database, number: int) -> int:
    """A load of other bytes for each number, 速報, with a row that waits and a title learned."""
    lesson = Lesson("matchings", "chugoku", f"欄{number}", f"欄{number}", "theme", 2020)
    sent = submission(
        f"橋{number}",
        parked=[parked(f"堤{number}")],
        learned=[lesson],
        owner="高橋",
        accepted_by=COORDINATOR,
    )
    return accept(database, sent).batch_id


class Deaths:
    """What a process that died at a step leaves behind it, opened again."""

    def __init__(self, root: Path) -> None:
        self._root, self._left = root, root.with_name("left")
        self.accepted: set[int] = set()
        self.entered: set[int] = set()
        self.count = 0
        self._stamp: object = None

    def die(self, _: Exception) -> None:
        """Where nothing has changed since the last step but a file that has no name yet, that one
        has shown what is left."""
        files = [path for path in sorted(self._root.rglob("*")) if path.name[0] != "."]
        stamp = [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in files]
        if stamp != self._stamp:
            self._stamp = stamp
            self.look_at_what_is_left()

    def look_at_what_is_left(self, **other: bytes) -> None:
        """Where `other` is given, with these files instead."""
        shutil.copytree(self._root, self._left)
        for name, content in other.items():
            (self._left / name).write_bytes(content)
        with open_database(self._left) as database:
            assert_kept(database)
            assert_acknowledged(database, self.accepted, self.entered)
        shutil.rmtree(self._left)
        self.count += 1

    def die_within(self, commit: Deed, database: Database, number: int) -> None:
        """In the midst of what DuckDB appends to its own log; the log's file is written later."""
        log, path = (self._root / FILE_NAME).read_bytes(), self._root / WAL_NAME
        before = path.stat().st_size
        commit(database, number)
        after = path.read_bytes()
        for part in (0, 1, 2, 3):
            cut = before + (len(after) - before) * part // 4
            self.look_at_what_is_left(**{WAL_NAME: after[:cut], FILE_NAME: log})


def test_death_at_any_step_loses_nothing_acknowledged(tmp_path: Path) -> None:
    deaths = Deaths(tmp_path / "store")
    with watched_disk() as disk, make_empty_store(tmp_path / "store") as database:
        for number, deeds in enumerate(TURNS):
            disk.before = None if number else deaths.die  # of all loads the first
            batch = load(database, number)
            deaths.accepted.add(batch)
            disk.before = deaths.die
            for deed in deeds:
                deed(database, batch)
                deaths.entered.add(log_version(database))
        disk.before = None
        done = {each.action for each in list_entries(database)}
    assert done == set(load_acts().acts) - {"learn_title"}  # which is part of accepting
    assert deaths.count > len(deaths.entered | deaths.accepted)


@pytest.mark.parametrize("deed", [load, TURNS[1][0]])
def test_death_within_a_commit_leaves_the_state_before(tmp_path: Path, deed: Deed) -> None:
    deaths = Deaths(tmp_path / "store")
    with make_empty_store(tmp_path / "store") as database:
        batch = load(database, 0)
        deaths.accepted.add(batch)
        deaths.die_within(deed, database, batch)
