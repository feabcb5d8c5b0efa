"""A hundred workbooks at once in a real browser, and how long the server leaves others waiting.

    python -m bench.uploads [--files 100] [--rows 300]

While the workbooks are read, looked ahead and accepted, another client asks the server for
its health every 50 ms; its longest wait is what the event loop was blocked. Goal (issue C):
never more than a second.
"""

import argparse
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import sync_playwright

from tests.browser.app_process import CHROMIUM_FLAGS, find_chromium, run_app
from tests.browser.faulty_sheets import make_many
from tests.browser.walker import Walker, open_profile, walk

GOAL_SECONDS = 1.0
PAUSE_SECONDS = 0.05


class Asker(threading.Thread):
    """Another client: asks again and again, and notes how long each answer took."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.url = f"{address}/_stcore/health"
        self.waits: list[float] = []
        self.is_done = threading.Event()

    def run(self) -> None:
        while not self.is_done.is_set():
            start = time.perf_counter()
            with urllib.request.urlopen(self.url, timeout=60):  # noqa: S310 - our own server
                self.waits.append(time.perf_counter() - start)
            time.sleep(PAUSE_SECONDS)


def make_ledgers(folder: Path, files: int, rows: int) -> list[Path]:
    """Good workbooks of many rows each."""
    paths = make_many(folder, files)
    for path in paths:
        book = load_workbook(path)
        sheet = book.worksheets[0]
        government, day = sheet["A4"].value, sheet["C4"].value
        for number in range(rows - 1):
            sheet.append([government, f"支援その{number}", day])
        book.save(path)
    return paths


def time_step(name: str, asker: Asker, step: Callable[[], object]) -> None:
    asked, start = len(asker.waits), time.perf_counter()
    step()
    seconds, wait = time.perf_counter() - start, max(asker.waits[asked:], default=0.0)
    verdict = "ok" if wait <= GOAL_SECONDS else "MISSED"
    print(f"  {name:<24} {seconds:8.1f} s   longest wait {wait * 1000:7.0f} ms  {verdict}")


def walk_through(walker: Walker, paths: list[Path]) -> None:
    asker = Asker(walker.address)
    walker.open("upload")
    walker.type("お名前（記録に残ります）", "bench")
    asker.start()
    count = len(paths)

    def read() -> None:
        walker.choose_files(*paths)
        walker.press("次へ: 確かめる")
        walker.expect_text(f"誤りのない{count}冊をまとめて見通す")

    def look_ahead() -> None:
        walker.press("まとめて見通す")
        walker.expect_text(f"{count}冊をまとめて確定する")

    def accept() -> None:
        walker.press("まとめて確定する")
        walker.expect_text(f"{count}冊を確定しました")

    time_step("read", asker, read)
    time_step("look ahead", asker, look_ahead)
    time_step("accept", asker, accept)
    asker.is_done.set()
    asker.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--rows", type=int, default=300)
    arguments = parser.parse_args()
    print(f"{arguments.files} workbooks of {arguments.rows} rows (goal: {GOAL_SECONDS} s)")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        paths = make_ledgers(folder, arguments.files, arguments.rows)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        with run_app(folder / "store") as address, walk(open_profile(browser), address) as walker:
            walk_through(walker, paths)


if __name__ == "__main__":
    main()
