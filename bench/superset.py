"""Beside Apache Superset, on the same figures and machine (Linux; PostgreSQL, nginx, Chromium):

    python -m bench.superset plain=http://127.0.0.1:8088 cached=http://127.0.0.1:8089 \\
        --figures postgresql://superset@127.0.0.1:5441/figures --also 5441 --also 6391

Superset 6.1 is not installed by us. It runs in an environment of its own with the wheels of
`apache-superset==6.1.*`, flask-caching==2.3.1 (it takes no later one), rich and cachetools (which
it needs and does not name), gunicorn, psycopg2-binary and redis; its metadata in PostgreSQL;
`superset db upgrade`, `superset fab create-admin`, `superset init`; then `gunicorn -w 4 -k gthread
--threads 20 "superset.app:create_app()"`, as its own image does it. `plain` has its usual
settings; `cached` has CACHE_CONFIG, DATA_CACHE_CONFIG, FILTER_STATE_CACHE_CONFIG and
EXPLORE_FORM_DATA_CACHE_CONFIG in redis. `--figures` is an empty database that Superset reads and we
may fill; `--also` names the ports of whatever else works for it, whose processor counts as its.

Ours: four app processes on a PostgreSQL of their own behind nginx, as in bench.soak. Compared, in
turns: all charts of a page painted in Chromium, cold and warm (ours: charts; theirs: charts and
tables, signed in); and viewers without a browser, who think for 5 s between views: how long a
view takes, and the processor of all server processes by view, databases and nginx included.

A view is taken in two ways. Opened: the page's HTML and what it shows (ours: a new session over
the websocket; theirs: POST chart/data for all charts at once; the other nine requests of a
dashboard's opening are left out, in its favour). Again: what an open page asks for when a filter is
changed (ours: a rerun; theirs: chart/data alone).
"""

import argparse
import os
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Playwright, Request, sync_playwright

from bench.beside import PRACTICE, Loop, Session, find_p95, go_on
from bench.first_paint import SCREEN, time_first_paint
from bench.measuring import take_timed_turns
from bench.servers import find_listeners, read_processor_below
from bench.soak import read_own_processor, run_nginx
from bench.superset_figures import DASHBOARDS, Api, make_dashboards, write_figures
from tests.browser.app_process import CHROMIUM_FLAGS, find_chromium, find_free_port, run_app
from tests.practice_store import fill_practice_store
from tests.store.shared.server import run_server

PROCESSES, THINK_SECONDS, PATIENCE, WARMING = 4, 5.0, 300, 12
Kind = Literal["opened", "again"]
KINDS: tuple[Kind, ...] = ("opened", "again")
#: Pages of which all charts are painted.
PAINTED = ("kpi", "matchings", "blocks")
#: No page waits for a font of another machine.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
WATCH = """
new MutationObserver((_, observer) => {
    if (document.querySelectorAll('%s').length < %d) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.paintedAt = performance.now(); }));
}).observe(document, {childList: true, subtree: true});
"""
OUR_CHARTS = "[data-testid=stVegaLiteChart]:has(svg.marks path)"
THEIR_CHARTS = ".dashboard-chart:has(canvas), .dashboard-chart:has(tbody td)"
View = Callable[[], object]


@dataclass
class Ours:
    address: str
    name: str = "ours"

    def list_painted(self) -> dict[str, tuple[str, str]]:
        """Page -> its address and what tells that it is painted."""
        return {
            page: (self._find(page), WATCH % (OUR_CHARTS, sum(bool(each.by) for each in drawn)))
            for page, drawn in DASHBOARDS.items()
        }

    def get_context(self) -> dict[str, Any]:
        return SCREEN

    def read_processor(self) -> float:
        return read_own_processor()

    def begin_viewer(self, kind: Kind, page: str, stack: ExitStack) -> View:
        if kind == "opened":
            return partial(self._open, page)
        session = Session(self.address, page, stack)
        session.look()
        return session.look

    def _open(self, page: str) -> None:
        with urllib.request.urlopen(self._find(page), timeout=PATIENCE) as answer:  # noqa: S310
            answer.read()
        with ExitStack() as stack:
            Session(self.address, page, stack).look()

    def _find(self, page: str) -> str:
        return f"{self.address}/{page}?{PRACTICE}"


@dataclass
class Asked:
    method: str
    path: str
    body: bytes | None = None


@dataclass
class Superset:
    name: str
    address: str
    ports: Sequence[int]
    #: The browser's state of somebody signed in.
    state: Any = None
    paths: Mapping[str, str] = field(default_factory=dict)
    #: Page -> what its dashboard asks for its charts.
    data: dict[str, list[Asked]] = field(default_factory=dict)

    def list_painted(self) -> dict[str, tuple[str, str]]:
        return {
            page: (self.address + path, WATCH % (THEIR_CHARTS, len(DASHBOARDS[page])))
            for page, path in self.paths.items()
        }

    def get_context(self) -> dict[str, Any]:
        return {**SCREEN, "storage_state": self.state}

    def read_processor(self) -> float:
        ports = (urlsplit(self.address).port or 80, *self.ports)
        return read_processor_below({each for port in ports for each in find_listeners(port)})

    def begin_viewer(self, kind: Kind, page: str, _stack: ExitStack) -> View:
        return partial(self._look, [Asked("GET", self.paths[page])], page, kind == "opened")

    def _look(self, document: Sequence[Asked], page: str, is_opened: bool) -> None:
        if is_opened:
            self._ask(document)
        self._ask(self.data[page])

    def _ask(self, asked: Sequence[Asked]) -> None:
        """All at once, each on a connection of its own, as a browser asks."""
        cookies = "; ".join(f"{each['name']}={each['value']}" for each in self.state["cookies"])
        headers = {"Cookie": cookies, "Accept-Encoding": "gzip, deflate, br"}
        headers |= {"Content-Type": "application/json", "Accept": "application/json, text/html"}
        place = urlsplit(self.address).netloc
        connections = [HTTPConnection(place, timeout=PATIENCE) for _ in asked]
        for connection, each in zip(connections, asked, strict=True):
            connection.request(each.method, each.path, each.body, headers)
        for connection, each in zip(connections, asked, strict=True):
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status != 200:
                raise RuntimeError(f"{self.name}: {answer.status} for {each.path}")


def sign_in(playwright: Playwright, side: Superset, options: argparse.Namespace) -> None:
    """And have the dashboards made."""
    requests = playwright.request.new_context(base_url=side.address)
    api = Api(requests, options.user, options.password)
    side.paths = make_dashboards(api, options.figures)
    side.state = requests.storage_state()


def hear_dashboards(browser: Browser, side: Superset) -> None:
    """What each dashboard asks for its charts, heard from the browser."""
    heard: list[Asked] = []
    context = browser.new_context(**side.get_context())
    context.on("request", partial(_hear, heard))
    for page, (url, watch) in side.list_painted().items():
        heard.clear()
        time_first_paint(context, url, watch)
        side.data[page] = list(heard)
        if len(heard) != len(DASHBOARDS[page]):
            raise RuntimeError(f"{url} asked {len(heard)} times for data")
    context.close()


def _hear(heard: list[Asked], request: Request) -> None:
    if "/api/v1/chart/data" in request.url:
        parts = urlsplit(request.url)
        heard.append(Asked("POST", f"{parts.path}?{parts.query}", request.post_data_buffer))


def time_cold(browser: Browser, side: Ours | Superset, url: str, watch: str) -> float:
    """Nothing of it in the browser's cache."""
    context = browser.new_context(**side.get_context())
    seconds = time_first_paint(context, url, watch)
    context.close()
    return seconds


def show_paints(browser: Browser, sides: Sequence[Ours | Superset], runs: int) -> None:
    """Seconds until all charts are painted, medians, a page after the other, sides in turns."""
    contexts = {side.name: browser.new_context(**side.get_context()) for side in sides}
    sums: dict[str, dict[str, float]] = {"cold": {}, "warm": {}}
    for page in PAINTED:
        cases: dict[tuple[str, str], Callable[[], float]] = {}
        for side in sides:
            at = side.list_painted()[page]
            cases["cold", side.name] = partial(time_cold, browser, side, *at)
            cases["warm", side.name] = partial(time_first_paint, contexts[side.name], *at)
        seconds = take_timed_turns(cases, runs)
        for heat, total in sums.items():
            each = {side.name: seconds[heat, side.name] for side in sides}
            show(f"all charts painted, {heat}: {page}, s", each)
            total |= {name: total.get(name, 0.0) + one for name, one in each.items()}
    for heat, total in sums.items():
        show(f"all charts painted, {heat}: these together, s", total)


@dataclass(frozen=True)
class Load:
    """What viewers met: waits in seconds, the servers' processor a view, what failed."""

    waits: Sequence[float]
    processor: float
    failures: Sequence[str]


def measure_load(side: Ours | Superset, kind: Kind, count: int, seconds: float) -> Load:
    dice = Random(f"{kind} {count}")  # noqa: S311 - the same pauses on each side, no secret
    with ExitStack() as stack:
        pages = islice(cycle(DASHBOARDS), count)
        views = [side.begin_viewer(kind, page, stack) for page in pages]
        for view in views[:WARMING]:
            view()
        loops = [Loop(view, lambda: dice.uniform(0.5, 1.5) * THINK_SECONDS) for view in views]
        used = -side.read_processor()
        with go_on(loops):
            time.sleep(seconds)
        used += side.read_processor()
    waits = [wait for loop in loops for wait in loop.waits]
    failures = [repr(loop.failure) for loop in loops if loop.failure]
    return Load(waits, used / max(len(waits), 1), failures)


def show_loads(
    sides: Sequence[Ours | Superset], kind: Kind, count: int, seconds: float, rounds: int
) -> None:
    """Each side in turns, all rounds together."""
    loads: dict[str, list[Load]] = {side.name: [] for side in sides}
    for _ in range(rounds):
        for side in sides:
            loads[side.name].append(measure_load(side, kind, count, seconds))
    what = f"{count} viewers, {kind}"
    waits = {name: [wait for each in of for wait in each.waits] for name, of in loads.items()}
    show(f"{what}: p95, ms", {name: find_p95(each) for name, each in waits.items()})
    medians = {name: statistics.median(each or [0]) * 1000 for name, each in waits.items()}
    show(f"{what}: median, ms", medians)
    processor = {
        name: statistics.median(each.processor for each in of) * 1000 for name, of in loads.items()
    }
    show(f"{what}: processor a view, ms", processor)
    show(f"{what}: views", {name: len(each) for name, each in waits.items()})
    for name, of in loads.items():
        for failure in [failure for each in of for failure in each.failures][:3]:
            print(f"  {name} FAILED {failure}")


def show(measure: str, figures: Mapping[str, float]) -> None:
    """A line: the figure of each side, and ours as so many times theirs."""
    first, *others = figures.values()
    told = " ".join(f"{each:9.2f}" for each in figures.values())
    ratios = " ".join(f"{first / each if each else 0:7.2f}x" for each in others)
    print(f"{measure:<52} {told} {ratios}   (load {os.getloadavg()[0]:.1f})", flush=True)


@contextmanager
def run_ours(folder: Path) -> Iterator[Ours]:
    """Four app processes on a PostgreSQL of their own behind nginx."""
    os.environ["CONGRESS_COPIES"] = str(folder / "copies")
    with ExitStack() as stack:
        server = stack.enter_context(run_server())
        ports = [find_free_port() for _ in range(PROCESSES)]
        for port in ports:
            stack.enter_context(run_app(server.address, port=port))
        address = stack.enter_context(run_nginx(folder, ports))
        for port in ports:  # each takes the practice data over
            Ours(f"http://localhost:{port}").begin_viewer("opened", "kpi", stack)()
        yield Ours(address)


def compare(options: argparse.Namespace, folder: Path, ours: Ours) -> None:
    theirs = [
        Superset(name, address, options.also)
        for name, address in (each.split("=", 1) for each in options.supersets)
    ]
    store = folder / "stores" / "practice"
    fill_practice_store(store)
    write_figures(store, folder, options.figures)
    sides: list[Ours | Superset] = [ours, *theirs]
    with sync_playwright() as playwright:
        for side in theirs:
            sign_in(playwright, side, options)
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*CHROMIUM_FLAGS, ALONE]
        )
        for side in theirs:
            hear_dashboards(browser, side)
        print(f"{'':<52}", *(f"{side.name:>9}" for side in sides))
        if options.runs:
            show_paints(browser, sides, options.runs)
        browser.close()
    for count in options.viewers:
        for kind in KINDS:
            show_loads(sides, kind, count, options.seconds, options.rounds)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("supersets", nargs="+", metavar="NAME=ADDRESS")
    parser.add_argument("--figures", required=True, metavar="postgresql://…")
    parser.add_argument("--also", type=int, action="append", default=[], metavar="PORT")
    parser.add_argument("--user", default="admin")
    parser.add_argument("--password", default="admin")
    parser.add_argument("--viewers", type=int, nargs="*", default=[50, 200])
    parser.add_argument("--seconds", type=float, default=30.0, help="of each side at a time")
    parser.add_argument("--rounds", type=int, default=2, help="of the viewers")
    parser.add_argument("--runs", type=int, default=3, help="of each page painted; 0: none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, run_ours(Path(name)) as ours:
        compare(options, Path(name), ours)


if __name__ == "__main__":
    main()
