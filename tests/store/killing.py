"""Processes killed while they load, and what a store must look like afterwards."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from store.batches import list_batches
from store.database import Database, open_database
from store.disk.archive import read_archive
from store.disk.inbox import list_inbox
from store.log.activity import list_entries, verify_log
from store.log.batch import parse_batch, read_batches
from store.log.entries import read_log_file
from store.people.names import PREFIX
from store.people.register import FORGET, REGISTER, REMOVE, list_people
from store.release import SWITCH

PROJECT = Path(__file__).parents[2]
#: One in so many is killed while it opens the store, the others in an act or after it.
WHILE_OPENING = 6
#: So far beyond the length of an act are moments drawn: then it is acknowledged already.
BEYOND = 1.35
#: The acts with which somebody's being registered begins and ends.
LIFE = REGISTER, REMOVE


class LoadingServer:
    """A process that starts a working child for every root it is told, and what those said."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        #: The loads, and the log's entries that are none, of which was said that they are kept.
        self.acknowledged: set[int] = set()
        self.entered: set[int] = set()
        #: Where the kills fell: opening, in an act (by name), after the last that was said, or at
        #: rest with the store open.
        self.struck: Counter[str] = Counter()
        #: Seconds that opening and each act took the last time, and how many acts a child does.
        self._lengths: dict[str, float] = {"opening": 0.0}
        self._act_count = 0

    def measure(self, root: Path) -> None:
        """Let a child come to its end."""
        process_id = self._start(root)
        self._follow(sys.maxsize)
        os.kill(process_id, signal.SIGKILL)
        self._hear_to_the_end("rested")

    def kill_one(self, root: Path, chance: random.Random, while_opening: bool) -> None:
        """Start a child, kill it at a moment drawn by chance, hear what it has said by then: while
        it opens the store, or over one of its acts or its rest and beyond."""
        process_id, last = self._start(root), "opening"
        if not while_opening:
            last = self._follow(chance.randint(1, self._act_count + 1))
        usual = self._lengths.get(last, max(self._lengths.values()))
        time.sleep(chance.uniform(0.0, usual * BEYOND))
        os.kill(process_id, signal.SIGKILL)
        self.struck[self._hear_to_the_end(last)] += 1

    def _follow(self, act_count: int) -> str:
        """Until so many acts have begun, or all are done; what is under way then."""
        now, last, begun = time.monotonic(), "opening", 0
        while begun < act_count and last != "rested":
            started, before = now, last
            last = self._note(self._hear())
            now = time.monotonic()
            self._lengths[before] = now - started
            begun += last not in ("acknowledged", "rested")
        self._act_count = max(begun, self._act_count)
        return last

    def _hear_to_the_end(self, last: str) -> str:
        while (line := self._hear()) != "gone":
            last = self._note(line)
        return last

    def _start(self, root: Path) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{root}\n")
        self._process.stdin.flush()
        return int(self._hear())

    def _note(self, line: str) -> str:
        """What is under way then: an act by name, or nothing."""
        word, _, said = line.partition(" ")
        assert word in ("began", "accepted", "entered", "rested")
        if word == "accepted":
            self.acknowledged.add(int(said))
        elif word == "entered":
            self.entered.add(int(said))
        return {"began": said, "rested": word}.get(word, "acknowledged")

    def _hear(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.endswith("\n"), "the server is gone"
        return line.strip()


def kill_and_wait(process_id: int) -> None:
    """Kill somebody's child and leave it to be noticed."""
    os.kill(process_id, signal.SIGKILL)
    os.waitid(os.P_PID, process_id, os.WEXITED | os.WNOWAIT)


@contextmanager
def serve_loads(module: str) -> Iterator[LoadingServer]:
    """Its loads are 速報 until they are released."""
    command = [sys.executable, "-m", module, "serve"]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    environment = {**os.environ, SWITCH: "on"}
    with subprocess.Popen(command, cwd=PROJECT, env=environment, **pipes) as process:
        yield LoadingServer(process)
        assert process.stdin is not None
        process.stdin.close()


def kill_at_random_moments(
    server: LoadingServer,
    root: Path,
    check: Callable[[Database], None],
    count: int,
    seed: int = 20210401,
) -> None:
    """After each of the kills the store is whole and has all that was acknowledged."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    server.measure(root)
    for number in range(1, count + 1):
        server.kill_one(root, chance, number % WHILE_OPENING == 0)
        with open_database(root) as database:
            check(database)
            assert_acknowledged(database, server.acknowledged, server.entered)


def assert_acknowledged(database: Database, accepted: set[int], entered: set[int]) -> None:
    """Each load and entry is there; of people and the inbox also what they stand for."""
    assert accepted <= {each.entry.batch_id for each in list_batches(database)}
    entries = {each.number: each for each in list_entries(database)}
    assert entered <= entries.keys()
    done = {(entries[each].action, entries[each].subject) for each in entered}
    told = {(each.action, each.subject) for each in entries.values()}
    registered, left = ({person for act, person in told if act == each} for each in LIFE)
    known = {PREFIX + each.person_id for each in list_people(database.root)}
    assert {person for act, person in done if act == REGISTER} - left <= known <= registered
    assert not {person for act, person in done if act in (REMOVE, FORGET)} & known
    waiting = {f"inbox:{each.item_id}" for each in list_inbox(database.root)}
    assert not {item for act, item in done if act == "refuse_inbox"} & waiting


def assert_kept(database: Database) -> None:
    """Every batch has its line in the log's file, its bytes, its rows and its entry."""
    with database.read() as cursor:
        entries = read_batches(cursor)
    assert [entry.batch_id for entry in entries] == list(range(1, len(entries) + 1))
    assert [each for each in map(parse_batch, read_log_file(database.root)) if each] == entries
    for sha256 in {entry.sha256 for entry in entries if entry.sha256}:
        read_archive(database.root, sha256)
    _assert_logged(database, [entry.batch_id for entry in entries])


def _assert_logged(database: Database, batch_ids: list[int]) -> None:
    """Each batch is in the log once, with as many rows as are there; the log is sealed."""
    logged = [each for each in reversed(list_entries(database)) if parse_batch(each)]
    assert [each.subject for each in logged] == [f"batch:{number}" for number in batch_ids]
    told = {
        int(each.subject[6:]): (each.details["record_count"], each.details["parked_count"])
        for each in logged
        if each.action == "accept"
    }
    with database.read() as cursor:
        kept = cursor.execute(
            "SELECT b.batch_id,"
            " (SELECT count(*) FROM matchings AS m WHERE m.batch_id = b.batch_id),"
            " (SELECT count(*) FROM parked_records AS p WHERE p.batch_id = b.batch_id)"
            " FROM batches AS b WHERE b.kind = 'load'"
        ).fetchall()
    assert {number: (records, parked) for number, records, parked in kept} == told
    assert verify_log(database) == []
