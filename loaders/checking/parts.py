"""What a cell says beyond the answer taken from it: a date in brackets after a name."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from data.layout import Field, Layout
from loaders.checking.problems import Problem
from loaders.checking.unread import name_places
from loaders.grid import Grid, Position, a1
from loaders.reading.account import Region
from loaders.reading.headers.titles import MARK, match_title
from loaders.reading.records.records import Record, SheetResult
from loaders.values.coerce import Context, coerce
from loaders.values.dates.dates import DateContext, Scheduled
from loaders.values.text import normalise

_DATED = frozenset({"date", "scheduled"})
#: Answers that are dated themselves: 検討（R2.6）→成立（R3.2）.
_HISTORIES = _DATED | {"stage"}
_DATE_SIGNS = frozenset("年月日/.")
#: Where a cell goes on with something else.
_SEPARATORS = re.compile(r"[()\[\]【】〔〕「」、,;・\n ]+")
#: Few texts have one of these: a cheap look.
_SEPARATOR = re.compile(r"[(（\[【〔「、,，;；・\n 　]")
_HAS_DIGIT = re.compile(r"\d").search
_HAS_UNIT = re.compile(r"\d[^\W\dー]").search  # 45名, but not +0 nor 0ー
_TITLE_SEPARATORS = re.compile(r"[()\[\]【】〔〕、,;・/\n ]+")

#: A cell, the field that it answers, and the one that it may answer too.
Part = tuple[Position, Field, Field]


def find_unread_parts(result: SheetResult) -> Iterator[Problem]:
    """Once a column: its cells that hold, beside their answer, what is asked for elsewhere and
    left open there."""
    found: dict[str, dict[Position, list[str]]] = defaultdict(lambda: defaultdict(list))
    for position, own, asked in (*_find_promised(result), *_find_in_answers(result)):
        title = _find_title(result.regions, position) or own.title
        found[title][position].append(asked.title)
    for title, cells in found.items():
        places = sorted(cells)
        titles = dict.fromkeys(each for place in places for each in cells[place])
        place = (result.sheet, a1(*places[0]), title)
        yield Problem("unread_parts", "", *place, name_places(places), "、".join(titles))


def _find_title(regions: Iterable[Region], position: Position) -> str:
    row, column = position
    home = next((each for each in regions if each.holds(row, column)), None)
    return home.find_title(row, column) if home else ""


def _find_promised(result: SheetResult) -> Iterator[Part]:
    """What a title names beside its own field: 行事名（開催日、会場、参加者数）."""
    assert result.layout is not None
    titles = {title for region in result.regions for title in region.list_titles()}
    promised = {
        title: named for title in titles if len(named := _list_named(result.layout, title)) > 1
    }
    held = list(_find_held(result, promised)) if promised else []
    answered = set().union(*(each.origins for each in result.records)) if held else set()
    for position, own, named in held:
        yield from ((position, own, each) for each in named if each.name not in answered)


def _find_held(
    result: SheetResult, promised: Mapping[str, Sequence[Field]]
) -> Iterator[tuple[Position, Field, Sequence[Field]]]:
    """The cells below such titles that hold several things, each with its field and those named."""
    assert result.grid is not None
    asking = sorted({each.name for named in promised.values() for each in named})
    rows, columns = _find_lines(result.regions, promised)
    for record in result.records:
        for name in asking:
            row, column = position = record.origins.get(name, (0, 0))
            if row not in rows and column not in columns:
                continue
            value = result.grid.value(*position)
            if not isinstance(value, str) or len(_split(value)) < 2:
                continue
            named = promised.get(_find_title(result.regions, position), ())
            own = record.layout.field(name)
            if own in named:
                yield position, own, named


def _find_lines(regions: Iterable[Region], titles: Container[str]) -> tuple[set[int], set[int]]:
    """The rows and the columns that have one of some titles."""
    rows = {row for each in regions for row, title in each.row_titles.items() if title in titles}
    columns = {at for each in regions for at, title in each.titles.items() if title in titles}
    return rows, columns


@lru_cache(maxsize=1024)
def _list_named(layout: Layout, title: str) -> Sequence[Field]:
    """The fields that the parts of a title mean, each once."""
    parts = _TITLE_SEPARATORS.split(normalise(title))
    matches = (match_title(layout, (each,)) for each in parts if len(each) > 1)
    named = [each.field for each in matches if each and each.rank != MARK]
    return list({each.name: each for each in named if not each.helper}.values())


@lru_cache(maxsize=1 << 12)
def _split(value: Any) -> Sequence[str]:
    """
    >>> _split("見学会（令和3年11月2日、三次市、28名）")
    ('見学会', '令和3年11月2日', '三次市', '28名')
    """
    text = normalise(value) if isinstance(value, str) else ""
    return tuple(filter(None, _SEPARATORS.split(text)))


def _find_in_answers(result: SheetResult) -> Iterator[Part]:
    """A day or a number beside another answer, of a record that has none of its own."""
    assert result.layout is not None
    assert result.grid is not None
    asked = [each for each in result.layout.answers if each.type in _DATED | {"count"}]
    single = {each.name for each in result.layout.fields if each.type not in _HISTORIES}
    cells = _find_cells(result.grid, set(filter(_HAS_DIGIT, result.grid.texts.find(_SEPARATOR))))
    for record in result.records if cells else ():
        if cells.isdisjoint(record.origins.values()):
            continue
        open_ones = [each for each in asked if _is_open(record, each)]
        for name in filter(single.__contains__, record.origins) if open_ones else ():
            position = record.origins[name]
            if position in cells:
                own = record.layout.field(name)
                parts = _split(result.grid.value(*position))[own.type != "text" :]
                pairs = product(parts, open_ones)
                yield from (
                    (position, own, each) for part, each in pairs if _answers(record, each, part)
                )


def _find_cells(grid: Grid, texts: set[str]) -> set[Position]:
    """The cells that hold one of some texts."""
    return {
        (row, column)
        for row, values in enumerate(grid.rows, start=1)
        if not texts.isdisjoint(values)
        for column, value in enumerate(values, start=1)
        if value in texts
    }


def _is_open(record: Record, field: Field) -> bool:
    """Whether a record has no answer of its own to a field, or only one that is less exact than
    a day: the month that stands over it."""
    known = record.fields[field.name]
    if isinstance(known, Scheduled):
        return known.precision != "day" and bool(known.periods)
    return known is None and field.name not in record.origins


def _answers(record: Record, field: Field, part: str) -> bool:
    """Whether a part of a text is what a field left open asks for, or says it more exactly. A
    number without its unit (45, +0) may count anything."""
    is_day = not _DATE_SIGNS.isdisjoint(part)
    if is_day is not (field.type in _DATED) or not (is_day or _HAS_UNIT(part)):
        return False
    precision = _read_precision(field, part, record.fiscal_year)
    return precision == "day" or (precision is not None and record.fields[field.name] is None)


@lru_cache(maxsize=1 << 12)
def _read_precision(field: Field, part: str, year: int | None) -> str | None:
    """How precise a part of a text is as a field's answer; None where it is none."""
    reading = coerce(field, part, Context(dates=DateContext(fiscal_year=year)))
    if reading.code is not None or reading.value is None:
        return None
    if not isinstance(reading.value, Scheduled):
        return "day"
    return reading.value.precision if reading.value.periods else None
