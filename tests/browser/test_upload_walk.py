"""The whole way of a sheet, with real clicks: in, looked at, mended, accepted, traced, undone."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from loaders.intake.load import PLAN_FOLDER
from loaders.intake.submission import make_submission
from loaders.intake.uploads import open_upload
from loaders.opening.safe_open import WorkbookReader
from store.actor import claim
from store.batches import accept
from store.database import open_database
from tests.browser.app_process import run_app
from tests.browser.faulty_sheets import (
    HOSTILE_TEXTS,
    make_hostile,
    make_kpi_results,
    make_many,
    make_supports,
)
from tests.browser.walker import Walker, walk
from tests.stores import filled_once

pytestmark = pytest.mark.browser

#: Before the first day that the tests ask for.
PLAN_LOADED_AT = datetime(2021, 4, 1)
NAME = "お名前（記録に残ります）"
#: Workbooks brought together; bench.uploads brings a hundred.
MANY = 45
REASON = "理由（記録に残ります）"


@pytest.fixture
def walker(chromium: BrowserContext, own_port: int, tmp_path: Path) -> Iterator[Walker]:
    """A tab on an app of its own, whose store has held the plan's workbooks since long ago."""
    root = tmp_path / "store"
    load_plan(root).close()
    with run_app(root, port=own_port) as address, walk(chromium, address) as walker:
        yield walker


@filled_once("plan_loaded_long_ago")
def load_plan(root: Path) -> None:
    """The plan's own workbooks, accepted at a moment of the past."""
    with open_database(root) as database, WorkbookReader() as reader:
        for path in sorted(PLAN_FOLDER.glob("*.xlsx")):
            content = path.read_bytes()
            upload = open_upload(reader, content, path.name)
            accept(database, make_submission(upload, claim("事務局")), at=PLAN_LOADED_AT)


def read_supported(walker: Walker) -> str:
    """The first card of the KPI page, line by line."""
    card = walker.page.get_by_test_id("stMetric").first
    return card.inner_text()


def test_faulty_sheet_goes_the_whole_way_and_back(walker: Walker, tmp_path: Path) -> None:
    sheet = make_kpi_results(tmp_path)
    walker.open("kpi")
    assert "83者" in read_supported(walker)

    walker.open("upload")
    walker.type(NAME, "事務局 佐藤")
    walker.choose_files(sheet)
    walker.expect_text("1冊を選びました")
    assert walker.is_in_sight("次へ: 確かめる")
    walker.press("次へ: 確かめる")
    assert walker.read_choice("年度") == "令和2年度（自動判定）"
    walker.expect_text("誤りが2件あります")
    assert walker.is_in_sight("次へ: 直す")
    walker.press("次へ: 直す")

    walker.expect_text("「数」の「百件あまり」を数値として読めません", "D7", "D13")
    walker.type("D7 の正しい値", "113")
    walker.expect_text("誤り 1件", "この画面で直したセル 1件")
    assert walker.is_in_sight("次へ: 見通し")
    walker.press("次へ: 見通し")

    walker.expect_text("確定 9 + 保留 1", "83者", "85者")
    walker.type("保留の担当", "近藤")
    assert walker.is_in_sight("確定する")
    walker.press("確定する（確定 9 + 保留 1）")
    walker.expect_text("として確定しました（確定 9 + 保留 1）")

    walker.follow("保留を見る")
    walker.expect_text("保留 1件", "「数」の「多数」を数値として読めません")

    walker.go("kpi")
    assert "85者" in read_supported(walker)
    walker.expect_text("マッチング等 133/150（89%）")
    walker.follow("K2020-T-GOV")
    walker.expect_text("支援自治体数 85者", "令和2年度KPI結果_修正.xlsx", "事務局 佐藤", "D4")

    walker.go("history")
    walker.expect_text("元のファイルをダウンロード")
    assert walker.fetch("元のファイルをダウンロード", tmp_path / "back").read_bytes() == (
        sheet.read_bytes()
    )
    walker.type(NAME, "事務局 佐藤")
    walker.type(REASON, "公表前のため")
    walker.press("取り消す")
    walker.expect_text("を取り消しました")
    walker.go("kpi")
    assert "83者" in read_supported(walker)

    walker.go("history")
    walker.type(NAME, "事務局 佐藤")
    walker.type(REASON, "公表された")
    walker.press("やり直す")
    walker.expect_text("を数値に戻しました")
    walker.go("kpi")
    assert "85者" in read_supported(walker)

    walker.open("kpi?as_of=2021-05-01")
    walker.expect_text("2021年5月1日 時点の表示です")
    assert "83者" in read_supported(walker)
    walker.press("最新に戻す")
    assert "85者" in read_supported(walker)
    walker.open("kpi?as_of=2021-03-31")
    walker.expect_text("この日までに取り込まれたものはありません")


def test_same_bytes_again_say_so_and_change_nothing(walker: Walker, tmp_path: Path) -> None:
    sheet = make_supports(tmp_path)
    accept_sheet(walker, sheet)
    walker.press("別のファイルを取り込む")
    accept_chosen(walker, sheet)
    walker.expect_text("何も変わりません")
    walker.open("history")
    walker.expect_text("取込の履歴 6件")


def accept_sheet(walker: Walker, sheet: Path) -> None:
    walker.open("upload")
    walker.type(NAME, "中国フォーラム 山田")
    accept_chosen(walker, sheet)


def accept_chosen(walker: Walker, sheet: Path) -> None:
    walker.choose_files(sheet)
    walker.press("次へ: 確かめる")
    walker.press("次へ: 直す")
    walker.press("次へ: 見通し")
    walker.press("確定する")


def test_refused_file_leaves_the_session_usable(walker: Walker, tmp_path: Path) -> None:
    broken = tmp_path / "壊れた.xlsx"
    broken.write_bytes(b"PK\x03\x04" + b"\x00" * 500)
    walker.open("upload")
    walker.choose_files(broken)
    walker.press("次へ: 確かめる")
    walker.expect_text("ファイル「壊れた.xlsx」を開けません", "別のファイルを選んでください")
    walker.press("戻る")
    walker.choose_files(make_supports(tmp_path))
    walker.press("次へ: 確かめる")
    walker.expect_text("誤りが2件あります")


def test_hostile_names_and_texts_are_shown_as_text(walker: Walker, tmp_path: Path) -> None:
    walker.open("upload")
    walker.type(NAME, "<img src=x onerror=alert(1)>")
    walker.choose_files(make_hostile(tmp_path))
    walker.press("次へ: 確かめる")
    walker.expect_text("[U+202E]")
    walker.press("次へ: 直す")
    said = walker.read().replace("\u2060", "")  # what keeps an address from becoming a link
    shown = [text.replace("\u202e", "[U+202E]") for text in HOSTILE_TEXTS]
    assert [text for text in shown if f"「{text}」を日付として" not in said] == []
    assert "支援<script>1" in said
    walker.press("次へ: 見通し")
    main = walker.page.get_by_test_id("stMain")
    assert main.locator("a[href^=javascript], script, img[src=x]").count() == 0


def test_many_workbooks_are_read_and_accepted_together(walker: Walker, tmp_path: Path) -> None:
    walker.open("upload")
    walker.type(NAME, "事務局 佐藤")
    walker.choose_files(*make_many(tmp_path, MANY))
    walker.expect_text(f"{MANY}冊を選びました")
    walker.press("次へ: 確かめる")
    walker.press(f"誤りのない{MANY}冊をまとめて見通す")
    walker.expect_text(f"確定 {MANY} + 保留 0")
    walker.press(f"{MANY}冊をまとめて確定する")
    walker.expect_text(f"{MANY}冊を確定しました（確定 {MANY} + 保留 0）")
    walker.open("history")
    walker.expect_text(f"取込の履歴 {MANY + 5}件")
