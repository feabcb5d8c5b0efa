"""Heading rows that say when: 【6月】 over days, 「平成28年11月28日入会」 over names."""

import re
from collections.abc import Sequence

from loaders.grid import Value
from loaders.reading.headers.header_match import Header
from loaders.reading.headers.titles import match_title
from loaders.values.coerce import Context, coerce
from loaders.values.dates.dates import DateContext, Scheduled, parse_date
from loaders.values.dates.relative import Month, complete_day
from loaders.values.text import normalise, strip_note

_QUARTER = re.compile("四半期|半期|[QＱ]")
_HAPPENED = re.compile(
    r"(?P<when>\S.*?\d ?[年月日]度?(?:\(.\))?) ?[にの付]? ?(?P<what>[^\d\s()]{2,8}?)"
    r"(?:分|者|(?:した)?(?:団体|自治体|会員))?"
)


def find_happened(header: Header, text: str) -> tuple[str, Scheduled] | None:
    """The field and the day that a heading gives to all rows below, of which they are not asked:
    平成28年11月28日入会."""
    found = _HAPPENED.fullmatch(normalise(text).strip())
    match = match_title(header.layout, (found["what"],)) if found else None
    field = match.field if match else None
    if found is None or field is None or field.type != "date" or header.find(field.name):
        return None
    day = coerce(field, found["when"], Context()).value
    return (field.name, day) if isinstance(day, Scheduled) else None


def holds_days(text: str, days: Sequence[Value], fiscal_year: int | None) -> bool:
    """Whether a text is a quarter, or another part of a year, in which a row's days all lie.

    >>> [holds_days("第2四半期", [each], 2020) for each in ("R2.9.8", "R2.10.1", "未定", None)]
    [True, False, False, False]
    >>> holds_days("上半期（4～9月）", ["R2.9.8"], 2020)
    True
    """
    if not _QUARTER.search(text):
        return False
    dates = DateContext(fiscal_year)
    span = parse_date(text, dates).value or parse_date(strip_note(normalise(text)), dates).value
    found = [parse_date(day, dates).value for day in days if day is not None]
    if span is None or len(span.periods) != 1 or not found or None in found:
        return False
    (first, last), *_ = span.periods
    return all(first <= each <= last for day in found if day for each in day.periods[0])


def lies_in(value: Value, month: Month, fiscal_year: int | None) -> bool:
    """Whether a row's date is a day that leaves its month to the heading, or one of that month.

    >>> [lies_in(each, (None, 6), 2020) for each in ("3日", "R2.6.3", "6/3", "7/3", "未定")]
    [True, True, True, False, False]
    """
    day = complete_day(value, month)
    if day != value:
        return True
    found = parse_date(day, DateContext(fiscal_year)).value
    return found is not None and found.periods[0][0].month == month[1]
