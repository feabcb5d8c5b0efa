"""Styles that a person reads without a doubt, and that were once held to be faulty."""

from typing import Any

import pytest

from data.layout import find_layout
from loaders.check import read_workbook
from loaders.grid import Area, Grid
from loaders.opening.safe_open import Workbook
from loaders.reading.recognise import Options
from loaders.reading.records.records import SheetResult
from loaders.values.coerce import Context, coerce
from loaders.values.dates.dates import DateContext, parse_scheduled
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


@pytest.mark.parametrize(
    ("heading", "field"), [("１．道路分野", ["道路"]), ("(2) 河川", ["河川"]), ("３．その他", None)]
)
def test_section_among_governments_is_no_record(heading: str, field: list[str] | None) -> None:
    head = "中国フォーラム マッチング実績（R2）\n自治体名|ニーズ|企業名|技術名|段階\n"
    result = read_one(f"{head}{heading}\n呉市|法面監視|B社|センサ|成立")
    assert list_answers(result, "fields") == [field]
    assert not [each for each in result.problems if each.level == "error"]


def test_section_that_is_not_understood_ends_the_one_above() -> None:
    head = "中国フォーラム マッチング実績（R2）\n自治体名|ニーズ|企業名|技術名|段階\n"
    rows = "１．道路\n呉市|法面監視|B社|センサ|成立\n２．広報\n福山市|広報|C社|動画|検討"
    assert list_answers(read_one(head + rows), "fields") == [["道路"], None]


def test_name_alone_that_is_a_governments_stays_a_record() -> None:
    head = "中国フォーラム マッチング実績（R2）\n自治体名|ニーズ|企業名|技術名|段階\n"
    result = read_one(f"{head}呉市|法面監視|B社|センサ|成立\n福山市||||")
    assert ("missing_value", "B4") in list_codes(result)


def test_count_in_the_parts_of_its_title() -> None:
    head = "関東フォーラム 令和2年度行事\n行事名|開催日|人数（会場／Web）\n"
    result = read_one(f"{head}総会|6/12|0/45\n講習会|8/28|20／60")
    assert list_answers(result, "participants") == [45, 80]
    result = read_one(f"{head.replace('Web', '定員')}総会|6/12|0/45\n講習会|8/28|20／60")
    assert list_answers(result, "participants") == [None, None]


def test_numbers_within_each_name_say_that_a_blank_goes_on() -> None:
    head = "中部フォーラム マッチング状況（令和2年度）\n自治体名|No.|ニーズ|企業名|技術|状況\n"
    rows = "豊田市|1|橋|D社|a|検討中\n|2|街路樹|E社|b|検討中\n四日市市|{n}|岸壁|F社|c|試行中"
    assert list_answers(read_one(head + rows.format(n=1)), "government")[1] == "232114"
    assert list_answers(read_one(head + rows.format(n=3)), "government")[1] is None


def test_grade_before_a_count_is_no_part_of_it() -> None:
    people = find_layout("citizen_activities").field("participants")
    assert coerce(people, "4年生 68名", Context()).value == 68
    assert coerce(people, "4年 68名と5年 70名", Context()).code == "invalid_number"


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("5月、9月、2月（年3回）", 3),
        ("5月、9月（年3回）", None),
        ("未定（コロナの状況による）", 0),
        ("未定（99月頃）", None),
        ("R2.10.14（水）2限", 1),
        ("R2.10.14（水）2", None),
    ],
)
def test_dates_with_what_brackets_and_lessons_say(text: str, periods: int | None) -> None:
    reading = parse_scheduled(text, DateContext(2020))
    assert (len(reading.value.periods) if reading.value else None) == periods


def test_classes_of_one_kind_add_up() -> None:
    people = find_layout("citizen_activities").field("participants")
    assert coerce(people, "5年1組28人、5年2組27人", Context()).value == 55
    assert coerce(people, "5年1組28人、5年1組27人", Context()).code == "invalid_number"


@pytest.mark.parametrize("total", [83, 84])
def test_figure_broken_down_below_each_name(total: int) -> None:
    head = "北陸フォーラム 令和2年度 開催実績\n行事名|開催日|会場|区分|参加者数\n"
    parts = f"総会|5/1|金沢市|行政|31\n|||企業|52\n|||計|{total}\n"
    grid = Grid("一覧", draw(f"{head}{parts}講習会|6/1|富山市|行政|4\n|||企業|5\n|||計|9"))
    grid.merges += [Area(top, at, top + 2, at) for top in (3, 6) for at in (1, 2, 3)]
    (result,) = read(grid)
    is_whole = (list_answers(result, "participants"), list_codes(result)) == ([83, 9], [])
    assert is_whole == (total == 83)
    assert any(each.level == "error" for each in result.problems) == (total != 83)


NEEDS = Grid("ニーズ", draw("ニーズ番号|自治体名称|求める内容\nN1|焼津市|温泉管\nN2|豊橋市|林道"))
SEEDS = Grid("シーズ", draw("シーズ番号|企業等名称|技術名称\nS1|甲社|超音波\nS2|乙社|レーダー"))
PAIRS = "マッチング結果（中部フォーラム・令和3年度）\nニーズ番号|シーズ番号|段階|検討日\n"


@pytest.mark.parametrize(
    ("rows", "is_known"), [("N2|S1|検討|R3.6.7", True), ("N3|S1|検討|R3.6.7", False)]
)
def test_pairs_by_the_numbers_of_rows_on_other_sheets(rows: str, is_known: bool) -> None:
    grids = [NEEDS, SEEDS, Grid("マッチング", draw(PAIRS + rows))]
    workbook = Workbook("報告.xlsx", "0" * 64, grids=grids)
    sheets = read_workbook(workbook, Options()).sheets
    told = [(each.fields["government"], each.fields["company"]) for each in sheets[-1].records]
    assert (told == [("232017", "甲社")]) == is_known
    assert any(p.level == "error" for each in sheets for p in each.problems) != is_known


def test_list_that_is_a_sheet_of_its_own_stays_one() -> None:
    members = Grid("会員", draw("行政会員名簿\n会員番号|自治体名|入会日\nM1|焼津市|R1.5.1"))
    measures = Grid("項目", draw("項目番号|支援内容\nK1|助言"))
    done = "自治体支援実績（中部フォーラム・令和3年度）\n会員番号|項目番号|支援日\nM1|K1|R3.6.1"
    grids = [members, measures, Grid("支援", draw(done))]
    sheets = read_workbook(Workbook("報告.xlsx", "0" * 64, grids=grids), Options()).sheets
    assert [len(each.records) for each in sheets] == [1, 0, 1]
    assert sheets[-1].records[0].fields["measure"] == "助言"
