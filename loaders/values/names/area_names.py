"""Names over the governments of a list: a county's, a branch office's, 市部 and 町村部."""

from collections import defaultdict
from functools import cache, lru_cache

from loaders.values.names.government_index import (
    fold,
    governments_by_code,
    read_reference,
    read_words,
)
from loaders.values.text import LONGEST_WORD


@lru_cache(maxsize=1 << 12)
def is_area_name(text: str) -> bool:
    """Whether a text names several governments by where or what they are, and none of them.

    >>> [is_area_name(each) for each in ("虻田郡", "北海道虻田郡", "後志総合振興局", "町村の部")]
    [True, True, True, True]
    >>> [is_area_name(each) for each in ("郡山市", "架空郡", "虻田郡ニセコ町", "振興局")]
    [False, False, False, False]
    """
    key = fold(text) if len(text) <= LONGEST_WORD else ""
    words = read_words()["areas"]
    if find_county_prefectures(text) or key in map(fold, words["groups"]):
        return True
    return any(key.endswith(end := fold(each)) and key != end for each in words["endings"])


@lru_cache(maxsize=1 << 12)
def find_county_prefectures(text: str) -> frozenset[str]:
    """The prefectures that have a county of this name, written with its prefecture or alone.

    >>> sorted(find_county_prefectures("中川郡")), sorted(find_county_prefectures("安八郡"))
    (['北海道'], ['岐阜県'])
    >>> find_county_prefectures("郡山市")
    frozenset()
    """
    return _load_counties().get(fold(text), frozenset())


@cache
def _load_counties() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_reference("government_counties.csv"):
        prefecture = governments_by_code()[row["code"]].prefecture
        for name in (row["county"], prefecture + row["county"]):
            found[fold(name)].add(prefecture)
    return {name: frozenset(prefectures) for name, prefectures in found.items()}
