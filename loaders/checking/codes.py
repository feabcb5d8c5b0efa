"""A government's code held against the name beside it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from loaders.checking.problems import Problem
from words.problems import EXPECTED

#: Fewer contradictions are slips of the pen, not a shifted column.
FEWEST_SHIFTED = 2


class CodedName(NamedTuple):
    """One row's code and what its name was understood as; both six digits."""

    row: int
    code: str
    government: str


def find_shift(pairs: Sequence[CodedName]) -> int:
    """How many rows too high (1) or too low (-1) a column of codes stands; 0 where the
    contradictions show no such thing.

    >>> names = ["331007", "332020", "332038", "341002"]
    >>> find_shift([CodedName(row, code, name) for row, (code, name) in
    ...     enumerate(zip(names[1:], names, strict=False))])
    1
    >>> find_shift([CodedName(1, names[1], names[0]), CodedName(2, names[1], names[1])])
    0
    """
    wrong = [at for at, pair in enumerate(pairs) if pair.code != pair.government]
    for shift in (1, -1):
        beside = [at for at in wrong if 0 <= at + shift < len(pairs)]
        agreeing = [at for at in beside if pairs[at].code == pairs[at + shift].government]
        if len(agreeing) >= FEWEST_SHIFTED and len(agreeing) == len(beside):
            return shift
    return 0


def name_shift(problems: list[Problem], pairs: Sequence[CodedName]) -> list[Problem]:
    """The same problems, with a word on the shift at each contradiction that comes of one."""
    shift = find_shift(pairs)
    if not shift:
        return problems
    hint = EXPECTED["codes_too_high" if shift > 0 else "codes_too_low"]
    return [
        replace(each, expected=each.expected + hint) if each.code == "code_mismatch" else each
        for each in problems
    ]
