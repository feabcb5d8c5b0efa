"""Server rerun of each page against an empty Streamlit page, both on real servers.

    python -m bench.pages [--runs 15]

A session without a browser (WebSocket) opens each page, on the plan's figures and on the
practice data, then asks for reruns in turns; a rerun's time runs from the request to the
server's "script finished", with every message received. The empty page is a Streamlit app of
one line in the same run. Goal (issue D): at most 1.3 times the empty page, or at most 50 ms
more, warm.
"""

import argparse
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from bench.measuring import take_turns
from pages import list_pages
from tests.browser.app_process import run_app

PAGES = list_pages()

GOAL_RATIO, GOAL_MORE_MS = 1.3, 50.0
#: Data set -> its part of the URL.
DATA_SETS = {"real": "", "practice": "data=practice"}
EMPTY = 'import streamlit as st\nst.write("")\n'


def open_session(address: str) -> AbstractContextManager[ClientConnection]:
    """A session as a browser has it, ended with the block."""
    url = address.replace("http", "ws") + "/_stcore/stream"
    return connect(url, origin=None, subprotocols=[Subprotocol("streamlit")], max_size=None)


def rerun(session: ClientConnection, page: str, query: str = "") -> None:
    """One rerun of a page; raises RuntimeError when the page shows an error."""
    request = BackMsg()
    request.rerun_script.page_name = page
    request.rerun_script.query_string = query
    session.send(request.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(bytes(session.recv()))  # type: ignore[arg-type]
        if answer.delta.new_element.HasField("exception"):
            raise RuntimeError(f"{page}: {answer.delta.new_element.exception.message}")
        if answer.WhichOneof("type") == "script_finished":
            return


def time_pages(empty_address: str, address: str, runs: int) -> dict[str, float]:
    """Median seconds of a warm rerun by data set and page; "" is the empty page."""
    with ExitStack() as stack:
        empty = stack.enter_context(open_session(empty_address))
        cases: dict[str, Callable[[], object]] = {"": partial(rerun, empty, "")}
        for data, query in DATA_SETS.items():
            for page in PAGES:
                session = stack.enter_context(open_session(address))
                path = "" if page == next(iter(PAGES)) else page
                cases[f"{data} {page}"] = partial(rerun, session, path, query)
        return take_turns(cases, runs)


def print_result(page: str, seconds: float, empty: float) -> None:
    ratio, more = seconds / empty, (seconds - empty) * 1000
    verdict = "ok" if ratio <= GOAL_RATIO or more <= GOAL_MORE_MS else "MISSED"
    name = page or "(empty page)"
    print(f"  {name:<26} {seconds * 1000:8.1f} ms {ratio:6.2f} x {more:+8.1f} ms  {verdict}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        script = folder / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        with run_app(folder, script) as empty, run_app(folder / "stores" / "real") as app:
            seconds = time_pages(empty, app, arguments.runs)
    print(f"rerun of a page (goal: {GOAL_RATIO} x or {GOAL_MORE_MS:+.0f} ms)")
    for page, each in seconds.items():
        print_result(page, each, seconds[""])


if __name__ == "__main__":
    main()
