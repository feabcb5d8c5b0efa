"""The sheet within 取込, in a real browser: unread first, in sight, legible, no sideways scroll."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.legibility import FAINT_TEXTS
from tests.browser.walker import walk
from tests.samples.collection import list_samples
from tests.samples.sample import save_sample
from tests.upload_books import BRIDGE, build_book, matchings_sheet

pytestmark = pytest.mark.browser

#: Whether the cell that is looked at stands within its box, below the columns' letters.
IN_SIGHT = """() => {
    const [box, head, cell] = ['', ' thead th', ' td.looked-at']
        .map(name => document.querySelector('.marked-sheet' + name).getBoundingClientRect());
    return cell.top >= head.bottom && cell.bottom <= box.bottom
        && cell.left >= box.left && cell.right <= box.right + 1;
}"""
#: Whether the words on that cell stand above the bar at the screen's foot.
SAID_IN_SIGHT = """() => {
    const foot = document.querySelector('[data-testid="stBottom"]').getBoundingClientRect();
    return document.querySelector('.marked-sheet').getBoundingClientRect().top < foot.top;
}"""
#: Whether the cell that is looked at stands above that bar, without scrolling the page.
CELL_ON_SCREEN = """() => {
    const [foot, cell] = ['[data-testid="stBottom"]', '.marked-sheet td.looked-at']
        .map(name => document.querySelector(name).getBoundingClientRect());
    return cell.bottom <= foot.top;
}"""
#: A sample of each kind of sheet with a fault.
FAULTY = ["matching_card.ng_faults_in_a_card", "code_mismatch.ng_one", "total_rows.ng"]
FITS = "document.documentElement.scrollWidth <= window.innerWidth"


def make_wide(folder: Path) -> Path:
    """Ninety rows: no date in G7, and H82 under a title of nobody's."""
    rows = [[*BRIDGE, ""] for _ in range(90)]
    rows[4][6], rows[79][7] = "令和2年13月", "<b>要確認"
    path = folder / "広い.xlsx"
    path.write_bytes(build_book({"マッチング": matchings_sheet(*rows, extra=["x"])}))
    return path


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (390, 844)])
def test_unread_cell_is_in_sight_first_and_a_chosen_fault_next(
    chromium: BrowserContext, address: str, tmp_path: Path, width: int, height: int
) -> None:
    with walk(chromium, address) as walker:
        page = walker.page
        page.set_viewport_size({"width": width, "height": height})
        walker.open("upload")
        walker.choose_files(make_wide(tmp_path))
        for button in ("次へ: 確かめる", "次へ: 直す"):
            walker.press(button)
            looked_at = page.locator(".marked-sheet td.looked-at")
            assert looked_at.inner_text() == "未<b>要確認"
            assert page.evaluate(IN_SIGHT)
            assert page.evaluate(CELL_ON_SCREEN) or width < 1000 or "直す" in button
            assert (looked_at.get_attribute("title") or "").startswith("H82　未読")
            assert page.evaluate(FITS)
            assert page.evaluate(FAINT_TEXTS) == []
        page.get_by_text("誤り G7").last.click()
        walker.settle()
        assert looked_at.inner_text() == "誤令和2年13月"
        assert page.evaluate(IN_SIGHT)
        walker.expect_text("G7　回答")


def test_faulty_samples_are_shown_with_their_fault_in_sight(
    chromium: BrowserContext, address: str, tmp_path: Path
) -> None:
    samples = dict(list_samples())
    for name in FAULTY:
        with walk(chromium, address) as walker:
            walker.open("upload")
            walker.choose_files(save_sample(samples[name](), tmp_path / name))
            walker.press("次へ: 確かめる")
            walker.press("次へ: 直す")
            assert walker.page.evaluate(IN_SIGHT), name
            assert walker.page.evaluate(SAID_IN_SIGHT), name
            assert walker.page.evaluate(FITS), name
            assert walker.page.evaluate(FAINT_TEXTS) == [], name
