"""Governments whose name is one character away from what was written: hints, never answers."""

from collections.abc import Iterator
from functools import cache

from loaders.values.names.government_index import fold, load_governments

#: A shorter name is one character away from too many.
SHORTEST = 3


def find_near_codes(name: str) -> set[str]:
    """The codes of the governments of a folded name with one character wrong.

    >>> sorted(find_near_codes(fold("神石高元町")))
    ['345458']
    """
    return {code for key in _leave_one_out(name) for code in _near_names().get(key, ())}


def list_candidates(text: str, block: str | None = None) -> list[str]:
    """The codes of what a name may mean: those of the very name, then those one character away;
    of each the ones in a block first.

    >>> list_candidates("府中市", "chugoku")[:2], list_candidates("神石高元町")
    (['342084', '132063'], ['345458'])
    """
    name = fold(text)
    same = _same_names().get(name, set())
    near = find_near_codes(name) - same if len(name) >= SHORTEST else set()
    blocks = _blocks()
    return [
        code
        for codes in (same, near)
        for code in sorted(codes, key=lambda each: (blocks[each] != block, each))
    ]


def _leave_one_out(name: str) -> Iterator[tuple[int, str]]:
    return ((at, name[:at] + name[at + 1 :]) for at in range(len(name)))


@cache
def _blocks() -> dict[str, str]:
    return {each.code: each.block for each in load_governments()}


@cache
def _same_names() -> dict[str, set[str]]:
    same: dict[str, set[str]] = {}
    for government in load_governments():
        same.setdefault(fold(government.name), set()).add(government.code)
    return same


@cache
def _near_names() -> dict[tuple[int, str], set[str]]:
    near: dict[tuple[int, str], set[str]] = {}
    for government in load_governments():
        for key in _leave_one_out(fold(government.name)):
            near.setdefault(key, set()).add(government.code)
    return near
