"""A disk that refuses a process of its own, a read-only folder: whole states only."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.batches import accept, list_batches
from store.database import Database, open_database
from store.decisions.titles import list_titles
from tests.store.hand_made import current_themes, read_everything, submission
from tests.store.killing import PROJECT, assert_kept
from tests.store.loading_process import OWNER

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals, limits and users are POSIX")

COMMAND = [sys.executable, "-m", "tests.store.loading_process"]
NOBODY = 65534


def assert_whole(database: Database) -> None:
    """Every load has all of its rows, of one workbook, and everything that belongs to it."""
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
    _assert_owned_and_learned(database)
    assert_kept(database)


def _assert_owned_and_learned(database: Database) -> None:
    """What is kept with a load: who sees to its rows that wait, and the title it taught."""
    loads = [each.entry for each in list_batches(database) if each.entry.kind == "load"]
    serving = [each for each in loads if each.owner]
    assert {each.owner for each in serving} <= {OWNER}
    assert len(list_titles(database)) == len(serving)


# Where the limit strikes: in the log, in the database file while it is tidied.
@pytest.mark.parametrize("limit", [5_000, 600_000])
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


def accept_as_ordinary_user(root: Path, theme: str) -> list[str]:
    """What came of it, and what counts then."""
    done = subprocess.run(
        [*COMMAND, "accept", root, theme],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("read_only", "is_killed"),
    [
        (["."], False),
        (["archive"], False),
        (["congress.duckdb"], True),
        (["log.jsonl"], False),
        ([".", "archive", "congress.duckdb", "log.jsonl"], True),
    ],
)
def test_read_only_folder_shows_the_state_before_and_keeps_it_with_a_clear_error(
    foreign_folder: Path, read_only: list[str], is_killed: bool
) -> None:
    """Also what stands in DuckDB's own log alone, as a process that was killed leaves it."""
    root = foreign_folder / "store"
    assert accept_as_ordinary_user(root, "以前") == ["accepted 1", "chugoku | 以前"]
    if is_killed:
        leave_wal(root, "直前")
    before = "chugoku | 直前" if is_killed else "chugoku | 以前"
    modes = {name: (root / name).stat().st_mode for name in read_only}
    for name in read_only:
        (root / name).chmod(0o555)
    said, themes = accept_as_ordinary_user(root, "以後")
    assert said.startswith("WriteFailed: ")
    assert str(root) in said
    assert themes == before
    for name, mode in modes.items():
        (root / name).chmod(mode)
    with open_database(root) as database:
        assert current_themes(database) == before
        assert len(read_everything(database)["batches"]) == 1 + is_killed


def leave_wal(root: Path, theme: str) -> None:
    with open_database(root) as database:
        accept(database, submission(theme))
        kept = {path: path.read_bytes() for path in root.iterdir() if path.is_file()}
    for path, content in kept.items():
        path.write_bytes(content)
        os.chown(path, root.stat().st_uid, root.stat().st_gid)
    assert (root / "congress.duckdb.wal").stat().st_size
