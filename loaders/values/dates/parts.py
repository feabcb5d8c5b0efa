"""The parts of a date text: what each pattern of `patterns` stands for in its setting."""

import re
from collections.abc import Callable

from loaders.values.dates import patterns
from loaders.values.dates.eras import (
    build_refusal,
    convert_era_year,
    list_short_years,
    load_eras,
)
from loaders.values.dates.fiscal_years import find_last_day, place_month
from loaders.values.dates.spans import (
    Setting,
    Span,
    build_calendar_season,
    build_day,
    build_fiscal_year,
    build_month,
    build_months,
    build_period,
    build_quarter,
    check_month,
    place_in_year,
    resolve_short_year,
)

Match = re.Match[str]
Builder = Callable[[Match, Setting], Span]

#: years beyond the sheet's own that a date may lie ahead
_FARTHEST_YEARS = 20


def _read_year(match: Match) -> int | None:
    """The year as written, if it needs nobody's help."""
    groups = match.groupdict()
    if groups.get("era"):
        return convert_era_year(groups["era"], groups["number"])
    return int(groups["year"]) if groups.get("year") else None


def _read_number(text: str) -> int:
    return 1 if text == "元" else int(text)


def _check_era(span: Span, match: Match) -> Span:
    """The span without the days before its era began; UnclearDateError when none is left."""
    name = match.groupdict().get("era")
    if not name or span.start >= (first_day := load_eras()[name].first_day):
        return span
    if _read_year(match) != span.start.year:  # an era by the letter of the next
        return span
    if span.end < first_day:
        era = load_eras()[name].name
        day = {"year": first_day.year, "month": first_day.month, "day": first_day.day}
        raise build_refusal("before_era", era=era, **day)
    return span._replace(start=first_day)


def _choose_year(match: Match, month: int, day: int | None, setting: Setting) -> tuple[int, bool]:
    """The calendar year of a part's month, and whether the sender wrote it."""
    check_month(month)
    groups = match.groupdict()
    if (year := _read_year(match)) is not None:
        return _check_distance(match, year, setting), True
    if groups.get("short"):
        return resolve_short_year(_read_number(groups["short"]), month, setting), True
    if groups.get("following") or groups.get("same"):
        return _choose_relative_year(bool(groups.get("following")), setting), True
    has_year = bool(setting.previous and setting.previous.has_year)
    return place_in_year(month, day, setting), has_year


def _check_distance(match: Match, year: int, setting: Setting) -> int:
    """R31 in a sheet of 令和元年度 is 平成31年 by another letter, never 2049; in any other sheet
    nobody knows what it is."""
    fiscal_year = setting.fiscal_year
    if fiscal_year is None or year <= fiscal_year + _FARTHEST_YEARS:
        return year
    groups = match.groupdict()
    meant = [
        other
        for other in list_short_years(_read_number(groups["number"] or "0"))
        if groups.get("era") and other in (fiscal_year, fiscal_year + 1)
    ]
    if len(meant) != 1:
        raise build_refusal("far_year", year=year, fiscal_year=fiscal_year)
    return meant[0]


def _choose_relative_year(is_following: bool, setting: Setting) -> int:
    """翌年 and 同年 point to the part before; 同年 may also point to the row above."""
    if setting.previous:
        return setting.previous.start.year + is_following
    if is_following or setting.year is None:
        raise build_refusal("no_year")
    return setting.year


def _build_day(match: Match, setting: Setting) -> Span:
    month, day = int(match["month"]), int(match["day"])
    year, has_year = _choose_year(match, month, day, setting)
    return _check_era(build_day(year, month, day, has_year), match)


def build_month_part(match: Match, setting: Setting) -> Span:
    month = int(match["month"])
    groups = match.groupdict()
    day = int(groups["day"]) if groups.get("day") else None
    year, has_year = _choose_year(match, month, day, setting)
    if groups.get("last"):
        day = find_last_day(year, month)
    if day is not None:
        return _check_era(build_day(year, month, day, has_year), match)
    part = patterns.PART_NAMES[groups["part"]] if groups.get("part") else None
    return _check_era(build_month(year, month, part, has_year), match)


def _build_month_day(match: Match, setting: Setting) -> Span:
    """7/1 and 7.1; "2.6" without a dated row above may be 令和2年6月 as well."""
    is_alone = match["sign"] == "." and setting.year is None and setting.previous is None
    if is_alone and setting.fiscal_year is not None and 1 <= int(match["day"]) <= 12:
        era_year = place_month(setting.fiscal_year, int(match["day"]))
        if era_year == list_short_years(int(match["month"]))[0]:
            raise build_refusal("month_or_day", text=match[0])
    return _build_day(match, setting)


def read_fiscal_year(match: Match, setting: Setting) -> Span:
    groups = match.groupdict()
    year = int(groups["fy"]) if groups["fy"] else _read_year(match)
    if year is not None:
        return build_fiscal_year(year)
    if not groups["short"]:
        return build_fiscal_year(setting.require_fiscal_year(), has_year=bool(groups["this"]))
    return build_fiscal_year(resolve_short_year(_read_number(groups["short"]), 4, setting))


def _build_calendar_year(match: Match, setting: Setting) -> Span:
    """令和2年: January to December. The contract has no precision for it; the nearest, that of
    a whole year, is "fiscal_year"."""
    year = _read_year(match)
    assert year is not None
    if match["period"]:
        season = patterns.PERIOD_NAMES[match["period"]]
        return _check_era(build_calendar_season(season, year, setting.fiscal_year), match)
    if match["end"]:
        return _check_era(build_month(year, 12, "late", has_year=True), match)
    return _check_era(build_months(year, 1, 12, "fiscal_year", has_year=True), match)


def _build_year_end(match: Match, setting: Setting) -> Span:
    year, has_year = _choose_year(match, 12, None, setting)
    return build_month(year, 12, "late", has_year)


def _build_quarter(match: Match, setting: Setting) -> Span:
    fiscal_year = setting.require_fiscal_year()
    return build_quarter(int(match["quarter"] or match["q"]), fiscal_year, _inherits_year(setting))


def _build_period(match: Match, setting: Setting) -> Span:
    name = patterns.PERIOD_NAMES[match["period"]]
    return build_period(name, setting.require_fiscal_year(), _inherits_year(setting))


def _inherits_year(setting: Setting) -> bool:
    return bool(setting.previous and setting.previous.has_year)


def _build_more_day(match: Match, setting: Setting) -> Span:
    """A number after a day is a day; one that ends a range of months is a month."""
    before, number = setting.previous, int(match["day"])
    if before and before.precision == "day" and number > before.end.day:
        return build_day(before.end.year, before.end.month, number, before.has_year)
    if before and before.precision == "month" and setting.is_range_end and not match["mark"]:
        check_month(number)
        year = place_in_year(number, None, setting)
        return build_month(year, number, None, before.has_year)
    raise build_refusal("date")


def _build_more_part(match: Match, setting: Setting) -> Span:
    before = setting.previous
    if not before or before.precision not in ("day", "part_of_month"):
        raise build_refusal("date")
    part = patterns.PART_NAMES[match["part"]]
    return build_month(before.start.year, before.start.month, part, before.has_year)


_DATES: tuple[tuple[re.Pattern[str], Builder], ...] = (
    (patterns.COMPACT, _build_day),
    (patterns.AMERICAN, _build_day),
    (patterns.FULL, _build_day),
    (patterns.MONTH, build_month_part),
    (patterns.YEAR_MONTH, build_month_part),
)
WORDS: tuple[tuple[re.Pattern[str], Builder], ...] = (
    (patterns.YEAR_END, _build_year_end),
    (patterns.QUARTER, _build_quarter),
    (patterns.PERIOD, _build_period),
)
PARTS = (
    *_DATES,
    (patterns.CALENDAR_YEAR, _build_calendar_year),
    (patterns.MONTH_DAY, _build_month_day),
    *WORDS,
)
MORE: tuple[tuple[re.Pattern[str], Builder], ...] = (
    (patterns.MORE_MONTH_DAY, _build_day),
    (patterns.MORE_DAY, _build_more_day),
    (patterns.MORE_PART, _build_more_part),
)
