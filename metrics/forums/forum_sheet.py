"""What a coordinator gets back: the own forum on one page.

Own figures against the national targets and the other forums; needs of other forums'
governments that read like the own ones.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

import pandas as pd

from data.figures import load_figures
from metrics.cases.similarity import count_pairs, load_quality, measure_cosine
from metrics.query import Readable, run, to_number
from metrics.tracing.trace import list_figures
from words import Words
from words.figures import render_value, round_half_up

Row = Mapping[Hashable, Any]

WORDS = Words(
    ja={
        "rank": "{count}フォーラム中 {place}位",
        "rank_alone": "比較できる報告なし",
        "others": "中央値 {value}（{count}フォーラム）",
        "share": "{percent}%",
    }
)

MOST_NEEDS = 8
#: So many of the own needs are held against so many of the others'.
MOST_OWN, MOST_OTHERS = 50, 300


@dataclass(frozen=True, slots=True)
class SimilarNeed:
    """A need of another forum beside the own one it reads like."""

    own: str
    other: str
    forum_name: str
    government: str
    company: str
    technology: str
    stage: str
    similarity: float


@dataclass(frozen=True, slots=True)
class ForumSheet:
    """`figures`: those of `compare_figures`."""

    forum: str
    forum_name: str
    fiscal_year: int
    figures: pd.DataFrame
    needs: tuple[SimilarNeed, ...]


def build_forum_sheet(
    database: Readable, forum: str, fiscal_year: int, as_of: datetime | None = None
) -> ForumSheet:
    """The page of one regional forum. Raises KeyError for a forum that is not known."""
    forums = run(database, "forums")
    names = dict(zip(forums["forum"], forums["forum_name"], strict=True))
    asked = {"forum": forum, "most_own": MOST_OWN, "most_others": MOST_OTHERS}
    needs = run(database, "forum_needs", fiscal_year=fiscal_year, as_of=as_of, **asked)
    return ForumSheet(
        forum,
        names[forum],
        fiscal_year,
        _compare(database, forums, forum, fiscal_year, as_of),
        tuple(find_similar_needs(needs.to_dict("records"), forum)),
    )


def compare_figures(
    database: Readable, forum: str, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """Each figure counted for the forum, against its peers' and the national target. Raises
    KeyError for a forum that is not known.

    Columns: code, name, unit, own_text, others_text, place_text, target_text, share_text.
    """
    return _compare(database, run(database, "forums"), forum, fiscal_year, as_of)


def _compare(
    database: Readable, forums: pd.DataFrame, forum: str, fiscal_year: int, as_of: datetime | None
) -> pd.DataFrame:
    kinds = dict(zip(forums["forum"], forums["forum_kind"], strict=True))
    peers = {other for other, kind in kinds.items() if kind == kinds[forum]}
    figures = list_figures(database, as_of)
    return _list_rows(figures[figures["fiscal_year"] == fiscal_year], forum, peers)


def _list_rows(figures: pd.DataFrame, forum: str, peers: set[str]) -> pd.DataFrame:
    counted = figures[(figures["kind"] == "counted") & figures["scope"].isin(peers)]
    targets = figures[(figures["kind"] == "target") & (figures["scope"] == "total")]
    goals = dict(zip(targets["figure"], targets["value"], strict=True))
    own = counted[counted["scope"] == forum].to_dict("records")
    order = list(load_figures())
    own.sort(key=lambda row: order.index(row["figure"]))
    rows = [_describe(row, _list_others(counted, row, forum), goals) for row in own]
    return pd.DataFrame(rows, columns=list(_FIGURE_COLUMNS))


_FIGURE_COLUMNS = (
    "code",
    "name",
    "unit",
    "own_text",
    "others_text",
    "place_text",
    "target_text",
    "share_text",
)


def _list_others(counted: pd.DataFrame, row: Row, forum: str) -> list[float]:
    same = counted[(counted["figure"] == row["figure"]) & (counted["scope"] != forum)]
    return [float(value) for value in same["value"]]


def _describe(row: Row, others: Sequence[float], goals: Mapping[str, Any]) -> dict[str, str]:
    value, unit = float(row["value"]), row["unit"]
    goal = to_number(goals.get(row["figure"]))
    return {
        "code": row["code"],
        "name": row["name"],
        "unit": unit,
        "own_text": render_value(value, unit),
        "others_text": render_others(others, unit),
        "place_text": render_place(value, others),
        "target_text": "" if goal is None else render_value(goal, unit),
        "share_text": ""
        if not goal
        else WORDS["share"].format(percent=int(round_half_up(100 * value / goal))),
    }


def render_others(others: Sequence[float], unit: str) -> str:
    """
    >>> render_others([3, 5, 10], "件"), render_others([], "件")
    ('中央値 5件（3フォーラム）', '比較できる報告なし')
    """
    if not others:
        return WORDS["rank_alone"]
    middle = f"{median(others):g}{unit}"
    return WORDS["others"].format(value=middle, count=len(others))


def render_place(value: float, others: Sequence[float]) -> str:
    """The place among the forums that have reported; equals share the better place.

    >>> render_place(5, [3, 5, 10]), render_place(5, [])
    ('4フォーラム中 2位', '')
    """
    if not others:
        return ""
    place = 1 + sum(other > value for other in others)
    return WORDS["rank"].format(count=len(others) + 1, place=place)


def find_similar_needs(
    needs: Sequence[Row], forum: str, most: int = MOST_NEEDS
) -> list[SimilarNeed]:
    """The needs of other forums most like one of the own, each once, the nearest first."""
    own = {
        need["requirement"]: count_pairs(need["requirement"]) for need in _of(needs, forum, True)
    }
    least, found = load_quality().threshold, []
    for other in _of(needs, forum, False):
        pairs = count_pairs(other["requirement"])
        alike = {text: measure_cosine(counts, pairs) for text, counts in own.items()}
        best = max(alike, key=alike.__getitem__, default=None)
        if best is not None and alike[best] >= least:
            found.append(_build_need(best, other, alike[best]))
    return sorted(found, key=lambda need: -need.similarity)[:most]


def _of(needs: Sequence[Row], forum: str, is_own: bool) -> Iterator[Row]:
    return (need for need in needs if (need["forum"] == forum) == is_own)


def _build_need(own: str, other: Row, similarity: float) -> SimilarNeed:
    said = {name: _text(other[name]) for name in ("company", "technology", "stage")}
    return SimilarNeed(
        own=own,
        other=other["requirement"],
        forum_name=other["forum_name"],
        government=_text(other["government_name"]),
        similarity=round(similarity, 2),
        **said,
    )


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
