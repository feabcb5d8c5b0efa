"""One cell's value → what it means, by the type that its field declares.

Pure: nothing here knows a sheet or a cell. A field's type names its parser below.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from data.figures import list_ratios, load_kpis
from data.layout import Field
from loaders.grid import Shown, Value
from loaders.values.added_parts import add_classes, drop_grade
from loaders.values.choices import parse_choice, parse_choices
from loaders.values.dates.changes import drop_former_note
from loaders.values.dates.dates import DateContext, parse_date, parse_scheduled
from loaders.values.dittos import split_partial_ditto
from loaders.values.histories import parse_stage, parse_status
from loaders.values.names.forums import parse_forum
from loaders.values.names.governments import find_prefecture, parse_government
from loaders.values.numbers import parse_count, parse_number, parse_ratio
from loaders.values.reading import BLANK, Reading
from loaders.values.remarks import points_elsewhere
from loaders.values.text import (
    LONGEST_WORD,
    clean_text,
    may_be_ditto,
    normalise,
    read_blank_state,
)
from loaders.values.vocabulary import get_words

#: Units that the plan writes behind its counts (支援自治体数 100者, フォーラム実施数 50回).
_PLAN_UNITS = ("者", "回", "件", "自治体", "か国", "国", "団体")

_TRAILING_TARGET = re.compile(r"^(?P<label>.*?\D)[\s:=]*(?P<target>約?\d[\d,.]*\s*[^\d\s()]{0,3})$")


#: What an answer is refused as that a note of its former state stands behind.
_REVISED = frozenset({"invalid_choice", "invalid_number", "unknown_government"})
#: … and as what a remark stands behind.
_REMARKED = frozenset({"invalid_date", "invalid_number"})
_REMARK = re.compile(r"※([^\d※]{2,20})$")


class Context(NamedTuple):
    """What the rest of the row and sheet says about a cell."""

    fiscal_year: int | None = None
    forum: str | None = None
    prefecture: str | None = None
    indicator: str | None = None
    percent_cell: bool = False
    dates: DateContext = DateContext()
    #: the finest part of a date cell that its number format shows
    shown: Shown = "day"


Coercer = Callable[[Field, Value, Context], Reading]


def coerce(field: Field, value: Value, context: Context) -> Reading:
    """The reading of a cell in its field, without what a note says that it was before; never
    raises."""
    reading = COERCERS[field.type](field, value, context)
    if reading.code in _REVISED and isinstance(value, str) and len(value) <= LONGEST_WORD:
        present = add_classes(drop_grade(drop_former_note(normalise(value))))
        if present != normalise(value).strip():
            revised = COERCERS[field.type](field, present, context)
            return reading if revised.code else revised
    if reading.code in _REMARKED and isinstance(value, str) and "※" in value:
        said = drop_remark(value)
        bare = COERCERS[field.type](field, said, context) if said != value else reading
        return reading if bare.code or bare.value is None else bare
    return reading


def drop_remark(text: str) -> str:
    """A text without what a sign sets apart at its end, unless that says another day or number, or
    that there is none.

    >>> [drop_remark(each) for each in ("24 名 ※速報値", "R2.10.3※雨天順延なし", "24名※延べ数は40")]
    ['24 名', 'R2.10.3', '24名※延べ数は40']
    >>> drop_remark("24名※見込み"), drop_remark("R2.10.3※中止")
    ('24名※見込み', 'R2.10.3※中止')
    """
    plain = normalise(text)
    found = _REMARK.search(plain)
    if found is None or any(word in found[1] for word in get_words("remarks", "unsettling")):
        return text
    return plain[: found.start()].rstrip()


def coerce_text(field: Field, value: Value, context: Context) -> Reading:
    """The sender's words; 未定 and 該当なし stay as written, with their state beside them. 〃 with
    more behind it says nothing without the cell above."""
    is_word = isinstance(value, str) and len(value) <= LONGEST_WORD
    return _read_word(value) if is_word else _read_text(value)


def _read_text(value: Value) -> Reading:
    state = read_blank_state(value)
    if state is not None and state.state == "blank":
        return BLANK
    text = clean_text(value)
    if text is None:
        return BLANK
    if may_be_ditto(text) and split_partial_ditto(text):
        return Reading(code="unclear_ditto")
    if points_elsewhere(text):
        return Reading(code="points_elsewhere")
    return Reading(text, state.state) if state else Reading(text)


#: A workbook is read again with each of its cells that is mended, its words with it.
_read_word = lru_cache(maxsize=1 << 15)(_read_text)


def coerce_measure(field: Field, value: Value, context: Context) -> Reading:
    """A KPI's target or value: a share for the ratio, a whole number for the others."""
    if context.indicator in list_ratios():
        return parse_ratio(value, context.percent_cell, percent_column=True)
    return parse_count(value, list_count_units())


@cache
def list_count_units() -> tuple[str, ...]:
    """The units that a count may carry: the plan's, and a figure's own that is none of these nor
    made of one (か国・地域 is written か国)."""
    own = dict.fromkeys(each.unit for each in load_kpis().values() if not each.is_ratio)
    return (*_PLAN_UNITS, *(unit for unit in own if not any(n in unit for n in _PLAN_UNITS)))


def coerce_forum(field: Field, value: Value, context: Context) -> Reading:
    return parse_forum(value)


def coerce_scope(field: Field, value: Value, context: Context) -> Reading:
    """total, national, regional, or a forum's own figures."""
    reading = parse_choice(value, field.choices)
    if reading.code is None:
        return reading
    forum = parse_forum(value)
    return forum if forum.code is None else reading


def coerce_indicator(field: Field, value: Value, context: Context) -> Reading:
    """The indicator, whether or not its target is written behind it."""
    reading = parse_choice(value, field.choices)
    if reading.code is None or not isinstance(value, str):
        return reading
    label, target = split_target(value)
    return parse_choice(label, field.choices) if target else reading


@lru_cache(maxsize=1024)
def split_target(text: str) -> tuple[str, str | None]:
    """An indicator's label and the target written behind it.

    >>> split_target("支援自治体数 100者"), split_target("・マッチング検討数")
    (('支援自治体数', '100者'), ('・マッチング検討数', None))
    >>> split_target("マッチング・現場試行・実装実施数：１５０")
    ('マッチング・現場試行・実装実施数', '150')
    """
    match = _TRAILING_TARGET.match(normalise(text)) if len(text) <= LONGEST_WORD else None
    if match is None:
        return text, None
    return match["label"].strip(" :="), match["target"].strip()


def coerce_prefecture(field: Field, value: Value, context: Context) -> Reading:
    if not isinstance(value, str):
        return BLANK
    prefecture = find_prefecture(value)
    return Reading(prefecture) if prefecture else BLANK


def coerce_government(field: Field, value: Value, context: Context) -> Reading:
    return parse_government(value, context.prefecture, context.forum)


def coerce_date(field: Field, value: Value, context: Context) -> Reading:
    return parse_date(value, context.dates, context.shown)


def coerce_scheduled(field: Field, value: Value, context: Context) -> Reading:
    return parse_scheduled(value, context.dates, context.shown)


def _by_units(parse: Callable[..., Reading]) -> Coercer:
    return lambda field, value, context: parse(value, field.units)


def _by_choices(parse: Callable[[Value, Mapping[str, Any]], Reading]) -> Coercer:
    return lambda field, value, context: parse(value, field.choices)


COERCERS: dict[str, Coercer] = {
    "text": coerce_text,
    "number": _by_units(parse_number),
    "count": _by_units(parse_count),
    "ratio": lambda field, value, context: parse_ratio(value, context.percent_cell, True),
    "measure": coerce_measure,
    "choice": _by_choices(parse_status),
    "choices": _by_choices(parse_choices),
    "stage": _by_choices(parse_stage),
    "scope": coerce_scope,
    "indicator": coerce_indicator,
    "forum": coerce_forum,
    "prefecture": coerce_prefecture,
    "government_code": lambda field, value, context: parse_government(value),
    "government": coerce_government,
    "date": coerce_date,
    "scheduled": coerce_scheduled,
}
