"""Twenty workbooks of 20 MB at once in one session: `python -m bench.large_uploads` (Linux).

Goal (issue H): the server's memory stays ≤ 600 MB, and it takes of them what a session may
hold. Most of each workbook is a picture: what is measured are the bytes that are kept.
"""

import os
import sys
import tempfile
import zipfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.app_process import CHROMIUM_FLAGS, find_chromium, run_app
from tests.browser.faulty_sheets import make_many
from tests.browser.walker import open_profile, walk
from widgets.holding.room import MOST_BYTES

FILES, FILE_BYTES, GOAL_MEGABYTES = 20, 19_900_000, 600


def make_large(folder: Path) -> list[Path]:
    paths = make_many(folder, FILES)
    for path in paths:
        with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as package:
            package.writestr("xl/media/photo.jpg", os.urandom(FILE_BYTES - path.stat().st_size))
    return paths


def find_peak_megabytes() -> float:
    """The largest peak of the processes that this one has started, the app's server among them."""
    own = Path(f"/proc/{os.getpid()}/task")
    children = " ".join(each.read_text() for each in own.glob("*/children")).split()
    servers = [each for each in children if "streamlit" in _read(each, "cmdline")]
    peaks = (line for each in servers for line in _read(each, "status").splitlines())
    return max(int(line.split()[1]) / 1024 for line in peaks if line.startswith("VmHWM"))


def _read(process: str, name: str) -> str:
    return Path(f"/proc/{process}/{name}").read_text()


def main() -> None:
    if sys.platform != "linux":
        raise SystemExit("bench.large_uploads reads /proc")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        paths = make_large(folder)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        with run_app(folder / "store") as address, walk(open_profile(browser), address) as walker:
            walker.open("upload")
            before = find_peak_megabytes()
            walker.choose_files(*paths)
            walker.expect_text(f"合計 {MOST_BYTES >> 20}MB まで")
            walker.expect_text("冊を選びました")
            peak = find_peak_megabytes()
    print(f"server: {before:.0f} MB with the page open, {peak:.0f} MB at its peak with")
    print(f"{FILES} workbooks of {FILE_BYTES / 1e6:.0f} MB   (goal {GOAL_MEGABYTES})")


if __name__ == "__main__":
    main()
