"""The store is verified while the app runs: soon after the start, then once a day.

A process of its own does it, on a copy (`python -m loaders verify`), when nobody else wants the
processor; what it finds stands beside the store (`store.keeping.last_done`).
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.errors import StoreError
from store.shared.home import complete_folder

#: Seconds: whoever has just started the app wants to see figures first.
AFTER_START = 120.0
BETWEEN = 24 * 3600.0
PROJECT = Path(__file__).parents[1]
#: The least of all.
NICE = 19


@contextmanager
def verify_daily(
    root: Path, after_start: float = AFTER_START, between: float = BETWEEN
) -> Iterator[None]:
    """While the block runs; what is under way at its end is broken off."""
    stop = threading.Event()
    thread = threading.Thread(target=_work, args=(root, stop, after_start, between), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _work(root: Path, stop: threading.Event, pause: float, between: float) -> None:
    while not stop.wait(pause):
        pause = between
        if root.exists():
            _verify(root, stop)


def _verify(root: Path, stop: threading.Event) -> None:
    with suppress(StoreError, OSError):  # then what is missing is found
        complete_folder(root)
    command = [sys.executable, "-m", "loaders", "verify", "--database", str(root)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=PROJECT, stdout=quiet, stderr=quiet) as process:  # noqa: S603
        if os.name == "posix":
            os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
        while process.poll() is None:
            if stop.wait(0.5):
                process.terminate()
