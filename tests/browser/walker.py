"""A person at the app: real clicks and keys, and the wait until the screen is still."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Download,
    Page,
    ViewportSize,
    expect,
)

from tests.browser.stillness import PATIENCE, Stillness

#: What the tab before has left of its own with the browser (whether the sidebar was open) is gone
#: from the tab's first address on.
BEGIN_ANEW = """if (location.protocol.startsWith('http') && !sessionStorage.getItem('begun')) {
    localStorage.clear();
    sessionStorage.setItem('begun', 'yes');
}"""
#: A laptop's screen: what a coordinator has.
SCREEN: ViewportSize = {"width": 1366, "height": 768}
expect.set_options(timeout=PATIENCE)


class Walker:
    """One browser tab of the app and what it reports."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        self.stillness = Stillness(page)
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._refuse_dialog)
        page.on("console", self._note_refusal)

    def _refuse_dialog(self, dialog: object) -> None:
        """A text that ran as a script would open one."""
        self.errors.append("a dialog was opened")
        dialog.dismiss()  # type: ignore[attr-defined]

    def _note_refusal(self, message: ConsoleMessage) -> None:
        """Whatever the browser did not do because the app's policy forbids it."""
        if "Content Security Policy" in message.text:
            self.errors.append(message.text)

    def open(self, path: str = "") -> None:
        self.page.goto(f"{self.address}/{path}")
        self.page.wait_for_selector('[data-testid="stAppViewContainer"]')
        self.settle()

    def go(self, path: str) -> None:
        """To another address of the app, without loading it anew."""
        self.stillness.go(f"{self.address}/{path}")

    def settle(self) -> None:
        """Wait until the script has run to its end and the screen is drawn."""
        self.stillness.wait()

    def choose_files(self, *paths: Path) -> None:
        self.page.set_input_files("input[type=file]", [str(path) for path in paths])
        self.settle()

    def press(self, name: str) -> None:
        """Press a button or follow a link by its words."""
        self.page.get_by_role("button", name=name).first.click()
        self.settle()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()
        self.settle()

    def type(self, label: str, text: str) -> None:
        box = self.page.get_by_label(label, exact=True).first
        box.fill(text)
        box.blur()
        self.settle()

    def fetch(self, name: str, folder: Path) -> Path:
        """Download by a button; the file under the name that the browser was told."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=name).first.click()
        download: Download = waiting.value
        path = folder / download.suggested_filename
        download.save_as(path)
        return path

    def expect_text(self, *texts: str) -> None:
        for text in texts:
            seen = self.page.get_by_text(text).filter(visible=True).first
            expect(seen, text).to_be_visible()

    def read_choice(self, label: str) -> str:
        """What stands chosen in a drop-down of the page itself (not of its head)."""
        boxes = self.page.get_by_role("combobox", name=label, exact=True)
        return boxes.first.input_value()

    def is_in_sight(self, name: str) -> bool:
        """Whether a button stands on the screen without scrolling."""
        box = self.page.get_by_role("button", name=name).first.bounding_box()
        return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= SCREEN["height"]

    def read(self) -> str:
        return self.page.inner_text("body")


def open_profile(browser: Browser) -> BrowserContext:
    """Where tabs share what the browser keeps; a certificate that a test has made is trusted."""
    return browser.new_context(locale="ja-JP", ignore_https_errors=True)


@contextmanager
def walk(chromium: BrowserContext, address: str) -> Iterator[Walker]:
    """A tab of its own, of somebody whom nobody knows; its errors are looked at when it is left."""
    chromium.clear_cookies()
    page = chromium.new_page()
    page.add_init_script(BEGIN_ANEW)
    page.set_viewport_size(SCREEN)
    walker = Walker(page, address)
    try:
        yield walker
        assert walker.errors == []
    finally:
        page.close()
