"""取込 as Streamlit runs it: five steps, nothing counts before the last, nothing breaks it."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import widgets
from loaders.intake.accepting import accept_upload
from loaders.intake.uploads import open_upload
from store.actor import claim
from store.batches import list_batches
from store.decisions.parked import list_parked
from store.decisions.titles import list_titles
from store.disk.inbox import drop_in_inbox, list_inbox
from store.log.activity import list_entries
from tests.browser.faulty_sheets import (
    HOSTILE_TEXTS,
    make_hostile,
    make_kpi_results,
    make_many,
    make_supports,
    mend,
)
from tests.pages.uploading import bring, go_on, name_person, read_said
from tests.plan_store import fill_plan_store
from widgets.plain_text import plain
from widgets.reader import open_reader

Open = Callable[..., AppTest]


@pytest.fixture
def app(open_app: Open, tmp_path: Path) -> AppTest:
    fill_plan_store(tmp_path / "store").close()
    return open_app(tmp_path / "store", "upload")


def test_first_step_waits_for_a_file(app: AppTest) -> None:
    assert not app.exception
    assert app.button(key="upload_next").disabled
    assert "まず、ファイルを選んでください" in read_said(app)


def test_recognised_forum_and_year_stand_chosen(app: AppTest, tmp_path: Path) -> None:
    (waiting,) = bring(app, make_supports(tmp_path))
    go_on(app)
    assert app.selectbox(key=f"forum_{waiting.key}").options[0] == "中国フォーラム（自動判定）"
    assert app.selectbox(key=f"year_{waiting.key}").options[0] == "令和2年度（自動判定）"


def test_chosen_forum_and_year_override_what_was_recognised(app: AppTest, tmp_path: Path) -> None:
    (waiting,) = bring(app, make_supports(tmp_path))
    go_on(app)
    app.selectbox(key=f"forum_{waiting.key}").set_value("shikoku").run()
    app.selectbox(key=f"year_{waiting.key}").set_value(2021).run()
    assert not app.exception
    sheets = app.dataframe[0].value
    assert sheets["フォーラム"].tolist() == ["四国フォーラム"]
    assert sheets["年度"].tolist() == ["令和3年度"]


def test_skipped_sheet_is_not_read(app: AppTest, tmp_path: Path) -> None:
    (waiting,) = bring(app, make_supports(tmp_path))
    go_on(app)
    app.multiselect(key=f"skip_{waiting.key}").set_value(["自治体支援"]).run()
    assert not app.exception
    assert "このファイルは取り込めません" in read_said(app)


def test_chosen_layout_overrides_what_was_recognised(app: AppTest, tmp_path: Path) -> None:
    """A list of school visits that looks like an event report."""
    book = openpyxl.Workbook()
    book.active.title = "一覧"
    book.active.append(["令和2年度 中国フォーラム 行事実績"])
    book.active.append(["行事名", "開催日", "場所", "参加者数"])
    book.active.append(["橋のおはなし", "令和2年9月10日", "みどり小学校", "30人"])
    book.save(tmp_path / "出前授業.xlsx")
    (waiting,) = bring(app, tmp_path / "出前授業.xlsx")
    go_on(app)
    assert app.dataframe[0].value["様式"].tolist() == ["イベント開催実績"]
    app.selectbox(key=f"layout_{waiting.key}_一覧").set_value("citizen_activities").run()
    assert not app.exception
    assert app.dataframe[0].value["様式"].tolist() == ["市民参画活動"]


def test_problem_is_mended_in_place_and_read_again(app: AppTest, tmp_path: Path) -> None:
    (waiting,) = bring(app, make_supports(tmp_path))
    go_on(app, 2)
    assert "誤り 2件" in read_said(app)
    entry = next(each for each in app.text_input if each.label == "C5 の正しい値")
    entry.set_value("令和2年12月1日").run()
    assert "誤り 1件" in read_said(app)
    entry = next(each for each in app.text_input if each.label == "A6 の正しい値")
    entry.set_value("松江市").run()
    assert "誤りはありません" in read_said(app)
    app.button(key=f"unfix_{waiting.key}_自治体支援_C5").click().run()
    assert "令和2年13月" in read_said(app)


def test_nothing_is_accepted_without_a_name(app: AppTest, tmp_path: Path) -> None:
    bring(app, make_supports(tmp_path))
    go_on(app, 3)
    assert app.button(key="upload_next").disabled
    name_person(app)
    assert not app.button(key="upload_next").disabled


def test_workbook_without_a_good_row_is_not_accepted(app: AppTest, tmp_path: Path) -> None:
    name_person(app)
    bring(app, make_hostile(tmp_path))
    go_on(app, 3)
    assert "取り込める行がありません" in read_said(app)
    assert app.button(key="upload_next").disabled


def test_accepted_rows_count_and_the_others_wait_with_owner_and_day(
    app: AppTest, tmp_path: Path
) -> None:
    name_person(app)
    bring(app, make_supports(tmp_path))
    go_on(app, 3)
    app.text_input(key="upload_owner").set_value("近藤").run()
    go_on(app)
    assert "として確定しました（確定 1 + 保留 2）" in read_said(app)
    parked = list_parked(widgets.open_store())
    assert [each.owner for each in parked] == ["近藤", "近藤"]
    assert all(each.due_on for each in parked)


def test_preview_that_others_outran_is_shown_anew_and_nothing_accepted(
    app: AppTest, tmp_path: Path
) -> None:
    name_person(app)
    bring(app, make_supports(tmp_path))
    go_on(app, 3)
    other = make_kpi_results(tmp_path)
    database = widgets.open_store()
    upload = open_upload(open_reader(), other.read_bytes(), other.name)
    accept_upload(database, upload, claim("別の人"), None)
    before = len(list_batches(database))
    go_on(app)
    assert "ほかの取込が先に確定しました" in read_said(app)
    assert [each.value for each in app.toast] == ["確定していません"]
    assert len(list_batches(database)) == before
    go_on(app)
    assert len(list_batches(database)) == before + 1


def test_unreadable_file_is_explained_and_the_others_go_on(app: AppTest, tmp_path: Path) -> None:
    broken = tmp_path / "壊れた.xlsx"
    broken.write_bytes(b"PK\x03\x04" + bytes(300))
    bring(app, broken, make_supports(tmp_path))
    assert app.dataframe[0].value["状態"].tolist() == ["読めない", "直すところあり"]
    go_on(app)
    assert "を開けません" in read_said(app)
    app.selectbox(key="upload_looked_at").select_index(1).run()
    assert not app.exception
    assert "誤りが2件あります" in read_said(app)


def test_hostile_texts_are_escaped_wherever_markdown_is_read(app: AppTest, tmp_path: Path) -> None:
    bring(app, make_hostile(tmp_path))
    name_person(app, HOSTILE_TEXTS[1])
    for _ in range(3):
        go_on(app)
        said = read_said(app)
        raw = [text for text in (*HOSTILE_TEXTS, "支援<script>", "\u202e") if text in said]
        assert raw == []
    assert not app.exception


def test_returned_workbook_tells_what_is_gone_and_what_is_left(
    app: AppTest, tmp_path: Path
) -> None:
    sheet = make_supports(tmp_path)
    bring(app, sheet)
    bring(app, mend(sheet, tmp_path / "修正.xlsx", {"C5": "令和2年12月1日"}))
    go_on(app, 2)
    assert "**解消した指摘 1件**" in read_said(app)
    assert "**残っている指摘 1件**" in read_said(app)


def test_title_mapped_by_hand_is_learned_and_used_next_time(app: AppTest, tmp_path: Path) -> None:
    sheet = mend(make_supports(tmp_path), tmp_path / "見出し.xlsx", {"B3": "なにをしたか"})
    name_person(app)
    bring(app, sheet)
    go_on(app)
    asked = next(each for each in app.selectbox if each.label.startswith("「なにをしたか」"))
    asked.set_value("measure").run()
    go_on(app, 3)
    (learned,) = list_titles(widgets.open_store())
    assert (learned.title, learned.field, learned.forum) == ("なにをしたか", "measure", "chugoku")
    assert learned.valid_from == 2020

    again = mend(sheet, tmp_path / "翌年.xlsx", {"B4": "別の支援"})
    go_on(app)
    bring(app, again)
    go_on(app)
    asked = next(each for each in app.selectbox if each.label.startswith("「なにをしたか」"))
    assert asked.value == "measure"


def test_workbook_in_the_inbox_is_refused_with_name_and_reason(app: AppTest) -> None:
    database = widgets.open_store()
    item = drop_in_inbox(
        database.root, b"x", "<b>古い</b>.xlsx", fiscal_year=None, forum=None, sent_by="山田"
    )
    app.run()
    refuse = f"refuse_{item.item_id}"
    app.button(key=refuse).click().run()
    assert "お名前と理由を記入してください" in read_said(app)
    assert list_inbox(database.root)
    name_person(app, "事務局 佐藤")
    app.text_input(key=f"refusal_reason_{item.item_id}").set_value("前年度のもの")
    app.button(key=refuse).click().run()
    assert not app.exception
    assert f"「{plain('<b>古い</b>.xlsx')}」を受付箱から除きました" in read_said(app)
    assert list_inbox(database.root) == []
    entry = list_entries(database)[0]
    assert (entry.action, entry.by, entry.details["reason"]) == (
        "refuse_inbox",
        "事務局 佐藤",
        "前年度のもの",
    )


def test_refused_workbook_leaves_the_session_too(app: AppTest, tmp_path: Path) -> None:
    root, sheet = widgets.open_store().root, make_supports(tmp_path)
    content = sheet.read_bytes()
    item = drop_in_inbox(root, content, sheet.name, fiscal_year=None, forum=None, sent_by="山田")
    name_person(app)
    app.button(key=f"take_{item.item_id}").click().run()
    assert "何として読み取ったか" not in read_said(app)
    app.button(key="upload_back").click().run()
    app.text_input(key=f"refusal_reason_{item.item_id}").set_value("重複")
    app.button(key=f"refuse_{item.item_id}").click().run()
    assert app.button(key="upload_next").disabled


def test_many_good_workbooks_are_accepted_together(app: AppTest, tmp_path: Path) -> None:
    name_person(app)
    bring(app, *make_many(tmp_path, 3), make_supports(tmp_path, "誤り.xlsx"))
    go_on(app)
    app.button(key="upload_together_button").click().run()
    assert "確定 3 + 保留 0" in read_said(app)
    go_on(app)
    assert "3冊を確定しました（確定 3 + 保留 0）" in read_said(app)
    assert "あと1冊あります" in read_said(app)
