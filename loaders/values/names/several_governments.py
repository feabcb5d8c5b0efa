"""A cell that names several governments, and what its sender is told to write instead."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from loaders.values.names.government_index import governments_by_code, read_words
from loaders.values.reading import Reading
from loaders.values.text import normalise
from loaders.values.vocabulary import get_phrase

_MOST_NAMED = 12


def split_names(text: str) -> list[str]:
    """The names in a cell; others that are not named are "".

    >>> split_names("諫早市、大村市及び島原市"), split_names("松江市ほか２町")
    (['諫早市', '大村市', '島原市'], ['松江市', ''])
    """
    plain = normalise(text)
    named = _get_others_pattern().sub("", plain)
    others = [""] if named != plain else []
    return [part for part in _get_separators().split(named) if part.strip()] + others


def refuse_several(codes: Iterable[str], advice: Literal["prefecture", "row_each"]) -> Reading:
    """What to write instead stands in `expected`, and the governments."""
    expected = get_phrase("expected", advice).format(names=name_all(codes))
    return Reading(code="ambiguous_government", expected=expected)


def name_all(codes: Iterable[str]) -> str:
    """
    >>> name_all(["342084", "132063", "342084"])
    '広島県府中市、東京都府中市'
    """
    known = governments_by_code()
    return "、".join(known[code].full_name for code in list(dict.fromkeys(codes))[:_MOST_NAMED])


@cache
def _get_others_pattern() -> re.Pattern[str]:
    others = "|".join(map(re.escape, read_words()["lists"]["others"]))
    return re.compile(rf"(?<=\S)[\s(]*(?:{others})[^、,，]{{0,6}}\)?$")


@cache
def _get_separators() -> re.Pattern[str]:
    words = map(re.escape, read_words()["lists"]["separators"])
    return re.compile("|".join([*words, r"\s+"]))
