"""地方フォーラム活動計画: the planned events on one time axis, and as a list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from charts import event_plans_by_forum
from metrics.forums.plans import (
    list_events,
    name_forums,
    pick_forums,
    pick_precision,
    read_forums,
    read_plans,
)
from metrics.forums.reporters import count_forums
from views.model.columns import date, text
from views.model.describing import list_records
from views.model.figure import Figure
from views.model.view import Answer, Question, View
from views.model.words import DEFINITIONS
from words import Words

#: Lines of the time axis that stay readable on one slide.
MOST_LINES = 12
#: The columns that a slide has room for.
ON_SLIDES = ("forum_name", "name", "scheduled_text", "content")

WORDS = Words(
    ja={
        "topic": "地方フォーラム活動計画",
        "agenda": "地方フォーラム活動計画（時間軸と一覧）",
        "part": "{topic}（{forums}）",
    }
)


def answer(asked: Question, forums: Collection[str] = (), precision: str = "all") -> Answer:
    """`forums`: their ids, none for all ten; `precision`: how well the day is known."""
    plans = pick_own(asked.ask(read_plans, asked.fiscal_year), asked, forums)
    known = pick_own(asked.ask(read_forums, asked.fiscal_year), asked, forums)
    return Answer(
        pick_precision(plans, precision),
        given=(asked.fiscal_year,),
        completeness=count_forums("event_count", "forum", known),
    )


def pick_own(frame: pd.DataFrame, asked: Question, forums: Collection[str]) -> pd.DataFrame:
    """The rows of the forums, or of the block's where it is narrowed to one."""
    own = [asked.block] if asked.block else list(forums)
    return pick_forums(frame, own) if own else frame


def split(whole: Figure, asked: Question) -> list[Figure]:
    """The time axis in parts of so many forums as stay readable, each with its table."""
    if whole.frame.empty:
        return [whole]
    names = name_forums(asked.ask(read_forums, asked.fiscal_year))
    plans = pick_own(asked.ask(read_plans, asked.fiscal_year), asked, ())
    return [
        _cut(whole, asked, plans[plans["forum"].isin(group)], number, _name_span(names, group))
        for number, group in enumerate(split_forums(plans), 1)
    ]


def _name_span(names: Mapping[str, str], group: Sequence[str]) -> str:
    first, last = names[group[0]], names[group[-1]]
    return first if first == last else f"{first}～{last}"


def split_forums(plans: pd.DataFrame) -> list[list[str]]:
    """The forums in order, in groups of no more lines than one slide shows well."""
    groups: list[list[str]] = [[]]
    used = 0
    for _, rows in plans.groupby("forum_order", sort=True):
        dated = rows[rows["period_from"].notna()]["event"].nunique()
        lines = max(1, dated)
        if groups[-1] and used + lines > MOST_LINES:
            groups.append([])
            used = 0
        groups[-1].append(str(rows["forum"].iloc[0]))
        used += lines
    return groups


def _cut(whole: Figure, asked: Question, part: pd.DataFrame, number: int, forums: str) -> Figure:
    return replace(
        whole,
        key=f"schedule-{number}",
        topic=WORDS["part"].format(topic=whole.topic, forums=forums),
        title=event_plans_by_forum.find(part),
        frame=list_events(part).reset_index(drop=True),
        columns={name: whole.columns[name] for name in ON_SLIDES},
        chart=partial(event_plans_by_forum.build, part, asked.fiscal_year),
        records=list_records(part, asked),
        code=f"{whole.code}-{number}",
        part_of=(whole.topic, whole.title),
    )


VIEW = View(
    __name__,
    page="schedule",
    part="axis",
    words=WORDS,
    defined_by=(DEFINITIONS, "event_plans"),
    answer=answer,
    narrowed_by=("fiscal_year", "block"),
    year="plans",
    chart=event_plans_by_forum,
    columns={
        "forum_name": text(),
        "name": text(),
        "scheduled_text": text(),
        "period_from": date(),
        "period_to": date(),
        "content": text(),
    },
    headings=Words(
        ja={
            "name": "行事",
            "scheduled_text": "開催予定日（記載のまま）",
            "period_from": "期間の始め",
            "period_to": "期間の終わり",
            "content": "内容",
        }
    ),
    slides=split,
    formerly="schedule",
)
