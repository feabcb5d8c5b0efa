"""A plan's 行程 and イベント予定, line by line: when, as written and as understood, and what.

The plan writes them as free text in one cell. They are read when they are shown, by the same
reader as every other date, and the text itself stays beside.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.values.dates.dates import DateContext, Scheduled, parse_scheduled


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One line: `when_text` "" and `scheduled` None where the line names no time."""

    when_text: str
    what: str
    scheduled: Scheduled | None


@dataclass(frozen=True, slots=True)
class LineWords:
    """The file's words: see plan_steps.toml."""

    bullets: str
    separators: str
    joint: str
    brackets: list[str]
    whole_year: list[str]


@cache
def load_words() -> LineWords:
    path = Path(__file__).with_suffix(".toml")
    return LineWords(**tomllib.loads(path.read_text(encoding="utf-8")))


def split_steps(text: str | None, fiscal_year: int) -> list[PlanStep]:
    """The lines of a cell as steps; a heading over a list of dated lines is left out.

    >>> steps = split_steps("・R3年7月末：整理\\n✓会議（12月）", 2021)
    >>> [(step.when_text, step.what) for step in steps]
    [('R3年7月末', '整理'), ('12月', '会議')]
    >>> split_steps("通年", 2021)[0].scheduled.precision, split_steps(None, 2021)
    ('fiscal_year', [])
    """
    lines = [part for line in (text or "").splitlines() for part in _part(line, fiscal_year)]
    steps = [parse_step(line, fiscal_year) for line in lines]
    return [
        step
        for place, step in enumerate(steps)
        if step.scheduled or not _is_heading(lines, steps, place)
    ]


def _part(line: str, fiscal_year: int) -> Iterator[str]:
    """A line as the parts that each begin with a time of their own; an empty line has none.

    >>> list(_part("上半期：調査、下半期：組合せ、試行", 2021))
    ['上半期：調査', '下半期：組合せ、試行']
    """
    words = load_words()
    whole = ""
    for piece in line.strip().split(words.joint):
        before, _, after = _cut(piece, words.separators)
        is_new = bool(whole and after) and _read_time(before, fiscal_year) is not None
        if is_new:
            yield whole
        whole = piece if is_new or not whole else f"{whole}{words.joint}{piece}"
    if whole:
        yield whole


def _is_heading(lines: list[str], steps: list[PlanStep], place: int) -> bool:
    """A line without a bullet and a time, followed by one with both."""
    below = place + 1
    return (
        below < len(lines)
        and lines[place][0] not in load_words().bullets
        and lines[below][0] in load_words().bullets
        and steps[below].scheduled is not None
    )


def parse_step(line: str, fiscal_year: int) -> PlanStep:
    """One line; the first part of it that is a time for certain is when.

    >>> step = parse_step("R3年9月～10月末 官民ワークショップ等の開催", 2021)
    >>> step.when_text, step.what, step.scheduled.periods[0][1].isoformat()
    ('R3年9月～10月末', '官民ワークショップ等の開催', '2021-10-31')
    >>> parse_step("検討を年度を通じて実施。", 2021).scheduled.precision
    'fiscal_year'
    >>> parse_step("担当者と調整する", 2021).scheduled is None
    True
    """
    plain = line.strip().lstrip(load_words().bullets).strip()
    for when, what in _list_readings(plain):
        scheduled = _read_time(when, fiscal_year)
        if scheduled:
            return PlanStep(when, what, scheduled)
    return PlanStep("", plain, None)


def _read_time(text: str, fiscal_year: int) -> Scheduled | None:
    """A text that is a time for certain."""
    value = parse_scheduled(text, DateContext(fiscal_year=fiscal_year)).value
    return value if isinstance(value, Scheduled) and value.periods else None


def _list_readings(line: str) -> Iterator[tuple[str, str]]:
    """Where the time may stand: before a separator, in brackets at the end, as a phrase."""
    words = load_words()
    yield line, line
    before, _, after = _cut(line, words.separators)
    if after:
        yield before, after
    for pair in words.brackets:
        if line.endswith(pair[1]) and pair[0] in line:
            what, _, when = line[:-1].rpartition(pair[0])
            yield when, what
    yield from ((phrase, line) for phrase in words.whole_year if phrase in line)


def _cut(line: str, separators: str) -> tuple[str, str, str]:
    parts = re.split(f"([{re.escape(separators)}])", line, maxsplit=1)
    return (parts[0], parts[1], parts[2].strip()) if len(parts) == 3 else (line, "", "")
