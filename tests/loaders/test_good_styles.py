"""Styles that a person reads without a doubt, and that were once held to be faulty."""

from typing import Any

import pytest

from data.layout import find_layout
from loaders.grid import Grid
from loaders.reading.records.records import SheetResult
from loaders.values.coerce import Context, coerce
from tests.loaders.good_sheets import draw, read

MATCHINGS = (
    "令和2年度 四国フォーラム マッチング実績\n検討日|自治体名|求める内容|企業等名称|技術名称|段階\n"
)
ROW = "{day}|{town}|橋の点検|甲社|{town}の技術|検討\n"
MEMBERS = "行政会員名簿\n"


def read_one(text: str) -> SheetResult:
    (result,) = read(Grid("一覧", draw(text)))
    return result


def list_answers(result: SheetResult, name: str) -> list[Any]:
    return [each.fields[name] for each in result.records]


def list_codes(result: SheetResult) -> list[tuple[str, str]]:
    return [(each.code, each.place) for each in result.problems]


@pytest.mark.parametrize(
    ("heading", "day", "expected"),
    [
        ("【6月】", "3日", "2020-06-03"),
        ("■令和2年10月分", "22", "2020-10-22"),
        ("【2月】", "15（月）", "2021-02-15"),
        ("【6月】", "6月3日", "2020-06-03"),
    ],
)
def test_month_of_a_heading_holds_for_the_days_below(heading: str, day: str, expected: str) -> None:
    result = read_one(f"{MATCHINGS}{heading}|||||\n{ROW.format(day=day, town='高松市')}")
    assert list_answers(result, "considered_on") == [expected]
    assert list_codes(result) == []


def test_lone_month_that_is_no_heading_is_a_row_without_its_answers() -> None:
    rows = [
        ROW.format(day="R2.6.1", town="高松市"),
        "2020年9月|||||\n",
        ROW.format(day="R2.7.1", town="松山市"),
    ]
    result = read_one(MATCHINGS + "".join(rows))
    assert len(result.records) == 3
    assert ("missing_value", "B4") in list_codes(result)


def test_band_of_another_month_than_its_rows_is_unread() -> None:
    result = read_one(f"{MATCHINGS}【6月】|||||\n{ROW.format(day='7月3日', town='高松市')}")
    assert list_answers(result, "considered_on") == ["2020-07-03"]
    assert list_codes(result) == [("unread_cells", "A3")]


def test_days_without_any_month_stay_faults() -> None:
    result = read_one(MATCHINGS + ROW.format(day="3日", town="高松市"))
    assert list_codes(result) == [("invalid_date", "A3")]


@pytest.mark.parametrize(
    ("heading", "joined", "text"),
    [
        ("平成28年11月28日入会", "2016-11-28", None),
        ("■令和元年7月入会（2団体）", "2019-07-01", "令和元年7月"),
        ("平成28年11月28日総会", None, None),
    ],
)
def test_heading_says_what_happened_when(
    heading: str, joined: str | None, text: str | None
) -> None:
    result = read_one(f"{MEMBERS}No.|自治体名|備考\n{heading}||\n1|高松市|\n2|松山市|")
    assert list_answers(result, "joined_on") == [joined] * 2
    assert [each.fields.get("joined_on_text") for each in result.records] == [text] * 2


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("実施日（令和3年）", "2021-02-08"),
        ("令和3年　実施日", "2021-02-08"),
        ("実施日（令和元年）", "2019-02-08"),
        ("実施日（令和2年）", "2021-02-08"),
        ("実施日", "2021-02-08"),
    ],
)
def test_year_of_a_title_is_its_dates(title: str, day: str | None) -> None:
    result = read_one(
        f"市民参画活動（北陸フォーラム）\n種別|活動名|{title}\n出前授業|雪とトンネル|2/8"
    )
    (held,) = list_answers(result, "held")
    assert str(held.periods[0][0]) == day


@pytest.mark.parametrize(
    ("codes", "towns"),
    [
        ("132063 342084 372013", ["132063", "342084"]),
        ("132063 342085 372013", [None, None]),
        ("1 2 3", [None, None]),
    ],
)
def test_codes_under_a_general_title_tell_names_apart(codes: str, towns: list[str | None]) -> None:
    lines = zip(codes.split(), ("府中市", "府中市", "高松市"), strict=True)
    rows = [f"{code}|{name}|R1.9.1" for code, name in lines]
    result = read_one("\n".join([f"{MEMBERS}コード|自治体名|入会日", *rows]))
    assert list_answers(result, "government") == [*towns, "372013"]


def test_what_an_answer_was_before_is_no_answer() -> None:
    stage = find_layout("matchings").field("stage")
    assert coerce(stage, "現場試行（旧：検討）", Context()).value == "field_trial"
    assert coerce(stage, "現場試行（検討）", Context()).code == "invalid_choice"
    people = find_layout("events").field("participants")
    assert coerce(people, "48人（訂正前：45人）", Context()).value == 48


def test_legend_below_a_table_is_no_record() -> None:
    row = ROW.format(day="R2.6.1", town="高松市")
    result = read_one(f"{MATCHINGS}{row}|||||\n凡例|検討|成立|現場試行||")
    assert len(result.records) == 1
    assert list_codes(result) == []


def test_day_with_its_weekday_beside_a_month() -> None:
    head = "令和2年度　行事実績（中部フォーラム）\n月|日（曜）|行事名|会場\n"
    result = read_one(f"{head}7月|13（月）|講習会|名古屋市\n|28（火）|説明会|津市")
    assert [str(each.periods[0][0]) for each in list_answers(result, "held")] == [
        "2020-07-13",
        "2020-07-28",
    ]
