"""Several editions of one sheet in a workbook: 第1版, 第2版, 最新版. The newest counts."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import permutations

from loaders.reading.account import list_texts_above
from loaders.reading.context.other_sheets.draft_sheets import is_of_one
from loaders.reading.records.records import SheetResult
from loaders.values.text import squeeze
from loaders.values.vocabulary import get_words

_NUMBERED = re.compile(
    r"第(\d{1,2})版|(?:ver|rev)\.?(\d{1,2})(?!\d)|(\d{1,2})訂版?|改訂(\d{1,2})", re.I
)
_SUPERSEDED, _PROVISIONAL, _LATEST = -2, -1, 1000


def find_older_editions(sheets: Sequence[SheetResult]) -> frozenset[str]:
    """The names of sheets that another one of the same kind, year and forum takes the place of."""
    editions = [(each, find_edition(_list_headings(each))) for each in sheets if each.records]
    return frozenset(
        old.sheet
        for (old, edition), (new, other) in permutations(editions, 2)
        if _is_older(edition, other) and old.sheet != new.sheet and is_of_one(old, new)
    )


def _is_older(edition: int | None, other: int | None) -> bool:
    """A sheet without an edition is newer than one that calls itself superseded alone."""
    if edition is None or other is None:
        return edition == _SUPERSEDED and other is None
    return edition < other


def find_edition(headings: Iterable[str]) -> int | None:
    """How new the edition is that a sheet's name or headings call it; None where they don't.

    >>> [find_edition([each]) for each in ("第2版", "改訂 Ver.3", "最新版", "一覧")]
    [2, 3, 1000, None]
    >>> [find_edition([each]) for each in ("一覧（第1版）→最新版を参照", "速報版", "出版記念")]
    [-2, -1, None]
    """
    found = [edition for each in headings if (edition := _parse_edition(squeeze(each))) is not None]
    return min(found, default=None)


def _parse_edition(text: str) -> int | None:
    words = {_SUPERSEDED: "superseded", _PROVISIONAL: "provisional", _LATEST: "latest"}
    for edition, key in words.items():
        if _get_pattern(key).search(text):
            return edition
    numbered = _NUMBERED.search(text)
    return int(next(filter(None, numbered.groups()))) if numbered else None


@cache
def _get_pattern(key: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, get_words("editions", key)))
    if key == "superseded":
        latest = "|".join(map(re.escape, get_words("editions", "latest")))
        return re.compile(rf"{words}|(?:{latest})[をはに].{{0,8}}(?:参照|ご覧|確認)")
    return re.compile(words)


def _list_headings(sheet: SheetResult) -> Sequence[str]:
    """The sheet's name and the texts above all its tables."""
    above = list_texts_above(sheet.grid, sheet.regions) if sheet.grid else []
    return [sheet.sheet, *(text for _, text in above)]
