"""Signs that a legend above a table explains: 凡例　済：開催　中：中止　延：延期."""

import re
from collections.abc import Iterable, Mapping

from data.layout import Field
from loaders.grid import Position, Value
from loaders.reading.context.signs.legends import CHOSEN
from loaders.reading.headers.header_match import Header
from loaders.reading.view import SheetView
from loaders.values.coerce import Context, coerce
from loaders.values.text import LONGEST_WORD, normalise
from loaders.values.vocabulary import get_words

_ENTRY = re.compile(r"([^\s:=、,;()\[\]【】「」0-9]{1,2}) ?[:=…] ?([^\s:=、,;()]{1,12})")


def parse_letters(text: str) -> Mapping[str, str]:
    """What signs mean, by a text that says that it is a legend; none for any other.

    >>> parse_letters("凡例　済：開催　中：中止")
    {'済': '開催', '中': '中止'}
    >>> parse_letters("済：開催　中：中止"), parse_letters("凡例　1：道路　2：河川")
    ({}, {})
    """
    plain = normalise(text) if len(text) <= 2 * LONGEST_WORD else ""
    head = next((word for word in get_words("legends", "heads") if word in plain[:6]), "")
    entries = dict(_ENTRY.findall(plain.partition(head)[2])) if head else {}
    return entries if len(entries) > 1 else {}


def read_letters(
    view: SheetView, tables: Iterable[tuple[Header, int]], letters: Mapping[str, str]
) -> dict[Position, Value]:
    """The words for which cells have a legend's signs; `tables` are headers with the last rows of
    their tables."""
    return {
        (row, each.column): letters[value.strip()]
        for header, last_row in tables
        for each in header.columns
        if each.field.type in CHOSEN and each.stage is None
        for row in range(header.last_row + 1, last_row + 1)
        if isinstance(value := view.grid.value(row, each.column), str)
        if _means(each.field, value.strip(), letters)
    }


def _means(field: Field, sign: str, letters: Mapping[str, str]) -> bool:
    """Whether a sign stands for one of a field's answers, whatever it says without a legend."""
    reading = coerce(field, letters[sign], Context()) if sign in letters else None
    return reading is not None and reading.code is None and reading.value is not None
