"""「〃（午後の部）」: what stands above, but for its end."""

import re
from functools import cache

from loaders.grid import Value
from loaders.values.text import LONGEST_WORD, is_ditto, normalise
from loaders.values.vocabulary import get_words

_NOTE = re.compile(r"[(（\[［【〔「][^()（）\[\]［］【】〔〕「」]*[)）\]］】〕」]$")
_NUMBERED = re.compile(r"(?:その|第|No\.?)?[0-9０-９一二三四五六七八九十①-⑳]{1,3}[回部期目日班]?$")
#: What may follow a word for "as above", and not be the rest of another word: 同上流部.
_APART = "(（[［【〔「 \u3000、,・そ第①②③④⑤"


@cache
def _get_words() -> tuple[str, ...]:
    return tuple(sorted(get_words("ditto", "partial"), key=len, reverse=True))


def split_partial_ditto(value: Value) -> str:
    """What follows 〃 or 同上 in a cell that says more than that; "" for any other cell.

    >>> split_partial_ditto("〃（午後の部）"), split_partial_ditto("同上　第２回")
    ('（午後の部）', '第２回')
    >>> [split_partial_ditto(each) for each in ("〃", "同上流部の点検", "同市の橋梁", "（同上）")]
    ['', '', '', '']
    """
    if not isinstance(value, str) or len(value) > LONGEST_WORD or is_ditto(value):
        return ""
    text = value.strip()
    word = next((each for each in _get_words() if text.startswith(each)), "")
    rest = text[len(word) :]
    if not word or (word != "〃" and rest[0] not in _APART):
        return ""
    return rest.strip(" \u3000、,・")


def join_partial_ditto(above: str, rest: str) -> str | None:
    """The text above with its end replaced by the one below; None where a person would ask.

    >>> join_partial_ditto("講座（午前の部）", "（午後の部）")
    '講座（午後の部）'
    >>> join_partial_ditto("講座", "（第２回）"), join_partial_ditto("講習会その１", "その２")
    ('講座（第２回）', '講習会その２')
    >>> join_partial_ditto("見学会（橋梁）", "（第２回）")
    >>> join_partial_ditto("第１回講座", "第２回")
    """
    for ending in _NOTE, _NUMBERED:
        if not ending.fullmatch(rest):
            continue
        if before := ending.search(above):
            return above[: before.start()] + rest if _are_alike(before[0], rest) else None
        return None if _holds_its_like(above, rest) else above + rest
    return None


def _are_alike(before: str, after: str) -> bool:
    """（午前の部） and （午後の部）, 第１回 and 第２回: two of one kind by their last letter."""
    return _find_kind(before) == _find_kind(after)


def _find_kind(ending: str) -> str:
    bare = normalise(ending).strip("()[]【】〔〕「」 ")
    return re.sub(r"[0-9一二三四五六七八九十]+", "#", bare)[-1:]


def _holds_its_like(above: str, rest: str) -> bool:
    """Whether the text above bears a number of its own: 第１回講座."""
    kind = _find_kind(rest)
    number = re.search(r"第 ?[0-9一二三四五六七八九十]+|[0-9]+ ?[回部期日班]", normalise(above))
    return bool(number) and ("#" in kind or kind in "回部期目日班")
