"""Sheets that show how a form is filled in: 記入例, 見本."""

import re
from collections.abc import Iterable
from functools import cache

from loaders.grid import Grid
from loaders.reading.account import Account, list_texts_above
from loaders.reading.headers.titles import layouts_named
from loaders.reading.records.records import SheetResult
from loaders.values.text import LONGEST_WORD, fold_key, get_keys

#: A sheet's title is among its first texts.
MOST_TITLES = 12


def is_example_sheet(grid: Grid, account: Account[SheetResult]) -> bool:
    """Whether a sheet of ours is called an example by its name, its first text or its title."""
    regions = (region for result in account.results for region in result.regions)
    texts = [text for _, text in list_texts_above(grid, regions)]
    titles = [*texts[:1], *(text for text in texts[1:MOST_TITLES] if layouts_named(text))]
    points = any(_points_elsewhere(text) for text in texts[:MOST_TITLES] if names_example(text))
    return names_example(grid.sheet) or (not points and any(map(names_example, titles)))


def names_example(text: str) -> bool:
    """Whether a name or title says that all under it is an example.

    >>> [names_example(each) for each in ("【記入例】令和2年度 調査票", "様式2（見本）", "Sample")]
    [True, True, True]
    >>> [names_example(each) for each in ("記入例参照", "様式2（記入例付き）", "見本市の実績")]
    [False, False, False]
    """
    key = fold_key(text) if len(text) <= LONGEST_WORD else ""
    return bool(_get_pattern().search(key)) and not _points_elsewhere(key)


def _points_elsewhere(text: str) -> bool:
    return _holds_any(fold_key(text), get_keys("sheets", "not_examples"))


def _holds_any(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


@cache
def _get_pattern() -> re.Pattern[str]:
    """An example's word in brackets, first before a sign, or last; a number may follow it."""
    words = "|".join(sorted(get_keys("sheets", "examples"), key=len, reverse=True))
    word = rf"(?:{words})(?:シート|用)?[(]?[0-9①-⑳]{{0,2}}[)]?"
    return re.compile(rf"[(\[【〔<《「]{word}[)\]】〕>》」]|^{word}(?:$|[_:・\-(])|{word}$")
