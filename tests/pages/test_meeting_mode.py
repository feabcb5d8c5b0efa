"""会議モード as Streamlit runs it: the agenda's order, the URL, what is recorded and shown again."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from exports.deck.agenda import load_agendas
from pages import list_pages
from pages.meeting_mode.words import WORDS
from store.actor import claim
from store.batches import StoredCell, StoredRecord, Submission, accept, undo
from store.database import open_database
from store.decisions.meetings import list_present
from store.decisions.remarks import list_remarks
from tests.pages.conftest import Open
from tests.plan_store import fill_plan_store
from views import previous_meeting
from widgets.app import WORDS as APP_WORDS
from widgets.data_shown import read_day
from widgets.plain_text import plain
from widgets.records.attendance import WORDS as ATTENDANCE_WORDS

PAGES = list_pages()

ITEMS = [item.id for item in load_agendas()["meeting"].items]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    fill_plan_store(tmp_path).close()
    return tmp_path


def open_screen(open_app: Open, root: Path, **parameters: str) -> AppTest:
    app = open_app(root, "meeting_mode", **parameters)
    assert not app.exception
    return app


def read_parameter(app: AppTest, name: str) -> str | None:
    value = app.query_params.get(name)
    return value[0] if isinstance(value, list) else value


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def read_table(app: AppTest) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in app.table[0].value.to_numpy().tolist()]


def record(app: AppTest, text: str, by: str = "事務局") -> AppTest:
    if not app.text_area:
        press(app, "meeting_decision")
    app.text_area(key="meeting_remark_text").set_value(text)
    app.text_input(key="person").set_value(by)
    button = next(each for each in app.button if each.label == WORDS["record"])
    button.click().run()
    assert not app.exception
    return app


def test_meeting_opens_on_the_first_item_that_has_something_to_say(
    look_at: Open, plan_root: Path
) -> None:
    """No meeting was before this one: its item is silent, and opens where it is asked for."""
    app = open_screen(look_at, plan_root)
    assert read_parameter(app, "item") == ITEMS[1] == "kpi_summary"
    press(app, "meeting_previous")
    assert app.title[0].value == previous_meeting.WORDS["finding_none"]
    assert app.button(key="meeting_previous").disabled
    app = open_screen(look_at, plan_root, item=ITEMS[0])
    assert app.title[0].value == previous_meeting.WORDS["finding_none"]
    app = open_screen(look_at, plan_root, agenda="previous_meeting,platform")
    assert read_parameter(app, "item") == "previous_meeting"  # where none says anything, the first


def test_home_and_end_lead_to_the_first_and_last_screen(look_at: Open, plan_root: Path) -> None:
    app = press(open_screen(look_at, plan_root, agenda="trend,schedule"), "meeting_last_remote")
    assert (read_parameter(app, "item"), read_parameter(app, "part")) == (
        "event_plans_by_forum",
        "2",
    )
    press(app, "meeting_first_remote")
    assert (read_parameter(app, "item"), read_parameter(app, "part")) == ("kpi_by_year", None)


def test_next_goes_through_every_item_to_the_last(look_at: Open, plan_root: Path) -> None:
    app = open_screen(look_at, plan_root, item=ITEMS[0])
    seen = [read_parameter(app, "item")]
    while not app.button(key="meeting_next").disabled:
        item = read_parameter(press(app, "meeting_next"), "item")
        if item != seen[-1]:
            seen.append(item)
    assert seen == ITEMS
    assert app.button(key="meeting_next_remote").disabled


@pytest.mark.parametrize("way", ["meeting_next", "meeting_next_remote"])
def test_next_and_previous_come_back_to_the_same_screen(
    look_at: Open, plan_root: Path, way: str
) -> None:
    app = open_screen(look_at, plan_root, item="matching_stages")
    title = app.title[0].value
    press(app, way)
    assert app.title[0].value != title
    press(app, way.replace("next", "previous"))
    assert app.title[0].value == title == "133件の85%は検討段階、社会実装は0件"


def test_item_of_several_screens_is_walked_part_by_part_both_ways(
    look_at: Open, plan_root: Path
) -> None:
    app = open_screen(look_at, plan_root, agenda="schedule,workshops")
    first = app.title[0].value
    assert "1／2" in app.markdown[0].value
    press(app, "meeting_next")
    assert (read_parameter(app, "item"), read_parameter(app, "part")) == (
        "event_plans_by_forum",
        "2",
    )
    second = app.title[0].value
    press(app, "meeting_next")
    assert (read_parameter(app, "item"), read_parameter(app, "part")) == (
        "workshops_by_scope",
        None,
    )
    press(app, "meeting_previous")
    assert app.title[0].value == second != first
    assert read_parameter(app, "part") == "2"


def test_url_reopens_the_same_screen_in_an_agenda_of_ones_own(
    look_at: Open, plan_root: Path
) -> None:
    narrowing = {"agenda": "trend,matching_stages", "item": "matching_stages", "scope": "全国"}
    app = open_screen(look_at, plan_root, **narrowing)
    assert app.title[0].value == "10件の60%は検討段階、社会実装は0件"
    assert "議題 2／2" in app.markdown[0].value
    assert "全国" in app.markdown[0].value
    assert app.button(key="meeting_next").disabled


@pytest.mark.parametrize(
    "parameters",
    [
        {"item": "<script>"},
        {"agenda": "nothing,else", "part": "7"},
        {"item": "schedule", "part": "99"},
        {"item": "schedule", "part": "-1"},
        {"item": "schedule", "part": "二"},
    ],
)
def test_url_that_names_no_screen_opens_one_all_the_same(
    look_at: Open, plan_root: Path, parameters: dict[str, str]
) -> None:
    app = open_screen(look_at, plan_root, **parameters)
    assert app.title[0].value
    assert read_parameter(app, "item") in ITEMS


def test_agenda_lists_every_item_and_goes_there(look_at: Open, plan_root: Path) -> None:
    app = open_screen(look_at, plan_root)
    choice = app.radio(key="meeting_item_1")
    assert len(choice.options) == len(ITEMS)
    choice.set_value(ITEMS.index("membership_span")).run()
    assert read_parameter(app, "item") == "membership_span"
    assert app.title[0].value == "目標60%まであと45～62団体（現在1,011～1,028、必要1,073）"


@pytest.mark.parametrize("item", ITEMS)
def test_every_screen_says_how_far_its_figures_reach(
    look_at: Open, plan_root: Path, item: str
) -> None:
    app = open_screen(look_at, plan_root, item=item)
    said = [each.value for each in app.markdown]
    assert any("4件目の取込まで" in text for text in said)
    assert f"議題 {ITEMS.index(item) + 1}／{len(ITEMS)}" in said[0]
    silent = any("0ではありません" in text or "次の会議" in text for text in said)
    assert app.get("vega_lite_chart") or app.table or silent


def test_filters_in_the_bar_change_the_figure(look_at: Open, plan_root: Path) -> None:
    app = open_screen(look_at, plan_root, item="kpi_summary")
    assert read_table(app)[2][:2] == ["マッチング等", "**133件**"]
    app.segmented_control(key="scope").set_value("regional").run()
    assert app.title[0].value == "マッチング等 123件（目標なし）、うち社会実装 0"


def test_every_page_with_figures_leads_to_its_screen(look_at: Open, plan_root: Path) -> None:
    for item in load_agendas()["meeting"].items:
        app = look_at(plan_root, item.page)
        links = [
            each.proto.label
            for each in app.get("page_link")
            if each.proto.label == APP_WORDS["meeting_mode"]
        ]
        assert links, item.page


def test_decision_is_kept_with_the_figure_that_was_on_the_screen(
    open_app: Open, root: Path
) -> None:
    app = open_screen(open_app, root, item="matching_stages")
    record(app, "成立の条件を<b>整理</b>する")
    assert not app.text_area
    said = f"**決定** 成立の条件を{plain('<b>整理</b>')}する（事務局）"
    assert said in [each.value for each in app.markdown]
    press(app, "meeting_decision")
    assert app.text_area(key="meeting_remark_text").value == ""
    assert app.text_input(key="person").value == "事務局"
    with open_database(root) as database:
        [remark] = list_remarks(database)
    assert (remark.kind, remark.text) == ("decision", "成立の条件を<b>整理</b>する")
    assert (remark.subject.code, remark.subject.value_text) == ("K2020-T-MAT", "133件")
    assert remark.subject.finding == "133件の85%は検討段階、社会実装は0件"


def test_other_figure_and_the_whole_screen_can_be_chosen(open_app: Open, root: Path) -> None:
    app = open_screen(open_app, root, item="matching_stages")
    press(app, "meeting_decision")
    choice = app.selectbox(key="meeting_remark_about_matching_stages")
    assert len(choice.options) == 6
    assert choice.options[-1] == WORDS["whole_screen"]
    choice.set_value(4)
    record(app, "0が続く")
    press(app, "meeting_decision")
    app.selectbox(key="meeting_remark_about_matching_stages").set_value(5)
    record(app, "全体に良い")
    with open_database(root) as database:
        codes = [each.subject.code for each in list_remarks(database)]
    assert codes == ["K2020-T-IMP", ""]


@pytest.mark.parametrize(("text", "by"), [("", "事務局"), ("本文", " ")])
def test_remark_without_text_or_name_is_asked_for_and_not_kept(
    open_app: Open, root: Path, text: str, by: str
) -> None:
    app = record(open_screen(open_app, root, item="matching_stages"), text, by)
    assert [each.value for each in app.error] == [WORDS["incomplete"]]
    with open_database(root) as database:
        assert list_remarks(database) == []


def test_remark_typed_by_mistake_is_withdrawn(open_app: Open, root: Path) -> None:
    app = record(open_screen(open_app, root, item="matching_stages"), "誤記")
    press(app, "meeting_decision")
    button = next(each for each in app.button if each.label == WORDS["withdraw"])
    button.click().run()
    assert not app.exception
    with open_database(root) as database:
        assert list_remarks(database) == []


def test_screen_shows_the_last_of_what_was_said_of_it(open_app: Open, root: Path) -> None:
    app = open_screen(open_app, root, item="matching_stages")
    for text in ("一つ目", "二つ目", "三つ目"):
        record(app, text)
    said = [each.value for each in app.markdown]
    assert "**決定** 三つ目（事務局）　ほか2件" in said
    assert not any("二つ目" in each for each in said)
    app.query_params["item"] = "kpi_summary"
    app.run()
    assert not any("三つ目" in each.value for each in app.markdown)


def test_who_is_present_is_kept_of_the_day(open_app: Open, root: Path) -> None:
    app = press(open_screen(open_app, root), "meeting_present")
    day = read_day().isoformat()
    app.text_area(key=f"meeting_attendance_{day}").set_value("委員長、佐藤 花子")
    app.text_input(key="person").set_value("事務局")
    next(each for each in app.button if each.label == ATTENDANCE_WORDS["record"]).click().run()
    assert not app.exception
    with open_database(root) as database:
        assert list_present(database, day) == ("委員長", "佐藤 花子")
    assert not app.text_area
    press(app, "meeting_present")
    assert app.text_area(key=f"meeting_attendance_{day}").value == "委員長\n佐藤 花子"


def test_list_of_keys_opens_in_place_of_the_form(look_at: Open, plan_root: Path) -> None:
    app = press(open_screen(look_at, plan_root), "meeting_remark")
    assert app.text_area
    assert app.segmented_control(key="meeting_remark_kind").value == "remark"
    press(app, "meeting_keys_remote")
    assert not app.text_area
    assert any("| K | 決定を書く |" in each.value for each in app.markdown)


def correct_matchings(root: Path) -> None:
    """A late correction: 140 matchings instead of 133."""
    fields = {"scope": "total", "indicator": "matchings", "value": 140.0, "target": 150.0}
    cells = [StoredCell("value", "D5", "140")]
    record = StoredRecord("kpi_results", "total", 2020, "表", "D5", fields, cells)
    slots = [("total", 2020, "kpi_results")]
    with open_database(root) as database:
        accept(database, Submission("訂正.xlsx", b"x", None, None, claim("担当"), slots, [record]))


def test_next_meeting_opens_with_what_was_said_then_and_now(
    open_app: Open, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.run.read_day", lambda: date(2026, 11, 20))
    record(open_screen(open_app, root, item="matching_stages"), "133件を確認した")
    correct_matchings(root)
    monkeypatch.setattr("widgets.run.read_day", lambda: date(2026, 12, 18))
    app = open_screen(open_app, root)
    assert app.title[0].value == (
        "前回（2026年11月20日）の決定1件・意見0件、その数値のうち1個が動いた"
    )
    [row] = read_table(app)
    assert row[1:2] + row[3:5] == ["133件を確認した", "133件", "**140件**"]
    press(app, "meeting_next")
    assert read_parameter(app, "part") == "2"
    assert any("マッチング等" in row[0] for row in read_table(app))


def test_record_of_the_meeting_under_way_is_its_last_screen(open_app: Open, root: Path) -> None:
    app = record(open_screen(open_app, root, item="matching_stages"), "次回に再確認")
    app.query_params["item"] = "meeting_record"
    app.run()
    assert app.title[0].value.endswith("の決定1件・意見0件")
    assert "次回に再確認" in read_table(app)[0]


def test_past_day_shows_the_past_and_takes_no_remark(look_at: Open, plan_root: Path) -> None:
    app = open_screen(look_at, plan_root, item="matching_stages")
    day = read_day()
    app.date_input(key="day").set_value(day).run()
    press(app, "meeting_decision")
    assert WORDS["past"] in [each.value for each in app.info]
    assert [each for each in app.button if each.label == WORDS["record"]] == []


def test_empty_store_says_so(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.run.ensure_plan_loaded", lambda database: 0)
    app = open_screen(open_app, tmp_path)
    assert app.title[0].value == APP_WORDS["no_data_title"]


def test_pages_open_after_every_load_was_taken_back(open_app: Open, root: Path) -> None:
    with open_database(root) as database:
        for batch in (1, 2, 3, 4):
            undo(database, batch, claim("担当"), "取り下げ")
    app = open_screen(open_app, root)
    assert read_parameter(app, "item") == "definitions"  # what speaks without data
    assert not open_app(root, "kpi").exception


def test_meeting_mode_stands_in_the_menu() -> None:
    assert PAGES["meeting_mode"].section == "meeting"
