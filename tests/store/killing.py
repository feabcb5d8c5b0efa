"""Processes killed while they load, and what a store must look like afterwards."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from store.batches import list_batches
from store.database import Database, open_database
from store.disk.archive import read_archive
from store.log.activity import list_entries, verify_log
from store.log.batch import parse_batch, read_batches
from store.log.entries import read_log_file
from store.people.names import PREFIX
from store.people.register import REGISTER, list_people

PROJECT = Path(__file__).parents[2]
KILL_COUNT = 12
#: One in so many is killed while it opens the store, the others in the midst of a load.
WHILE_OPENING = 4


class LoadingServer:
    """A process that starts a loading child for every root it is told, and what it said."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.acknowledged: set[int] = set()
        #: The log's entries that are no loads.
        self.entered: set[int] = set()
        #: How long the latest child took to open the store, and to load a workbook.
        self._opening = self._loading = 0.0

    def start(self, root: Path) -> int:
        """Start a child; returns its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{root}\n")
        self._process.stdin.flush()
        return int(self._hear())

    def wait_into_opening(self, chance: random.Random) -> None:
        time.sleep(chance.uniform(0.0, self._opening))

    def wait_into_a_load(self, chance: random.Random) -> None:
        """Until a few loads are acknowledged and the next one is under way."""
        started = time.monotonic()
        assert self._hear() == "loading"
        opened = time.monotonic()
        count = chance.randint(1, 3)
        for _ in range(count):
            self._note(self._hear())
        self._opening = opened - started
        self._loading = (time.monotonic() - opened) / count
        time.sleep(chance.uniform(0.0, self._loading))

    def wait_until_gone(self) -> None:
        while (line := self._hear()) != "gone":
            self._note(line)

    def _note(self, line: str) -> None:
        word, _, number = line.partition(" ")
        if word == "accepted":
            self.acknowledged.add(int(number))
        elif word == "entered":
            self.entered.add(int(number))

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
    command = [sys.executable, "-m", module, "serve"]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield LoadingServer(process)
        assert process.stdin is not None
        process.stdin.close()


def kill_at_random_moments(
    server: LoadingServer,
    root: Path,
    check: Callable[[Database], None],
    count: int = KILL_COUNT,
    seed: int = 20210401,
) -> None:
    """After each of the kills the store is whole and has all that was acknowledged."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    for number in range(1, count + 1):
        loading = server.start(root)
        if number % WHILE_OPENING:
            server.wait_into_a_load(chance)
        else:
            server.wait_into_opening(chance)
        os.kill(loading, signal.SIGKILL)
        server.wait_until_gone()
        with open_database(root) as database:
            check(database)
            assert server.acknowledged <= {b.entry.batch_id for b in list_batches(database)}
            _assert_entered(database, server.entered)
    assert len(server.acknowledged) >= (count - count // WHILE_OPENING) // 2


def _assert_entered(database: Database, acknowledged: set[int]) -> None:
    """Each in the log; of people also in the register, which never knows more than the log."""
    entries = {each.number: each for each in list_entries(database)}
    assert acknowledged <= entries.keys()
    known = {PREFIX + each.person_id for each in list_people(database.root)}
    told = {number: each.subject for number, each in entries.items() if each.action == REGISTER}
    assert {told[number] for number in acknowledged & told.keys()} <= known <= {*told.values()}


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
    logged = [each for each in reversed(list_entries(database)) if each.subject[:6] == "batch:"]
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
