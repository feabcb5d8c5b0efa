"""A forum's name as people write it -> its id (data/reference/forums.csv)."""

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from loaders.grid import Value
from loaders.values.names.government_index import read_reference
from loaders.values.reading import Reading
from loaders.values.text import read_blank_state, squeeze, strip_footnote_marks

WORDS = Path(__file__).with_name("forum_words.toml")

# Quotation and layout marks that come and go: 「ちゅうごく」フォーラム, 【中国】.
_MARKS = re.compile(r"[「」『』【】〔〕\[\]<>〈〉《》\"'“”‘’()・\-]")
_TOKEN_ENDS = re.compile(r"[\s_\-.()\[\]【】「」『』〔〕・,、/:~]+")
_LONGEST = 400  # characters of a title worth searching


@dataclass(frozen=True, slots=True)
class Forum:
    """`kind`: regional, national or subcommittee; `spellings` of the bare name, short one first."""

    id: str
    kind: str
    name: str
    short_name: str
    spellings: tuple[str, ...]
    order: int


@cache
def load_forums() -> tuple[Forum, ...]:
    """The 10 regional and 5 national forums and the 2 subcommittees, in the plan's order."""
    return tuple(
        Forum(
            row["id"],
            row["kind"],
            row["name"],
            row["short_name"],
            tuple(dict.fromkeys([row["short_name"], *filter(None, row["spellings"].split("|"))])),
            int(row["order"]),
        )
        for row in read_reference("forums.csv")
    )


def parse_forum(value: Value) -> Reading:
    """One cell that names a forum. The reading's value is the forum's id.

    >>> parse_forum("「ちゅうごく」フォーラム").value, parse_forum("近畿本部フォーラム").value
    ('chugoku', 'kinki')
    >>> parse_forum("中").code
    'invalid_choice'
    """
    if state := read_blank_state(value):
        return state
    forum = (
        _whole_names().get(_fold(_drop_head(strip_footnote_marks(value))))
        if isinstance(value, str)
        else None
    )
    if forum:
        return Reading(forum)
    return Reading(code="invalid_choice", expected=_expected())


def _drop_head(name: str) -> str:
    """
    >>> _drop_head("企画部会（部会長：山田）"), _drop_head("企画部会（副）")
    ('企画部会', '企画部会（副）')
    """
    return _head_pattern().sub("", name) if name[-1:] in ")）" else name


@cache
def _head_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s*[(（](?:{'|'.join(_read_words()['heads'])})[:：][^()（）]*[)）]$")


def find_forum(text: str, bare: bool = True) -> str | None:
    """The one forum that a title, sheet name or file name speaks of; None for none or several.

    A region counts wherever it stands; a national forum's bare name only as a word of its own
    (革新的技術 is an everyday phrase) or with フォーラム behind it; not at all where `bare` is
    false, as in the title of a list of 自治体支援.

    >>> find_forum("R2_中国_マッチング.xlsx"), find_forum("自治体支援フォーラム 実施計画")
    ('chugoku', 'municipal_support')
    >>> find_forum("中国・四国ブロック合同"), find_forum("革新的技術の活用状況")
    (None, None)
    """
    return _find_forum(text[:_LONGEST], bare)


@lru_cache(maxsize=4096)
def _find_forum(text: str, bare: bool) -> str | None:
    found = _search(_names_in_text(), _fold(text))
    if not found and bare:
        found = _search_words(text)
    return found.pop() if len(found) == 1 else None


def _search(names: dict[str, str], text: str) -> set[str]:
    """The forums named in a text, longest name first, each stretch of text used once."""
    return {names[match[0]] for match in _pattern(tuple(names)).finditer(text)}


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def _search_words(text: str) -> set[str]:
    """Forums whose bare name is a whole word of a file or sheet name."""
    words = (_fold(word) for word in _TOKEN_ENDS.split(text))
    return {forum for word in words if (forum := _whole_names().get(word))}


def _fold(text: str) -> str:
    return _MARKS.sub("", squeeze(text)).casefold()


@cache
def _names_in_text() -> dict[str, str]:
    """What names a forum even inside a longer text: regions bare, all others with their word.

    The ids of several words (planning_subcommittee) are no part of any other word.
    """
    regions = {_fold(f.short_name): f.id for f in load_forums() if f.kind == "regional"}
    ids = {_fold(f.id): f.id for f in load_forums() if f.kind != "regional"}
    return _qualified_names() | regions | ids


@cache
def _qualified_names() -> dict[str, str]:
    return {
        _fold(spelling + ending): forum.id
        for forum in load_forums()
        for spelling in forum.spellings
        for ending in _endings(forum.kind)
        if not spelling.isascii()
    }


@cache
def _whole_names() -> dict[str, str]:
    """Every text that is a forum's name and nothing else."""
    names = dict(_qualified_names())
    for forum in load_forums():
        names |= {_fold(name): forum.id for name in (forum.name, *forum.spellings)}
    before = _read_words()["before"]
    return names | {_fold(word) + name: forum for word in before for name, forum in names.items()}


def _endings(kind: str) -> Iterable[str]:
    return [""] if kind == "subcommittee" else _read_words()[kind]


@cache
def _read_words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))["forums"]
    return words


def list_senders(owed_by: Collection[str]) -> tuple[Forum, ...]:
    """Whose sheets of a layout are taken, by the kinds of forum that owe it: no regional forum
    has a national body's plan, but what regional forums owe is taken from anybody.

    >>> [len(list_senders(each)) for each in (("national", "subcommittee"), ("regional",), ())]
    [7, 17, 17]
    """
    is_anybodys = not owed_by or "regional" in owed_by
    return tuple(each for each in load_forums() if is_anybodys or each.kind in owed_by)


def name_forum(forum_id: str) -> str:
    """
    >>> name_forum("chugoku")
    '中国'
    """
    return next(each.short_name for each in load_forums() if each.id == forum_id)


@cache
def _expected() -> str:
    return "、".join(forum.short_name for forum in load_forums())
