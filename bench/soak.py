"""Hours of work in a few minutes: `python -m bench.soak [--minutes 30] [--viewers 100]`.

Several app processes share one PostgreSQL behind nginx (least_conn). Viewers without a browser
look at pages of the practice data with pauses between; once a minute somebody sends a workbook and
accepts it, in another process each time, and an open page that nobody touches hears of it. A line
a minute says how long reruns took, what failed, the memory of each process, and the processor of
all of them, nginx and PostgreSQL included, by rerun. Goals (issue K):
no error, p95 1 s with four processes on two cores and 200 viewers, memory flat, news within 1 s.
"""

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from random import Random

from bench.beside import SEEN, Loop, Session, go_on
from bench.servers import find_server, read_megabytes, read_processor_below
from tests.browser.app_process import find_free_port, run_app
from tests.browser.site import NGINX, find_nginx
from tests.store.shared.server import run_server
from tests.upload_books import BRIDGE, matchings_book

THINK_SECONDS, UPLOAD_EVERY = 5.0, 60.0
NAME = "お名前（記録に残ります）"
SITE = """
map $http_upgrade $kind {{ default upgrade; "" ""; }}
upstream app {{ least_conn; {servers} }}
server {{
  listen 127.0.0.1:{port};
  location / {{
    proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Host $http_host;
    proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $kind;
    proxy_read_timeout 1h;
  }}
}}
"""


@contextmanager
def run_nginx(folder: Path, ports: Sequence[int]) -> Iterator[str]:
    port = find_free_port()
    servers = " ".join(f"server 127.0.0.1:{each};" for each in ports)
    (folder / "site.conf").write_text(SITE.format(servers=servers, port=port))
    (folder / "nginx.conf").write_text(
        NGINX.format(folder=folder).replace("events {}", "events { worker_connections 4096; }")
    )
    command = [find_nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait()


class Uploads:
    """A workbook a minute through the page, from each process in turn; when each was accepted."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._addresses, self._numbers = addresses, count()
        self.accepted: list[float] = []

    def send(self) -> None:
        number = next(self._numbers)
        content = matchings_book((f"橋{number}", *BRIDGE[1:]))
        with ExitStack() as stack:
            session = Session(self._addresses[number % len(self._addresses)], "upload", stack)
            session.query = ""
            session.look()
            session.type(NAME, "soak")
            session.upload(f"{number}.xlsx", content)
            session.look()
            for step in ("次へ: 確かめる", "次へ: 見通し", "確定する"):
                while not any(label.startswith(step) for label in session.seen):
                    time.sleep(0.2)
                    session.look()
                began = time.monotonic()
                session.look(step)
        self.accepted.append(began)


class Idle:
    """An open page that nobody touches; when it was told of something."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.told: list[float] = []

    def listen(self) -> None:
        self._session.await_part()
        self.told.append(time.monotonic())


def read_own_processor() -> float:
    """Seconds so far of all that this process started."""
    return read_processor_below({os.getpid()}) - sum(os.times()[:4])


def tell_minute(minute: int, viewers: Sequence[Loop], ports: Sequence[int], used: float) -> None:
    """`used`: seconds of processor in this minute."""
    waits = sorted(wait for loop in viewers for wait in loop.waits)
    for loop in viewers:
        loop.waits.clear()
    p95 = waits[int(len(waits) * 0.95)]
    memory = " ".join(f"{read_megabytes(find_server(f':{port}')):.0f}" for port in ports)
    print(
        f"{minute:3} min {len(waits):5} reruns, median {statistics.median(waits) * 1000:.0f}"
        f" p95 {p95 * 1000:.0f} max {waits[-1] * 1000:.0f} ms,"
        f" processor {used * 1000 / len(waits):.0f} ms each; MB {memory};"
        f" load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--viewers", type=int, default=100)
    parser.add_argument("--processes", type=int, default=4)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        os.environ["CONGRESS_COPIES"] = str(folder / "copies")
        server = stack.enter_context(run_server())
        ports = [find_free_port() for _ in range(options.processes)]
        store = server.address
        addresses = [stack.enter_context(run_app(store, port=port)) for port in ports]
        address = stack.enter_context(run_nginx(folder, ports))
        pages = [SEEN[number % len(SEEN)] for number in range(options.viewers)]
        sessions = [Session(address, page, stack) for page in pages]
        for each in sessions:
            each.look()
        soak(options.minutes, sessions, Session(address, "", stack), addresses, ports)


def soak(
    minutes: int,
    sessions: Sequence[Session],
    open_page: Session,
    addresses: Sequence[str],
    ports: Sequence[int],
) -> None:
    dice = Random(1)  # noqa: S311 - pauses, no secret
    viewers = [Loop(each.look, lambda: dice.uniform(0.5, 1.5) * THINK_SECONDS) for each in sessions]
    uploads, idle = Uploads(addresses), Idle(open_page)
    open_page.query = ""
    open_page.look()
    sending = Loop(uploads.send, lambda: UPLOAD_EVERY)
    with go_on([*viewers, sending]):
        listening = Loop(idle.listen, lambda: 0.0)
        listening.start()
        for minute in range(1, minutes + 1):
            used = -read_own_processor()
            time.sleep(60)
            tell_minute(minute, viewers, ports, used + read_own_processor())
    failures = [repr(loop.failure) for loop in (*viewers, sending) if loop.failure]
    late = [min(told - at for told in idle.told if told >= at) for at in uploads.accepted]
    print(f"{len(uploads.accepted)} uploads, told after {[round(each, 2) for each in late]} s")
    print(f"{len(failures)} failures", *failures[:3], sep="\n")


if __name__ == "__main__":
    main()
