"""The app as users start it, on a free port and a store of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from exports.pictures.fonts import FOLDER_VARIABLE, find_font_folder

ROOT = Path(__file__).parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Chromium without a screen, and without any traffic of its own.
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-rasterization",  # Debian turns it on, and would draw by a software GPU
    "--disable-software-rasterizer",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: A process that is still alive is waited for, however busy the machine.
START_SECONDS = 300


def find_chromium() -> str | None:
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@contextmanager
def run_app(
    store: Path | str,
    script: Path = ROOT / "dashboard.py",
    port: int = 0,
    *more: str,
    log: Path | None = None,
) -> Iterator[str]:
    """The address of a running app on a folder or on a shared database; the process ends with the
    block. `more`: further options;
    `log`: where its standard error goes."""
    port = port or find_free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = ["--server.headless=true", f"--server.port={port}", *more]
    shared = {FOLDER_VARIABLE: str(find_font_folder())}  # to cut the fonts takes ten seconds
    environment = {**os.environ, "CONGRESS_STORE": str(store), **shared}
    with log.open("wb") if log else nullcontext() as errors:
        process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
    try:
        address = f"http://localhost:{port}"
        wait_until_healthy(address, process)
        yield address
    finally:
        process.terminate()
        process.wait()


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_healthy(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Raises RuntimeError when the app ends or does not answer in time."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the app ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the app did not answer")
