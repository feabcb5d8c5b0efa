"""報告がまだのもの: who has reported which sheet: the regional forums as a matrix, others as a list."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from metrics.forums.submissions import read_submissions
from views.model.columns import text
from views.model.describing import describe
from views.model.figure import Column, Figure
from views.model.view import Answer, Question, View
from views.model.words import HEADINGS
from words import Words, terms

WORDS = Words(
    ja={
        "topic": "報告がまだのもの",
        "part": "報告がまだのもの（{group}）",
        "regional": "地方フォーラム",
        "others": "全国フォーラム・部会・事務局",
        "finding": "{group}の報告{whole}件のうち{missing}件がまだ",
        "finding_all": "{group}の報告{whole}件がすべてそろった",
        "reported": "{reported}/{whole} 報告",
        "not_owed": "―",
        "definition": "様式ごとに、その年度の取込が1件もないものを未報告とする。",
    }
)


def answer(asked: Question, group: str = "regional") -> Answer:
    """`group`: the regional forums, or the others."""
    states = asked.ask(read_submissions, asked.fiscal_year)
    own = states[(states["forum_kind"] == "regional") == (group == "regional")]
    marked = own.assign(mark=[_mark(row) for row in own.to_dict("records")])
    missing, whole = int((own["state"] == "missing").sum()), len(own)
    finding = WORDS["finding" if missing else "finding_all"]
    table, columns = _spread_layouts(marked) if group == "regional" else (marked, None)
    return Answer(
        table,
        columns=columns,
        title=finding.format(group=WORDS[group], missing=missing, whole=whole),
        completeness=WORDS["reported"].format(reported=whole - missing, whole=whole),
    )


def _mark(row: Mapping[Hashable, Any]) -> str:
    return terms.STATES["blank"] if row["state"] == "missing" else str(row["count_text"])


def _spread_layouts(states: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Column]]:
    """A row a forum, a column a layout, both in the order they come in."""
    table = states.pivot(index="forum_name", columns="layout_text", values="mark")
    forums, layouts = (list(dict.fromkeys(states[n])) for n in ("forum_name", "layout_text"))
    ordered = table.loc[forums, layouts].fillna(WORDS["not_owed"]).reset_index()
    titles = {"forum_name": HEADINGS["forum_name"]} | {name: name for name in layouts}
    return ordered, {name: Column(title) for name, title in titles.items()}


def split(regional: Figure, asked: Question) -> list[Figure]:
    others = describe(VIEW, asked, answer(asked, "others"))
    return [_name(regional, "regional"), _name(others, "others")]


def _name(figure: Figure, group: str) -> Figure:
    topic = WORDS["part"].format(group=WORDS[group])
    return replace(figure, key=f"submissions-{group}", topic=topic)


VIEW = View(
    __name__,
    page="submissions",
    words=WORDS,
    answer=answer,
    columns={"forum_name": text(), "layout_text": text(), "mark": text()},
    headings=Words(ja={"layout_text": "様式", "mark": "状況"}),
    source="journal",
    slides=split,
)
