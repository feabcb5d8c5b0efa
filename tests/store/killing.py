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

from store.activity import list_activity, verify_activity
from store.batches import list_batches
from store.database import Database, open_database
from store.disk.archive import read_archive
from store.journal import read_journal

PROJECT = Path(__file__).parents[2]
KILL_COUNT = 24
#: Seconds: a load takes from 0.03 on an idle machine to 0.2 on a busy one.
LONGEST_WAIT = 0.4


@contextmanager
def serve_loads(module: str) -> Iterator[subprocess.Popen[str]]:
    """A process that starts a loading child for every root it is told."""
    command = [sys.executable, "-m", module, "serve"]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def load_and_kill(
    server: subprocess.Popen[str], root: Path, seconds: float, *, while_opening: bool
) -> None:
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(f"{root}\n")
    server.stdin.flush()
    loading = int(server.stdout.readline())
    if not while_opening:
        assert server.stdout.readline() == "loading\n"
    time.sleep(seconds)
    os.kill(loading, signal.SIGKILL)
    while server.stdout.readline() != "gone\n":
        assert server.poll() is None


def kill_at_random_moments(
    server: subprocess.Popen[str], root: Path, check: Callable[[Database], None]
) -> None:
    """After each of the kills the store is whole and has all that was acknowledged."""
    chance = random.Random(20210401)  # noqa: S311 - moments, not secrets
    for number in range(KILL_COUNT):
        while_opening = number % 4 == 0
        load_and_kill(server, root, chance.uniform(0.0, LONGEST_WAIT), while_opening=while_opening)
        with open_database(root) as database:
            check(database)
            acknowledged = _read_acknowledged(root)
            assert acknowledged <= {b.entry.batch_id for b in list_batches(database)}
    assert len(acknowledged) >= KILL_COUNT // 4  # the kills fell among loads, not before them


def _read_acknowledged(root: Path) -> set[int]:
    path = root / "acknowledged"
    return {int(line) for line in path.read_text().splitlines()} if path.exists() else set()


def assert_kept(database: Database) -> None:
    """Every batch has its journal line, its bytes, its rows and its entry in the log."""
    entries = [batch.entry for batch in reversed(list_batches(database))]
    assert [entry.batch_id for entry in entries] == list(range(1, len(entries) + 1))
    assert read_journal(database.root) == entries
    for sha256 in {entry.sha256 for entry in entries if entry.sha256}:
        read_archive(database.root, sha256)
    _assert_logged(database, [entry.batch_id for entry in entries])


def _assert_logged(database: Database, batch_ids: list[int]) -> None:
    """Each batch is in the log once, with as many rows as are there; the log is sealed."""
    logged = [each for each in reversed(list_activity(database)) if each.subject[:6] == "batch:"]
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
    assert verify_activity(database) == []
