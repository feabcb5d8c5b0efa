"""The whole way of a real workbook, killed at any moment: good and parked rows, log, bytes."""

import os
from pathlib import Path

import pytest

from loaders.intake.archived import rebuild_store
from store.database import Database, open_database
from store.decisions.parked import list_parked
from tests.loaders.loading_process import OWNER, ROW_COUNT
from tests.store.hand_made import read_everything
from tests.store.killing import assert_kept, kill_at_random_moments, serve_loads

#: A few, as a sample: `bench.kills` kills hundreds.
KILL_COUNT = 3
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")


def assert_rows_whole(database: Database) -> None:
    """Good rows count, the others wait, none is lost: of the load that speaks, or of none."""
    assert_kept(database)
    with database.read() as cursor:
        counts = cursor.execute("SELECT count(*) FROM current_matchings").fetchall()
    waiting = list_parked(database)
    assert (counts[0][0], len(waiting)) in {(ROW_COUNT, 2 * ROW_COUNT), (0, 0)}


def assert_rows_owned(database: Database) -> None:
    assert_rows_whole(database)
    assert {each.owner for each in list_parked(database)} <= {OWNER, "佐藤"}


def test_upload_killed_at_random_moments_is_accepted_whole_or_not_at_all(tmp_path: Path) -> None:
    with serve_loads("tests.loaders.loading_process") as server:
        kill_at_random_moments(server, tmp_path, assert_rows_owned, KILL_COUNT)
    with open_database(tmp_path) as database:
        before = read_everything(database)
    rebuild_store(tmp_path)
    with open_database(tmp_path) as database:
        assert read_everything(database) == before
