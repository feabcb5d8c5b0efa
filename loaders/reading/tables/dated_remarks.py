"""Dates that a remark says in place of a column: 「R5.3.31退会」 under 備考."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeGuard

from data.layout import Field, Layout
from loaders.grid import Value
from loaders.reading.headers.titles import STRONG, match_title
from loaders.reading.records.records import Record, split_date
from loaders.values.coerce import Context, coerce
from loaders.values.text import LONGEST_WORD, normalise

_DAY = r"(?:令和|平成|[RrHh])?[\d元][\d年月日/. ]*[\d日]"
_REMARK = re.compile(
    rf"[(※ ]*(?P<day>{_DAY}) ?(?:に|付けで?|付で?|をもって)?(?P<word>[^\d\W]{{2,6}})[) ]*"
    rf"|[(※ ]*(?P<before>[^\d\W]{{2,6}})[ :(]+(?P<on>{_DAY})[) ]*"
)


def answer_by_remarks(
    record: Record, cells: Sequence[tuple[int, Value]], faulty: Collection[str]
) -> None:
    """Let a remark beside a row's answers say a date that nothing else says, or two of them, the
    date and what was on it: R2.5.1 | 入会."""
    layout = record.layout
    if not any(_is_worded(value) and speaks_of_date(layout, value) for _, value in cells):
        return
    named = [(at, v) for at, v in cells if _is_worded(v) and _titles_date(layout, v)]
    for column, value in _join_day(cells, named):
        if not _is_worded(value) or (said := read_dated_remark(layout, value)) is None:
            continue
        field, day = said
        if record.fields[field.name] is None and field.name not in faulty:
            record.fields[field.name] = day
            record.origins[field.name] = (record.row, column)
            record.parts += [(field.name, (record.row, at)) for at, _ in named]


def _is_worded(value: Value) -> TypeGuard[str]:
    """Whether a cell can be such a remark: no telephone number, no address."""
    return value.__class__ is str and not value.isascii()


def _join_day(
    cells: Sequence[tuple[int, Value]], named: Sequence[tuple[int, str]]
) -> Iterable[tuple[int, Value]]:
    """The cells, a lone date's with the one word beside it that titles a date."""
    days = [(at, v) for at, v in cells if _is_day(v)] if len(named) == 1 else []
    if len(days) != 1:
        return cells
    return [(days[0][0], f"{_show_day(days[0][1])} {named[0][1]}")]


@lru_cache(maxsize=1 << 12)
def speaks_of_date(layout: Layout, text: str) -> bool:
    return _titles_date(layout, text) or read_dated_remark(layout, text) is not None


@lru_cache(maxsize=1 << 12)
def _titles_date(layout: Layout, text: str) -> bool:
    match = match_title(layout, (text.strip(),))
    return match is not None and match.rank == STRONG and match.field.type == "date"


def _is_day(value: Value) -> bool:
    return isinstance(value, date) or (
        isinstance(value, str) and bool(re.fullmatch(_DAY, normalise(value).strip()))
    )


def _show_day(value: Value) -> str:
    return f"{value:%Y/%m/%d}" if isinstance(value, date) else str(value).strip()


@lru_cache(maxsize=1 << 12)
def read_dated_remark(layout: Layout, text: str) -> tuple[Field, str] | None:
    """The date's field whose title a remark is, and the day that it says; None for any other.

    >>> from data.layout import find_layout
    >>> field, day = read_dated_remark(find_layout("members"), "退会（令和4年9月30日）")
    >>> field.name, day
    ('left_on', '2022-09-30')
    >>> read_dated_remark(find_layout("members"), "R5.3.31退会予定")
    """
    match = _REMARK.fullmatch(normalise(text).strip()) if len(text) <= LONGEST_WORD else None
    if match is None:
        return None
    title = match_title(layout, (match["word"] or match["before"],))
    if title is None or title.rank != STRONG or title.field.type != "date":
        return None
    reading = coerce(title.field, match["day"] or match["on"], Context())
    day, vague = split_date(reading.value) if reading.code is None else (None, None)
    return (title.field, day) if day and not vague else None
