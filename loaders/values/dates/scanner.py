"""A tidied date text, read from left to right: parts, what joins them, what follows them.

    text  := ["~"] item (joint item)*
    item  := part [ ("~" | から | -) part ] [以降 | まで | "~"]
    part  := date, month, season … then weekday, time, 頃, 予定, (未定), notes
    joint := 、 ・ 又は or, or a space between parts of one kind

Whatever is left over makes the whole text unclear: nothing is dropped that was not named.
"""

import re
from collections.abc import Callable
from datetime import date

from loaders.values.dates import patterns
from loaders.values.dates.eras import (
    build_refusal,
    convert_era_year,
    list_short_years,
    load_eras,
    load_words,
)
from loaders.values.dates.fiscal_years import find_fiscal_year, find_last_day, place_month
from loaders.values.dates.spans import (
    Setting,
    Span,
    are_consecutive,
    build_calendar_season,
    build_day,
    build_fiscal_year,
    build_month,
    build_months,
    build_period,
    build_quarter,
    check_month,
    is_calendar_year,
    join_spans,
    open_end,
    open_start,
    place_in_year,
    resolve_short_year,
)

Match = re.Match[str]
Builder = Callable[[Match, Setting], Span]


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
        return _check_distance(year, setting), True
    if groups.get("short"):
        return resolve_short_year(_read_number(groups["short"]), month, setting), True
    if groups.get("following") or groups.get("same"):
        return _choose_relative_year(bool(groups.get("following")), setting), True
    has_year = bool(setting.previous and setting.previous.has_year)
    return place_in_year(month, day, setting), has_year


def _check_distance(year: int, setting: Setting) -> int:
    """R31 in a sheet of 令和元年度 is 平成31年 misspelt, not 2049."""
    if setting.fiscal_year is not None and year > setting.fiscal_year + _FARTHEST_YEARS:
        raise build_refusal("far_year", year=year, fiscal_year=setting.fiscal_year)
    return year


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


def _build_month(match: Match, setting: Setting) -> Span:
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


def _build_fiscal_year(match: Match, setting: Setting) -> Span:
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
    (patterns.MONTH, _build_month),
    (patterns.YEAR_MONTH, _build_month),
)
_WORDS: tuple[tuple[re.Pattern[str], Builder], ...] = (
    (patterns.YEAR_END, _build_year_end),
    (patterns.QUARTER, _build_quarter),
    (patterns.PERIOD, _build_period),
)
_PARTS = (
    *_DATES,
    (patterns.CALENDAR_YEAR, _build_calendar_year),
    (patterns.MONTH_DAY, _build_month_day),
    *_WORDS,
)
_MORE: tuple[tuple[re.Pattern[str], Builder], ...] = (
    (patterns.MORE_MONTH_DAY, _build_day),
    (patterns.MORE_DAY, _build_more_day),
    (patterns.MORE_PART, _build_more_part),
)
_PLAIN = (patterns.NOTE_MARK, patterns.NOTE)


class Scanner:
    """Reads one tidied text; `spans` and `tentative` are the result."""

    def __init__(self, text: str, setting: Setting) -> None:
        self.text = text
        self.position = 0
        self.setting = setting
        self.spans: list[Span] = []
        self.tentative = False

    def take(self, pattern: re.Pattern[str]) -> Match | None:
        """Steps over the pattern if it stands here (never over nothing)."""
        match = pattern.match(self.text, self.position)
        if not match or not match[0]:
            return None
        self.position = match.end()
        return match

    def scan(self) -> None:
        """Reads the whole text, or raises UnclearDateError."""
        if self.take(patterns.TENTATIVE_BEFORE):
            self.tentative = True
        self.spans.append(self._read_item())
        while self.position < len(self.text):
            self._read_joined_item()

    def _read_joined_item(self) -> None:
        sign = self._read_joint()
        before = self.spans[-1]
        self.setting = self.setting.after(before)
        begin = self.position
        span = self._read_item()
        if sign == " " and self.text[begin : self.position].isdecimal():
            raise build_refusal("date")  # 6月1日 3: a day, or a count beside the date
        _refuse_mixed_years(before, span)
        if sign == " " and span.precision != before.precision:
            raise build_refusal("date")
        if sign in ("・", "or") and are_consecutive(before, span):
            self.spans[-1] = before._replace(end=span.end)
        else:
            self.spans.append(span)

    def _read_joint(self) -> str:
        if self.take(patterns.OR):
            self.tentative = True
            return "or"
        joint = self.take(patterns.AND)
        if not joint:
            raise build_refusal("date")
        return joint["sign"] or " "

    def _read_item(self) -> Span:
        is_until = bool(self.take(_WAVE))
        span = self._read_part()
        if is_until:
            self._take_until()
            return self._open(span, open_start)
        if self.take(patterns.SINCE):
            self._skip_suffixes()
            return self._open(span, open_end)
        if self._take_until():
            return self._open(span, open_start)
        return self._read_range_end(span)

    def _read_range_end(self, span: Span) -> Span:
        begin = self.position
        mark = self.take(patterns.FROM)
        if not mark:
            return span
        self._skip_suffixes()
        if self.position < len(self.text) and self.text[self.position] not in "、・":
            return self._read_closed_range(span)
        if mark["dash"]:
            self.position = begin
            return span
        return self._open(span, open_end)

    def _read_closed_range(self, first: Span) -> Span:
        self.setting = self.setting.after(first, is_range_end=True)
        last = self._read_part()
        self._take_until()
        _refuse_mixed_years(first, last)
        return join_spans(first, last)

    def _open(self, span: Span, opener: Callable[[Span, int | None], Span]) -> Span:
        if is_calendar_year(span):
            raise build_refusal("open_year")
        return opener(span, self.setting.fiscal_year)

    def _take_until(self) -> bool:
        if not self.take(patterns.UNTIL):
            return False
        self._skip_suffixes()
        return True

    def _read_part(self) -> Span:
        span = self._match_part()
        self._skip_suffixes(span if span.precision == "day" else None)
        return span

    def _match_part(self) -> Span:
        if match := self.take(patterns.FISCAL_YEAR):
            span = _build_fiscal_year(match, self.setting)
            return self._read_after_fiscal_year(span, is_bare=match[0] == "年度")
        rules = (*_PARTS, *_MORE) if self.setting.previous else _PARTS
        for pattern, build in rules:
            if match := self.take(pattern):
                return build(match, self.setting)
        raise build_refusal("date")

    def _read_after_fiscal_year(self, span: Span, is_bare: bool) -> Span:
        """令和2年度末, 令和2年度 春, 2014年度上半期, 令和3年度4月; else the whole year.

        年度 alone is a label without its year.
        """
        year = find_fiscal_year(span.start)
        if match := self.take(patterns.AFTER_YEAR):
            return _build_after_fiscal_year(patterns.AFTER_FISCAL_YEAR[match["word"]], year, span)
        inside = Setting(fiscal_year=year)
        begin = self.position
        self.take(_SPACE)
        for pattern, build in ((patterns.MONTH, _build_month), *_WORDS):
            match = pattern.match(self.text, self.position)
            if match and not _names_year(match):
                self.position = match.end()
                return build(match, inside)._replace(has_year=True)
        if is_bare:
            raise build_refusal("no_year")
        self.position = begin
        return span

    def _skip_suffixes(self, day: Span | None = None) -> None:
        """Steps over what may follow a part (of one day), noting what makes it tentative."""
        while self.position < len(self.text):
            if self.take(patterns.TENTATIVE):
                self.tentative = True
            elif not self._skip_plain(day) and not self._skip_bracket():
                return

    def _skip_plain(self, day: Span | None) -> bool:
        if day and self.take(patterns.TIME):
            return True
        if day and (weekday := self.take(patterns.WEEKDAY)):
            _check_weekday(weekday[0], day.start)
            return True
        return any(self.take(pattern) for pattern in _PLAIN)

    def _skip_bracket(self) -> bool:
        """A note in brackets: tentative, harmless, or (it shifts the date) left standing."""
        match = patterns.BRACKET.match(self.text, self.position)
        if not match:
            return False
        note = match[1].strip()
        if not patterns.TIME.fullmatch(note):
            if patterns.TENTATIVE_NOTE.fullmatch(note) and not any(map(str.isdigit, note)):
                self.tentative = True
            elif patterns.REFUSED_NOTE.fullmatch(note):
                return False
        self.position = match.end()
        return True


def _refuse_mixed_years(first: Span, second: Span) -> None:
    """A bare calendar year beside anything finer is not clear: 2021年～年末."""
    if is_calendar_year(first) != is_calendar_year(second):
        raise build_refusal("open_year")


def _check_weekday(written: str, day: date) -> None:
    """Raises UnclearDateError where none of the weekdays written is the day's own."""
    named = set(_HOLIDAY.sub("", written)) & set(_WEEKDAYS)
    weekday = _WEEKDAYS[day.weekday()]
    if named and weekday not in named:
        facts = {"year": day.year, "month": day.month, "number": day.day}
        raise build_refusal("weekday", weekday=weekday, **facts)


_WEEKDAYS = "月火水木金土日"
#: the 日 of 祝日 and of 月曜日 names no Sunday
_HOLIDAY = re.compile("[祝休]日|曜日?")
#: years beyond the sheet's own that a date may lie ahead
_FARTHEST_YEARS = 20
_SPACE = re.compile(" ?の?")
_WAVE = re.compile("~ ?")


def _names_year(match: Match) -> bool:
    groups = match.groupdict()
    return any(groups.get(name) for name in ("era", "year", "short", "following", "same"))


def _build_after_fiscal_year(name: str, year: int, span: Span) -> Span:
    if name == "whole":
        return span
    if name in load_words()["periods"]:
        return build_period(name, year, has_year=True)
    if name == "first_ten_days":
        return build_month(year, 4, "early", has_year=True)
    return build_month(year + 1, 3, "late", has_year=True)
