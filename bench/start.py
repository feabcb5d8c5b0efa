"""From the start of the process to the first page of a store that is not there yet:
`python -m bench.start [--runs 3]`. Floor: an app of one line. Goal (issue K): 2 s.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.pages import EMPTY, open_session, rerun
from bench.servers import find_server, read_processor
from bench.table import HEAD, Row, show_rows
from tests.browser.app_process import ROOT, run_app

GOAL_SECONDS = 2.0


def time_start(script: Path) -> tuple[float, float]:
    """Seconds until the first page's last message, and of processor."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with run_app(Path(folder) / "store", script) as address, open_session(address) as session:
            rerun(session, "")
            return time.perf_counter() - began, read_processor(find_server(address))


def list_rows(runs: int = 3) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        times = [(time_start(empty), time_start(ROOT / "dashboard.py")) for _ in range(runs)]
    for place, what in enumerate(("", ", processor")):
        floor, now = (statistics.median(each[app][place] for each in times) for app in (0, 1))
        yield Row(f"start to first page, fresh store{what}", now, GOAL_SECONDS, "s", floor)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    print(HEAD)
    show_rows(list_rows(parser.parse_args().runs))


if __name__ == "__main__":
    main()
