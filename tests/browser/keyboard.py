"""Somebody who has no mouse: goes by Tab and Shift+Tab, and sees where they are at every stop."""

from pathlib import Path

from playwright.sync_api import Page

#: Where the keyboard is: what it is called, and whether that can be seen. The grids draw the cell
#: that they are at themselves.
STOP = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const style = getComputedStyle(at), grid = at.closest('[data-testid=stGrid], .stDataFrame');
    const marked = grid ?? (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
    const points = [0.1, 0.5, 0.9].flatMap(x => [0.1, 0.5, 0.9].map(y => document.elementFromPoint(
        box.left + x * box.width, box.top + y * box.height)));
    const seen = grid ?? points.some(each => each && (at.contains(each) || each.contains(at)));
    const name = at.ariaLabel || (at.matches('main') ? '' : at.innerText || '');
    return [at === document.body, name, Boolean(marked && seen)];
}"""
#: More than any page has.
MOST_STOPS = 80


class Keyboard:
    """Its stops are all seen; at the document's ends the focus is with the browser's own bar."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._keys = page.keyboard
        # Dialogs are caught from soon after somebody listens: too late for the next key.
        page.on("filechooser", lambda _: None)

    def read_stop(self) -> str:
        is_outside, name, is_seen = self._page.evaluate(STOP)
        assert is_seen or is_outside, f"nobody sees that the keyboard is at {name}"
        return "" if is_outside else str(name)

    def go_to(self, name: str, key: str = "Tab") -> None:
        stops: list[str] = []
        while not stops or name not in stops[-1]:
            assert len(stops) < MOST_STOPS, (name, stops)
            self._keys.press(key)
            stops.append(self.read_stop())

    def press(self, key: str) -> None:
        self._keys.press(key)

    def type(self, text: str) -> None:
        self._keys.insert_text(text)
        self._keys.press("Enter")

    def choose_file(self, path: Path) -> None:
        with self._page.expect_file_chooser() as waiting:
            self._keys.press("Enter")
        waiting.value.set_files(path)
