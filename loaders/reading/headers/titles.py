"""Which field of a layout a column's title means."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from data.layout import (
    GROUP_MARK,
    Field,
    Layout,
    find_layout,
    is_year_title,
    load_layouts,
    title_key,
    title_keys,
)
from data.title_states import strip_state
from loaders.values.numbered import LONGEST_LEGEND, parse_legends

#: A longer text is a sentence, not a title.
LONGEST_TITLE = 40

#: A title at least this alike to a known spelling may be meant (difflib ratio, 0–1) …
ALIKE = 0.75
#: A known spelling that makes up this much of a longer title may be meant too.
LEAST_SHARE = 0.3
#: … unless a second field comes as close as this to the first.
RIVAL_MARGIN = 0.1

#: No legend is without a first and a second entry: ①検討 ②成立.
_MAY_LIST = re.compile(r"[1１①].+[2２②]", re.DOTALL)
#: 合計 / 参加者数: a pivot table's own word before what it sums up.
_PIVOTED = re.compile(r"^合計\s*[/／:：]\s*")

STRONG, MARK, WEAK = 0, 1, 2


class Match(NamedTuple):
    """A title understood: the field, the stage of a mark column, and how surely (rank)."""

    field: Field
    stage: str | None
    rank: int


@dataclass(frozen=True, slots=True)
class TitleIndex:
    """A layout's titles by key."""

    matches: dict[str, Match]


@cache
def index_titles(layout: Layout) -> TitleIndex:
    """The look-up table of a layout: a strong spelling wins over a mark, a mark over a weak."""
    matches: dict[str, Match] = {}
    for field in layout.fields:
        for key in field.weak:
            matches.setdefault(key, Match(field, None, WEAK))
    for field in layout.fields:
        for stage, keys in field.mark_columns.items():
            matches.update({key: Match(field, stage, MARK) for key in keys})
    for field in layout.fields:
        matches.update({key: Match(field, None, STRONG) for key in field.spellings})
    return TitleIndex(matches)


@lru_cache(maxsize=32_768)
def list_keys(text: str) -> tuple[str, ...]:
    """What a title is looked up by, also without the legend of its answers behind it, or what a
    pivot table puts before it.

    >>> list_keys("進捗状況 1.検討 2.成立 3.現場試行")[-1], list_keys("合計 / 参加者数")[-1]
    ('進捗状況', '参加者数')
    """
    pivoted = _PIVOTED.match(text)
    keys = title_keys(text) + (title_keys(text[pivoted.end() :]) if pivoted else ())
    may_list = len(text) <= LONGEST_LEGEND and _MAY_LIST.search(text)
    legends = parse_legends(text) if may_list else ()
    return keys + title_keys(legends[0].title) if len(legends) == 1 else keys


@lru_cache(maxsize=32_768)
def match_title(layout: Layout, path: tuple[str, ...]) -> Match | None:
    """The field meant by a title under its group titles, outermost first.

    A spelling that names the nearest group ("ニーズ側>名称") wins, then nearest group and
    title read as one ("技術" over "名称"), then the groups further out, then the title alone.
    """
    matches = index_titles(layout).matches
    found = (matches[key] for key in _path_keys(path) if key in matches)
    return min(found, key=lambda match: match.rank, default=None)


def find_second(layout: Layout, title: str, taken: Collection[str]) -> Field | None:
    """The field that a weak title asks for where the one before it is asked for by a better title,
    none of those `taken`: 課題 beside ニーズ asks for 課題・支障."""
    keys = set(title_keys(title))
    fields = (each for each in layout.fields if each.name not in taken)
    return next((each for each in fields if not keys.isdisjoint(each.weak)), None)


def is_version_title(text: str) -> bool:
    """Whether a title below another says only which year's or which state's it is.

    >>> is_version_title("R2年度"), is_version_title("変更後"), is_version_title("変更後予定")
    (True, True, False)
    """
    key = title_key(text)
    return is_year_title(text) or (bool(key) and not strip_state(key))


def _path_keys(path: tuple[str, ...]) -> Iterable[str]:
    *groups, leaf = path
    if groups and is_version_title(leaf):
        *groups, leaf = groups
    leaf_keys = list_keys(leaf)
    for group in reversed(groups):
        group_keys = title_keys(group)
        yield from (f"{each}{GROUP_MARK}{key}" for each in group_keys for key in leaf_keys)
        yield from (each + key for each in group_keys for key in leaf_keys)
    yield from leaf_keys


@cache
def known_titles() -> dict[str, frozenset[str]]:
    """Title key → the layouts that know it, in any rank and under any group."""
    layouts: dict[str, set[str]] = {}
    for layout in load_layouts():
        for key in index_titles(layout).matches:
            layouts.setdefault(key.rpartition(GROUP_MARK)[2], set()).add(layout.id)
    return {key: frozenset(ids) for key, ids in layouts.items()}


@lru_cache(maxsize=65_536)
def layouts_knowing(text: str) -> frozenset[str]:
    """The layouts in which a cell's text would be a title.

    >>> sorted(layouts_knowing("技術名称"))
    ['matchings']
    """
    if not text or len(text) > LONGEST_TITLE:
        return frozenset()
    known = known_titles()
    return frozenset().union(*(known.get(key, frozenset()) for key in list_keys(text)))


@lru_cache(maxsize=65_536)
def card_layouts_knowing(text: str) -> frozenset[str]:
    """As `layouts_knowing`, without the titles of mark columns: 検討 on a card is an answer."""
    if not layouts_knowing(text):
        return frozenset()
    return frozenset(
        layout.id
        for layout in load_layouts()
        if "card" in layout.forms and (match := match_title(layout, (text,))) and match.rank != MARK
    ) | frozenset(layout for layout in layouts_knowing(text) if _only_under_group(layout, text))


def _only_under_group(layout_id: str, text: str) -> bool:
    """Whether a text is a title of the layout below a group title only (ニーズ側>名称)."""
    layout = find_layout(layout_id)
    return "card" in layout.forms and match_title(layout, (text,)) is None


def guess_fields(titles: Mapping[int, str], fields: Iterable[Field]) -> dict[int, Field]:
    """Column → the field its title is most alike, surest first; none where two compete."""
    open_titles = {
        column: keys[-1] for column, title in titles.items() if (keys := title_keys(title))
    }
    open_fields = {field.name: field for field in fields}
    guesses: dict[int, Field] = {}
    while found := _surest_guess(open_titles, open_fields):
        column, name = found
        guesses[column] = open_fields.pop(name)
        del open_titles[column]
    return guesses


def _surest_guess(titles: Mapping[int, str], fields: Mapping[str, Field]) -> tuple[int, str] | None:
    """The best pair of column and field left that has no rival in its row or column."""
    scores = sorted(
        (
            (score, column, name)
            for column, key in titles.items()
            for name, field in fields.items()
            if (score := _likeness(key, field)) >= ALIKE
        ),
        reverse=True,
    )
    for score, column, name in scores:
        rivals = [s for s, c, n in scores if (c == column) != (n == name)]
        if all(score - rival >= RIVAL_MARGIN for rival in rivals):
            return column, name
    return None


@lru_cache(maxsize=16_384)
def _likeness(key: str, field: Field) -> float:
    """How alike a title is to a field's nearest spelling, or how much of it one makes up."""
    return max((max(_ratio(key, each), _share(key, each)) for each in field.spellings), default=0.0)


def _share(key: str, spelling: str) -> float:
    """
    >>> _share("参加した人数", "人数") > ALIKE, _share("備考", "人数")
    (True, 0.0)
    """
    if len(spelling) < 2 or spelling not in key:
        return 0.0
    share = len(spelling) / len(key)
    return ALIKE + (1 - ALIKE) * share if share >= LEAST_SHARE else 0.0


def _ratio(left: str, right: str) -> float:
    if 2 * min(len(left), len(right)) < ALIKE * (len(left) + len(right)):
        return 0.0
    common = sum((Counter(left) & Counter(right)).values())
    if 2 * common < ALIKE * (len(left) + len(right)):
        return 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


@lru_cache(maxsize=4096)
def layouts_named(text: str) -> frozenset[str]:
    """The layouts that a title, sheet name or file name speaks of; the longest name wins.

    >>> sorted(layouts_named("令和2年度 マッチング一覧（中国）"))
    ['matchings']
    """
    keys = "\n".join(title_keys(text))  # no name goes over the end of a key
    by_sign = _names_by_sign()
    named = [each for sign in set(keys) for each in by_sign.get(sign, ()) if each[0] in keys]
    longest = max((len(name) for name, _ in named), default=0)
    return frozenset(layout for name, layout in named if len(name) == longest)


@cache
def _names_by_sign() -> dict[str, list[tuple[str, str]]]:
    """A name's first sign → the names with their layouts."""
    by_sign: dict[str, list[tuple[str, str]]] = {}
    for layout in load_layouts():
        for name in layout.names:
            by_sign.setdefault(name[0], []).append((name, layout.id))
    return by_sign
