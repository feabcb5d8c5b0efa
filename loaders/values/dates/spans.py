"""Spans of days with how exactly they are known, and the year a month without one lies in."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple, Self

from loaders.values.dates.eras import build_refusal, check_year, list_short_years, load_words
from loaders.values.dates.fiscal_years import (
    build_fiscal_span,
    find_fiscal_year,
    find_last_day,
    place_month,
)

#: From exact to vague; of several parts the coarsest counts (DESIGN.md §7).
PRECISIONS = (
    "day",
    "part_of_month",
    "month",
    "season",
    "quarter",
    "half_year",
    "fiscal_year",
    "undecided",
)
#: A year inherited from another row is not carried further than this.
_FARTHEST_INHERITED = 10


class Span(NamedTuple):
    """First and last day. `has_year`: the sender wrote the year (or the part before did)."""

    start: date
    end: date
    precision: str
    has_year: bool = False


class Setting(NamedTuple):
    """What a text without its own year is read in (fiscal year, rows above, part before)."""

    fiscal_year: int | None = None
    era: str | None = None
    year: int | None = None
    previous: Span | None = None
    is_range_end: bool = False

    def after(self, span: Span, is_range_end: bool = False) -> Self:
        return self._replace(previous=span, is_range_end=is_range_end)

    def require_fiscal_year(self) -> int:
        if self.previous and self.previous.has_year:
            return find_fiscal_year(self.previous.start)
        if self.fiscal_year is None:
            raise build_refusal("no_year")
        return self.fiscal_year


def place_in_year(month: int, day: int | None, setting: Setting) -> int:
    """The calendar year of a month that stands without one.

    After a dated part it is that part's year or, in the same fiscal year, the next: R3年12月～2月
    ends in 2022. Else the fiscal year decides, unless the rows above speak of another time.

    >>> place_in_year(2, None, Setting(fiscal_year=2021))
    2022
    """
    before = setting.previous
    if before and before.has_year:
        if (month, day or 31) >= (before.start.month, before.start.day):
            return before.start.year
        return place_month(find_fiscal_year(before.start), month)
    fiscal, year = setting.fiscal_year, setting.year
    if fiscal is not None and (year is None or fiscal <= year <= fiscal + 1):
        return place_month(fiscal, month)
    if year is None:
        raise build_refusal("no_year")
    return year


def resolve_short_year(number: int, month: int, setting: Setting) -> int:
    """The calendar year of "2" in 2.6.1.

    The one reading (an era's or 20xx) that lies in the fiscal year; else that of the era
    written above, when it is near; else UnclearDateError.

    >>> resolve_short_year(30, 1, Setting(fiscal_year=2017))
    2018
    """
    fiscal = setting.fiscal_year
    candidates = list_short_years(number)
    if fiscal is not None and place_month(fiscal, month) in candidates:
        return place_month(fiscal, month)
    if setting.era is None:
        raise build_refusal("no_era")
    first = load_words()["eras"][setting.era]["first_year"]
    year: int = first + number - 1
    near = setting.year if setting.year is not None else fiscal
    if year not in candidates or abs(year - (near or year)) > _FARTHEST_INHERITED:
        raise build_refusal("no_era")
    return year


def build_day(year: int, month: int, day: int, has_year: bool = False) -> Span:
    """One day, raising UnclearDateError when the calendar has none such.

    >>> build_day(2020, 6, 1).start
    datetime.date(2020, 6, 1)
    """
    check_year(year)
    check_month(month)
    last = find_last_day(year, month)
    if not 1 <= day <= last:
        raise build_refusal("no_day", year=year, month=month, last=last)
    on = date(year, month, day)
    return Span(on, on, "day", has_year)


def check_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise build_refusal("no_month", month=month)


def build_month(year: int, month: int, part: str | None = None, has_year: bool = False) -> Span:
    """A month, or its part by identifier (early, middle, late, …).

    >>> build_month(2022, 2, "late")[:2]
    (datetime.date(2022, 2, 21), datetime.date(2022, 2, 28))
    """
    check_year(year)
    check_month(month)
    last = find_last_day(year, month)
    if part is None:
        return Span(date(year, month, 1), date(year, month, last), "month", has_year)
    first_day, last_day = load_words()["parts"][part]["days"]
    start, end = date(year, month, first_day), date(year, month, min(last_day, last))
    return Span(start, end, "part_of_month", has_year)


def build_months(
    year: int, first_month: int, count: int, precision: str, has_year: bool = False
) -> Span:
    """`count` whole months from a month on."""
    check_year(year)
    over, month = divmod(first_month + count - 2, 12)
    end = date(year + over, month + 1, find_last_day(year + over, month + 1))
    return Span(date(year, first_month, 1), end, precision, has_year)


def build_period(name: str, fiscal_year: int, has_year: bool = False) -> Span:
    """A season, half, or whole year by identifier, inside a fiscal year.

    春 is its first spring, April and May: the March that ends the year belongs to the next
    spring in the eyes of those who plan.

    >>> build_period("winter", 2021)[:2]
    (datetime.date(2021, 12, 1), datetime.date(2022, 2, 28))
    """
    period = load_words()["periods"][name]
    return build_months(
        fiscal_year, period["first_month"], period["months"], period["precision"], has_year
    )


def build_quarter(quarter: int, fiscal_year: int, has_year: bool = False) -> Span:
    """
    >>> build_quarter(4, 2021)[:2]
    (datetime.date(2022, 1, 1), datetime.date(2022, 3, 31))
    """
    first = 3 * quarter + 1
    year, month = (fiscal_year + 1, 1) if quarter == 4 else (fiscal_year, first)
    return build_months(year, month, 3, "quarter", has_year)


def build_fiscal_year(fiscal_year: int, has_year: bool = True) -> Span:
    return Span(*build_fiscal_span(check_year(fiscal_year)), "fiscal_year", has_year)


def build_calendar_season(name: str, year: int, fiscal_year: int | None) -> Span:
    """A season of a calendar year: 平成28年春 = March to May 2016, cut to the fiscal year if
    one is given and touched. A calendar year has two winters: the fiscal year decides, or
    UnclearDateError.
    """
    check_year(year)
    if name == "winter":
        return _build_calendar_winter(year, fiscal_year)
    first_months: Mapping[str, int] = {"spring": 3, "summer": 6, "autumn": 9}
    span = build_months(year, first_months[name], 3, "season", has_year=True)
    if fiscal_year is None:
        return span
    first, last = build_fiscal_span(fiscal_year)
    start, end = max(span.start, first), min(span.end, last)
    return span._replace(start=start, end=end) if start <= end else span


def _build_calendar_winter(year: int, fiscal_year: int | None) -> Span:
    if year == fiscal_year:
        return build_months(year, 12, 3, "season", has_year=True)
    if fiscal_year is not None and year == fiscal_year + 1:
        return build_months(year, 1, 2, "season", has_year=True)
    raise build_refusal("no_season_year")


def open_end(span: Span, fiscal_year: int | None) -> Span:
    """From a span on, to the end of the fiscal year (of its own one, if it begins later)."""
    own = find_fiscal_year(span.start)
    return span._replace(end=build_fiscal_span(max(own, fiscal_year or own))[1])


def open_start(span: Span, fiscal_year: int | None) -> Span:
    """Up to a span, from the beginning of the fiscal year (of its own one, if it ends earlier)."""
    own = find_fiscal_year(span.end)
    return span._replace(start=build_fiscal_span(min(own, fiscal_year or own))[0])


def join_spans(first: Span, last: Span) -> Span:
    """From the first day of one to the last of the other; the coarser precision."""
    if last.start < first.start:
        raise build_refusal("reversed")
    return Span(first.start, last.end, pick_coarsest([first, last]), first.has_year)


def pick_coarsest(spans: list[Span]) -> str:
    """
    >>> day = build_day(2021, 9, 1)
    >>> pick_coarsest([day, build_month(2021, 10)])
    'month'
    """
    return max((span.precision for span in spans), key=PRECISIONS.index)


def is_calendar_year(span: Span) -> bool:
    """Whether a span is a whole calendar year: too coarse to begin or end anything."""
    return span.precision == "fiscal_year" and (span.end.month, span.start.month) in (
        (12, 1),
        (12, 5),
    )


def are_consecutive(first: Span, second: Span) -> bool:
    """Whether two spans known to the day follow each other without a gap."""
    days_known = first.precision == second.precision == "day"
    return days_known and first.end + timedelta(days=1) == second.start
