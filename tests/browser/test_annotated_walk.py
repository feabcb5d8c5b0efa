"""A sheet goes back to its sender with the problems marked, and comes in again corrected."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext

from store.disk.inbox import drop_in_inbox, list_inbox
from tests.browser.app_process import run_app
from tests.browser.faulty_sheets import make_supports, mend
from tests.browser.walker import Walker, walk

pytestmark = pytest.mark.browser

NAME = "お名前（記録に残ります）"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def walker(chromium: BrowserContext, own_port: int, root: Path) -> Iterator[Walker]:
    with run_app(root, port=own_port) as address, walk(chromium, address) as walker:
        yield walker


def read_marks(path: Path) -> list[str]:
    """The cells of the first sheet that carry a comment."""
    rows = load_workbook(path).worksheets[0].iter_rows()
    return [cell.coordinate for row in rows for cell in row if cell.comment]


def test_annotated_workbook_comes_back_corrected_and_is_accepted(
    walker: Walker, tmp_path: Path
) -> None:
    sheet = make_supports(tmp_path)
    walker.open("upload")
    walker.type(NAME, "中国フォーラム 山田")
    walker.choose_files(sheet)
    walker.press("次へ: 確かめる")
    walker.press("次へ: 直す")
    annotated = walker.fetch("指摘を書き込んだ Excel をダウンロード", tmp_path)
    assert annotated.name == "中国_自治体支援_指摘.xlsx"
    assert read_marks(annotated) == ["C5", "A6"]

    half = mend(annotated, tmp_path / "中国_自治体支援_修正.xlsx", {"C5": "令和2年12月1日"})
    walker.press("戻る")
    walker.press("戻る")
    walker.choose_files(half)
    walker.press("次へ: 確かめる")
    walker.press("次へ: 直す")
    walker.expect_text("前回から: 解消 1・新規 0・残り 1", "どこか町")

    whole = mend(half, tmp_path / "中国_自治体支援_完成.xlsx", {"A6": "松江市"})
    walker.press("戻る")
    walker.press("戻る")
    walker.choose_files(whole)
    walker.press("次へ: 確かめる")
    walker.expect_text("誤りはありません")
    walker.press("次へ: 見通し")
    walker.expect_text("確定 3 + 保留 0", "3者", "公表 83者")
    walker.press("確定する")
    walker.expect_text("として確定しました（確定 3 + 保留 0）", "中国フォーラムの一枚（令和2年度）")


def test_parked_row_is_mended_later_and_leaves_the_list(walker: Walker, tmp_path: Path) -> None:
    walker.open("upload")
    walker.type(NAME, "中国フォーラム 山田")
    walker.choose_files(make_supports(tmp_path))
    for button in ("次へ: 確かめる", "次へ: 直す", "次へ: 見通し", "確定する"):
        walker.press(button)
    walker.follow("保留を見る")
    walker.expect_text("保留 2件")
    walker.press("この調査票を直す")
    walker.type("C5 の正しい値", "令和2年12月1日")
    walker.type("A6 の正しい値", "松江市")
    walker.expect_text("直すところはありません")
    walker.press("次へ: 見通し")
    walker.expect_text("確定 3 + 保留 0")
    walker.press("確定する")
    walker.follow("保留を見る")
    walker.expect_text("保留はありません")


def test_workbook_handed_over_by_the_command_line_waits_and_is_accepted(
    walker: Walker, root: Path, tmp_path: Path
) -> None:
    content = make_supports(tmp_path).read_bytes()
    drop_in_inbox(root, content, "受付.xlsx", fiscal_year=None, forum=None, sent_by="cli")
    walker.open("upload")
    walker.expect_text("受付箱: 取込を待つファイル 1冊", "受付.xlsx")
    walker.press("確かめる")
    walker.press("次へ: 直す")
    walker.press("次へ: 見通し")
    walker.type(NAME, "事務局 佐藤")
    walker.press("確定する")
    walker.expect_text("として確定しました（確定 1 + 保留 2）")
    assert list_inbox(root) == []
