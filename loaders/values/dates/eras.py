"""Japanese eras and years: from 令和2 to 2020, and what was never a year at all."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

#: Dates outside are slips of the pen or a spreadsheet's day zero, not dates of this century's
#: members, matchings and plans.
FIRST_YEAR, LAST_YEAR = 1926, 2060


class Era(NamedTuple):
    letter: str
    name: str
    first_year: int
    first_day: date
    last_number: int


class UnclearDateError(ValueError):
    """A text that cannot be understood for certain; its text tells the sender what could be."""


@cache
def load_words() -> dict[str, Any]:
    """The vocabulary of dates (dates.toml)."""
    return tomllib.loads(Path(__file__).with_name("dates.toml").read_text("utf-8"))


def build_refusal(reason: str, **facts: object) -> UnclearDateError:
    """The exception for a reason of dates.toml's [expected]."""
    return UnclearDateError(load_words()["expected"][reason].format(**facts))


@cache
def load_eras() -> dict[str, Era]:
    """Eras by every name they are written with (令和, 令, R)."""
    eras: dict[str, Era] = {}
    for letter, entry in load_words()["eras"].items():
        names = entry["names"]
        era = Era(letter, names[0], entry["first_year"], entry["first_day"], entry["last_number"])
        eras |= dict.fromkeys(names, era)
    return eras


def convert_era_year(name: str, number: str) -> int:
    """The calendar year of an era's year, raising UnclearDateError when there is none.

    平成 goes on past 2019 as plain counting: plans made before then say 平成32年.

    >>> convert_era_year("令和", "元"), convert_era_year("H", "31"), convert_era_year("平", "35")
    (2019, 2019, 2023)
    """
    era = load_eras()[name]
    count = 1 if number == "元" else int(number)
    if not 1 <= count <= era.last_number:
        raise build_refusal("no_era_year", era=era.name, number=number)
    return era.first_year + count - 1


def check_year(year: int) -> int:
    """The same year, raising UnclearDateError outside the plausible span."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise build_refusal("implausible", first=FIRST_YEAR, last=LAST_YEAR)
    return year


def list_short_years(number: int) -> tuple[int, ...]:
    """Every calendar year that a year without era or century may mean.

    >>> list_short_years(2), list_short_years(30)
    ((2020, 1990, 1927, 2002), (2048, 2018, 1955, 2030))
    """
    eras = [era for name, era in load_eras().items() if name == era.letter]
    years = [era.first_year + number - 1 for era in eras if 1 <= number <= era.last_number]
    return (*years, 2000 + number)
