"""Processes killed at moments drawn by chance: python -m bench.kills [--each 70] [--seed 1].

Three ways of working are killed so often each: the store's acts (loads with owner, due day and
learned title; undo, redo, rows assigned, closed and reopened, meetings frozen, people registered),
workbooks accepted as the page does, and `python -m loaders load`. After each kill the store is
opened: whatever was acknowledged is there, every load is whole, log and archive are sound. The
first that is not ends the run with its assertion.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from openpyxl import Workbook

from store.batches import list_batches
from store.database import open_database
from store.keeping.verify import verify_store
from tests.loaders.test_load_crash import assert_rows_whole
from tests.samples.example import EXAMPLES
from tests.store.killing import PROJECT, kill_at_random_moments, serve_loads
from tests.store.test_crash import assert_whole


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=70)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, module, check in (
            ("acts of the store", "tests.store.loading_process", assert_whole),
            ("workbooks accepted", "tests.loaders.loading_process", assert_rows_whole),
        ):
            with serve_loads(module) as server:
                root = Path(folder) / module
                kill_at_random_moments(server, root, check, options.each, options.seed)
            kept = len(server.acknowledged) + len(server.entered)
            print(f"{name:<24} {options.each} kills, {kept} acknowledged, none lost", flush=True)
        finished = kill_commands(Path(folder), options.each, options.seed)
        print(f"{'loaders load':<24} {options.each} kills, {finished} acknowledged, none lost")


def kill_commands(folder: Path, count: int, seed: int) -> int:
    """Returns how many ended before they were killed; each has its load then."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    root, acknowledged, longest = folder / "commands", 0, 5.0
    open_database(root).close()
    for number in range(count):
        book = write_book(folder / "支援実績.xlsx", number)
        command = [sys.executable, "-m", "loaders", "load", str(book), "--database", str(root)]
        started = time.monotonic()
        with subprocess.Popen(
            command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                acknowledged += process.wait(chance.uniform(longest / 3, longest)) == 0
                longest = time.monotonic() - started
            except subprocess.TimeoutExpired:
                process.kill()
        with open_database(root) as database:
            assert verify_store(database) == []
            assert acknowledged <= len(list_batches(database)) <= number + 1
    return acknowledged


def write_book(path: Path, number: int) -> Path:
    """Other bytes each time."""
    book = Workbook()
    ledger = EXAMPLES["supports"]()
    ledger.write(book.active)
    book.active.title = f"支援{number}"
    book.save(path)
    return path


if __name__ == "__main__":
    main()
