"""凍結 as people use it: freeze, open by its link, see what moved."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

import widgets
from metrics.history.meetings import freeze_figures
from store.actor import claim
from store.batches import undo
from store.decisions.remarks import Subject, record_remark
from store.moments import read_today
from tests.pages.conftest import Open, read_made
from tests.plan_store import fill_plan_store
from widgets.plain_text import plain

SCREEN = Subject("kpi_summary", "見出し", 4, 2020, "total")


@pytest.fixture
def page(tmp_path: Path, open_app: Open) -> AppTest:
    fill_plan_store(tmp_path).close()
    return open_app(tmp_path, "meetings")


def fill_form(page: AppTest, name: str) -> AppTest:
    page.text_input("freeze_name").set_value(name)
    next(each for each in page.text_input if each.label == "記録者").set_value("事務局")
    find_decisions(page).set_value("名簿を集める\n\n次回は1月")
    page.text_area("freeze_remarks").set_value("<b>所見</b>")
    find_present(page, "freeze").set_value("委員長、<b>山田</b>")
    next(each for each in page.button if each.label == "凍結する").click()
    return page.run()


def find_decisions(page: AppTest) -> Any:
    return next(each for each in page.text_area if each.label.startswith("決定事項"))


def find_present(page: AppTest, form: str) -> Any:
    return next(each for each in page.text_area if str(each.key).startswith(f"{form}_present_"))


def test_page_without_meetings_says_so(page: AppTest) -> None:
    assert not page.exception
    assert page.title[0].value == "凍結した会議はまだありません"


def test_frozen_meeting_is_shown_with_its_words(page: AppTest) -> None:
    fill_form(page, "第5回企画部会")
    assert not page.exception
    assert "その後、数値の変更はない" in page.title[0].value
    assert any("名簿を集める" in each.value for each in page.markdown)
    assert page.text[0].value == "<b>所見</b>"
    assert f"出席者（2名）: 委員長、{plain('<b>山田</b>')}" in [
        each.value for each in page.markdown
    ]


def test_who_was_present_is_added_after_the_freeze(page: AppTest) -> None:
    fill_form(page, "第5回企画部会")
    present = find_present(page, "meeting")
    assert present.value == "委員長\n<b>山田</b>"
    present.set_value("委員長\n佐藤 花子、鈴木")
    next(each for each in page.button if each.label == "出席者を記録する").click().run()
    assert not page.exception
    assert "出席者（3名）: 委員長、佐藤 花子、鈴木" in [each.value for each in page.markdown]
    page.text_input(key="person").set_value(" ")
    next(each for each in page.button if each.label == "出席者を記録する").click().run()
    assert [each.value for each in page.error] == ["記録者を入れてください。"]


def test_what_moved_since_is_listed_with_its_cause(page: AppTest) -> None:
    fill_form(page, "会議")
    undo(widgets.open_store(), 1, claim("担当"), "誤り")
    page.run()
    assert "個の数値が変わった" in page.title[0].value
    moved = page.dataframe[0].value
    assert set(moved["after_text"]) >= {"未報告"}
    assert all("取消" in cause for cause in moved["cause"])


def test_name_that_is_missing_is_asked_for(page: AppTest) -> None:
    fill_form(page, "　")
    assert "名前" in page.error[0].value


def test_freeze_takes_the_decisions_of_its_own_day(
    page: AppTest, tmp_path: Path, open_app: Open
) -> None:
    database, today = widgets.open_store(), read_today()
    yesterday = today - timedelta(days=1)
    for day, text in ((today, "きょうの決定"), (yesterday, "きのうの決定")):
        record_remark(database, claim("事務局"), "decision", text, day.isoformat(), SCREEN)
    page = open_app(tmp_path, "meetings")
    assert find_decisions(page).value == "きょうの決定"
    page.date_input("freeze_day").set_value(yesterday).run()
    assert find_decisions(page).value == "きのうの決定"
    page.date_input("freeze_day").set_value(yesterday - timedelta(days=1)).run()
    assert find_decisions(page).value == ""


def test_link_opens_its_own_meeting(page: AppTest, tmp_path: Path, open_app: Open) -> None:
    database = widgets.open_store()
    first = freeze_figures(database, "一", "2026-10-01", claim("事務局"))
    freeze_figures(database, "二", "2026-11-01", claim("事務局"))
    opened = open_app(tmp_path, "meetings", meeting=str(first))
    assert opened.title[0].value.startswith("一")


def test_minutes_of_the_meeting_shown_are_offered(page: AppTest) -> None:
    fill_form(page, "第5回企画部会")
    next(each for each in page.button if each.label == "議事録（Word）を作る").click().run()
    assert not page.exception
    [offered] = page.get("download_button")
    assert offered.label == "議事録を保存（.docx）"
    [minutes] = read_made("meeting_minutes")
    assert "第5回企画部会" in Document(io.BytesIO(minutes.content)).paragraphs[0].text
