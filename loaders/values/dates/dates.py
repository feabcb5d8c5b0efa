"""Dates and vague spans as they stand in Japanese workbooks (DESIGN.md §7).

Decisions where the design leaves room:

* Without a year a month lies in the fiscal year of the form; rows below a dated row inherit
  its year and era. Without either, the date is a problem.
* 春 of a fiscal year is its first spring, April and May. 平成28年春 with a calendar year is
  March to May, cut to the form's fiscal year.
* 令和2年 (not 年度) is January to December 2020; its precision is "fiscal_year", the nearest
  the contract has. 令和2年以降 is a problem: a year is too coarse to begin or end something.
* 年末 is 21–31 December, 年度末 21–31 March, 年度初め 1–10 April, 年内 up to December.
* 6/1/2021 is month/day/year, as Excel shows it in US form.
* 平成32年 and later count on past the era's end; a day before an era began is a problem.
* "A or B" is tentative: one period where the days follow each other (27or28日), else two.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from loaders.grid import Shown, Value
from loaders.values.dates import changes, patterns
from loaders.values.dates.eras import (
    FIRST_YEAR,
    LAST_YEAR,
    UnclearDateError,
    build_refusal,
    load_eras,
)
from loaders.values.dates.fiscal_years import find_fiscal_year, parse_fiscal_year
from loaders.values.dates.scanner import Scanner
from loaders.values.dates.spans import Setting, Span, pick_coarsest
from loaders.values.reading import BLANK, UNDECIDED, Reading
from loaders.values.text import read_blank_state

__all__ = [
    "DateContext",
    "Scheduled",
    "next_context",
    "parse_date",
    "parse_fiscal_year",
    "parse_scheduled",
]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """When something is or was: as written, and as understood.

    `periods` are inclusive (first day, last day), in the order written; none when undecided.
    `precision` is the coarsest of the parts.
    """

    text: str
    periods: tuple[tuple[date, date], ...]
    precision: str
    tentative: bool = False

    def to_json(self) -> dict[str, Any]:
        """
        >>> parse_scheduled("7月1日・2日", DateContext(2021)).value.to_json()["periods"]
        [{'start': '2021-07-01', 'end': '2021-07-02'}]
        """
        periods = [{"start": str(start), "end": str(end)} for start, end in self.periods]
        return {
            "text": self.text,
            "periods": periods,
            "precision": self.precision,
            "tentative": self.tentative,
        }


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a date without year is read in.

    `fiscal_year` is the form's; `era` ("R", "H", "S") and `year` (calendar) come from the
    rows above. `since_1904`: how the workbook counts the days of a number without a format.
    """

    fiscal_year: int | None = None
    era: str | None = None
    year: int | None = None
    since_1904: bool = False


#: A longer text is prose, not a date.
LONGEST_DATE = 120
_DAY_ZERO = date(1899, 12, 30)
#: Excel serials from 1990 on, up to before 2061: other numbers in a date column are no dates.
_FIRST_SERIAL = (date(1990, 1, 1) - _DAY_ZERO).days
_END_SERIAL = (date(LAST_YEAR + 1, 1, 1) - _DAY_ZERO).days
#: Day 0 of a workbook that counts from 1904 is this day of one that counts from 1900.
_DAYS_TO_1904 = (date(1904, 1, 1) - _DAY_ZERO).days
_SERIAL_TEXT = re.compile(r"\d{5}(?:\.\d+)?")


def parse_scheduled(value: Value, context: DateContext, shown: Shown = "day") -> Reading:
    """A cell as `Scheduled`, blank, not applicable, or `invalid_date`.

    `shown` is the finest part of a date cell that its number format shows. 未定 and its like are
    reported, with precision "undecided" and no period.

    >>> parse_scheduled("9月～10月末", DateContext(2021)).value.periods
    ((datetime.date(2021, 9, 1), datetime.date(2021, 10, 31)),)
    >>> parse_scheduled("調整中", DateContext(2021)).value.precision
    'undecided'
    >>> parse_scheduled("令和2年13月", DateContext(2020))[2:]
    ('invalid_date', '13月はありません。例: 令和2年6月1日')
    """
    if isinstance(value, str):
        return _parse_text(value, context)
    state = read_blank_state(value)
    return _parse_value(value, context, shown) if state is None else state


def parse_date(value: Value, context: DateContext, shown: Shown = "day") -> Reading:
    """A cell of an `*_on` field: as `parse_scheduled`, but 未定 is the state "undecided".

    >>> parse_date("R2.6.1", DateContext()).value.periods[0][0]
    datetime.date(2020, 6, 1)
    >>> parse_date("未定", DateContext()).state
    'undecided'
    """
    reading = parse_scheduled(value, context, shown)
    if isinstance(reading.value, Scheduled) and reading.value.precision == "undecided":
        return UNDECIDED
    return reading


def next_context(scheduled: Scheduled, context: DateContext) -> DateContext:
    """What the row below inherits: era and calendar year of a date exact to the month.

    >>> above = parse_date("R2.6.1", DateContext())
    >>> parse_date("7.3", next_context(above.value, DateContext())).value.periods[0][0]
    datetime.date(2020, 7, 3)
    """
    if scheduled.precision not in ("day", "part_of_month", "month"):
        return context
    era, year = _find_era(scheduled.text) or context.era, scheduled.periods[-1][0].year
    if (era, year) == (context.era, context.year):
        return context
    return replace(context, era=era, year=year)


@lru_cache(maxsize=1 << 14)
def _find_era(text: str) -> str | None:
    match = patterns.ERA_YEAR.search(patterns.tidy_text(text))
    return load_eras()[match["era"]].letter if match else None


@lru_cache(maxsize=1 << 16)
def _parse_text(text: str, context: DateContext) -> Reading:
    written = text.strip()
    if len(written) > LONGEST_DATE:
        return _refuse(build_refusal("date"))
    state = read_blank_state(text)
    if state is not None:
        return _read_undecided(written) if state.state == "undecided" else state
    if _SERIAL_TEXT.fullmatch(written):
        return _parse_serial(float(written), context, written)
    tidy = patterns.tidy_text(written)
    try:
        return _read_tidied(written, tidy, context)
    except UnclearDateError as unclear:
        return _read_changed(written, tidy, context) or _refuse(unclear)


def _read_changed(written: str, tidy: str, context: DateContext) -> Reading | None:
    """A date beside the one that it replaces, the number of its days, or itself once more."""
    present, days = changes.split_days(changes.drop_former(tidy))
    hint = patterns.UNDECIDED_WITH_HINT.fullmatch(tidy)
    if hint and not re.search(r"\d", hint["hint"]):  # 未定（コロナの状況による）
        return _read_undecided(written)
    listed, times = changes.split_times(tidy)
    try:
        if times is not None:
            reading = _read_tidied(written, listed, context)
            return reading if reading.value and len(reading.value.periods) == times else None
        if present != tidy:
            reading = _read_tidied(written, present, context)
            return reading if days is None or days in _count_days(reading) else None
        return _read_noted(written, tidy, context)
    except UnclearDateError:
        return None


def _count_days(reading: Reading) -> set[int]:
    return changes.count_days(reading.value.periods) if reading.value else set()


def _read_noted(written: str, tidy: str, context: DateContext) -> Reading | None:
    """「年度末（３月）」: what a bracket says of the same time more plainly."""
    noted = changes.split_noted(tidy)
    if noted is None:
        return None
    outer, inner = (_read_tidied(written, text, context) for text in noted)
    if outer.value is None or inner.value is None or outer.value.precision == "day":
        return None
    periods = [*outer.value.periods, *inner.value.periods]
    if len(periods) != 2 or not changes.are_nested(*periods):
        return None
    tentative = outer.value.tentative or inner.value.tentative
    return Reading(replace(inner.value, tentative=tentative))


def _read_tidied(written: str, tidy: str, context: DateContext) -> Reading:
    if patterns.is_undecided(tidy):
        return _read_undecided(written)
    if patterns.EMPTY_FORM.fullmatch(tidy):
        return BLANK
    hint = patterns.UNDECIDED_WITH_HINT.fullmatch(tidy)
    setting = Setting(context.fiscal_year, context.era, context.year)
    scanner = Scanner(hint["hint"] if hint else tidy, setting)
    scanner.scan()
    return Reading(_build_scheduled(written, scanner.spans, scanner.tentative or bool(hint)))


def _build_scheduled(written: str, spans: list[Span], tentative: bool) -> Scheduled:
    periods = tuple((span.start, span.end) for span in spans)
    return Scheduled(written, periods, pick_coarsest(spans), tentative)


def _read_undecided(written: str) -> Reading:
    return Reading(Scheduled(written, (), "undecided"))


def _refuse(unclear: UnclearDateError) -> Reading:
    return Reading(code="invalid_date", expected=str(unclear))


def _parse_value(value: Value, context: DateContext, shown: Shown) -> Reading:
    """A cell that holds no text: a date, a serial, or 20200601 as a number."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _read_day(day) if shown == "day" else _read_shown(day, shown)
    if isinstance(value, bool | time | timedelta) or not isinstance(value, int | float):
        return _refuse(build_refusal("date"))
    return _parse_number(value, context)


def _read_shown(day: date, shown: Shown) -> Reading:
    """A day of which people see the month or the year only.

    >>> _read_shown(date(2020, 9, 1), "month").value.text
    '2020年9月'
    >>> _read_shown(date(2021, 2, 1), "fiscal_year").code  # shown 令和3年度, lies in 令和2年度
    'invalid_date'
    """
    if shown == "fiscal_year" and find_fiscal_year(day) != day.year:
        return _refuse(build_refusal("shown_year", year=day.year, day=day))
    texts = {"month": f"{day.year}年{day.month}月", "year": f"{day.year}年"}
    return _parse_text(texts.get(shown, f"{day.year}年度"), DateContext())


def _parse_number(value: int | float, context: DateContext) -> Reading:
    serial = value + _DAYS_TO_1904 * context.since_1904
    if _FIRST_SERIAL <= serial < _END_SERIAL:
        return _parse_serial(value, context, f"{value:g}" if value == int(value) else str(value))
    if 19000101 <= value <= 20991231 and value == int(value):
        return _parse_text(str(int(value)), DateContext())
    return _refuse(build_refusal("date"))


def _parse_serial(serial: float, context: DateContext, written: str) -> Reading:
    """Days since 1899-12-30 (or 1904-01-01), as Excel counts them; the time of day is dropped.

    >>> _parse_serial(44000, DateContext(), "44000").value.periods[0][0]
    datetime.date(2020, 6, 18)
    """
    serial += _DAYS_TO_1904 * context.since_1904
    if not _FIRST_SERIAL <= serial < _END_SERIAL:
        return _refuse(build_refusal("date"))
    return _read_day(_DAY_ZERO + timedelta(days=int(serial)), written)


@lru_cache(maxsize=1 << 14)
def _read_day(day: date, written: str | None = None) -> Reading:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _refuse(build_refusal("implausible", first=FIRST_YEAR, last=LAST_YEAR))
    return Reading(Scheduled(written or day.isoformat(), ((day, day),), "day"))
