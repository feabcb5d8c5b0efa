"""What a call asks for, read from its parameters: each that there is, and no other."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from exports.api.refusals import Refused
from store.moments import JAPAN, drop_time_zone, end_of_day
from words import Words, terms

#: Of longer lists so many rows are given at once.
MOST_ROWS = 1000
#: Signs of a value that a refusal repeats.
LONGEST = 40
WORDS = Words(
    ja={
        "year": "西暦4桁（令和2年度は 2020）",
        "at": "日付（2026-11-23）か時刻（2026-11-23T15:30、日本時間）",
        "number": "{least} から {most} までの整数",
        "choice": "{names} のどれか",
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """`year`: None for the last with results; `block`: "" for all; `at`: a moment in UTC, None
    for now; `state`: which loads count, where 速報 is told from 確定."""

    year: int | None = None
    scope: str = "total"
    block: str = ""
    at: datetime | None = None
    data: str = "real"
    state: str = "confirmed"
    limit: int = MOST_ROWS
    offset: int = 0


def parse_asked(given: Iterable[tuple[str, str]], known: Sequence[str]) -> Asked:
    """`known`: the names that the call takes. Raises Refused."""
    found: dict[str, str] = {}
    for name, value in given:
        if name not in known:
            raise Refused("unknown_parameter", name=name[:LONGEST], known="・".join(known))
        if name in found:
            raise Refused("repeated_parameter", name=name)
        found[name] = value
    return Asked(**{name: PARSE[name](name, value) for name, value in found.items()})


def _refuse(name: str, value: str, expected: str) -> Refused:
    return Refused("wrong_value", name=name, found=value[:LONGEST], expected=expected)


def _parse_year(name: str, value: str) -> int:
    if not re.fullmatch("[12][0-9]{3}", value):
        raise _refuse(name, value, WORDS["year"])
    return int(value)


def _parse_moment(name: str, value: str) -> datetime:
    """A day's end, or a moment; both Japanese unless a moment names its own zone."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return end_of_day(date.fromisoformat(value))
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]{5,15}(Z|[+-]\d\d:\d\d)?", value, re.ASCII):
            raise ValueError(value)
        moment = datetime.fromisoformat(value)
        return drop_time_zone(moment if moment.tzinfo else moment.replace(tzinfo=JAPAN))
    except (ValueError, OverflowError) as error:
        raise _refuse(name, value, WORDS["at"]) from error


def _choose(choices: Callable[[], Mapping[str, str]]) -> Callable[[str, str], str]:
    """`choices`: what may be said -> what it means."""

    def parse(name: str, value: str) -> str:
        if value not in choices():
            raise _refuse(name, value, WORDS["choice"].format(names="・".join(choices())))
        return choices()[value]

    return parse


def _count(least: int, most: int) -> Callable[[str, str], int]:
    def parse(name: str, value: str) -> int:
        if not re.fullmatch("[0-9]{1,7}", value) or not least <= int(value) <= most:
            raise _refuse(name, value, WORDS["number"].format(least=least, most=most))
        return int(value)

    return parse


def list_blocks() -> dict[str, str]:
    """How a block is asked for -> its id, "" for all of them."""
    return {block: "" if block == "all" else block for block in terms.BLOCKS}


PARSE: Mapping[str, Callable[[str, str], Any]] = {
    "year": _parse_year,
    "scope": _choose(lambda: {each: each for each in terms.SCOPES}),
    "block": _choose(list_blocks),
    "at": _parse_moment,
    "data": _choose(lambda: {each: each for each in ("real", "practice")}),
    "state": _choose(lambda: {each: each for each in terms.RELEASE_STATES}),
    "limit": _count(1, MOST_ROWS),
    "offset": _count(0, 9_999_999),
}
