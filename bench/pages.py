"""Server rerun of each page against an empty Streamlit page, both on real servers (Linux).

    python -m bench.pages [--runs 15]

A session without a browser (WebSocket) opens each page, on the plan's figures and on the
practice data, then asks for reruns in turns, each to the server's "script finished", with every
message received: milliseconds of the server's processor, which a busy machine does not change. The
empty page is a Streamlit app of one line in the same run. Goal (issue K): at most 35 ms more, warm.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from bench.measuring import take_timed_turns
from bench.servers import find_server, read_processor
from bench.table import HEAD, Row, show_rows
from pages import list_pages
from tests.browser.app_process import run_app

PAGES = list_pages()

GOAL_MORE_MS = 35.0
#: Data set -> its part of the URL.
DATA_SETS = {"real": "", "practice": "data=practice"}
EMPTY = 'import streamlit as st\nst.write("")\n'


def open_session(address: str) -> AbstractContextManager[ClientConnection]:
    """A session as a browser has it, ended with the block."""
    url = address.replace("http", "ws") + "/_stcore/stream"
    protocol, unlimited = Subprotocol("streamlit"), {"max_size": None, "max_queue": None}
    return connect(url, origin=None, subprotocols=[protocol], ping_interval=None, **unlimited)


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
        if has_run_whole(answer):
            return


def has_run_whole(answer: ForwardMsg) -> bool:
    """Whether a page has run to its end, and not a part of it alone."""
    is_end = answer.WhichOneof("type") == "script_finished"
    return is_end and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


def time_rerun(server: int, session: ClientConnection, page: str, query: str = "") -> float:
    """Seconds of the server's processor."""
    began = read_processor(server)
    rerun(session, page, query)
    return read_processor(server) - began


def time_pages(empty_address: str, address: str, runs: int) -> dict[str, float]:
    """Median seconds of a warm rerun by data set and page; "" is the empty page."""
    with ExitStack() as stack:
        empty = stack.enter_context(open_session(empty_address))
        cases: dict[str, Callable[[], float]] = {
            "": partial(time_rerun, find_server(empty_address), empty, "")
        }
        server = find_server(address)
        for data, query in DATA_SETS.items():
            for page in PAGES:
                session = stack.enter_context(open_session(address))
                path = "" if page == next(iter(PAGES)) else page
                cases[f"{data} {page}"] = partial(time_rerun, server, session, path, query)
        for case in cases.values():
            case()
        return take_timed_turns(cases, runs)


def list_rows() -> Iterator[Row]:
    """The slowest page of each data set, and any other over the goal."""
    rows = sorted(list_all_rows(7), key=lambda row: -row.now)
    for data in DATA_SETS:
        slowest, *others = [row for row in rows if f" {data} " in row.measure]
        yield from (slowest, *(row for row in others if not row.is_met))


def list_all_rows(runs: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        script = folder / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        with run_app(folder, script) as empty, run_app(folder / "stores" / "real") as app:
            seconds = {page: each * 1000 for page, each in time_pages(empty, app, runs).items()}
    floor = seconds.pop("")
    for page, each in seconds.items():
        yield Row(f"rerun, processor: {page}", each, GOAL_MORE_MS, "ms", floor, "more")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    print(HEAD)
    show_rows(list_all_rows(parser.parse_args().runs))


if __name__ == "__main__":
    main()
