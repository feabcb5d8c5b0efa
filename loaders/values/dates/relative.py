"""Dates that lean on the one before: 同月20日, 同年9月30日, 翌年1月17日."""

import re
from datetime import date, timedelta

from loaders.values.text import normalise

#: What such a text begins with: a cheap look before `relate`.
RELATIVE = "同翌"
_LEANING = re.compile(
    r"(?P<which>[同翌])(?P<part>[年月])の? ?(?P<rest>[\d〇一二三四五六七八九十上中下初末].*)"
)


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
