"""Fiscal years: April to March, named by the first year (DESIGN.md §4)."""

import re
from calendar import monthrange
from datetime import date
from functools import cache, lru_cache

from loaders.grid import Value
from loaders.values.dates.eras import UnclearDateError, convert_era_year, load_eras
from loaders.values.numbers import parse_kanji_numeral
from loaders.values.text import LONGEST_WORD, normalise, squeeze
from loaders.values.vocabulary import get_words

FIRST_MONTH = 4


def find_fiscal_year(day: date) -> int:
    """
    >>> find_fiscal_year(date(2021, 3, 31)), find_fiscal_year(date(2021, 4, 1))
    (2020, 2021)
    """
    return day.year - (day.month < FIRST_MONTH)


def place_month(fiscal_year: int, month: int) -> int:
    """The calendar year of a month inside a fiscal year.

    >>> place_month(2021, 2), place_month(2021, 4)
    (2022, 2021)
    """
    return fiscal_year + (month < FIRST_MONTH)


def build_fiscal_span(fiscal_year: int) -> tuple[date, date]:
    """First and last day of a fiscal year."""
    return date(fiscal_year, 4, 1), date(fiscal_year + 1, 3, 31)


def find_last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]


_ERAS = "|".join(sorted(load_eras(), key=len, reverse=True))
_ERA_YEAR = rf"(?:(?<![A-Z])(?P<era>{_ERAS}) ?\.? ?(?P<number>元|\d{{1,2}})(?!\d))"
_YEAR = rf"(?:{_ERA_YEAR}|(?<!\d)(?P<year>(?:19|20)\d\d))"
_KANJI_YEAR = re.compile(
    rf"(?P<era>{_ERAS}) ?"
    r"(?P<number>[二三四五六弐参]?十[一二三四五六七八九]?|[一二三四五六七八九壱弐参])(?= ?年度)"
)
#: a title spread over its cell letter by letter: 令 和 ２ 年 度
_SPACED_YEAR = re.compile(r"(?:令 ?和|平 ?成) ?(?:[〇一二三四五六七八九十元]|\d)(?: ?\d)? ?年 ?度")
_FORMAL_DIGITS = str.maketrans("壱弐参", "一二三")
_RESTATED = re.compile(
    rf"(?<!\d)(?:(?:{_ERAS}) ?(?:元|\d{{1,2}})|\d{{4}}) ?(年度?)? ?"
    rf"\((?:(?:{_ERAS}) ?(?:元|\d{{1,2}})|\d{{4}}) ?(?:年度?)?\)"
)
_LABEL = re.compile(
    rf"{_YEAR} ?年度|(?<![A-Z])FY ?'?(?P<fy>20\d\d)(?!\d)"
    # R2 alone: no date (R2.6.1, R2年6月, R2-6), no longer number (R202), no word (AR2).
    r"|(?<![A-Z\d.-])(?P<letter>[RH]|令和|平成) ?(?P<short>元|\d{1,2})"
    r"(?!\d| ?年(?!度)| ?[./-] ?\d| ?月|[A-Z])"
)
_NO_LETTERS = re.compile(r"[\W_]+")
_SPAN_OF_YEARS = re.compile(r"\d ?(?:年度?)? ?[~〜-] ?(?:[A-Z]|[一-鿿]{1,2})? ?\d{1,4} ?年度")
#: A bare letter and number is read as a year label only from here on: H1, H2 are headings.
_FIRST_BARE_LABEL = 2000


def parse_fiscal_year(text: str) -> int | None:
    """The fiscal year that a title, sheet name or file name speaks of.

    None when it names none, or more than one. A date or a calendar year is no such label.

    >>> parse_fiscal_year("令和 ２ 年度実績報告.xlsx"), parse_fiscal_year("R2_中国_マッチング.xlsx")
    (2020, 2020)
    >>> parse_fiscal_year("Ｒ元"), parse_fiscal_year("FY2020"), parse_fiscal_year("2020（R2）年度")
    (2019, 2020, 2020)
    >>> [parse_fiscal_year(text) for text in ("令和二年度　実績", "令和弐年度", "平成三十一年度")]
    [2020, 2020, 2019]
    >>> parse_fiscal_year("令 和 ２ 年 度　調 書"), parse_fiscal_year("平 成 ３ ０ 年 度")
    (2020, 2018)
    >>> [parse_fiscal_year(text) for text in ("R2.6.1", "第2回", "2020年", "R2年度・R3年度")]
    [None, None, None, None]
    """
    return _parse_fiscal_year(text)


@lru_cache(maxsize=4096)
def _parse_fiscal_year(text: str) -> int | None:
    tidy = _tidy(text[:2000])
    tidy = tidy.replace("[", "(").replace("]", ")").replace("【", "(").replace("】", ")")
    tidy = _RESTATED.sub(_keep_first_year, tidy)
    if _SPAN_OF_YEARS.search(tidy):
        return None
    years = {year for match in _LABEL.finditer(tidy) if (year := _read_label(match))}
    return years.pop() if len(years) == 1 else None


def _tidy(text: str) -> str:
    plain = normalise(text).upper()
    if " 年" in plain or " 和" in plain or " 成" in plain:
        plain = _SPACED_YEAR.sub(lambda match: squeeze(match[0]), plain)
    return _KANJI_YEAR.sub(_convert_kanji, plain)


def _convert_kanji(match: re.Match[str]) -> str:
    """令和二 and 令和弐 before 年度 in Arabic digits."""
    return f"{match['era']}{parse_kanji_numeral(match['number'].translate(_FORMAL_DIGITS))}"


def parse_year_heading(text: str) -> int | None:
    """The fiscal year of a heading that says nothing else.

    >>> parse_year_heading("■令和元年度分"), parse_year_heading("【Ｒ２年度】（参考）")
    (2019, 2020)
    >>> parse_year_heading("■令和三年度分"), parse_year_heading("令和二年度 総会")
    (2021, None)
    >>> parse_year_heading("令和2年度 総会"), parse_year_heading("2020年") is None
    (None, True)
    """
    year = _parse_fiscal_year(text) if len(text) <= LONGEST_WORD else None
    if year is None:
        return None
    rest = _NO_LETTERS.sub("", _LABEL.sub("", _RESTATED.sub("", _tidy(text))))
    return year if _get_beside_pattern().fullmatch(rest) else None


_MONTH_TITLE = re.compile(
    rf"(?:{_YEAR} ?[年./] ?)?(?<!\d)(?P<month>1[0-2]|0?[1-9]) ?月"
    r"(?! ?(?:\d|末|現在|時点|提出|締|作成|更新))"
)


def parse_month_title(text: str) -> tuple[int | None, int] | None:
    """The calendar year, where it is said, and the month that a title or sheet name speaks of.

    >>> parse_month_title("令和２年７月 行事実施報告"), parse_month_title("12月分")
    ((2020, 7), (None, 12))
    >>> [parse_month_title(each) for each in ("令和3年3月31日", "4月～6月", "R3年3月現在")]
    [None, None, None]
    """
    if len(text) > LONGEST_WORD or text.count("月") != 1:
        return None
    found = _MONTH_TITLE.search(normalise(text).upper())
    if not found:
        return None
    return _convert(found["era"], found["number"], found["year"]), int(found["month"])


_MONTHS_TITLE = re.compile(
    rf"{_YEAR} ?[年./] ?(?P<month>1[0-2]|0?[1-9]) ?月? ?[~〜\-] ?"
    rf"(?:{_YEAR.replace('P<', 'P<to_')} ?[年./] ?)?(?P<last>1[0-2]|0?[1-9]) ?月(?! ?\d)"
)


def parse_months_title(text: str) -> int | None:
    """The fiscal year in which a title's span of months lies.

    >>> parse_months_title("第3四半期（令和３年１０月～１２月）"), parse_months_title("R3.1～3月")
    (2021, 2020)
    >>> parse_months_title("令和3年4月～令和4年3月"), parse_months_title("令和3年1月～6月")
    (2021, None)
    """
    found = _MONTHS_TITLE.search(normalise(text).upper()) if len(text) <= LONGEST_WORD else None
    year = _convert(found["era"], found["number"], found["year"]) if found else None
    if not found or not year:
        return None
    last = _convert(found["to_era"], found["to_number"], found["to_year"]) or year
    first, end = int(found["month"]), int(found["last"])
    own = year - (first < FIRST_MONTH)
    is_within = (year, first) < (last, end) and own == last - (end < FIRST_MONTH)
    return own if is_within else None


def parse_month_heading(text: str) -> tuple[int | None, int] | None:
    """The month, with its year where that is said, of a heading that says nothing else.

    >>> parse_month_heading("【6月】"), parse_month_heading("■令和2年10月分")
    ((None, 6), (2020, 10))
    >>> parse_month_heading("6月の講習会"), parse_month_heading("6月上旬")
    (None, None)
    """
    found = parse_month_title(text)
    if found is None:
        return None
    rest = _NO_LETTERS.sub("", _MONTH_TITLE.sub("", normalise(text).upper()))
    return found if _get_beside_pattern().fullmatch(rest) else None


_CALENDAR_YEAR = re.compile(rf"{_YEAR} ?年(?!度| ?\d| ?の)")


def parse_title_year(title: str) -> int | None:
    """The calendar year that a column's title gives to its dates.

    >>> [parse_title_year(each) for each in ("実施日（令和3年）", "2021年 開催日", "R3年度 実施")]
    [2021, 2021, None]
    >>> parse_title_year("開催日"), parse_title_year("開催日（令和2年～令和3年）")
    (None, None)
    """
    if "年" not in title or len(title) > LONGEST_WORD:
        return None
    plain = normalise(title).upper()
    years = {_convert(m["era"], m["number"], m["year"]) for m in _CALENDAR_YEAR.finditer(plain)}
    return years.pop() if len(years) == 1 else None


def parse_year_cell(value: Value) -> int | None:
    """The fiscal year that a cell of a column 年度 names.

    >>> parse_year_cell("R1"), parse_year_cell("令和2年"), parse_year_cell(2019)
    (2019, 2020, 2019)
    >>> parse_year_cell("2"), parse_year_cell("総会")
    (None, None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = value if isinstance(value, str) else f"{value:g}"
    plain = squeeze(text).upper().removesuffix("年度").removesuffix("年")
    return _parse_fiscal_year(f"{plain}年度") if len(plain) <= LONGEST_WORD else None


@cache
def _get_beside_pattern() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, get_words('years', 'beside')))})*")


def _keep_first_year(match: re.Match[str]) -> str:
    """令和2年度(2020年度) and 2020(R2)年度 without the bracket, when both say the same."""
    first, _, second = match[0].partition("(")
    years = [_find_year(first), _find_year(second)]
    return first if years[0] == years[1] else match[0]


def _find_year(text: str) -> int | None:
    match = re.search(_YEAR, text)
    return _convert(match["era"], match["number"], match["year"]) if match else None


def _read_label(match: re.Match[str]) -> int | None:
    if not match["letter"]:
        return _convert(match["era"], match["number"], match["year"] or match["fy"])
    year = _convert(match["letter"], match["short"], None)
    return year if year and year >= _FIRST_BARE_LABEL else None


def _convert(era: str | None, number: str | None, year: str | None) -> int | None:
    try:
        return convert_era_year(era, number) if era and number else int(year or 0) or None
    except UnclearDateError:
        return None


def drop_restated_years(text: str) -> str:
    """A normalised text in which a year is written once.

    >>> drop_restated_years("令和7(2025)年"), drop_restated_years("2015年度(平成27年度)")
    ('令和7年', '2015年度')
    >>> drop_restated_years("令和2年(2021年)")
    '令和2年(2021年)'
    """
    return _RESTATED.sub(_keep_first_year, text) if "(" in text else text
