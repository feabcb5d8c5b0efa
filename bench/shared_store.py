"""Whether processes that share one PostgreSQL lose, double or reorder anything: python -m
bench.shared_store [--batches 1000] [--kills 100] [--database-kills 20] [PART…].

Each part takes a server of its own and lets several accept loads, one after the other without a
pause, so that whatever befalls them falls in mid-write. After it every load that was acknowledged
is there, the numbers have no gap, and all have the same tables and the same seal, also one that
begins with nothing: a rebuild from PostgreSQL. The first part of which this is not so ends the run
with its assertion. Filling a disk needs the right to mount one.
"""

import argparse
import multiprocessing
import os
import random
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, cycle, islice, pairwise
from multiprocessing.connection import Connection
from pathlib import Path

import psycopg

from store.batches import accept, list_batches
from store.database import ROOT_VARIABLE, Database, open_database
from store.errors import WriteFailed
from store.log.activity import read_seal, verify_log
from store.shared import postgres
from store.shared.copying import digest_tables
from store.shared.replica import FOLDER_VARIABLE
from tests.store.hand_made import submission
from tests.store.shared.conftest import Processes
from tests.store.shared.server import Server, own_folder, run_server
from tests.store.shared.stalling import run_network
from tests.store.shared.test_shared_processes import begin, nudge, read_line
from words.store_errors import explain_error

FORUMS = ("chugoku", "kinki", "chubu", "kyushu")
#: Seconds between two blows, at most.
LONGEST_PEACE = 1.0
CHANCE = random.Random(1)  # noqa: S311
#: Processes of a server that has loaded all they need.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.store.shared.test_shared_processes"])


@dataclass
class Trial:
    """A server, stores that share it in this process, what was acknowledged and what refused."""

    server: Server
    processes: Processes
    copies: Path
    acknowledged: list[int] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def keep_writing(self, *databases: Database) -> Iterator[None]:
        """Each in a thread of its own, whatever happens."""
        stop = threading.Event()
        threads = [
            threading.Thread(target=self._write, args=(database, forum, stop))
            for database, forum in zip(databases, cycle(FORUMS))
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    def _write(self, database: Database, forum: str, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                done = accept(database, submission(f"{time.monotonic_ns()}", forum=forum))
                self.acknowledged.append(done.batch_id)
            except WriteFailed as refusal:
                self.refused[explain_error(refusal)] += 1
                stop.wait(0.1)
                database.catch_up()

    def await_writing(self) -> None:
        """Until something is acknowledged again."""
        count = len(self.acknowledged)
        while len(self.acknowledged) == count:
            time.sleep(0.01)
        time.sleep(CHANCE.uniform(0, LONGEST_PEACE))

    def judge(self, *databases: Database) -> str:
        """What holds after each part."""
        began = time.process_time()
        fresh = self.processes.begin()
        seconds = time.process_time() - began
        for database in databases:
            _catch_up(database)
            assert set(digest_tables(database)) ^ set(digest_tables(fresh)) == set()
            assert read_seal(database) == read_seal(fresh)
        batches = sorted(
            (each.entry.batch_id, each.entry.accepted_at) for each in list_batches(fresh)
        )
        assert [number for number, _ in batches] == list(range(1, len(batches) + 1))
        assert all(earlier[1] <= later[1] for earlier, later in pairwise(batches))
        assert len(self.acknowledged) == len(set(self.acknowledged))
        assert set(self.acknowledged) <= {number for number, _ in batches}
        assert verify_log(fresh) == []
        unheard = len(batches) - len(self.acknowledged)
        return (
            f"{len(batches)} loads, {unheard} of them whole without being acknowledged,"
            f" a new copy took {seconds:.1f} CPU seconds"
        )


def _catch_up(database: Database) -> None:
    """A question that the machine was too busy for is asked again."""
    database.catch_up()
    while database.find_lost():
        time.sleep(0.1)
        database.catch_up()


@contextmanager
def begin_trial(*settings: str) -> Iterator[Trial]:
    with run_server(*settings) as server, _share(server, server.address) as trial:
        yield trial


@contextmanager
def _share(server: Server, address: str) -> Iterator[Trial]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        yield Trial(server, Processes(address, Path(folder), stack), Path(folder) / "copies")


def write_at_once(options: argparse.Namespace) -> Iterator[str]:
    """Two to four processes, on one slot and on different ones."""
    for count, forums in ((2, FORUMS[:1]), (3, FORUMS[:2]), (4, FORUMS)):
        each = options.batches // 3 // count + 1
        with begin_trial() as trial:
            began = time.monotonic()
            trial.acknowledged += _accept_at_once(trial, each, list(islice(cycle(forums), count)))
            rate = count * each / (time.monotonic() - began)
            said = trial.judge(trial.processes.begin())
            yield f"{count} processes, {len(forums)} slots, {rate:.0f} a second: {said}"


def skew_clocks(options: argparse.Namespace) -> Iterator[str]:
    """Three processes, three hours behind, right, and three hours ahead."""
    with begin_trial() as trial:
        trial.acknowledged += _accept_at_once(trial, 30, list(FORUMS[:3]), (-3, 0, 3))
        yield f"three processes: {trial.judge(trial.processes.begin())}"


def _accept_at_once(
    trial: Trial, each: int, forums: Sequence[str], hours: Sequence[float] = (0,)
) -> list[int]:
    with ExitStack() as stack:
        working = [
            stack.enter_context(begin(trial.server.address, trial.copies, forum, each, ahead))
            for forum, ahead in zip(forums, cycle(hours))
        ]
        for process in working:
            nudge(process)
        numbers = [[int(read_line(process)) for _ in range(each)] for process in working]
        assert all(told == sorted(told) for told in numbers)
        assert {read_line(process) for process in working} == {"done"}
        for process in working:
            nudge(process)
        assert len({read_line(process) for process in working}) == 1  # their tables
    return list(chain.from_iterable(numbers))


def kill_processes(options: argparse.Namespace) -> Iterator[str]:
    """One that writes is killed beside one that goes on; the next takes up the copy of the dead."""
    with begin_trial() as trial:
        beside = trial.processes.begin()
        with trial.keep_writing(beside):
            for _ in range(options.kills):
                forum = CHANCE.choice(FORUMS)
                trial.acknowledged += _kill_one(trial, forum)
        yield f"{options.kills} kills: {trial.judge(beside)}"


def _kill_one(trial: Trial, forum: str) -> list[int]:
    """What it had been told before it died."""
    hearing, saying = FORKS.Pipe(duplex=False)
    process = FORKS.Process(
        target=_write_on, args=(trial.server.address, trial.copies, forum, saying)
    )
    process.start()
    saying.close()
    told = [hearing.recv()]  # once it is open
    time.sleep(CHANCE.uniform(0, LONGEST_PEACE))
    process.kill()
    process.join()
    with suppress(EOFError, OSError):  # its last word may be half a one
        while True:
            told.append(hearing.recv())
    return told[1:]


def _write_on(address: str, copies: Path, forum: str, saying: Connection) -> None:
    os.environ |= {ROOT_VARIABLE: address, FOLDER_VARIABLE: str(copies)}
    with open_database() as database:
        saying.send(0)
        while True:
            saying.send(
                accept(database, submission(f"{time.monotonic_ns()}", forum=forum)).batch_id
            )


def kill_database(options: argparse.Namespace) -> Iterator[str]:
    """The server and all its children are killed, and it is begun again."""
    with begin_trial() as trial:
        databases = [trial.processes.begin(), trial.processes.begin()]
        with trial.keep_writing(*databases):
            for _ in range(options.database_kills):
                trial.await_writing()
                trial.server.stop(signal.SIGKILL)
                trial.server.start()
            trial.await_writing()
        yield f"{options.database_kills} kills: {trial.judge(*databases)}, {_tell(trial.refused)}"


def lose_network(options: argparse.Namespace) -> Iterator[str]:
    """Cut, or swallowing all, between one of two and the database."""
    with begin_trial() as trial, run_network(trial.server.port) as network:
        far = trial.server.address.replace(str(trial.server.port), str(network.port))
        databases = [trial.processes.begin(), trial.processes.begin(address=far)]
        with trial.keep_writing(*databases):
            for mode in ("cut", "stall") * 5:
                trial.await_writing()
                network.mode = mode
                if mode == "cut":
                    network.cut()
                time.sleep(2 * postgres.TRY_EVERY)
                network.mode = "pass"
                while databases[1].find_lost():
                    databases[1].catch_up()
                    time.sleep(0.1)
        yield f"10 times: {trial.judge(*databases)}, {_tell(trial.refused)}"


def fill_disk(options: argparse.Namespace) -> Iterator[str]:
    """That of the database's tables, while its log of changes still has room."""
    with own_folder() as folder, _mount(folder), begin_trial() as trial:
        trial.server.folder.chmod(0o755)
        with psycopg.connect(trial.server.address, autocommit=True) as connection:
            connection.execute(f"CREATE TABLESPACE small LOCATION '{folder}'")
            connection.execute("ALTER ROLE congress SET default_tablespace = small")
        databases = [trial.processes.begin(), trial.processes.begin()]
        ballast = folder / "ballast"
        with trial.keep_writing(*databases):
            for _ in range(5):
                trial.await_writing()
                _fill(ballast)
                before = trial.refused.total()
                while trial.refused.total() == before:
                    time.sleep(0.05)
                ballast.unlink()
            trial.await_writing()
        yield f"5 times: {trial.judge(*databases)}, {_tell(trial.refused)}"


@contextmanager
def _mount(folder: Path) -> Iterator[None]:
    options = f"size=24m,uid={folder.stat().st_uid},mode=0700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1 << 12))


def fail_over(options: argparse.Namespace) -> Iterator[str]:
    """The server is killed for good; its synchronous standby is promoted, and followed."""
    with (
        run_server() as primary,
        run_server(standby_of=primary) as standby,
    ):
        _set(primary, "synchronous_standby_names", "*")
        hosts = f"127.0.0.1:{primary.port},127.0.0.1:{standby.port}"
        with _share(standby, f"postgresql://congress@{hosts}/postgres") as trial:
            databases = [trial.processes.begin(), trial.processes.begin()]
            with trial.keep_writing(*databases):
                trial.await_writing()
                primary.stop(signal.SIGKILL)
                began = time.monotonic()
                standby.promote()
                _set(standby, "synchronous_standby_names", "")
                trial.await_writing()
                seconds = time.monotonic() - began
            said = trial.judge(*databases)
            yield f"written again after {seconds:.1f} s: {said}, {_tell(trial.refused)}"


def _set(server: Server, name: str, value: str) -> None:
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        connection.execute("SELECT pg_reload_conf()")


def _tell(refused: Counter[str]) -> str:
    return "; ".join(f"{count} refused: {why}" for why, count in refused.items())


PARTS: dict[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "at_once": write_at_once,
    "clocks": skew_clocks,
    "kills": kill_processes,
    "database_kills": kill_database,
    "network": lose_network,
    "full_disk": fill_disk,
    "failover": fail_over,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "parts", nargs="*", metavar="PART", default=list(PARTS), help=", ".join(PARTS)
    )
    parser.add_argument("--batches", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--database-kills", type=int, default=20)
    options = parser.parse_args()
    for part in options.parts:
        for said in PARTS[part](options):
            print(f"{part}: {said}", flush=True)


if __name__ == "__main__":
    main()
