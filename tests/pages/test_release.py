"""速報 and 確定 on the pages, and queries to senders, as people use them."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import widgets
from store.actor import Actor, claim
from store.batches import Submission, accept, list_batches
from store.database import open_database
from store.decisions.meetings import list_meetings
from store.decisions.queries import list_queries
from store.decisions.releasing import list_preliminary, release, withdraw_release
from store.release import SWITCH
from store.tables import StoredRecord
from tests.ledger_store import fill_ledger_store
from tests.pages.conftest import Open
from tests.pages.reading import open_part, read_texts
from tests.plan_store import fill_plan_store

APART = "確定 133件 ＋ 速報 14件"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan's figures; 14 matchings more are 速報."""
    fill_plan_store(tmp_path).close()
    monkeypatch.setenv(SWITCH, "on")
    with open_database(tmp_path) as database:
        fields = {"scope": "total", "indicator": "matchings", "target": 150.0, "value": 147.0}
        record = StoredRecord("kpi_results", "total", 2020, "結果", "D5", fields)
        slots = [("total", 2020, "kpi_results")]
        by = Actor("山田", "coordinator", frozenset({"total"}), "signed_in")
        accept(database, Submission("速報.xlsx", b"-", None, None, by, slots, [record]))
    return tmp_path


def test_figure_is_told_apart_until_it_is_released(root: Path, open_app: Open) -> None:
    app = open_app(root, "kpi", fiscal_year="2020")
    assert not app.exception
    assert APART in read_texts(app)
    app = open_app(root, "kpi", fiscal_year="2020", state="confirmed")
    assert "速報 14件" not in read_texts(app)
    assert "133件" in read_texts(app)
    history = open_app(root, "history")
    history.text_input("person").set_value("事務局").run()
    history.button("release_all").click().run()
    assert not history.exception
    assert "取込番号 5 を確定にしました" in read_texts(history)
    app = open_app(root, "kpi", fiscal_year="2020")
    assert "速報 14件" not in read_texts(app)
    assert "147件" in read_texts(app)


def test_view_of_records_tells_what_is_released_apart(
    tmp_path: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, "on")
    with fill_ledger_store(tmp_path) as database:
        slots = {each.entry.batch_id: each.slots for each in list_batches(database)}
        for batch, spoken_for in slots.items():
            if any(slot.forum == "kinki" and slot.layout == "matchings" for slot in spoken_for):
                withdraw_release(database, batch, claim("事務局"), "数え直す")
        assert list_preliminary(database)
    shown = {"fiscal_year": "2020", "scope": "regional", "part": "stops"}
    page = open_app(tmp_path, "matchings", **shown)
    assert not page.exception
    said = [each.value for each in page.markdown if ":material/pending:" in each.value]
    assert said
    assert all("確定" in each for each in said)
    confirmed = open_app(tmp_path, "matchings", **shown, state="confirmed")
    assert not [each for each in confirmed.markdown if ":material/pending:" in each.value]


def test_what_is_not_released_is_marked_where_loads_and_origins_stand(
    root: Path, open_app: Open
) -> None:
    submissions = open_app(root, "submissions", fiscal_year="2020")
    assert "（うち速報 1）" in submissions.title[0].value
    assert "（速報）" in submissions.dataframe[0].value.to_string()
    trace = open_app(root, "trace", code="K2020-T-MAT")
    assert any("取込番号 5（速報）" in each.value for each in trace.caption)
    with open_database(root) as database:
        release(database, [5], claim("事務局"))
    for page in ("submissions", "trace"):
        app = open_app(root, page, fiscal_year="2020", code="K2020-T-MAT")
        assert not app.exception
        assert "速報" not in str([each.value for each in (*app.title, *app.caption)])


def test_without_the_switch_no_page_speaks_of_it(
    root: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, "off")
    for page in ("kpi", "history", "meeting_mode", "deck", "submissions"):
        app = open_app(root, page)
        assert not app.exception
        assert not [
            line for line in read_texts(app).splitlines() if "速報" in line.replace("速報.xlsx", "")
        ]


@pytest.mark.parametrize(("with_preliminary", "value"), [(False, 133), (True, 147)])
def test_frozen_meeting_is_of_what_is_released_unless_asked_otherwise(
    root: Path, open_app: Open, with_preliminary: bool, value: int
) -> None:
    page = open_app(root, "meetings")
    page.toggle("with_preliminary").set_value(with_preliminary).run()
    page.text_input("freeze_name").set_value("第5回")
    next(each for each in page.text_input if each.label == "記録者").set_value("事務局")
    next(each for each in page.button if each.label == "凍結する").click()
    page.run()
    assert not page.exception
    (meeting,) = list_meetings(widgets.open_store())
    kept = {each["code"]: each["value"] for each in meeting.figures}
    assert kept["K2020-T-MAT"] == value
    assert "その後、数値の変更はない" in page.title[0].value
    assert ("速報を含む" if with_preliminary else "確定") in [each.value for each in page.caption]


def test_query_is_asked_answered_and_closed_in_the_history(root: Path, open_app: Open) -> None:
    page = open_app(root, "history")
    page.text_input("person").set_value("事務局")
    page.text_input("query_batch_cell").set_value("D5")
    page.text_area("query_batch_text").set_value("件数を確認してください。")
    _press(page, "照会を記録する")
    (query,) = list_queries(widgets.open_store())
    assert (query.place.cell, query.file_name) == ("D5", "速報.xlsx")
    open_part(page, "history", "queries")
    assert any("セル: D5" in each.value for each in page.code)
    page.text_area(f"answer_{query.query_id}").set_value("正しい値です。")
    _press(page, "回答を記録する")
    assert [each.text for each in list_queries(widgets.open_store())[0].answers] == [
        "正しい値です。"
    ]
    _press(page, "照会を閉じる")
    assert list_queries(widgets.open_store())[0].is_closed
    assert len(list_batches(widgets.open_store())) == 5


def _press(page: AppTest, label: str) -> None:
    next(each for each in page.button if each.label == label).click()
    page.run()
    assert not page.exception
