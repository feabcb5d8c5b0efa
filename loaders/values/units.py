"""The unit that a title, a note or a row of units gives to the figures under it: 百人, 千円, %."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.grid import Value
from loaders.values.numbers import LARGEST, get_allowed_units, read_figure
from loaders.values.text import LONGEST_WORD, squeeze
from loaders.values.vocabulary import get_phrase, get_words

_PLACES = {"十": 10, "百": 100, "千": 10**3, "万": 10**4, "億": 10**8}
_BRACKET = re.compile(r"[(\[【〔<〈《]([^()\[\]【】〔〕<>〈〉《》]*)[)\]】〕>〉》]")
_BETWEEN = re.compile(r"(?:[、,・/]|及び|または)")
_SAID = re.compile(r"単位(?:は|:|-|/)?(.+)")


class Scale(NamedTuple):
    """A unit with what a figure under it is multiplied by; `text` as written: 百人."""

    factor: int
    unit: str
    text: str


class UnitNote(NamedTuple):
    """A unit that a text beside the table names, and of what: 「※参加者数は百人単位」 says
    "参加者数"; "" is every figure that is counted so."""

    subject: str
    scale: Scale


def find_unit_notes(text: str) -> tuple[UnitNote, ...]:
    """The units that a text above, below or inside a table gives to its figures.

    >>> [(each.subject, each.scale.text) for each in find_unit_notes("※参加者数の単位は百人")]
    [('参加者数', '百人')]
    >>> [each.scale.text for each in find_unit_notes("（単位：千人、百万円）")]
    ['千人', '百万円']
    >>> [each.subject for each in find_unit_notes("行事実績（参加者数：百人）")]
    ['参加者数']
    >>> find_unit_notes("展示会（百人規模）"), find_unit_notes("千葉"), find_unit_notes("令和2年度")
    ((), (), ())
    """
    return _find_unit_notes(text) if len(text) <= 2 * LONGEST_WORD else ()


@lru_cache(maxsize=1 << 12)
def _find_unit_notes(text: str) -> tuple[UnitNote, ...]:
    plain = squeeze(text)
    parts = [*_BRACKET.findall(plain), _BRACKET.sub("", plain), plain]
    found = (note for part in parts for note in _read_unit_note(part))
    return tuple(dict.fromkeys(found))


def _read_unit_note(part: str) -> list[UnitNote]:
    words = part.lstrip(get_phrase("units", "note_marks"))
    if match := _get_note_pattern().fullmatch(words):
        units = [parse_unit(each) for each in _BETWEEN.split(match["units"])]
        subject = match["subject"] or ""
        subject = "" if subject in get_words("units", "subjects") else subject
        return [UnitNote(subject, each) for each in units if each]
    scale = parse_unit(words)
    return [UnitNote("", scale)] if scale else []


@cache
def _get_note_pattern() -> re.Pattern[str]:
    """単位:千人・百万円, 参加者数の単位は百人, 人数は千人で記載, 百人単位."""
    unit = _get_unit_pattern().pattern.replace("?P<places>", "?:").replace("?P<unit>", "?:")
    units = rf"(?P<units>(?!{_BETWEEN.pattern})(?:{unit})(?:{_BETWEEN.pattern}(?:{unit}))*)"
    ending = rf"(?:単位)?(?:{'|'.join(map(re.escape, get_words('units', 'note_endings')))})?。?"
    before = r"(?:(?P<subject>[^は:、。]{1,12}?)(?:の単位)?(?:は|が|:)、?|単位(?:は|:|-|/)?)?"
    return re.compile(before + units + ending)


def find_scale(text: str) -> Scale | None:
    """The unit that a title or a note names, in brackets or after 単位.

    >>> find_scale("参加者数（百人）"), find_scale("※単位：千円")
    (Scale(factor=100, unit='人', text='百人'), Scale(factor=1000, unit='円', text='千円'))
    >>> find_scale("参加者数"), find_scale("展示会（百人規模）")
    (None, None)
    """
    return _find_scale(text) if len(text) <= 2 * LONGEST_WORD else None


@lru_cache(maxsize=1 << 12)
def _find_scale(text: str) -> Scale | None:
    plain = squeeze(text)
    found = [parse_unit(each) for each in _BRACKET.findall(plain)]
    if said := _SAID.search(_BRACKET.sub("", plain)):
        found.append(parse_unit(said[1]))
    units = {scale for scale in found if scale}
    return units.pop() if len(units) == 1 else None


@lru_cache(maxsize=1 << 12)
def parse_unit(text: str) -> Scale | None:
    """A cell or bracket that is a unit and nothing else.

    >>> parse_unit("（千人）").factor, parse_unit("単位:百万円").factor, parse_unit("人").factor
    (1000, 1000000, 1)
    >>> parse_unit("千"), parse_unit("千葉"), parse_unit("")
    (Scale(factor=1000, unit='', text='千'), None, None)
    """
    if len(text) > LONGEST_WORD:
        return None
    plain = squeeze(text).strip("()[]【】〔〕<>〈〉《》")
    said = _SAID.fullmatch(plain)
    match = _get_unit_pattern().fullmatch(said[1] if said else plain)
    if not match or not match[0]:
        return None
    return Scale(_multiply(match["places"]), match["unit"] or "", match[0])


def _multiply(places: str) -> int:
    """
    >>> _multiply("百万"), _multiply("千"), _multiply("")
    (1000000, 1000, 1)
    """
    factor = 1
    for place in places:
        factor *= _PLACES[place]
    return factor


@cache
def _get_unit_pattern() -> re.Pattern[str]:
    units = get_allowed_units(()) | set(get_words("units", "others"))
    longest_first = sorted(map(re.escape, units), key=len, reverse=True)
    return re.compile(rf"(?P<places>[十百千]?[万億]?)(?P<unit>{'|'.join(longest_first)})?")


def holds_for(scale: Scale, units: Sequence[str]) -> bool:
    """Whether a unit is one of those a field counts in: 千円 says nothing of a number of people.

    >>> holds_for(Scale(100, "名", "百名"), ["人"]), holds_for(Scale(1000, "円", "千円"), ["人"])
    (True, False)
    """
    return not scale.unit or scale.unit in get_allowed_units(tuple(units))


def scale_value(value: Value, scale: Scale, units: Sequence[str]) -> Value:
    """The figure multiplied, unless it bears its own unit or is none.

    >>> hundreds = Scale(100, "人", "百人")
    >>> scale_value(3, hundreds, ["人"]), scale_value("約1.5", hundreds, ["人"])
    (300, 150)
    >>> scale_value("45人", hundreds, ["人"]), scale_value("未定", hundreds, ["人"])
    ('45人', '未定')
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    if isinstance(value, str):
        figure = read_figure(value, tuple(units))
        if figure is None or figure.unit:
            return value
        number = figure.number
    else:
        number = Decimal(f"{value:.15g}")
    scaled = number * scale.factor
    if not scaled.is_finite() or abs(scaled) > LARGEST:
        return value
    return int(scaled) if scaled == scaled.to_integral_value() else float(scaled)
