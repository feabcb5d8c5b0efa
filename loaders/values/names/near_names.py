"""Governments whose name is one character away from what was written: hints, never answers."""

from collections.abc import Iterator
from functools import cache

from loaders.values.names.government_index import fold, load_governments


def find_near_codes(name: str) -> set[str]:
    """The codes of the governments of a folded name with one character wrong.

    >>> sorted(find_near_codes(fold("神石高元町")))
    ['345458']
    """
    return {code for key in _leave_one_out(name) for code in _near_names().get(key, ())}


def _leave_one_out(name: str) -> Iterator[tuple[int, str]]:
    return ((at, name[:at] + name[at + 1 :]) for at in range(len(name)))


@cache
def _near_names() -> dict[tuple[int, str], set[str]]:
    near: dict[tuple[int, str], set[str]] = {}
    for government in load_governments():
        for key in _leave_one_out(fold(government.name)):
            near.setdefault(key, set()).add(government.code)
    return near
