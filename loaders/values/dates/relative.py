"""Dates that lean on the one before, or on a heading: 同月20日, 翌年1月17日, 3日 below 【6月】."""

import re
from datetime import date, timedelta

from loaders.grid import Value
from loaders.values.text import normalise

#: What such a text begins with: a cheap look before `relate`.
RELATIVE = "同翌"
_LEANING = re.compile(
    r"(?P<which>[同翌])(?P<part>[年月])の? ?(?P<rest>[\d〇一二三四五六七八九十上中下初末].*)"
)

#: 3日, 13（月）, 22日～23日, 5日 14:00: a day that leaves its month to a heading
_DAY = re.compile(
    r"(?P<day>[0-3]?\d)(?! ?[月年./\d]) ?日?"
    r"(?P<rest>(?: ?\(\D{1,4}\))?"
    r"(?: ?[・、,~〜-] ?[0-3]?\d ?日?(?:\(\D{1,4}\))?| ?\d{1,2}[:時].*)?)"
)

#: Calendar year, where it is said, and month.
Month = tuple[int | None, int]


def relate(text: str, before: date) -> str:
    """The text with the year, or year and month, of the date before written out.

    >>> relate("同月20日", date(2021, 6, 8)), relate("翌月上旬", date(2021, 12, 8))
    ('2021年6月20日', '2022年1月上旬')
    >>> relate("同年9月30日", date(2021, 6, 8)), relate("翌年1月", date(2021, 6, 8))
    ('2021年9月30日', '2022年1月')
    >>> relate("同日", date(2021, 6, 8)), relate("翌週", date(2021, 6, 8))
    ('同日', '翌週')
    """
    match = _LEANING.fullmatch(normalise(text))
    if match is None:
        return text
    is_next = match["which"] == "翌"
    if match["part"] == "年":
        return f"{before.year + is_next}年{match['rest']}"
    month = before.replace(day=28) + timedelta(days=4) if is_next else before
    return f"{month.year}年{month.month}月{match['rest']}"


def complete_day(value: Value, month: Month) -> Value:
    """A day with the month of the heading above it; any other value as it is.

    >>> [complete_day(each, (2020, 6)) for each in ("3日", 22, "5（木）")]
    ['2020年6月3日', '2020年6月22日', '2020年6月5日(木)']
    >>> [complete_day(each, (None, 6)) for each in ("7月3日", "上旬", 43983, "6.3")]
    ['7月3日', '上旬', 43983, '6.3']
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    text = f"{value:g}" if isinstance(value, float) else str(value)
    found = _DAY.fullmatch(normalise(text).strip())
    if found is None or not 1 <= int(found["day"]) <= 31:
        return value
    year, number = month
    return f"{year}年" * (year is not None) + f"{number}月{int(found['day'])}日{found['rest']}"
