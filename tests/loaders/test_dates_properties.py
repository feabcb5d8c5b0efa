"""Any date, in any spelling, comes back; no text whatever makes the reader fall over."""

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from loaders.grid import Value
from loaders.values.dates.dates import (
    DateContext,
    Scheduled,
    parse_date,
    parse_fiscal_year,
    parse_scheduled,
)
from loaders.values.dates.fiscal_years import parse_year_cell, parse_year_heading
from loaders.values.reading import Reading

ERAS = (
    (date(2019, 5, 1), 2018, ("令和", "R", "令", "㋿", "r")),
    (date(1989, 1, 8), 1988, ("平成", "H", "平", "㍻", "h")),
    (date(1926, 12, 25), 1925, ("昭和", "S", "昭", "㍼", "s")),
)
FULL_WIDTH = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"}
)
ERA_FORMS = (
    "{era}{n}年{m}月{d}日",
    "{era} {n} 年 {m} 月 {d} 日",
    "{era}{n}.{m}.{d}",
    "{era}{n}. {m}. {d}",
    "{era}{n}/{m}/{d}",
    "{era}{n}-{m}-{d}",
    "{era}{n}年{m}/{d}",
    "{era}{n:0>2}.{m:0>2}.{d:0>2}",
)
WESTERN_FORMS = (
    "{y}-{m:02d}-{d:02d}",
    "{y}/{m}/{d}",
    "{y}年{m}月{d}日",
    "{y}.{m}.{d}",
    "{y}{m:02d}{d:02d}",
    "{m}/{d}/{y}",
    "{y}-{m:02d}-{d:02d}T00:00:00",
    "{y}/{m}/{d} 10:30",
)
ENDINGS = st.sampled_from(["", "（{w}）", "({w}曜)", "({w}・祝)", " 13:00～15:00", "現在", " "])
WEEKDAYS = "月火水木金土日"
DAYS = st.dates(date(1927, 1, 1), date(2060, 12, 31))
FISCAL_YEARS = st.integers(1990, 2050)
# Letters that dates are made of, so that random texts come near the grammar.
DATE_LETTERS = st.text(
    "0123456789０１２年月日度上中下旬末春夏秋冬第四半期RHS令和平成元"
    ".．/-～〜・、() 頃予定未以降からまで翌〃T:Q"
)


def read(value: Value, context: DateContext | None = None) -> Scheduled:
    reading = parse_date(value, context or DateContext())
    assert reading.code is None, (value, reading)
    assert isinstance(reading.value, Scheduled)
    return reading.value


@given(DAYS, st.sampled_from(ERA_FORMS), st.integers(0, 4), ENDINGS, st.booleans(), st.booleans())
@example(date(2019, 5, 1), ERA_FORMS[0], 0, "", False, True)
def test_day_in_any_era_spelling_comes_back(
    day: date, form: str, spelling: int, ending: str, is_wide: bool, is_first: bool
) -> None:
    _, before, names = next(era for era in ERAS if day >= era[0])
    number: object = day.year - before
    if is_first and number == 1 and "0>2" not in form:
        number = "元"
    ending = ending.format(w=WEEKDAYS[day.weekday()])
    text = form.format(era=names[spelling], n=number, m=day.month, d=day.day) + ending
    scheduled = read(text.translate(FULL_WIDTH) if is_wide else text)
    assert (scheduled.periods, scheduled.precision) == (((day, day),), "day")


@given(DAYS, st.integers(1, 6), st.sampled_from(["({})", "（{}曜日）", " {}曜"]))
def test_day_with_another_weekday_is_a_problem(day: date, off: int, ending: str) -> None:
    weekday = ending.format(WEEKDAYS[(day.weekday() + off) % 7])
    reading = parse_date(f"{day:%Y/%m/%d}{weekday}", DateContext())
    assert (reading.value, reading.code) == (None, "invalid_date")


@given(DAYS, st.sampled_from(WESTERN_FORMS), st.booleans())
def test_day_in_any_western_spelling_comes_back(day: date, form: str, is_wide: bool) -> None:
    text = form.format(y=day.year, m=day.month, d=day.day)
    scheduled = read(text.translate(FULL_WIDTH) if is_wide else text)
    assert scheduled.periods == ((day, day),)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.floats(0, 0.999))
@example(date(1990, 1, 1), 0.0)
@example(date(2060, 12, 31), 0.999)
def test_excel_serial_comes_back(day: date, time_of_day: float) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert read(serial).periods == read(serial + time_of_day).periods == ((day, day),)


@given(
    FISCAL_YEARS, st.integers(0, 364), st.sampled_from(["{m}/{d}", "{m}月{d}日", "{m} 月 {d} 日"])
)
def test_day_without_year_lies_in_its_fiscal_year(fiscal_year: int, after: int, form: str) -> None:
    day = date(fiscal_year, 4, 1) + timedelta(days=after)
    text = form.format(m=day.month, d=day.day)
    assert read(text, DateContext(fiscal_year)).periods == ((day, day),)


@given(FISCAL_YEARS, st.integers(0, 364), st.integers(0, 364), st.sampled_from("～〜~－-―"))
def test_range_inside_a_fiscal_year_comes_back(
    fiscal_year: int, first: int, second: int, wave: str
) -> None:
    start, end = (date(fiscal_year, 4, 1) + timedelta(days=n) for n in sorted((first, second)))
    text = f"{start.month}/{start.day}{wave}{end.month}/{end.day}"
    assert read(text, DateContext(fiscal_year)).periods == ((start, end),)


@given(st.integers(2020, 2050), st.integers(1, 12), st.sampled_from(["", "上旬", "中旬", "下旬"]))
def test_month_and_its_parts_come_back(year: int, month: int, part: str) -> None:
    last = monthrange(year, month)[1]
    spans = {"": (1, last), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last)}
    first_day, last_day = spans[part]
    scheduled = read(f"令和{year - 2018}年{month}月{part}頃")
    assert scheduled.periods == ((date(year, month, first_day), date(year, month, last_day)),)
    assert scheduled.tentative


@given(FISCAL_YEARS)
def test_fiscal_year_label_comes_back(fiscal_year: int) -> None:
    assert parse_fiscal_year(f"中国フォーラム {fiscal_year}年度 実績") == fiscal_year
    if fiscal_year >= 2019:
        assert parse_fiscal_year(f"Ｒ{fiscal_year - 2018}_中国.xlsx") == fiscal_year


@given(
    st.text() | DATE_LETTERS,
    st.none() | FISCAL_YEARS,
    st.none() | st.sampled_from("RHS"),
    st.none() | st.integers(1927, 2060),
)
def test_any_text_is_read_or_refused(
    text: str, fiscal_year: int | None, era: str | None, year: int | None
) -> None:
    reading = parse_scheduled(text, DateContext(fiscal_year, era, year))
    assert isinstance(reading, Reading)
    assert (reading.value is None) == (reading.code is not None or reading.state != "reported")
    if isinstance(reading.value, Scheduled):
        assert all(start <= end for start, end in reading.value.periods)
    parse_fiscal_year(text)


@given(st.integers() | st.floats() | st.datetimes() | st.times() | st.timedeltas() | st.booleans())
def test_any_value_is_read_or_refused(value: object) -> None:
    reading = parse_date(value, DateContext(2020))  # type: ignore[arg-type]
    assert (reading.value is None) == (reading.code == "invalid_date")


@given(st.integers(1990, 2050), st.sampled_from(["{}年度", "■{}年度分", "【{}年度】（参考）"]))
def test_a_heading_that_is_only_a_year_names_it(year: int, heading: str) -> None:
    assert parse_year_heading(heading.format(year)) == year
    assert parse_year_heading(heading.format(year) + "総会") is None


@given(st.text(max_size=70))
def test_any_heading_or_cell_is_looked_at_without_a_fault(text: str) -> None:
    assert parse_year_heading(text) is None or 1900 < parse_year_heading(text) < 2120
    assert parse_year_cell(text) is None or 1800 < parse_year_cell(text) < 2120
