"""What a number format makes of a number: a date, a span of time, a percentage, itself; and
whether it shows a date's day.

ECMA-376 part 1, §18.8.30 lists the built-in formats; 27–36 and 50–58 are dates (eras
included) in every East Asian edition of Excel.
"""

import math
import re
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from loaders.grid import Shown
from loaders.opening.formats.cell_styles import Kind

Moment = int | float | date | datetime | time | timedelta

BUILT_IN: dict[int, Kind] = {
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), "date"),
    46: "duration",
}
#: Sep-20, and 2020年9月 in Japanese editions
_BUILT_IN_MONTHS = frozenset({17, 34, 52, 55})

_LITERALS = re.compile(r'"[^"]*"?|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]?")
_DURATION = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATE_SIGNS = re.compile(r"[dyhgsb]|m|e(?![+-])|am/pm|上午/下午", re.IGNORECASE)

_DAY_SECONDS = 86_400
_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
#: 1900 was no leap year, but Excel counts its 29 February as day 60
_PHANTOM_DAY = 60
#: 31 December 9999
_LAST_DAY = 2_958_465
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
#: whole numbers up to here are exact in a double
_EXACT = 1 << 53


def parse_double(text: str) -> int | float | None:
    """A stored number; a whole one is an int.

    >>> parse_double("133"), parse_double("0.57"), parse_double("1E3"), parse_double("1_0")
    (133, 0.57, 1000, None)
    """
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    return shorten_number(float(text)) if _NUMBER.fullmatch(text) else None


def shorten_number(number: float) -> int | float | None:
    """An int where the double is a whole number; None for infinities and the like."""
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


@cache
def find_kind(code: str) -> Kind:
    """The kind of a format code, by its first section that shows a number.

    >>> find_kind('[$-411]ge.m.d'), find_kind('ggge"年"m"月"d"日"'), find_kind('0"日"')
    ('date', 'date', 'number')
    >>> find_kind('0.0%'), find_kind('[h]:mm'), find_kind('#,##0;[Red]-#,##0'), find_kind('0.0E+00')
    ('percent', 'duration', 'number', 'number')
    """
    section = _LITERALS.sub("", code).split(";")[0]
    if _DURATION.search(section):
        return "duration"
    section = _BRACKETS.sub("", section)
    if section.strip().lower() in ("general", "g/標準", "標準", "@", ""):
        return "number"
    if "%" in section:
        return "percent"
    if re.search(r"[0#?]", section) and not re.search(r"[ydhges]", section, re.IGNORECASE):
        return "number"
    return "date" if _DATE_SIGNS.search(section) else "number"


@cache
def find_shown(code: str) -> Shown:
    """The finest part of a date that a date's format code shows; a weekday or a time shows a day.

    >>> find_shown('yyyy"年"m"月"'), find_shown('ggge"年度"'), find_shown("[$-411]ge")
    ('month', 'fiscal_year', 'year')
    """
    section = code.split(";")[0]
    signs = _BRACKETS.sub("", _LITERALS.sub("", section)).lower()
    if re.search(r"[dahs]", signs) or not re.search(r"[myegr]", signs):
        return "day"
    if "m" in signs:
        return "month"
    return "fiscal_year" if "年度" in section else "year"


def find_built_in(key: int) -> tuple[Kind, Shown]:
    """
    >>> find_built_in(14), find_built_in(55), find_built_in(9)
    (('date', 'day'), ('date', 'month'), ('percent', 'day'))
    """
    return BUILT_IN.get(key, "number"), "month" if key in _BUILT_IN_MONTHS else "day"


def find_format(code: str) -> tuple[Kind, Shown]:
    """
    >>> find_format('yyyy"年"m"月"'), find_format("0.0%")
    (('date', 'month'), ('percent', 'day'))
    """
    kind = find_kind(code)
    return kind, find_shown(code) if kind == "date" else "day"


@lru_cache(maxsize=1 << 12)
def convert_serial(serial: float, kind: Kind, since_1904: bool) -> Moment:
    """The moment a serial day number stands for; the number itself where it is none.

    A whole day is a date, a part of day 0 a time, else a datetime (to the millisecond).

    >>> convert_serial(44000, "date", False), convert_serial(0.5, "date", False)
    (datetime.date(2020, 6, 18), datetime.time(12, 0))
    >>> convert_serial(60, "date", False), convert_serial(61, "date", False)
    (60, datetime.date(1900, 3, 1))
    """
    if kind == "duration" and abs(serial) <= _LAST_DAY:
        return timedelta(milliseconds=round(serial * _DAY_SECONDS * 1000))
    if kind != "date" or not 0 < serial <= _LAST_DAY + 1 - 1e-9:
        return serial
    moment = timedelta(milliseconds=round(serial * _DAY_SECONDS * 1000))
    if moment.days == 0 and not since_1904:
        return (datetime.min + moment).time()
    return _convert_day(serial, moment, since_1904)


def _convert_day(serial: float, moment: timedelta, since_1904: bool) -> Moment:
    if since_1904:
        epoch = _EPOCH_1904
    elif moment.days == _PHANTOM_DAY:
        return serial
    else:
        epoch = _EPOCH_1900 + timedelta(days=moment.days < _PHANTOM_DAY)
    try:
        found = epoch + moment
    except OverflowError:
        return serial
    return found.date() if found.time() == time.min else found
