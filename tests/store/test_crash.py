"""A process killed at any moment, a full disk, a read-only folder: whole states only."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.activity import list_activity, verify_activity
from store.archive import read_archive
from store.batches import list_batches
from store.database import Database, open_database
from store.journal import read_journal
from tests.store.hand_made import current_themes, read_everything

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals, limits and users are POSIX")

PROJECT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tests.store.loading_process"]
KILL_COUNT = 24
NOBODY = 65534


def assert_whole(database: Database) -> None:
    """Every load has all of its rows, counting and parked, every batch its journal line, its
    entry in the log and its bytes."""
    with database.read() as cursor:
        broken = cursor.execute(
            "SELECT b.batch_id, r.row_count, r.theme_count, c.cell_count"
            " FROM batches AS b"
            " LEFT JOIN (SELECT batch_id, count(*) AS row_count, count(DISTINCT theme) AS"
            " theme_count FROM matchings GROUP BY batch_id) AS r USING (batch_id)"
            " LEFT JOIN (SELECT batch_id, count(*) AS cell_count FROM cells GROUP BY batch_id)"
            " AS c USING (batch_id)"
            " LEFT JOIN (SELECT batch_id, sum(record_count) AS slot_count FROM batch_slots"
            " GROUP BY batch_id) AS s USING (batch_id)"
            " WHERE b.kind = 'load' AND (r.row_count, r.theme_count, c.cell_count)"
            " IS DISTINCT FROM (s.slot_count, 1, 2 * s.slot_count)"
        ).fetchall()
    assert broken == []
    entries = [batch.entry for batch in reversed(list_batches(database))]
    assert [entry.batch_id for entry in entries] == list(range(1, len(entries) + 1))
    assert read_journal(database.root) == entries
    for sha256 in {entry.sha256 for entry in entries if entry.sha256}:
        read_archive(database.root, sha256)
    assert_logged(database, [entry.batch_id for entry in entries])


def assert_logged(database: Database, batch_ids: list[int]) -> None:
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


@pytest.fixture
def server() -> Iterator[subprocess.Popen[str]]:
    """Starts loading processes, one a line."""
    with subprocess.Popen(
        [*COMMAND, "serve"], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
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


def test_load_killed_at_random_moments_leaves_old_or_new_state_whole(
    server: subprocess.Popen[str], tmp_path: Path
) -> None:
    chance = random.Random(20210401)  # noqa: S311 - moments, not secrets
    for number in range(KILL_COUNT):
        while_opening = number % 4 == 0
        load_and_kill(server, tmp_path, chance.uniform(0.0, 0.2), while_opening=while_opening)
        with open_database(tmp_path) as database:
            assert_whole(database)
            acknowledged = _read_acknowledged(tmp_path)
            assert acknowledged <= {b.entry.batch_id for b in list_batches(database)}
    assert len(acknowledged) >= KILL_COUNT  # the kills fell among loads, not before them


def _read_acknowledged(root: Path) -> set[int]:
    path = root / "acknowledged"
    return {int(line) for line in path.read_text().splitlines()} if path.exists() else set()


# Where the limit strikes: in the log, in the database file while it is tidied, nowhere.
@pytest.mark.parametrize("limit", [5_000, 600_000, 1_500_000])
def test_full_disk_leaves_the_state_before_with_a_clear_error(tmp_path: Path, limit: int) -> None:
    said = subprocess.run(
        [*COMMAND, "starve", tmp_path, str(limit)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    accepted = [int(line.split()[1]) for line in said if line.startswith("accepted ")]
    assert len(said) == 12
    assert len(accepted) < 12
    assert all(line.startswith(("accepted ", "WriteFailed: ")) for line in said)
    with open_database(tmp_path) as database:
        assert [b.entry.batch_id for b in reversed(list_batches(database))] == [1, *accepted]
        assert_whole(database)


@pytest.fixture
def foreign_folder() -> Iterator[Path]:
    """A folder of a user who is not root, as root may write everywhere."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.getuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        folder.chmod(0o755)
        yield folder


def accept_as_ordinary_user(root: Path, theme: str) -> str:
    done = subprocess.run(
        [*COMMAND, "accept", root, theme],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return str(done.stdout.strip())


@pytest.mark.parametrize("read_only", [".", "archive", "congress.duckdb", "journal.jsonl"])
def test_read_only_folder_leaves_the_state_before_with_a_clear_error(
    foreign_folder: Path, read_only: str
) -> None:
    root = foreign_folder / "store"
    assert accept_as_ordinary_user(root, "以前") == "accepted 1"
    mode = (root / read_only).stat().st_mode
    (root / read_only).chmod(0o555)
    said = accept_as_ordinary_user(root, "以後")
    assert said.startswith("WriteFailed: ")
    assert str(root) in said
    (root / read_only).chmod(mode)
    with open_database(root) as database:
        assert current_themes(database) == "chugoku | 以前"
        assert len(read_everything(database)["batches"]) == 1
