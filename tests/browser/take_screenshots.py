"""Pictures of every page on the plan's own workbooks: python -m tests.browser.take_screenshots.

Writes tests/browser/output/screenshots/<page>_<part>_<width>.png (not committed; <part> is
the number of the page's tab); the README's pictures are chosen from them.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from pages import list_pages
from tests.browser.app_process import CHROMIUM_FLAGS, find_chromium, run_app
from tests.browser.test_pages import Watched, list_urls

PAGES = list_pages()
SIZES = ((1920, 1080), (1366, 768), (390, 844))
OUTPUT = Path(__file__).with_name("output")


def take_screenshots(folder: Path) -> None:
    """The first screen of every page, in every part of it and every size, on a store that the
    app fills itself."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as store,
        run_app(Path(store)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        for width, height in SIZES:
            page = browser.new_page(viewport={"width": width, "height": height}, locale="ja-JP")
            watched = Watched(page)
            for name in PAGES:
                for part, url in enumerate(list_urls(address, name)):
                    watched.open(url)
                    page.screenshot(path=folder / f"{name}_{part}_{width}.png")
        browser.close()


if __name__ == "__main__":
    take_screenshots(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT / "screenshots")
