"""資料作成 as people use it: order, remarks, files, preview."""

import io
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

import widgets
from exports.archive.contents import Contents
from exports.deck.agenda import load_agendas
from exports.deck.pptx_deck import export_deck
from pages.deck import archive_part
from store.child.work import Work
from store.database import open_database
from store.decisions.agendas import list_kept
from store.people.drafts import DESK, list_drafts
from tests.exports.deck_orders import order_only, order_standard
from tests.exports.templates import make_template
from tests.pages.conftest import Open, copy_store, forget, read_made
from widgets.files.made_files import PPTX


@pytest.fixture
def page(plan_root: Path, look_at: Open) -> AppTest:
    return look_at(plan_root, "deck")


def choose(page: AppTest, *items: str) -> AppTest:
    page.session_state["deck_items"] = list(items)
    return page.run()


def mark(page: AppTest, item: str) -> AppTest:
    page.radio("deck_marked").set_value(item).run()
    return page


def find_note(page: AppTest, item: str) -> TextInput:
    return mark(page, item).text_input(f"deck_note_{item}")


def press(page: AppTest, word: str, item: str) -> None:
    mark(page, item).button(f"deck_{word}").click().run()


def list_titles(page: AppTest) -> list[str]:
    deck = Presentation(io.BytesIO(read_made("deck_files")[0].content))
    return [slide._element.cSld.get("name").removeprefix("congress:") for slide in deck.slides]


def test_page_opens_with_the_standard_agenda(page: AppTest) -> None:
    assert not page.exception
    standard = [item.id for item in load_agendas()["standard"].items]
    assert page.session_state["deck_items"] == standard


def test_item_moved_up_comes_first_in_the_deck(page: AppTest) -> None:
    choose(page, "kpi_summary", "matching_stages")
    press(page, "up", "matching_stages")
    assert page.session_state["deck_items"] == ["matching_stages", "kpi_summary"]
    _find(page, "資料を作る").click().run()
    assert list_titles(page) == ["cover", "matching_stages", "kpi_summary"]


def test_item_is_moved_by_one_to_an_end_and_no_further_and_stays_marked(page: AppTest) -> None:
    items = ["kpi_summary", "stage_ladder", "matching_stages", "kpi_attainment"]
    choose(page, *items)
    mark(page, "stage_ladder")
    for word, place in (
        *(("down", 2), ("last", 3), ("down", 3), ("last", 3)),
        *(("up", 2), ("first", 0), ("up", 0), ("first", 0)),
    ):
        page.button(f"deck_{word}").click().run()
        assert not page.exception
        order = page.session_state["deck_items"]
        assert (sorted(order), order.index("stage_ladder")) == (sorted(items), place), word
        assert page.radio("deck_marked").value == "stage_ladder"
        assert page.radio("deck_marked").options[place].endswith("段階のはしご（どこまで進んだか）")


def test_item_after_the_one_taken_out_is_marked_next_and_none_at_the_end(page: AppTest) -> None:
    choose(page, "kpi_summary", "stage_ladder", "matching_stages")
    press(page, "drop", "stage_ladder")
    assert page.radio("deck_marked").value == "matching_stages"
    page.button("deck_drop").click().run()
    assert page.radio("deck_marked").value == "kpi_summary"
    page.button("deck_drop").click().run()
    assert not page.exception
    assert not page.radio


def test_item_taken_out_can_be_added_at_the_end_again(page: AppTest) -> None:
    press(page, "drop", "kpi_summary")
    assert "kpi_summary" not in page.session_state["deck_items"]
    page.button("deck_add_kpi_summary").click().run()
    assert page.session_state["deck_items"][-1] == "kpi_summary"
    assert len(page.session_state["deck_items"]) == len(load_agendas()["standard"].items)


def test_remark_stands_on_its_slide_and_both_files_are_offered(page: AppTest) -> None:
    choose(page, "matching_stages")
    find_note(page, "matching_stages").set_value("次回に詳しく").run()
    _find(page, "資料を作る").click().run()
    deck, pages = read_made("deck_files")
    slide = Presentation(io.BytesIO(deck.content)).slides[1]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "次回に詳しく" in texts
    assert pages.content.startswith(b"%PDF")
    assert pages.name == "インフラメンテナンス国民会議_活動報告_合計_令和2年度_第4回取込時点.pdf"
    assert {each.label for each in page.get("download_button")} == {
        "PowerPoint を保存",
        "PDF を保存",
    }


def test_deck_and_sheet_are_offered_for_print(page: AppTest) -> None:
    choose(page, "matching_stages")
    _find(page, "印刷用（A4）を作る").click().run()
    assert not page.exception
    made = read_made("deck_prints")
    assert [file.name for file in made] == [
        "インフラメンテナンス国民会議_活動報告_A4_合計_令和2年度_第4回取込時点.pdf",
        "インフラメンテナンス国民会議_KPI_合計_令和2年度_第4回取込時点.pdf",
    ]
    assert all(file.content.startswith(b"%PDF") for file in made)
    assert len(page.get("download_button")) == 2
    choose(page, "kpi_summary")
    assert not page.get("download_button")


def test_files_of_other_choices_are_not_offered(page: AppTest) -> None:
    choose(page, "matching_stages")
    _find(page, "資料を作る").click().run()
    choose(page, "kpi_summary")
    assert not page.get("download_button")


def test_preview_shows_a_picture_a_slide(page: AppTest) -> None:
    choose(page, "kpi_summary", "stage_ladder")
    page.toggle("deck_preview").set_value(True).run()
    assert not page.exception
    pictures = [each for each in page.main if "image" in type(each).__name__.lower()]
    assert len(pictures) == 2


def test_everything_is_offered_as_one_archive(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Contents] = []

    def make(_: Work, contents: Contents, **options: object) -> list[bytes]:
        asked.append(contents)
        return [b"PK"]

    monkeypatch.setattr(archive_part, "make_files", make)
    _find(page, "全データを書き出す（CSV・Excel）").click().run()
    assert not page.exception
    [made] = read_made("archive_made")
    assert (made.name, made.content) == ("全データ_第4回取込時点.zip", b"PK")
    assert {each.fiscal_year for each in asked[0].figures} == {None, 2020, 2021}


def test_deck_of_others_comes_back_with_new_numbers(page: AppTest, plan_root: Path) -> None:
    with open_database(plan_root) as database:
        deck = export_deck(order_only(order_standard(database), "kpi_attainment", "stage_ladder"))
    refresh(page, rename_chart(deck, "kpi_attainment", "fiscal_year=1999"))
    assert not page.exception
    [made] = read_made("deck_refreshed")
    assert made.name == "部会_資料_数値更新.pptx"
    assert len(Presentation(io.BytesIO(made.content)).slides) == 3
    assert "段階のはしご" in page.success[0].value
    assert "KPI の目標達成状況" in page.warning[0].value


def test_template_that_no_text_is_read_on_is_told_beside_the_deck(page: AppTest) -> None:
    choose(page, "kpi_summary")
    given = ("ひな形.pptx", make_template("mixed_picture"), PPTX)
    page.file_uploader(key="deck_template").set_value(given).run()
    _find(page, "資料を作る").click().run()
    assert len(read_made("deck_files")) == 2
    assert "背景に明るい所と暗い所があり" in page.warning[0].value


def rename_chart(deck: bytes, key: str, said: str) -> bytes:
    presentation = Presentation(io.BytesIO(deck))
    shapes = [shape for slide in presentation.slides for shape in slide.shapes if shape.has_chart]
    [chart] = [shape for shape in shapes if shape.name.endswith(key)]
    chart.name = chart.name.replace("fiscal_year=2020", said)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def refresh(page: AppTest, deck: bytes) -> None:
    page.file_uploader(key="deck_to_refresh").set_value(("部会 資料.pptx", deck, PPTX)).run()
    _find(page, "グラフの数値を新しくする").click().run()


def test_file_that_is_no_deck_takes_no_new_numbers(page: AppTest) -> None:
    refresh(page, b"no deck")
    assert not page.exception
    assert "PowerPoint のファイル" in page.error[0].value


def press_f5(open_app: Open, root: Path, app: AppTest) -> AppTest:
    """A new session at the last one's address, on a server that was started anew."""
    forget()
    address = {key: value for key, value in app.query_params.items() if isinstance(value, str)}
    return open_app(root, "deck", **address)


@pytest.fixture
def root(plan_root: Path, tmp_path: Path) -> Path:
    return copy_store(plan_root, tmp_path)


def test_f5_and_a_look_at_another_page_lose_nothing_of_a_deck(open_app: Open, root: Path) -> None:
    page = open_app(root, "deck")
    assert list_drafts(root, DESK) == []
    press(page, "drop", "kpi_summary")
    press(page, "up", "stage_ladder")
    find_note(page, "matching_stages").set_value("次回に詳しく").run()
    page.text_input("deck_title").set_value("第5回 報告").run()
    page.date_input("deck_since").set_value(date(2021, 4, 1)).run()
    page.toggle("deck_appendix").set_value(True).run()
    order = page.session_state["deck_items"]
    page.switch_page("definitions/page.py").run()
    page.switch_page("deck/page.py").run()
    for app in (page, press_f5(open_app, root, page)):
        assert not app.exception
        assert app.session_state["deck_items"] == order != load_agendas()["standard"].items
        assert find_note(app, "matching_stages").value == "次回に詳しく"
        assert app.text_input("deck_title").value == "第5回 報告"
        assert app.date_input("deck_since").value == date(2021, 4, 1)
        assert app.toggle("deck_appendix").value
    assert [each.title for each in list_drafts(root, DESK)] == ["第5回 報告（11項目）"]


def test_another_agenda_begins_anew_and_leaves_the_first_to_go_on_with(
    open_app: Open, root: Path
) -> None:
    page = open_app(root, "deck")
    press(page, "drop", "kpi_summary")
    page.selectbox("deck_agenda").set_value("short").run()
    assert page.text_input("deck_title").value == load_agendas()["short"].title
    assert press_f5(open_app, root, page).selectbox("deck_agenda").value == "short"
    (draft,) = list_drafts(root, DESK)
    page = open_app(root, "deck", draft=draft.draft_id)
    assert "kpi_summary" not in page.session_state["deck_items"]
    page.button("draft_discard_now_own").click().run()
    assert list_drafts(root, DESK) == []
    assert "kpi_summary" in page.session_state["deck_items"]


def test_agenda_is_kept_by_name_opened_renamed_and_removed(open_app: Open, root: Path) -> None:
    page = open_app(root, "deck")
    choose(page, "stage_ladder", "matching_stages")
    find_note(page, "matching_stages").set_value("次回に詳しく").run()
    page.button("deck_keep").click().run()
    assert "記入してください" in page.info[0].value
    page.text_input("person").set_value("佐藤")
    page.text_input("deck_name").set_value("第5回").run()
    page.button("deck_keep").click().run()
    assert "「第5回」を保存しました" in page.info[0].value

    other = open_app(root, "deck")
    named = [each for each in other.selectbox("deck_agenda").options if "第5回（佐藤" in each]
    other.selectbox("deck_agenda").select(named[0]).run()
    assert other.session_state["deck_items"] == ["stage_ladder", "matching_stages"]
    assert find_note(other, "matching_stages").value == "次回に詳しく"
    key = other.selectbox("deck_agenda").value
    meeting = open_app(root, "meeting_mode", agenda=key)
    assert "議題 1／2" in meeting.markdown[0].value
    meeting.selectbox("meeting_agenda").set_value("short").run()
    assert f"議題 1／{len(load_agendas()['short'].items)}" in meeting.markdown[0].value

    page.text_input("deck_name").set_value("第6回").run()
    page.button("deck_rename").click().run()
    assert [each.name for each in list_kept(widgets.open_store())] == ["第6回"]
    page.button("deck_remove").click().run()
    assert list_kept(widgets.open_store()) == []
    assert page.session_state["deck_items"] == ["stage_ladder", "matching_stages"]


def test_nothing_chosen_is_told(page: AppTest) -> None:
    choose(page)
    assert "項目を選んでください" in page.info[0].value


def _find(page: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(button for button in page.button if button.label == label)
