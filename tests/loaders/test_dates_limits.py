"""The limits of what a date can be: the last that is read, and the first that is not."""

from datetime import date

import pytest

from loaders.values.dates.dates import DateContext, next_context, parse_date, parse_scheduled
from tests.loaders.test_dates import show_reading

#: text | the sheet's fiscal year | what is read
LIMITS = """
R31.4.26 | 2018 | 2019-04-26 day
R31.4.26 | 2017 | invalid_date
R22.4.1 | 2020 | 2040-04-01 day
R23.4.1 | 2020 | invalid_date
2040.4.1 | 2020 | 2040-04-01 day
2041.4.1 | 2020 | invalid_date
1926/1/1 | - | 1926-01-01 day
1925/12/31 | - | invalid_date
2060/12/31 | - | 2060-12-31 day
2061/1/1 | - | invalid_date
32874 | - | 1990-01-01 day
32873 | - | invalid_date
58804 | - | 2060-12-29 day
58805 | - | 2060-12-30 day
19260101 | - | 1926-01-01 day
20601231 | - | 2060-12-31 day
20610101 | - | invalid_date
令和2年12月31日 | - | 2020-12-31 day
令和2年0月1日 | - | invalid_date
令和2年6月0日 | - | invalid_date
令和2年6月30日 | - | 2020-06-30 day
令和2年6月31日 | - | invalid_date
令和元年5月1日 | - | 2019-05-01 day
令和元年4月30日 | - | invalid_date
令和元年4月 | - | invalid_date
令和元年5月 | - | 2019-05-01..2019-05-31 month
平成元年1月8日 | - | 1989-01-08 day
平成元年1月7日 | - | invalid_date
平成元年1月 | - | 1989-01-08..1989-01-31 month
平成元年 | - | 1989-01-08..1989-12-31 fiscal_year
平成0年1月 | - | invalid_date
6/1～6/1 | 2021 | 2021-06-01 day
6/2～6/1 | 2021 | invalid_date
8月～8月 | 2021 | 2021-08-01..2021-08-31 month
R4年5月以降 | 2021 | 2022-05-01..2023-03-31 month
R4年3月以降 | 2021 | 2022-03-01..2022-03-31 month
R2年5月以降 | 2021 | 2020-05-01..2022-03-31 month
R2年5月まで | 2021 | 2020-04-01..2020-05-31 month
R3年4月まで | 2021 | 2021-04-01..2021-04-30 month
R4年5月まで | 2021 | 2021-04-01..2022-05-31 month
R3年5月以降 | - | 2021-05-01..2022-03-31 month
R3年5月まで | - | 2021-04-01..2021-05-31 month
R3年春 | 2021 | 2021-04-01..2021-05-31 season
R2年春 | 2021 | 2020-03-01..2020-05-31 season
R3年春 | 2020 | 2021-03-01..2021-03-31 season
R3年春 | - | 2021-03-01..2021-05-31 season
R3年冬 | 2020 | 2021-01-01..2021-02-28 season
R4年冬 | 2021 | 2022-01-01..2022-02-28 season
R5年冬 | 2021 | invalid_date
R3年秋 | 2021 | 2021-09-01..2021-11-30 season
2.6 | 2020 | invalid_date
2.6 | 2021 | 2022-02-06 day
同年7月 | 2020 | invalid_date
翌年2月 | 2020 | invalid_date
3.1 | 2020 | invalid_date
2.1 | 2020 | 2021-02-01 day
2.12 | 2020 | invalid_date
2.13 | 2020 | 2021-02-13 day
12.1 | 2020 | 2020-12-01 day
2/6 | 2020 | 2021-02-06 day
7月3日・3日 | 2021 | invalid_date
7月3日・4日 | 2021 | 2021-07-03..2021-07-04 day
6.1(月) | 2021 | invalid_date
R2.6.1(月) | - | 2020-06-01 day
R2.6.1(火) | - | invalid_date
R2.6.1(月・祝) | - | 2020-06-01 day
R2.6.1(火・月) | - | 2020-06-01 day
R2.6.1(祝) | - | 2020-06-01 day
R3年末 | 2021 | 2021-12-21..2021-12-31 part_of_month
R3年 | 2021 | 2021-01-01..2021-12-31 fiscal_year
12月～翌年2月 | 2021 | 2021-12-01..2022-02-28 month
R3年12月～翌年2月 | 2021 | 2021-12-01..2022-02-28 month
R3年12月～同年2月 | 2021 | invalid_date
R3年2月～同年12月 | 2021 | 2021-02-01..2021-12-31 month
R3年12月・1月 | 2021 | 2021-12-01..2021-12-31 2022-01-01..2022-01-31 month
R3.3.31・4.1 | 2021 | 2021-03-31..2021-04-01 day
R3.12.31・1.1 | 2021 | 2021-12-31..2022-01-01 day
1日 | 2021 | invalid_date
8月上旬・中旬 | 2021 | 2021-08-01..2021-08-10 2021-08-11..2021-08-20 part_of_month
9月・上旬 | 2021 | invalid_date
R3年4月1日～5月 | 2021 | 2021-04-01..2021-05-31 month
R3年6月～5月 | 2021 | invalid_date
7～8月 | 2021 | 2021-07-01..2021-08-31 month
7～13月 | 2021 | invalid_date
第1～4四半期 | 2021 | 2021-04-01..2022-03-31 quarter
第5四半期 | 2021 | invalid_date
4Q | 2021 | 2022-01-01..2022-03-31 quarter
Q4 | 2021 | 2022-01-01..2022-03-31 quarter
Q5 | 2021 | invalid_date
十月二十日 | 2021 | 2021-10-20 day
十一月三十一日 | 2021 | invalid_date
二十一日 | 2021 | invalid_date
十二月十日 | 2021 | 2021-12-10 day
1926年1月 | - | 1926-01-01..1926-01-31 month
1925年 | - | invalid_date
2060年 | - | 2060-01-01..2060-12-31 fiscal_year
2061年 | - | invalid_date
2060年度 | - | 2060-04-01..2061-03-31 fiscal_year
2061年度 | - | invalid_date
1926年度 | - | 1926-04-01..1927-03-31 fiscal_year
1925年度 | - | invalid_date
7/1→8/1に変更 | 2021 | 2021-08-01 day
7/1→未定に変更 | 2021 | undecided
7/1→8/1 | 2021 | invalid_date
8/1(7/1から変更) | 2021 | 2021-08-01 day
R3.10.1(当初R3.6.1) | 2021 | 2021-10-01 day
9/7～11（5日間） | 2020 | 2020-09-07..2020-09-11 day
9/7～11（4日間） | 2020 | invalid_date
9/7～11（6日間） | 2020 | invalid_date
9/7～13（5日間） | 2020 | 2020-09-07..2020-09-13 day
9/7～13（7日間） | 2020 | 2020-09-07..2020-09-13 day
9/7～13（6日間） | 2020 | invalid_date
9/7（1日間） | 2020 | 2020-09-07 day
9/7（2日間） | 2020 | invalid_date
未定（5日間） | 2021 | invalid_date
年度末（3月） | 2021 | 2022-03-01..2022-03-31 month
年度末（6月） | 2021 | invalid_date
3月（年度末） | 2021 | 2022-03-01..2022-03-31 month
夏頃（7月） | 2021 | 2021-07-01..2021-07-31 month tentative
夏（7月頃） | 2021 | 2021-07-01..2021-07-31 month tentative
夏（9月） | 2021 | invalid_date
夏（7月、8月） | 2021 | invalid_date
7月（7月3日） | 2021 | 2021-07-03 day
7月（8月3日） | 2021 | invalid_date
7月3日（7月） | 2021 | invalid_date
7月3日（7月3日） | 2021 | invalid_date
"""


@pytest.mark.parametrize("line", LIMITS.strip().split("\n"))
def test_text_is_read_up_to_its_limits(line: str) -> None:
    text, fiscal_year, expected = line.split(" | ")
    context = DateContext(None if fiscal_year == "-" else int(fiscal_year))
    assert show_reading(parse_scheduled(text, context)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((32873, "invalid_date"), (32874, "1990-01-01 day")),
        *((58806, "2060-12-31 day"), (58807, "invalid_date")),
        *((58806.9, "2060-12-31 day"), (20200601.5, "invalid_date")),
        *((19251231, "invalid_date"), (19260101, "1926-01-01 day")),
        *((20601231, "2060-12-31 day"), (20610101, "invalid_date")),
        *((date(1925, 12, 31), "invalid_date"), (date(1926, 1, 1), "1926-01-01 day")),
        *((date(2060, 12, 31), "2060-12-31 day"), (date(2061, 1, 1), "invalid_date")),
    ],
)
def test_value_is_read_up_to_its_limits(value: float | date, expected: str) -> None:
    assert show_reading(parse_scheduled(value, DateContext())) == expected


@pytest.mark.parametrize(
    ("value", "written"), [(43983, "43983"), (43983.0, "43983"), (43983.5, "43983.5")]
)
def test_number_of_a_day_is_kept_as_excel_shows_it(value: float, written: str) -> None:
    assert parse_scheduled(value, DateContext(2020)).value.text == written


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((31411, "invalid_date"), (31412, "1990-01-01 day"), ("31412", "1990-01-01 day")),
        *((57344, "2060-12-31 day"), (57345, "invalid_date"), (31412.9, "1990-01-01 day")),
    ],
)
def test_days_since_1904_are_read_up_to_their_limits(value: float | str, expected: str) -> None:
    assert show_reading(parse_date(value, DateContext(since_1904=True))) == expected


@pytest.mark.parametrize(
    ("above", "text", "fiscal_year", "expected"),
    [
        # an era is carried ten years on, and ten years back
        ("H20.5.1", "30.4.1", None, "2018-04-01 day"),
        ("H20.5.1", "31.4.1", None, "invalid_date"),
        ("H30.5.1", "20.4.1", None, "2008-04-01 day"),
        ("H30.5.1", "19.4.1", None, "invalid_date"),
        # rows of the sheet's own year leave the month to it, rows of another time do not
        ("R2.6.1", "2月1日", 2020, "2021-02-01 day"),
        ("R3.2.1", "6月1日", 2020, "2020-06-01 day"),
        ("R1.6.1", "6月1日", 2020, "2019-06-01 day"),
        ("R4.6.1", "6月1日", 2020, "2022-06-01 day"),
        # what is exact to the month is inherited, what is vaguer is not
        ("R2年6月上旬", "7/3", None, "2020-07-03 day"),
        ("R2年6月～8月", "7/3", None, "2020-07-03 day"),
        ("R2年夏", "7/3", None, "invalid_date"),
        ("R2.6.1", "同年7月3日", None, "2020-07-03 day"),
        ("R2.6.1", "翌年7月3日", None, "invalid_date"),
        ("R2年度第1四半期", "7/3", None, "invalid_date"),
    ],
)
def test_row_above_is_followed_up_to_its_limits(
    above: str, text: str, fiscal_year: int | None, expected: str
) -> None:
    first = parse_scheduled(above, DateContext(fiscal_year or 2020)).value
    context = next_context(first, DateContext(fiscal_year))
    assert show_reading(parse_date(text, context)) == expected
