"""From the first page to the receipt: without a manual and F5 at each step, by the keyboard alone;
two people on one slot."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from pypdf import PdfReader

from tests.browser.app_process import run_app
from tests.browser.faulty_sheets import make_kpi_results, make_supports, mend
from tests.browser.keyboard import Keyboard
from tests.browser.walker import Walker, walk
from tests.plan_store import fill_plan_store

pytestmark = pytest.mark.browser

NAME = "お名前（記録に残ります）"
MOST_CLICKS = 12
#: Where everything stands but what says that data came in.
PLACES = """() => [...document.querySelectorAll('[data-testid=stElementContainer]')]
    .filter(each => !each.closest('.st-key-news'))
    .map(each => each.getBoundingClientRect()).map(box => [box.x, box.y, box.width, box.height])"""


class Newcomer(Walker):
    """Whoever comes for the first time: each press, link, field and choice of files is a click."""

    clicks = 0

    def press(self, name: str) -> None:
        self.clicks += 1
        super().press(name)

    def follow(self, name: str) -> None:
        self.clicks += 1
        super().follow(name)

    def type(self, label: str, text: str) -> None:
        self.clicks += 1
        super().type(label, text)

    def choose_files(self, *paths: Path) -> None:
        self.clicks += 1
        super().choose_files(*paths)

    def press_f5(self, *kept: str) -> None:
        self.page.reload()
        self.settle()
        self.expect_text(*kept)


@pytest.fixture(scope="module")
def app(
    chromium: BrowserContext, own_port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    root = tmp_path_factory.mktemp("first") / "store"
    fill_plan_store(root).close()
    with run_app(root, port=own_port) as address:
        yield address


def test_first_upload_with_three_faults_comes_to_its_receipt(
    chromium: BrowserContext, app: str, tmp_path: Path
) -> None:
    sheet = mend(make_supports(tmp_path), tmp_path / "中国.xlsx", {"C4": "令和2年2月30日"})
    with walk(chromium, app) as walker:
        newcomer = Newcomer(walker.page, app)
        newcomer.open()
        newcomer.expect_text("「確定する」まで数値は変わりません", "目標との差")
        newcomer.follow("調査票を送る")
        newcomer.choose_files(sheet)
        newcomer.press_f5("1冊を選びました", "中国.xlsx")
        newcomer.press("次へ: 確かめる")
        newcomer.press_f5("誤りが3件あります")
        newcomer.press("次へ: 直す")
        newcomer.type("C4 の正しい値", "令和2年6月1日")
        newcomer.press_f5("誤り 2件", "この画面で直したセル 1件")
        newcomer.type("C5 の正しい値", "令和2年12月1日")
        newcomer.type("A6 の正しい値", "松江市")
        newcomer.press("次へ: 見通し")
        newcomer.press_f5("確定 3 + 保留 0")
        newcomer.type(NAME, "中国フォーラム 山田")
        newcomer.press("確定する")
        receipt = "として確定しました（確定 3 + 保留 0）"
        newcomer.expect_text(
            receipt, "受け取ったもの", "保留はありません。", "運営ノウハウ あと1件"
        )
        assert newcomer.clicks <= MOST_CLICKS
        newcomer.press_f5(receipt, "変わった数値")
        paper = PdfReader(newcomer.fetch("受領書をダウンロード", tmp_path))
        assert "中国フォーラム" in paper.pages[0].extract_text()
        newcomer.open("history?part=receipt&batch=5")
        newcomer.expect_text("受領書　取込番号 5", "中国.xlsx")
        newcomer.open()
        assert "「確定する」まで数値は変わりません" not in newcomer.read()


def go_to_outlook(walker: Walker, sheet: Path, name: str) -> None:
    walker.open("upload")
    walker.type(NAME, name)
    walker.choose_files(sheet)
    for step in ("確かめる", "直す", "見通し"):
        walker.press(f"次へ: {step}")


def test_two_on_one_slot_hear_of_each_other(
    chromium: BrowserContext, app: str, tmp_path: Path
) -> None:
    sheet = make_supports(tmp_path)
    with walk(chromium, app) as first, walk(chromium, app) as second:
        go_to_outlook(first, sheet, "中国フォーラム 山田")
        again = mend(sheet, tmp_path / "二通目.xlsx", {"B4": "技術の相談"})
        go_to_outlook(second, again, "中国フォーラム 近藤")
        first.press("確定する")
        first.expect_text("として確定しました")
        places = first.page.evaluate(PLACES)
        second.press("確定する")
        second.expect_text("ほかの取込が先に確定しました")
        second.press("確定する")
        second.expect_text("として確定しました")
        first.page.get_by_text("新しいデータがあります").wait_for()
        assert first.page.evaluate(PLACES) == places
        first.press("表示を新しくする")
        first.expect_text("は、中国フォーラム 近藤さんの取込番号 ", "に置き換わりました")
        assert "新しいデータがあります" not in first.read()


def test_upload_by_the_keyboard_alone(chromium: BrowserContext, app: str, tmp_path: Path) -> None:
    sheet = mend(make_kpi_results(tmp_path), tmp_path / "多い.xlsx", {"D4": "200"})
    with walk(chromium, app) as walker:
        keyboard = Keyboard(walker.page)

        def press(key: str = "Enter") -> None:
            keyboard.press(key)
            walker.settle()

        walker.open("upload")
        keyboard.go_to("本文へ移る")
        press()
        keyboard.go_to(NAME)
        keyboard.type("事務局 佐藤")
        walker.settle()
        keyboard.go_to("ファイルを選ぶ")
        keyboard.choose_file(sheet)
        walker.settle()
        keyboard.go_to("次へ: 確かめる")
        press("Space")
        keyboard.go_to("次へ: 直す", "Shift+Tab")
        press()
        keyboard.go_to("D7 の正しい値", "Shift+Tab")
        keyboard.go_to("D7", "Shift+Tab")
        press()
        assert keyboard.read_stop() == "D7"
        keyboard.go_to("D7 の正しい値")
        keyboard.type("113")
        walker.settle()
        walker.expect_text("誤り 1件", "この画面で直したセル 1件")
        keyboard.go_to("次へ: 見通し")
        press()
        keyboard.go_to("正しい理由")
        keyboard.type("数え直した")
        walker.settle()
        keyboard.go_to("確定する")
        press()
        walker.expect_text("として確定しました（確定 9 + 保留 1）")
        keyboard.go_to("受領書をダウンロード", "Shift+Tab")
        with walker.page.expect_download() as waiting:
            keyboard.press("Enter")
        assert "佐藤" in PdfReader(waiting.value.path()).pages[0].extract_text()
