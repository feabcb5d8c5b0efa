"""How alike two needs read: the cosine of their pairs of characters, 0-1. Pure.

Pairs made of hiragana alone carry grammar (したい, できる) and not the matter: they are left
out. How well the measure does is measured on needs labelled by hand
(tests/metrics/similar_needs.tsv) and told on the page from `similarity.toml`.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from math import sqrt
from pathlib import Path

from data.declared import Declared, read_declared
from metrics.cases.search import list_pairs

_GRAMMAR = re.compile(r"[ぁ-ゖー]+$")


class MeasuredQuality(Declared, frozen=True):
    """The threshold in use and what it did on the labelled pairs: see similarity.toml."""

    threshold: float
    pairs: int
    alike: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.right / self.alike


@cache
def load_quality() -> MeasuredQuality:
    return read_declared(Path(__file__).with_suffix(".toml"), MeasuredQuality)


def count_pairs(text: str) -> Counter[str]:
    """The pairs that carry a text's matter, with how often each occurs.

    >>> sorted(count_pairs("橋の点検をしたい"))
    ['の点', '検を', '橋の', '点検']
    """
    return Counter(pair for pair in list_pairs(text) if not _GRAMMAR.match(pair))


def measure_cosine(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """The cosine of two counts; texts without pairs have nothing in common.

    >>> measure_cosine({"点検": 1}, {"点検": 3}), measure_cosine({"点検": 1}, {})
    (1.0, 0.0)
    """
    size = sqrt(_square(one) * _square(other))
    common = sum(count * other.get(pair, 0) for pair, count in one.items())
    return common / size if size else 0.0


def _square(counts: Mapping[str, int]) -> int:
    return sum(count * count for count in counts.values())
