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
    UnclearDateError,
    build_refusal,
    load_words,
)
from loaders.values.dates.fiscal_years import find_fiscal_year
from loaders.values.dates.parts import MORE, PARTS, WORDS, Match, build_month_part, read_fiscal_year
from loaders.values.dates.spans import (
    Setting,
    Span,
    are_consecutive,
    build_month,
    build_period,
    is_calendar_year,
    join_spans,
    open_end,
    open_start,
)

_PLAIN = (patterns.NOTE_MARK, patterns.NOTE)
_HARMLESS_NOTES = (patterns.TIME, patterns.ORDINAL_NOTE, patterns.DAYS_OFF_NOTE)


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
            span = read_fiscal_year(match, self.setting)
            return self._read_after_fiscal_year(span, is_bare=match[0] == "年度")
        rules = (*PARTS, *MORE) if self.setting.previous else PARTS
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
        for pattern, build in ((patterns.MONTH, build_month_part), *WORDS):
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
        if not any(pattern.fullmatch(note) for pattern in _HARMLESS_NOTES):
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


def find_weekday_fault(written: str, day: date) -> str:
    """What to do about a weekday that is not the day's own; "" where it is, or names none.

    >>> [find_weekday_fault(each, date(2021, 11, 4))[-9:] for each in "木月"]
    ['', 'を直してください。']
    """
    try:
        _check_weekday(written, day)
    except UnclearDateError as fault:
        return str(fault)
    return ""


_WEEKDAYS = "月火水木金土日"
#: the 日 of 祝日 and of 月曜日 names no Sunday
_HOLIDAY = re.compile("[祝休]日|曜日?")
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
