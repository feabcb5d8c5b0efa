"""An upload that is broken off in Chromium goes on where it stood: F5, a closed tab, a new server."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext

from tests.browser.app_process import run_app
from tests.browser.faulty_sheets import make_supports
from tests.browser.walker import walk
from tests.plan_store import fill_plan_store

pytestmark = pytest.mark.browser

NAME = "お名前（記録に残ります）"


def test_upload_broken_off_in_step_3_goes_on_to_the_receipt(
    chromium: BrowserContext, own_port: int, tmp_path: Path
) -> None:
    root = tmp_path / "store"
    fill_plan_store(root).close()
    with run_app(root, port=own_port) as address, walk(chromium, address) as walker:
        walker.open("upload")
        walker.type(NAME, "中国フォーラム 山田")
        walker.choose_files(make_supports(tmp_path))
        walker.press("次へ: 確かめる")
        walker.press("次へ: 直す")
        walker.type("C5 の正しい値", "令和2年12月1日")
        walker.page.reload()
        walker.settle()
        walker.expect_text("誤り 1件", "この画面で直したセル 1件")
        walker.type("A6 の正しい値", "松江市")

    with run_app(root, port=own_port) as address, walk(chromium, address) as walker:
        walker.open()
        walker.expect_text("続きから", "中国フォーラム 山田")
        walker.follow("取込: 中国_自治体支援.xlsx")
        walker.expect_text("誤りはありません")
        annotated = walker.fetch("指摘を書き込んだ Excel をダウンロード", tmp_path)
        sheet = load_workbook(annotated).worksheets[0]
        assert (sheet["C5"].value, sheet["A6"].value) == ("令和2年12月1日", "松江市")
        walker.press("次へ: 見通し")
        walker.press("確定する")
        receipt = "として確定しました（確定 3 + 保留 0）"
        walker.expect_text(receipt)
        walker.page.reload()
        walker.settle()
        walker.expect_text(receipt)
        walker.open()
        assert "続きから" not in walker.read()
