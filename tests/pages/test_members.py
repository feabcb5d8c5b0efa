"""自治体会員 as Streamlit runs it on a store with a roster."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.reading import open_part, read_page, read_texts
from tests.roster_store import list_governments, list_members

Open = Callable[..., AppTest]


def test_roster_replaces_the_span_by_counted_members(look_at: Open, roster_root: Path) -> None:
    app = look_at(roster_root, "members")
    assert not app.exception
    count = len(list_members())
    assert app.title[0].value == (
        f"自治体会員は{count:,}団体（56.9%）、目標60%まであと{1073 - count}団体"
    )
    assert [metric.value for metric in app.metric] == [f"{count:,}", "1,073", f"{1073 - count}"]
    said = read_page(app, "members")
    assert f"1,788団体のうち会員は{count:,}、未加入は{1788 - count:,}" in said
    assert f"未加入{1788 - count:,}団体のうち、支援・マッチングの実績があるのは2団体" in said


def test_municipalities_alone_are_counted_against_1741(look_at: Open, roster_root: Path) -> None:
    app = look_at(roster_root, "members")
    app.segmented_control(key="denominator").set_value("municipalities").run()
    whole = [row for row in list_governments() if row["kind"] != "都道府県"]
    count = sum(row["code"] in list_members() for row in whole)
    assert app.metric[0].value == f"{count:,}"
    assert f"1,741団体のうち会員は{count:,}、未加入は{1741 - count:,}" in read_page(app, "members")


def test_chosen_prefecture_narrows_the_list_of_non_members(
    look_at: Open, roster_root: Path
) -> None:
    app = open_part(look_at(roster_root, "members"), "members", "leads")
    app.selectbox(key="prefecture").set_value("広島県").run()
    assert not app.exception
    missing = [
        row
        for row in list_governments()
        if row["prefecture"] == "広島県" and row["code"] not in list_members()
    ]
    assert f"未加入{len(missing)}団体のうち" in read_texts(app)
    listed = app.dataframe[-1].value
    assert list(listed["prefecture"].unique()) == ["広島県"]
    assert list(listed["name"])[:2] == ["福山市", "府中市"]


def test_year_without_a_roster_keeps_the_span(look_at: Open, roster_root: Path) -> None:
    app = look_at(roster_root, "members", fiscal_year="令和3年度")
    assert not app.exception
    assert "未報告です" in app.title[0].value
