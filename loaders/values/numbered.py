"""Numbers that stand for words, and the legends that say which: ①検討 ②成立; 1:道路 2:河川."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from loaders.grid import Value
from loaders.values.text import fold_key, get_keys, normalise
from loaders.values.vocabulary import get_phrase

#: A longer text is prose.
LONGEST_LEGEND = 400
#: A longer cell is no list of numbers.
_LONGEST_CODES = 40

_CIRCLED = re.compile(r"[①-⑳❶-❿⑴-⒇⒈-⒛]")
_MARK = "\ue000"  # stands before and after a number that begins an entry
_TYPED = re.compile(
    rf"(?:(?<=^)|(?<=[\s、,;/()\[\]【】:は{_MARK}]))\(?([0-9]{{1,2}})\)?\s*"
    r"(?:[:=.)→]\s*|\s+|(?=[^\W\d]))"
    r"(?=[^\W\d]|[(「])"
)
_CODES = re.compile(r"\(?(?:no\.?)? ?[0-9]{1,2}\)?(?:[\s、,・/.;&+]+\(?[0-9]{1,2}\)?)*")
_UNITS = re.compile(r"[年月日件名人回団個者社校時分%]")


class Legend(NamedTuple):
    """What the numbers of a list mean; `title` as written before it, "" without one."""

    title: str
    labels: Mapping[int, str]


@lru_cache(maxsize=1 << 12)
def parse_legends(text: str) -> tuple[Legend, ...]:
    """What a text explains of numbers from 0 or 1 on, at least two of them.

    >>> parse_legends("【段階】①検討　②成立　③現場試行")
    (Legend(title='段階', labels={1: '検討', 2: '成立', 3: '現場試行'}),)
    >>> parse_legends("※技術分野は 1:道路、2:河川 から選択")[0].labels
    {1: '道路', 2: '河川 から選択'}
    >>> [each.title for each in parse_legends("区分：1講習会 2見学会　状況：①開催 ②中止")]
    ['区分', '状況']
    >>> [parse_legends(each) for each in ("第1回 講習会、第2回 見学会", "1件 2件", "①検討")]
    [(), (), ()]
    """
    title, entries = _read_entries(text)
    legends: list[Legend] = []
    while entries:
        first = entries[0][0]
        run = [entry for at, entry in enumerate(entries) if entry[0] == first + at]
        run = run if run == entries[: len(run)] else entries[:1]
        entries = entries[len(run) :]
        following = ""
        if entries:  # the next one's title stands behind this one's last label
            number, label = run[-1]
            label, _, following = label.rpartition(" ")
            run[-1] = (number, _clean(label))
        if len(run) < 2 or first > 1 or not all(label for _, label in run):
            return ()
        legends.append(Legend(title, dict(run)))
        title = _clean_title(following)
    return tuple(legends)


def parse_entry(text: str) -> tuple[int, str] | None:
    """One line of a legend that takes a cell a line.

    >>> parse_entry("１：道路"), parse_entry("② 成立"), parse_entry("2 回")
    ((1, '道路'), (2, '成立'), None)
    """
    title, entries = _read_entries(text)
    return entries[0] if len(entries) == 1 and not title and entries[0][1] else None


def begins_legend(value: Value) -> bool:
    """Whether a cell may be a legend's first: it holds a whole one, or its line 0 or 1.

    >>> [begins_legend(each) for each in ("①検討 ②成立", "1：道路", "2：河川", 0, 2, "道路")]
    [True, True, False, True, False, False]
    """
    return _begins_legend(value) if isinstance(value, str) else parse_codes(value) in _FIRST


_FIRST = (0,), (1,)


@lru_cache(maxsize=1 << 13)
def _begins_legend(text: str) -> bool:
    entry = parse_entry(text)
    is_first = entry is not None and entry[0] <= 1
    return is_first or bool(parse_legends(text)) or parse_codes(text) in _FIRST


def parse_codes(value: Value) -> tuple[int, ...]:
    """The numbers of a cell that says nothing else; () for any other cell.

    >>> parse_codes("①・③"), parse_codes("１，３"), parse_codes(2), parse_codes("2 河川")
    ((1, 3), (1, 3), (2,), ())
    >>> parse_codes("1.5"), parse_codes(1.5), parse_codes("①③")
    ((1, 5), (), (1, 3))
    """
    if isinstance(value, bool) or value is None:
        return ()
    if isinstance(value, int | float):
        return (int(value),) if 0 <= value < 100 and value == int(value) else ()
    return (
        _parse_code_text(value) if isinstance(value, str) and len(value) <= _LONGEST_CODES else ()
    )


@lru_cache(maxsize=1 << 12)
def _parse_code_text(text: str) -> tuple[int, ...]:
    plain = normalise(_CIRCLED.sub(lambda match: f" {_read_circled(match[0])} ", text))
    if not _CODES.fullmatch(plain.casefold()):
        return ()
    return tuple(map(int, re.findall(r"[0-9]{1,2}", plain)))


def _read_circled(sign: str) -> int:
    return int(re.sub(r"\D", "", unicodedata.normalize("NFKC", sign)) or _COUNTED[sign])


_COUNTED = {chr(0x2776 + at): at + 1 for at in range(10)}  # ❶ … ❿


@lru_cache(maxsize=1 << 12)
def _read_entries(text: str) -> tuple[str, list[tuple[int, str]]]:
    """What stands before the first number, and the numbers with what stands behind each: one list
    for all who ask of a text."""
    if not 2 <= len(text) <= LONGEST_LEGEND:
        return "", []
    marked = _CIRCLED.sub(lambda match: f"{_MARK}{_read_circled(match[0])}{_MARK}", text)
    plain = normalise(marked)
    plain = _TYPED.sub(rf"{_MARK}\1{_MARK}", plain)
    head, *rest = re.split(rf"{_MARK}(\d+){_MARK}", plain)
    pairs = zip(map(int, rest[::2]), map(_clean, rest[1::2]), strict=True)
    entries = [(number, label) for number, label in pairs if not _UNITS.fullmatch(label)]
    return _clean_title(head), entries


def _clean(label: str) -> str:
    label = label.strip(get_phrase("legends", "signs"))
    return label if label.count("(") == label.count(")") else label.strip("()")


@lru_cache(maxsize=1 << 10)
def _clean_title(head: str) -> str:
    title = head.strip(get_phrase("legends", "signs") + "()[]【】<>")
    for word in sorted(get_keys("legends", "words"), key=len, reverse=True):
        title = fold_key(title).removesuffix(word).removeprefix(word).strip(":)】]は")
    return title
