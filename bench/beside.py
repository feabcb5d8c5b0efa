"""What viewers notice of others' work: `python -m bench.beside [--viewers 50] [--seconds 40]`.

Sessions without a browser open pages on the practice data, each with pauses between; meanwhile
another client asks for the server's health every 50 ms. First alone, then while somebody makes
the standard deck again and again, then while ledgers of 5,000 rows are uploaded and read.
Goals (issue K): p95 of a rerun 250 ms, beside others' work 500 ms; health 100 ms.
"""

import argparse
import io
import os
import statistics
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stdout
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urljoin

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.ledgers import make_ledger
from bench.pages import has_run_whole, open_session
from bench.table import Row
from tests.browser.app_process import run_app

PRACTICE = "data=practice"
ROWS, THINK_SECONDS, HEALTH_PAUSE = 5000, 5.0, 0.05
#: Pages that viewers look at.
SEEN = ("", "kpi", "matchings", "blocks", "members", "schedule")


class Session:
    """A person without a browser, at one page: what stands there, by label."""

    def __init__(self, address: str, page: str, stack: ExitStack) -> None:
        self.address, self.page = address, page
        self.query = PRACTICE
        self._socket = stack.enter_context(open_session(address))
        self._id = ""
        self._states: dict[str, Any] = {}
        self.seen: dict[str, str] = {}

    def look(self, pressed: str = "") -> None:
        """A rerun, in which the button is pressed whose label begins so."""
        request = BackMsg()
        request.rerun_script.page_name = self.page
        request.rerun_script.query_string = self.query
        for state in self._states.values():
            request.rerun_script.widget_states.widgets.append(state)
        if pressed:
            (button,) = [each for label, each in self.seen.items() if label.startswith(pressed)]
            request.rerun_script.widget_states.widgets.add(id=button, trigger_value=True)
        self.seen = {}
        self._socket.send(request.SerializeToString())
        for answer in self._hear():
            if has_run_whole(answer):
                return

    def await_part(self) -> None:
        """Until a part of the page has run by itself."""
        for answer in self._hear():
            if answer.WhichOneof("type") == "script_finished":
                return

    def type(self, label: str, text: str) -> None:
        """Into the field of that label, sent with the next look."""
        self._states[label] = WidgetState(id=self.seen[label], string_value=text)

    def upload(self, name: str, content: bytes) -> None:
        """Into the page's only uploader."""
        request = BackMsg()
        request.file_urls_request.request_id = name
        request.file_urls_request.file_names.append(name)
        request.file_urls_request.session_id = self._id
        self._socket.send(request.SerializeToString())
        answers = (each for each in self._hear() if each.HasField("file_urls_response"))
        [urls] = next(answers).file_urls_response.file_urls
        _put(urljoin(self.address, urls.upload_url), name, content)
        state = request.rerun_script.widget_states.widgets.add(id=self.seen["uploader"])
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = urls.file_id, name, len(content)
        info.file_urls.CopyFrom(urls)
        self._states["uploader"] = state

    def _hear(self) -> Iterator[ForwardMsg]:
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(bytes(self._socket.recv()))  # type: ignore[arg-type]
            if answer.HasField("new_session"):
                self._id = answer.new_session.initialize.session_id or self._id
            element = answer.delta.new_element
            if element.HasField("exception"):
                raise RuntimeError(f"{self.page}: {element.exception.message}")
            for kind in ("button", "download_button", "text_input"):
                if element.HasField(kind):
                    self.seen[getattr(element, kind).label] = getattr(element, kind).id
            if element.HasField("file_uploader"):
                self.seen["uploader"] = element.file_uploader.id
            yield answer


def _put(url: str, name: str, content: bytes) -> None:
    """As a browser sends a file: with the token that the server gave it."""
    edge, health = "edge", urljoin(url, "/_stcore/health")
    with urllib.request.urlopen(health) as answer:  # noqa: S310 - our own server
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{quote(name)}"'
    body = b"%b\r\n\r\n%b\r\n--%b--\r\n" % (head.encode(), content, edge.encode())
    headers = {
        "Content-Type": f"multipart/form-data; boundary={edge}",
        "Cookie": cookie,
        "X-Xsrftoken": cookie.partition("=")[2].strip('"'),
    }
    request = urllib.request.Request(url, body, headers, method="PUT")  # noqa: S310
    with urllib.request.urlopen(request):  # noqa: S310
        pass


class Loop(threading.Thread):
    """Does something again and again until it is told to end; notes how long each took."""

    def __init__(self, do: Callable[[], object], pause: Callable[[], float]) -> None:
        super().__init__(daemon=True)
        self._do, self._pause = do, pause
        self.waits: list[float] = []
        self.failure: Exception | None = None
        self._is_done = threading.Event()

    def run(self) -> None:
        try:
            while not self._is_done.wait(self._pause()):
                began = time.perf_counter()
                self._do()
                self.waits.append(time.perf_counter() - began)
        except Exception as error:  # told with the figures
            self.failure = error

    def end(self) -> None:
        self._is_done.set()


@contextmanager
def go_on(loops: Sequence[Loop]) -> Iterator[None]:
    for loop in loops:
        loop.start()
    try:
        yield
    finally:
        for loop in loops:
            loop.end()
        for loop in loops:
            loop.join()


def ask_health(address: str) -> None:
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=60):  # noqa: S310 - ours
        pass


def make_deck(session: Session) -> None:
    """Pressed, and looked at until both files are there."""
    session.look("資料を作る")
    while "PDF を保存" not in session.seen:
        time.sleep(0.5)
        session.look()


def read_ledger(address: str, seeds: Iterator[int]) -> None:
    """A workbook that nobody has read yet, up to the page that says how it was understood."""
    content = make_ledger(ROWS, next(seeds))
    with ExitStack() as stack:
        session = Session(address, "upload", stack)
        session.look()
        session.upload("台帳.xlsx", content)
        session.look()
        session.look("次へ: 確かめる")


def measure(
    name: str, viewers: Sequence[Session], address: str, seconds: float, *work: Loop
) -> tuple[float, float]:
    """p95 of the reruns and of the health, in milliseconds."""
    dice = Random(name)  # noqa: S311 - pauses, no secret
    seen = [Loop(each.look, lambda: dice.uniform(0.5, 1.5) * THINK_SECONDS) for each in viewers]
    health = Loop(lambda: ask_health(address), lambda: HEALTH_PAUSE)
    with go_on([*seen, health, *work]):
        time.sleep(seconds)
    print(f"{name}   (load {os.getloadavg()[0]:.1f})")
    show("rerun", [wait for loop in seen for wait in loop.waits])
    show("health", health.waits)
    for loop in work:
        took = " ".join(f"{wait:.1f}" for wait in loop.waits)
        print(f"  work done {len(loop.waits)} times, seconds: {took}")
    for loop in (*seen, health, *work):
        if loop.failure:
            print(f"  FAILED {loop.failure!r}")
    return find_p95(wait for loop in seen for wait in loop.waits), find_p95(health.waits)


def find_p95(waits: Iterable[float]) -> float:
    """In milliseconds."""
    at = sorted(wait * 1000 for wait in waits)
    return at[int(len(at) * 0.95)] if at else 0.0


def show(name: str, waits: Sequence[float]) -> None:
    at = sorted(wait * 1000 for wait in waits) or [0.0]
    p95, middle = find_p95(waits), statistics.median(at)
    print(f"  {name:<8} {len(at):5} median {middle:7.0f} p95 {p95:7.0f} max {at[-1]:7.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=40.0)
    options = parser.parse_args()
    measure_all(options.viewers, options.seconds)


def list_rows(viewers: int = 50, seconds: float = 20.0) -> Iterator[Row]:
    with redirect_stdout(io.StringIO()):
        measured = measure_all(viewers, seconds)
    goals = {"alone": 250.0, "beside a deck": 500.0, "beside an upload": 500.0}
    floor, _ = measured["alone"]
    for name, (rerun, health) in measured.items():
        yield Row(f"{viewers} viewers {name}: p95 of a rerun", rerun, goals[name], "ms", floor)
        yield Row(f"{viewers} viewers {name}: p95 of the health", health, 100.0)


def measure_all(count: int, seconds: float) -> dict[str, tuple[float, float]]:
    """What goes on beside -> p95 of the reruns and of the health."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = stack.enter_context(run_app(folder / "stores" / "real"))
        pages = [SEEN[number % len(SEEN)] for number in range(count)]
        viewers = [Session(address, page, stack) for page in pages]
        deck, seeds = Session(address, "deck", stack), iter(range(1, 1000))
        for each in (*viewers, deck):
            each.look()
        making = Loop(lambda: make_deck(deck), lambda: 0.5)
        reading = Loop(lambda: read_ledger(address, seeds), lambda: 0.5)
        work = {"alone": (), "beside a deck": (making,), "beside an upload": (reading,)}
        return {
            name: measure(f"{count} viewers {name}", viewers, address, seconds, *loops)
            for name, loops in work.items()
        }


if __name__ == "__main__":
    main()
