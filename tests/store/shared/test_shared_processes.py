"""Processes that write at once, die, or lose the database: each batch is whole or absent, all have
the same, and nothing that was acknowledged is lost."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path

import duckdb
import psycopg
import pytest

from store.batches import accept, list_batches
from store.database import Database
from store.errors import HomeDiffers, HomeFull, HomeUnreachable
from store.log.activity import verify_log
from store.people.sessions import NOTED_EVERY, is_live
from store.shared import postgres
from store.shared.copying import digest_tables
from store.shared.migrating import SCHEMA
from store.shared.postgres import PostgresHome
from tests.store.hand_made import submission
from tests.store.shared.conftest import Processes
from tests.store.shared.server import run_server
from words.store_errors import explain_error

ROOT = Path(__file__).parents[3]


@contextmanager
def begin(
    address: str, copies: Path, forum: str, count: int, hours: float = 0
) -> Iterator[subprocess.Popen[str]]:
    """A process that is ready to accept so many loads; its clock is so far ahead."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.shared.sharing_process", forum, str(count), str(hours)],
        cwd=ROOT,
        env=os.environ | {"CONGRESS_STORE": address, "CONGRESS_COPIES": str(copies)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert read_line(process) == "ready"
        yield process
    finally:
        process.kill()
        process.communicate()


def read_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def nudge(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def test_processes_that_accept_at_once_number_all_without_gap(address: str, tmp_path: Path) -> None:
    """Two on one slot, one on another."""
    with ExitStack() as stack:
        forums = ("chugoku", "chugoku", "kinki")
        processes = [
            stack.enter_context(begin(address, tmp_path / "copies", each, 6)) for each in forums
        ]
        for process in processes:
            nudge(process)
        numbers = [[int(read_line(process)) for _ in range(6)] for process in processes]
        assert [read_line(process) for process in processes] == ["done"] * 3
        for process in processes:
            nudge(process)
        tables = {read_line(process) for process in processes}
    assert sorted(chain.from_iterable(numbers)) == list(range(1, 19))
    assert all(each == sorted(each) for each in numbers)
    assert len(tables) == 1
    assert dict((name, count) for name, count, *_ in json.loads(tables.pop()))["batches"] == 18


def test_process_that_is_killed_leaves_what_it_has_acknowledged(
    address: str, tmp_path: Path, processes: Processes
) -> None:
    said = []
    with begin(address, tmp_path / "copies", "chugoku", 1000) as process:
        nudge(process)
        said = [int(read_line(process)) for _ in range(5)]
        process.send_signal(signal.SIGKILL)
    other = processes.begin()
    kept = [batch.entry.batch_id for batch in list_batches(other)]
    assert set(said) <= set(kept)
    assert sorted(kept) == list(range(1, len(kept) + 1))
    assert verify_log(other) == []
    with begin(
        address, tmp_path / "copies", "chugoku", 1
    ) as process:  # goes on with the copy of the dead
        nudge(process)
        assert int(read_line(process)) == len(kept) + 1


class Died(BaseException):
    """The process is gone at this step."""


@contextmanager
def dying_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The statement with this number does not reach the database; the list has those that did."""
    execute = psycopg.Connection.execute
    reached: list[int] = []

    def count(self: object, *values: object, **options: object) -> object:
        if len(reached) == step:
            raise Died
        reached.append(step)
        return execute(self, *values, **options)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Connection, "execute", count)
        yield reached


def test_death_at_each_statement_leaves_a_batch_whole_or_absent(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = processes.begin()
    accepted = 0
    for step in range(1000):
        dying = processes.begin("dying")
        try:
            with dying_at(step, monkeypatch):
                accept(dying, submission(f"橋{step}"))
        except Died:
            is_over = False
        else:
            is_over = True
        processes.end(dying)
        looking.catch_up()
        again = processes.begin("dying")
        assert digest_tables(looking) == digest_tables(again), step
        assert verify_log(again) == []
        count = len(list_batches(looking))
        assert count in (accepted, accepted + 1)
        accepted = count
        processes.end(again)
        if is_over:
            break
    assert step > 5
    assert accepted


def assert_refused(database: Database, *themes: str) -> None:
    with pytest.raises(HomeUnreachable):
        accept(database, submission(*themes))


def test_database_that_dies_is_followed_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "TRY_EVERY", 0.0)
    with run_server() as own, ExitStack() as stack:
        processes = Processes(own.address, tmp_path, stack)
        one, other = processes.begin(), processes.begin()
        for turn in range(2):
            accept(one, submission(f"橋{turn}"))
            other.catch_up()
            own.stop(signal.SIGQUIT)
            before = digest_tables(other)
            for database in (one, other):
                assert_refused(database, f"堤{turn}")
                database.catch_up()
                assert database.find_lost()
            assert digest_tables(one) == digest_tables(other) == before
            own.start()
            accept(other, submission(f"堤{turn}"))
            one.catch_up()
            assert one.find_lost() is None
            assert digest_tables(one) == digest_tables(other)
        assert len(list_batches(one)) == 4


#: What a server without room says of each row; its own words for it come by this code.
REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$;
"""


@pytest.mark.parametrize("table", ["entries", "files"])
def test_database_without_room_loses_nothing_and_comes_back(
    address: str, processes: Processes, table: str
) -> None:
    one, other = processes.begin(), processes.begin()
    accept(one, submission("橋"))
    now = time.time()
    claims = {"sub": "1", "iat": now, "exp": now + 3600}
    assert is_live(one.root, claims, now, "aa")
    settings = f"-c search_path={SCHEMA}"
    with psycopg.connect(address, autocommit=True, options=settings) as connection:
        connection.execute(REFUSE)
        for name in (table, "person_sessions"):
            connection.execute(
                f"CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON {name} EXECUTE FUNCTION refuse()"  # type: ignore[arg-type]
            )
        before = digest_tables(one)
        with pytest.raises(HomeFull) as refusal:
            accept(one, submission("堤"))
        assert "PostgreSQL）のディスクがいっぱい" in explain_error(refusal.value)
        assert one.find_lost() is None
        assert is_live(one.root, claims, now + 2 * NOTED_EVERY, "aa")
        other.catch_up()
        assert digest_tables(one) == digest_tables(other) == before
        connection.execute("DROP FUNCTION refuse CASCADE")
    accept(one, submission("堤"))
    other.catch_up()
    assert digest_tables(one) == digest_tables(other)
    assert len(list_batches(other)) == 2


def test_standby_that_is_promoted_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "TRY_EVERY", 0.0)
    with run_server() as primary, run_server(standby_of=primary) as standby, ExitStack() as stack:
        with psycopg.connect(primary.address, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            connection.execute("SELECT pg_reload_conf()")
        address = (
            f"postgresql://congress@127.0.0.1:{primary.port},127.0.0.1:{standby.port}/postgres"
        )
        processes = Processes(address, tmp_path, stack)
        one, other = processes.begin(), processes.begin()
        accept(one, submission("橋"))
        primary.stop(signal.SIGKILL)
        assert_refused(one, "堤")
        standby.promote()
        with psycopg.connect(standby.address, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = ''")
            connection.execute("SELECT pg_reload_conf()")
        accept(other, submission("堤"))
        one.catch_up()
        assert digest_tables(one) == digest_tables(other) == digest_tables(processes.begin())
        assert len(list_batches(one)) == 2


def test_what_is_taken_over_stands_though_the_rest_does_not_come_through(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(postgres, "TRY_EVERY", 0.0)
    one, other = processes.begin(), processes.begin()
    for number in range(5):
        accept(one, submission(f"橋{number}"))
    take_over = PostgresHome.take_over
    parts = iter((take_over, None))

    def break_off(self: PostgresHome, cursor: duckdb.DuckDBPyConnection) -> None:
        if (part := next(parts)) is None:
            raise HomeUnreachable("too slow")
        part(self, cursor)

    with monkeypatch.context() as patch:
        patch.setattr(PostgresHome, "take_over", break_off)
        other.catch_up()
    assert len(list_batches(other)) == 2
    other.catch_up()
    assert digest_tables(one) == digest_tables(other)


def test_process_that_could_not_take_all_over_writes_nothing(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = processes.begin(), processes.begin()
    accept(one, submission("橋"))
    with monkeypatch.context() as patch:
        patch.setattr(PostgresHome, "has_news", lambda *_: False)
        with pytest.raises(HomeDiffers):
            accept(other, submission("堤"))
    accept(other, submission("堤"))
    one.catch_up()
    assert digest_tables(one) == digest_tables(other)
    assert len(list_batches(one)) == 2
