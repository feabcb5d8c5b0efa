"""Dates with what they were before, or said a second time: 7/1→8/1に変更, 年度末（３月）.

All functions take tidied text (`patterns.tidy_text`).
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from loaders.values.dates.eras import load_words
from loaders.values.dates.patterns import match_any

_FORMER = match_any(load_words()["changes"]["former"])
_CHANGED = match_any(load_words()["changes"]["changed"])
_FORMER_NOTE = re.compile(rf" ?\((?:(?:{_FORMER})[^()]*|[^()]*(?:から|より)(?:{_CHANGED}))\)")
_CHANGE = re.compile(
    rf"(?P<before>[^→⇒]*\d[^→⇒]*?) ?(?:→|⇒|から|を) ?"
    rf"(?P<after>[^→⇒]*?)(?: ?[にへ] ?| ?\()(?:{_CHANGED})\)?"
)
_DAYS = re.compile(r" ?\((?:計|全)?(?P<days>\d{1,3})日間\)$")
_TIMES = re.compile(r" ?\((?:年|計|全|年間)?(?P<times>\d{1,2})回\)$")
_NOTED = re.compile(r"(?P<outer>[^()]*[^() ]) ?\((?P<inner>[^()]+)\)")

Period = tuple[date, date]


class Counted(NamedTuple):
    """A date's text, and how many days or times a note says that it takes: 9/7～11（5日間）."""

    text: str
    days: int | None


def drop_former(tidy: str) -> str:
    """A date without the one that it replaces.

    >>> drop_former("7/1→8/1に変更"), drop_former("R2.10.1(当初R2.6.1)")
    ('8/1', 'R2.10.1')
    >>> drop_former("8/1(7/1から変更)"), drop_former("7/1から8/1へ変更"), drop_former("7/1→8/1")
    ('8/1', '8/1', '7/1→8/1')
    """
    tidy = drop_former_note(tidy)
    change = _CHANGE.fullmatch(tidy)
    return change["after"].strip() if change else tidy


def drop_former_note(tidy: str) -> str:
    """An answer without the note that says what it was before.

    >>> drop_former_note("現場試行(旧:検討)"), drop_former_note("検討(継続)")
    ('現場試行', '検討(継続)')
    """
    return _FORMER_NOTE.sub("", tidy) if "(" in tidy else tidy


def split_days(tidy: str) -> Counted:
    """
    >>> split_days("9/7~11(5日間)")
    Counted(text='9/7~11', days=5)
    """
    found = _DAYS.search(tidy)
    return Counted(tidy[: found.start()], int(found["days"])) if found else Counted(tidy, None)


def split_times(tidy: str) -> Counted:
    """
    >>> split_times("5月、9月(年2回)"), split_times("5月(第2回)")
    (Counted(text='5月、9月', days=2), Counted(text='5月(第2回)', days=None))
    """
    found = _TIMES.search(tidy)
    return Counted(tidy[: found.start()], int(found["times"])) if found else Counted(tidy, None)


def count_days(periods: Iterable[Period]) -> set[int]:
    """How many days periods have, all of them and without weekends.

    >>> sorted(count_days([(date(2020, 9, 7), date(2020, 9, 13))]))
    [5, 7]
    """
    days = [
        first + timedelta(days=at)
        for first, last in periods
        for at in range((last - first).days + 1)
    ]
    return {len(days), sum(day.weekday() < 5 for day in days)}


def split_noted(tidy: str) -> tuple[str, str] | None:
    """
    >>> split_noted("年度末(3月)"), split_noted("3月")
    (('年度末', '3月'), None)
    """
    found = _NOTED.fullmatch(tidy)
    return (found["outer"], found["inner"]) if found else None


def are_nested(left: Period, right: Period) -> bool:
    """Whether one of two periods lies within the other."""
    return (left[0] <= right[0] and right[1] <= left[1]) or (
        right[0] <= left[0] and left[1] <= right[1]
    )
