"""Dates as they stand in workbooks, against what DESIGN.md §7 makes of them."""

import csv
from datetime import date, datetime, time
from pathlib import Path

import pytest

from loaders.values.dates.dates import (
    DateContext,
    Scheduled,
    next_context,
    parse_date,
    parse_fiscal_year,
    parse_scheduled,
)
from loaders.values.reading import BLANK, NOT_APPLICABLE, UNDECIDED, Reading

WILD = Path(__file__).with_name("dates_in_the_wild.tsv")


def show_reading(reading: Reading) -> str:
    """ "2021-07-01..2021-07-31 month tentative", a problem's code, or a state."""
    if reading.code or not isinstance(reading.value, Scheduled):
        return reading.code or reading.state
    scheduled = reading.value
    spans = [f"{a}" if a == b else f"{a}..{b}" for a, b in scheduled.periods]
    tentative = ["tentative"] if scheduled.tentative else []
    return " ".join([*spans, scheduled.precision, *tentative])


def table(rows: str) -> list[tuple[str, str]]:
    """Rows of "text | expected"; the text may hold spaces."""
    cells = [line.split(" | ") for line in rows.splitlines() if line.strip()]
    return [(text.strip(), expected.strip()) for text, expected in cells]


def read_wild() -> list[tuple[str, str, str]]:
    with WILD.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["string"], row["fiscal_year"], row["expected"]) for row in rows]


@pytest.mark.parametrize(("text", "fiscal_year", "expected"), read_wild())
def test_string_of_a_public_workbook_reads_as_decided(
    text: str, fiscal_year: str, expected: str
) -> None:
    context = DateContext(int(fiscal_year) if fiscal_year else None)
    reading = parse_scheduled(text.replace("\\n", "\n"), context)
    assert show_reading(reading) == expected


PLAN = table("""
秋以降 | 2021-09-01..2022-03-31 season
調整中 | undecided
第2四半期 | 2021-07-01..2021-09-30 quarter
第3四半期 | 2021-10-01..2021-12-31 quarter
第4四半期 | 2022-01-01..2022-03-31 quarter
秋頃予定 | 2021-09-01..2021-11-30 season tentative
6/8 | 2021-06-08 day
7月、12月 | 2021-07-01..2021-07-31 2021-12-01..2021-12-31 month
11月 | 2021-11-01..2021-11-30 month
2月 | 2022-02-01..2022-02-28 month
7月1日・2日 | 2021-07-01..2021-07-02 day
9月予定 | 2021-09-01..2021-09-30 month tentative
10月 27or28日 | 2021-10-27..2021-10-28 day tentative
8月 | 2021-08-01..2021-08-31 month
5/12～6/30 | 2021-05-12..2021-06-30 day
未定 | undecided
検討中 | undecided
10月26日 | 2021-10-26 day
11月（未定） | 2021-11-01..2021-11-30 month tentative
2月（未定） | 2022-02-01..2022-02-28 month tentative
随時（未定） | 2021-04-01..2022-03-31 fiscal_year tentative
下半期 | 2021-10-01..2022-03-31 half_year
11 月 | 2021-11-01..2021-11-30 month
夏頃 | 2021-06-01..2021-08-31 season tentative
冬頃 | 2021-12-01..2022-02-28 season tentative
R3年12月 | 2021-12-01..2021-12-31 month
R3年11月 | 2021-11-01..2021-11-30 month
R3年9月～10月末 | 2021-09-01..2021-10-31 month
R4年1月～2月 | 2022-01-01..2022-02-28 month
8月上旬 | 2021-08-01..2021-08-10 part_of_month
（8月上旬） | 2021-08-01..2021-08-10 part_of_month
11月上旬 | 2021-11-01..2021-11-10 part_of_month
12月 | 2021-12-01..2021-12-31 month
通年 | 2021-04-01..2022-03-31 fiscal_year
R3年夏頃～ | 2021-06-01..2022-03-31 season tentative
R3年秋頃～ | 2021-09-01..2022-03-31 season tentative
R4年3月～ | 2022-03-01..2022-03-31 month
R3年7月末 | 2021-07-21..2021-07-31 part_of_month
R4年3月末 | 2022-03-21..2022-03-31 part_of_month
令和3年6月 | 2021-06-01..2021-06-30 month
2021年7月1日～2022年6月30日 | 2021-07-01..2022-06-30 day
""")

VAGUE = table("""
’21.2.3 | 2021-02-03 day
‘21/2/3(水)～2/4 | 2021-02-03..2021-02-04 day
'21年2月 | 2021-02-01..2021-02-28 month
’21.13.4 | invalid_date
6月中旬 | 2021-06-11..2021-06-20 part_of_month
2月下旬 | 2022-02-21..2022-02-28 part_of_month
６月初旬 | 2021-06-01..2021-06-10 part_of_month
6月末日 | 2021-06-30 day
8月上旬～中旬 | 2021-08-01..2021-08-20 part_of_month
8月下旬～9月上旬予定 | 2021-08-21..2021-09-10 part_of_month tentative
春 | 2021-04-01..2021-05-31 season
R4年春 | 2022-03-01..2022-03-31 season
夏～秋 | 2021-06-01..2021-11-30 season
R3年冬 | 2021-12-01..2022-02-28 season
R4年冬 | 2022-01-01..2022-02-28 season
第一四半期 | 2021-04-01..2021-06-30 quarter
1Q | 2021-04-01..2021-06-30 quarter
Ｑ２ | 2021-07-01..2021-09-30 quarter
４四半期 | 2022-01-01..2022-03-31 quarter
第2～3四半期 | 2021-07-01..2021-12-31 quarter
上期 | 2021-04-01..2021-09-30 half_year
年度前期 | 2021-04-01..2021-09-30 half_year
前期 | invalid_date
年度末 | 2022-03-21..2022-03-31 part_of_month
年度初め | 2021-04-01..2021-04-10 part_of_month
年度内 | 2021-04-01..2022-03-31 fiscal_year
年内 | 2021-04-01..2021-12-31 fiscal_year
年末 | 2021-12-21..2021-12-31 part_of_month
9月以降 | 2021-09-01..2022-03-31 month
9月から | 2021-09-01..2022-03-31 month
9月まで | 2021-04-01..2021-09-30 month
9月以前 | 2021-04-01..2021-09-30 month
～9月 | 2021-04-01..2021-09-30 month
6月から8月まで | 2021-06-01..2021-08-31 month
6月1日(火)～6月3日(木) | 2021-06-01..2021-06-03 day
毎月 | 2021-04-01..2022-03-31 fiscal_year
年間 | 2021-04-01..2022-03-31 fiscal_year
9月頃 | 2021-09-01..2021-09-30 month tentative
9月目途 | 2021-09-01..2021-09-30 month tentative
9月めど | 2021-09-01..2021-09-30 month tentative
9月見込み | 2021-09-01..2021-09-30 month tentative
9月（調整中） | 2021-09-01..2021-09-30 month tentative
9月開催予定 | 2021-09-01..2021-09-30 month tentative
(仮)9月 | 2021-09-01..2021-09-30 month tentative
10月または11月 | 2021-10-01..2021-10-31 2021-11-01..2021-11-30 month tentative
7月1日・3日 | 2021-07-01 2021-07-03 day
7月1日、2日 | 2021-07-01 2021-07-02 day
7月1日・2日・3日 | 2021-07-01..2021-07-03 day
7月1日（木）・2日（金） | 2021-07-01..2021-07-02 day
7/1-7/3 | 2021-07-01..2021-07-03 day
2021/10/5～7 | 2021-10-05..2021-10-07 day
2021-07-01～07-03 | 2021-07-01..2021-07-03 day
R3年12月～2月 | 2021-12-01..2022-02-28 month
R3年12月、2月 | 2021-12-01..2021-12-31 2022-02-01..2022-02-28 month
令和3年4月～翌年3月 | 2021-04-01..2022-03-31 month
10～12月 | 2021-10-01..2021-12-31 month
6月1日 13時30分～16時 | 2021-06-01 day
6月1日（福岡）、7月5日（長崎） | 2021-06-01 2021-07-05 day
9月、12/6 | 2021-09-01..2021-09-30 2021-12-06 month
6月30日～5月12日 | invalid_date
R3.6.30～5.12 | invalid_date
2月～4月 | invalid_date
7月12月 | invalid_date
7月、 | invalid_date
7月、9 | invalid_date
6月1日 3 | invalid_date
6月27日・3日 | invalid_date
年度 | invalid_date
6月・令和2年 | invalid_date
2021年～年末 | invalid_date
R3.9～10 | 2021-09-01..2021-10-31 month
12/6,7 | 2021-12-06 2021-12-07 day
10月1日→11月1日 | invalid_date
10月（前年） | invalid_date
6月第1週 | invalid_date
毎月第2火曜 | invalid_date
令和2年以降 | invalid_date
20～29年 | invalid_date
9:00～ | invalid_date
2028年3月期 | invalid_date
7-1 | invalid_date
日程調整中 | undecided
後日 | undecided
未定（秋頃） | 2021-09-01..2021-11-30 season tentative
10月中に開催予定 | 2021-10-01..2021-10-31 month tentative
R3第4四半期 | 2022-01-01..2022-03-31 quarter
Ｒ３下半期 | 2021-10-01..2022-03-31 half_year
令和3年第4四半期 | invalid_date
FY2021 Q2 | 2021-07-01..2021-09-30 quarter
R3年度第1四半期 | 2021-04-01..2021-06-30 quarter
未調整 | undecided
未定です | undecided
開催時期未定 | undecided
ＴＢＤ | undecided
該当なし | not_applicable
なし | not_applicable
― | blank
令和　　年　　月　　日 | blank
""")


@pytest.mark.parametrize(("text", "expected"), PLAN)
def test_date_of_the_plan_reads_as_written(text: str, expected: str) -> None:
    assert show_reading(parse_scheduled(text, DateContext(2021))) == expected


@pytest.mark.parametrize(("text", "expected"), VAGUE)
def test_vague_span_reads_by_the_design(text: str, expected: str) -> None:
    assert show_reading(parse_scheduled(text, DateContext(2021))) == expected


FIRST_OF_JUNE = (
    "令和2年6月1日 令和２年６月１日 R2.6.1 Ｒ２．６．１ R02.06.01 R2/6/1 R2-6-1 R2年6月1日 R2年6/1 "
    "令2.6.1 ㋿2年6月1日 R.2.6.1 r2.6.1 R020601 令和二年六月一日 平成32年6月1日 "
    "2020-06-01 2020/6/1 2020年6月1日 "
    "2020.6.1 2020年06月01日 20200601 2020-06-01T09:30:00 6/1/2020 2020年（令和2年）6月1日 "
    "令和2年(2020年)6月1日 令和2年6月1日（月） 令和2年6月1日（月曜日） "
    "令和2年6月1日現在 （令和2年6月1日） 43983"
)


@pytest.mark.parametrize(
    "text",
    [
        *FIRST_OF_JUNE.split(),
        "令和 2 年 6 月 1 日",
        " Ｒ　２． ６． １ ",
        "2020/6/1 10:00",
        "R2. 6. 1",
    ],
)
def test_every_spelling_of_one_day_reads_as_that_day(text: str) -> None:
    assert show_reading(parse_date(text, DateContext())) == "2020-06-01 day"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2020, 6, 1), "2020-06-01 day"),
        (datetime(2020, 6, 1, 13, 30), "2020-06-01 day"),
        (date(2020, 6, 1), "2020-06-01 day"),
        (43983, "2020-06-01 day"),
        (43983.5, "2020-06-01 day"),
        (20200601, "2020-06-01 day"),
        (20200631, "invalid_date"),
        (7.3, "invalid_date"),
        (2020, "invalid_date"),
        (-1, "invalid_date"),
        (float("nan"), "invalid_date"),
        (float("inf"), "invalid_date"),
        (True, "invalid_date"),
        (time(9, 0), "invalid_date"),
        (datetime(1899, 12, 31), "invalid_date"),
        (datetime(2202, 6, 1), "invalid_date"),
        (None, "blank"),
    ],
)
def test_value_of_a_cell_reads_by_its_type(value: object, expected: str) -> None:
    assert show_reading(parse_date(value, DateContext(2020))) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    table(
        """
令和2年13月 | 13月はありません。
R2.2.30 | 2020年2月は29日までです。
2021/2/29 | 2021年2月は28日までです。
令和元年4月1日 | 令和は2019年5月1日からです。
昭和65年4月1日 | 昭和65年はありません。
令和0年4月1日 | 令和0年はありません。
13/1/2021 | 13月はありません。
6月1日 | 年または年度が分かりません。
26.04.01 | 元号が分かりません。
1899/1/1 | 1926年から2060年までの日付を記入してください。
R3.6.30～R3.5.12 | 終わりが始まりより前です。
2012年冬 | 暦年の冬は1～2月と12月のどちらか決められません。
""".replace("。", "。")
    ),
)
def test_date_that_cannot_be_is_refused_with_its_reason(text: str, expected: str) -> None:
    reading = parse_date(text, DateContext())
    assert reading.code == "invalid_date"
    assert reading.expected.startswith(expected + "例: ")


@pytest.mark.parametrize(
    ("above", "text", "fiscal_year", "expected"),
    [
        ("R2.6.1", "7.3", None, "2020-07-03 day"),
        ("R2.6.1", "2.7.3", None, "2020-07-03 day"),
        ("R2.6.1", "７月３日", None, "2020-07-03 day"),
        ("R2.6.1", "〃７月３日", None, "2020-07-03 day"),
        ("R2.6.1", "同年7月", None, "2020-07-01..2020-07-31 month"),
        ("2020/6/1", "7/3", None, "2020-07-03 day"),
        ("2020/6/1", "2月", 2020, "2021-02-01..2021-02-28 month"),
        ("H30.5.1", "6.3", 2020, "2018-06-03 day"),
        ("H30.5.1", "31.4.1", 2020, "2019-04-01 day"),
        ("R3.4.1", "3.9", 2021, "2022-03-09 day"),
        ("通年", "7/3", None, "invalid_date"),
        ("R2.6.1", "30.1.1", None, "invalid_date"),
    ],
)
def test_row_below_inherits_era_and_year(
    above: str, text: str, fiscal_year: int | None, expected: str
) -> None:
    context = DateContext(fiscal_year)
    first = parse_scheduled(above, DateContext(fiscal_year or 2020)).value
    assert show_reading(parse_date(text, next_context(first, context))) == expected


@pytest.mark.parametrize(
    ("text", "fiscal_year", "expected"),
    [
        ("2.6.1", 2020, "2020-06-01 day"),
        ("2.6.1", 2021, "invalid_date"),
        ("2年6月", 2020, "2020-06-01..2020-06-30 month"),
        ("元年5月1日", 2019, "2019-05-01 day"),
        ("20/6/1", 2020, "2020-06-01 day"),
        ("3.9", 2021, "invalid_date"),
        ("3.9", 2020, "2021-03-09 day"),
        ("4.3", 2021, "invalid_date"),
    ],
)
def test_year_without_era_reads_only_in_its_fiscal_year(
    text: str, fiscal_year: int, expected: str
) -> None:
    assert show_reading(parse_date(text, DateContext(fiscal_year))) == expected


def test_word_for_no_answer_keeps_its_state() -> None:
    context = DateContext(2020)
    words = {"未定": UNDECIDED, "調整中です": UNDECIDED, "該当なし": NOT_APPLICABLE, "－": BLANK}
    assert {word: parse_date(word, context) for word in words} == words


def test_undecided_plan_keeps_its_text() -> None:
    reading = parse_scheduled(" 開催時期未定 ", DateContext(2021))
    assert reading.value.to_json() == {
        "text": "開催時期未定",
        "periods": [],
        "precision": "undecided",
        "tentative": False,
    }


def test_text_is_kept_as_written() -> None:
    scheduled = parse_scheduled("　Ｒ３年９月～ １０月末 ", DateContext()).value
    assert scheduled.text == "Ｒ３年９月～ １０月末"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和2年度実績報告.xlsx", 2020),
        ("R2_中国_マッチング.xlsx", 2020),
        ("中国フォーラム_R2.xlsx", 2020),
        ("令和 ２ 年度　活動実績", 2020),
        ("Ｒ２", 2020),
        ("R2年度", 2020),
        ("FY2020 results", 2020),
        ("２０２０ 年度", 2020),
        ("令和元年度", 2019),
        ("H31年度", 2019),
        ("平成31年度（令和元年度）", 2019),
        ("令和3年度（2021年度）事業計画", 2021),
        ("R2(令和3年3月31日現在)", 2020),
        ("令和2年度 KPI 結果（令和3年3月31日現在）", 2020),
        ("R2.6.1", None),
        ("R2-6-1", None),
        ("R2年6月", None),
        ("2020年", None),
        ("令和2年", None),
        ("第2回フォーラム", None),
        ("R202", None),
        ("SR2", None),
        ("H1", None),
        ("令和2年度・令和3年度", None),
        ("2019～2020年度", None),
        ("R1-R3年度", None),
        ("", None),
    ],
)
def test_title_names_its_fiscal_year(text: str, expected: int | None) -> None:
    assert parse_fiscal_year(text) == expected


@pytest.mark.parametrize("text", ["R31.4.26", "令和31年4月26日"])
def test_a_year_far_beyond_the_sheets_own_is_a_problem(text: str) -> None:
    assert parse_date(text, DateContext(2021)).code == "invalid_date"
    assert parse_date(text, DateContext()).value is not None


@pytest.mark.parametrize("text", ["R31.4.26", "令和31年4月26日", "R31年4月26日（金）"])
def test_the_last_year_of_an_era_by_the_letter_of_the_next(text: str) -> None:
    assert parse_date(text, DateContext(2019)).value.periods[0][0] == date(2019, 4, 26)


@pytest.mark.parametrize(
    "text", ["R2.03.12　15:00開会", "R2.3.12 PM", "R2.3.12（※1）", "R2.3.12※2"]
)
def test_what_follows_a_day_is_no_part_of_it(text: str) -> None:
    assert parse_date(text, DateContext(2019)).value.periods == ((date(2020, 3, 12),) * 2,)


def test_a_weekday_of_a_holiday_names_no_sunday() -> None:
    assert parse_date("2020/7/23（祝日）", DateContext()).code is None
    assert parse_date("2020/7/23（木・祝日）", DateContext()).code is None
    assert parse_date("2020/7/23（日・祝）", DateContext()).code == "invalid_date"
