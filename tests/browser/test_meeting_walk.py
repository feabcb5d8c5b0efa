"""A meeting in Chromium, by keyboard: frozen, held, decided, its minutes, and the next one."""

from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import BrowserContext

from pages.meeting_mode.words import WORDS
from pages.meetings.words import WORDS as MEETINGS
from store.moments import read_today
from tests.browser.app_process import run_app
from tests.browser.walker import Walker, walk
from tests.plan_store import fill_plan_store

pytestmark = pytest.mark.browser

NAME, DECISION = "第5回企画部会", "成立の条件を次回までに整理する"


def hit(walker: Walker, *keys: str) -> None:
    for key in keys:
        walker.page.keyboard.press(key)
        walker.settle()


def read_docx(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_meeting_is_frozen_held_by_keyboard_and_opens_the_next_one(
    chromium: BrowserContext, own_port: int, tmp_path: Path
) -> None:
    fill_plan_store(tmp_path / "store").close()
    with (
        run_app(tmp_path / "store", port=own_port) as address,
        walk(chromium, address) as walker,
    ):
        walker.open("meetings")
        walker.type(MEETINGS["by"], "事務局")
        walker.type(MEETINGS["name"], NAME)
        walker.press(MEETINGS["submit"])
        walker.expect_text(f"{NAME}: その後、数値の変更はない")

        walker.go("meeting_mode")
        walker.expect_text("議題 2／")  # none was before
        hit(walker, "ArrowRight", "ArrowRight", "k")
        walker.page.keyboard.type(DECISION)
        hit(walker, "Control+Enter")
        walker.expect_text(f"{DECISION}（事務局）", "133件の85%は検討段階")
        hit(walker, "s")
        walker.page.keyboard.type("委員長、佐藤 花子")
        hit(walker, "Control+Enter", "End")
        walker.expect_text("決定1件・意見0件", DECISION)

        walker.go("meetings")
        walker.expect_text("出席者（2名）: 委員長、佐藤 花子")
        walker.press(MEETINGS["make_minutes"])
        minutes = read_docx(walker.fetch(MEETINGS["save_minutes"], tmp_path))
        assert DECISION in minutes
        assert "委員長、佐藤 花子（2名）" in minutes

        tomorrow = read_today() + timedelta(days=1)
        walker.open(f"meeting_mode?as_of={tomorrow}")
        walker.expect_text(f"{NAME}）の決定1件・意見0件、その数値に動きはない", DECISION)
        assert WORDS["place"].partition("{")[0] + "1／" in walker.read()
