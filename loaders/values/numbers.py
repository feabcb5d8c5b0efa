"""Numbers as people write them in sheets.

A text that is a number beyond doubt is read; anything else (a range, a bound, an ordinal,
a date, another unit) is `invalid_number`. Words, signs and units are in `vocabulary.toml`,
with the reason of each decision.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.grid import Value
from loaders.values.added_parts import parse_share, split_parts
from loaders.values.reading import Reading
from loaders.values.text import LONGEST_WORD, clean_text, normalise, read_blank_state, squeeze
from loaders.values.vocabulary import get_phrase, get_words, load_vocabulary

#: Excel itself keeps no more digits than 15.
LARGEST = 10**15
#: A figure with its notes is never longer.
LONGEST_NUMBER = 200

_TWO_LINES = re.compile(r"\d\s*\n\s*\d")
_NOTE = re.compile(r"[(\[【〔<〈《]([^()\[\]【】〔〕<>〈〉《》]*)[)\]】〕>〉》]")
_FOOTNOTE = re.compile(r"\s*(?:※[0-9]{0,2}|\*+|注[0-9]{0,2}\)?)$")
_DROPPED, _SPOILT = "|", "?"  # stand in for a bracketed note: dropped, or changing the number

_KANJI_DIGITS = {digit: number for number, digit in enumerate("〇一二三四五六七八九")}
_KANJI_PLACES = {"十": 10, "百": 100, "千": 1000}
_MULTIPLIERS = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "億": 10**8}
# 三百五十 by places, or 二〇 digit by digit; not 二三 ("two or three"), and not 千 or 百万 alone,
# which are a column's unit.
_D = "[一二三四五六七八九]"
_BELOW_10000 = f"(?:{_D}?千)?(?:{_D}?百)?(?:{_D}?十)?{_D}?"
_NO_LONE_PLACE = "(?!万|[百千]万?(?![一二三四五六七八九十]))"
_KANJI = rf"{_D}+〇[〇一二三四五六七八九]*|{_NO_LONE_PLACE}(?:{_BELOW_10000}万)?{_BELOW_10000}"
_FIGURE = "|".join(
    [
        r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?",  # 1,234.5
        r"(?:0?[0-9]|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+",  # 12.5; 05, but not 012: a code
        r"[0-9](?: [0-9])+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9] [0-9]{2}",  # spaced: 1 2 0, 1 20
        _KANJI,
    ]
)


class Figure(NamedTuple):
    """A number with the unit written after it ("" without one)."""

    number: Decimal
    unit: str


def parse_number(value: Value, units: Sequence[str] = ()) -> Reading:
    """A number: int when whole, else float, of any sign.

    `units` are those the column may carry, with their like (`vocabulary.toml`, [units]);
    without any, all counting units are accepted, but neither % nor money.

    >>> parse_number("▲ １，２３４．５").value, parse_number("約30件以上（内数）", ["件"]).value
    (-1234.5, 30)
    >>> parse_number("５～６回").code, parse_number("24歳", ["件"]).code, parse_number("－").state
    ('invalid_number', 'invalid_number', 'blank')
    """
    if isinstance(value, str):
        return _parse_number_text(_cut_prose(value), tuple(units))
    state = read_blank_state(value)
    if state is not None:
        return state
    number = _take_number(value)
    if number is not None:
        return Reading(number)
    return _refuse(value, "number", tuple(units))


def parse_count(value: Value, units: Sequence[str] = ()) -> Reading:
    """A whole number of things, 0 or more; units as in `parse_number`.

    >>> parse_count("１ ２０ 名", ["人"]).value, parse_count(3.0).value, parse_count("十二件").value
    (120, 3, 12)
    >>> parse_count(3.5).code, parse_count("▲5").code, parse_count("該当なし").state
    ('invalid_number', 'invalid_number', 'not_applicable')
    """
    reading = parse_number(value, units)
    if reading.state != "reported":
        return reading
    number = reading.value
    # A formula's 2.9999999999 is shown as 3, and was meant so.
    if reading.code is None and number >= 0 and abs(number - round(number)) < 1e-9:
        return Reading(round(number)) if number < LARGEST else _refuse(value, "count", tuple(units))
    return _refuse(value, "count", tuple(units))


def parse_ratio(value: Value, percent_cell: bool = False, percent_column: bool = False) -> Reading:
    """A ratio from 0 to 1, of ten significant digits.

    `percent_cell`: Excel shows the number with a % sign, so that 0.57 is 57 %.
    `percent_column`: the column's (or row's) unit is %, so that 57 is 57 %. A number between
    0 and 1 is taken for a ratio there too; 1 itself could be 1 % or 100 %, and is a problem.

    >>> parse_ratio("５７ ％").value, parse_ratio("約５割７分").value, parse_ratio(0.57).value
    (0.57, 0.57, 0.57)
    >>> parse_ratio(57, percent_column=True).value, parse_ratio(57).code
    (0.57, 'invalid_number')
    >>> parse_ratio(1, percent_column=True).code, parse_ratio(1, percent_cell=True).value
    ('invalid_number', 1.0)
    """
    if isinstance(value, str):
        return _parse_ratio_text(_cut_prose(value), percent_column)
    state = read_blank_state(value)
    if state is not None:
        return state
    number = _take_number(value)
    if number is None:
        return _refuse(value, "ratio")
    if percent_cell:
        return _accept_ratio(number)
    return _scale_ratio(number, percent_column)


def _cut_prose(text: str) -> str:
    """No number is this long; the cut keeps the cache small and stays no number."""
    return text.strip()[: LONGEST_NUMBER + 1]


def _take_number(value: Value) -> int | float | None:
    """The number of a numeric cell, of Excel's 15 significant digits."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, int):
        return value if abs(value) <= LARGEST else None
    rounded = float(f"{value:.15g}")  # the largest floats round up to infinity
    return _tidy_float(rounded) if math.isfinite(rounded) else None


def _tidy_float(number: float) -> int | float:
    return int(number) if number.is_integer() and abs(number) <= LARGEST else number


@lru_cache(maxsize=1 << 14)
def _parse_number_text(text: str, units: tuple[str, ...]) -> Reading:
    state = read_blank_state(text)
    if state is not None:
        return state
    parts = split_parts(text) or (text,)
    figures = [figure for part in parts if (figure := read_figure(part, units))]
    if len(figures) < len(parts):
        return _refuse(text, "number", units)
    return Reading(_tidy_float(float(sum(figure.number for figure in figures))))


@lru_cache(maxsize=1 << 12)
def _parse_ratio_text(text: str, percent_column: bool) -> Reading:
    state = read_blank_state(text)
    if state is not None:
        return state
    tenths = _read_tenths(text)
    if tenths is not None:
        return _accept_ratio(tenths)
    if (share := parse_share(text)) is not None:
        return _accept_ratio(share)
    figure = read_figure(text, get_words("units", "percent"))
    if figure is None:
        return _refuse(text, "ratio")
    if figure.unit:
        return _accept_ratio(float(figure.number / 100))
    return _scale_ratio(float(figure.number), percent_column)


def _scale_ratio(number: float, percent_column: bool) -> Reading:
    if percent_column and number == 1:
        return _refuse(number, "ratio_unclear")
    return _accept_ratio(number / 100 if percent_column and number > 1 else number)


def _accept_ratio(number: float) -> Reading:
    if not 0 <= number <= 1:
        return _refuse(number, "ratio")
    return Reading(abs(float(f"{number:.10g}")))


def _read_tenths(text: str) -> float | None:
    """５割７分 as 0.57, None for anything else."""
    if len(text) > LONGEST_WORD:
        return None
    match = _get_tenths_pattern().fullmatch(squeeze(text))
    if not match:
        return None
    tenths, hundredths, thousandths = map(_read_one_digit, match.groups("0"))
    return tenths / 10 + hundredths / 100 + thousandths / 1000


def _read_one_digit(text: str) -> int:
    return int(text) if text.isdecimal() else parse_kanji_numeral(text)


@cache
def _get_tenths_pattern() -> re.Pattern[str]:
    tenths, rest = "(10|[0-9一二三四五六七八九十])", "([0-9一二三四五六七八九])"
    return re.compile(
        f"{_any_of('before')}*{tenths}割(?:{rest}分)?(?:{rest}厘)?{_any_of('after')}*"
    )


def _any_of(key: str) -> str:
    words = sorted(get_words("numbers", key), key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(squeeze(word)) for word in words)})"


def read_figure(text: str, units: tuple[str, ...]) -> Figure | None:
    """The one number that a text states, None when it states none, several, or a bound.

    >>> read_figure("51(うち休5)", ())
    Figure(number=Decimal('51'), unit='')
    >>> read_figure("(10)", ()) is read_figure("第2回", ()) is read_figure("４．", ()) is None
    True
    """
    cleaned = clean_text(text) or ""
    if len(cleaned) > LONGEST_NUMBER or _TWO_LINES.search(cleaned) or _holds_marks(cleaned):
        return None
    plain = _FOOTNOTE.sub("", _replace_notes(normalise(cleaned), units))
    match = _get_number_pattern(units).fullmatch(plain)
    return _build_figure(match) if match else None


def _holds_marks(text: str) -> bool:
    """Whether a ①, ² or ½ stands in it, which NFKC would turn into a digit of the number."""
    return not text.isascii() and any(
        unicodedata.normalize("NFKC", character)[:1] in "0123456789"
        for character in text
        if not character.isdecimal()
    )


def _replace_notes(text: str, units: tuple[str, ...]) -> str:
    """Each bracketed note after the figure becomes its unit, `_DROPPED` or `_SPOILT`."""
    allowed = get_allowed_units(units)

    def replace(match: re.Match[str]) -> str:
        note = match[1].replace(" ", "")
        if match.start() == 0:
            return _SPOILT  # (10) is a part of another number, or a heading's number
        return note if note in allowed else _judge_note(note)

    for _ in range(3):  # notes within notes
        text = _NOTE.sub(replace, text)
    return text


def _judge_note(note: str) -> str:
    if note.startswith(get_words("numbers", "harmless_note_starts")):
        return _DROPPED
    if note in get_words("numbers", "scaling_notes") or note in get_allowed_units(()):
        return _SPOILT  # another unit than the column's
    words = (*get_words("numbers", "spoiling_notes"), _SPOILT)
    return _SPOILT if any(word in note for word in words) else _DROPPED


@cache
def get_allowed_units(units: tuple[str, ...]) -> frozenset[str]:
    """The given units with their like, squeezed; all counting units when none is given.

    >>> "名" in get_allowed_units(("人",)), "件" in get_allowed_units(("人",))
    (True, False)
    """
    groups = [{squeeze(unit) for unit in group} for group in load_vocabulary()["units"]["groups"]]
    if not units:
        return frozenset().union(*groups)
    given = {squeeze(unit) for unit in units}
    return frozenset(given.union(*(group for group in groups if group & given)))


@cache
def _get_number_pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, get_allowed_units(units)), key=len, reverse=True)
    signs = re.escape(get_phrase("numbers", "negative_signs"))
    multipliers = "|".join(multiplier for multiplier in _MULTIPLIERS if multiplier)
    before, between, after = map(_any_of, ("before", "between", "after"))
    dropped = rf"[ {re.escape(_DROPPED)}]*"
    return re.compile(
        rf"(?:{before} ?)*(?P<sign>[+{signs}]?) ?(?P<figure>{_FIGURE}){dropped}"
        rf"(?P<multiplier>{multipliers})? ?{between}?(?P<unit>{'|'.join(longest_first)})?"
        rf"{dropped}{after}*{dropped}。?"
    )


def _build_figure(match: re.Match[str]) -> Figure | None:
    figure, unit = match["figure"], match["unit"] or ""
    # A lone 一 is as likely a dash; a lone 〇 is a circle and does not match at all.
    number = None if figure + unit == "一" else _read_digits(figure)
    multiplier = match["multiplier"] or ""
    if number is None or (multiplier and figure[-1] not in "0123456789"):
        return None  # kanji numerals hold their own 千 and 万
    number *= _MULTIPLIERS[multiplier]
    if number > LARGEST:
        return None
    return Figure(-number if match["sign"] not in ("", "+") else number, unit)


def _read_digits(figure: str) -> Decimal | None:
    if not figure:
        return None
    if figure[-1] in "0123456789":
        return Decimal(figure.replace(",", "").replace(" ", ""))
    return Decimal(parse_kanji_numeral(figure))


def parse_kanji_numeral(text: str) -> int:
    """A number of the characters 〇 to 九, 十, 百, 千, 万.

    >>> parse_kanji_numeral("三百五十"), parse_kanji_numeral("二〇"), parse_kanji_numeral("一万二")
    (350, 20, 10002)
    """
    if "〇" in text:
        return int("".join(str(_KANJI_DIGITS[digit]) for digit in text))
    *above, below = text.split("万")
    return sum(map(_add_places, above)) * 10**4 + _add_places(below)


def _add_places(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in _KANJI_PLACES:
            total, digit = total + (digit or 1) * _KANJI_PLACES[character], 0
        else:
            digit = _KANJI_DIGITS[character]
    return total + digit


def _refuse(value: Value, kind: str, units: tuple[str, ...] = ()) -> Reading:
    """`invalid_number`, with what a number, count or ratio should have looked like."""
    if isinstance(value, date | time | timedelta):
        return Reading(code="invalid_number", expected=get_phrase("expected", "moment"))
    expected = get_phrase("expected", kind)
    if units:
        names = "".join(f"「{unit}」" for unit in units)
        expected += get_phrase("expected", "units").format(units=names)
    return Reading(code="invalid_number", expected=expected)
