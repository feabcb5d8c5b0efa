"""全国フォーラムの行程: the lines of the bodies' plans as steps and events on one time axis."""

from collections.abc import Callable

import pandas as pd

from charts import plan_steps_by_body
from metrics.forums.national import read_national_plans
from views.model.columns import date, text
from views.model.describing import say_reported
from views.model.view import Answer, Question, View
from words import Words

WORDS = Words(
    ja={
        "topic": "全国フォーラムの行程",
        "definition": "全国フォーラム実施計画の「行程」と「イベント予定」を一行ずつ示す。"
        "時期は文から読み取り、読み取れないものは「時期の記載なし」とする。",
    }
)


def answer(asked: Question, list_steps: Callable[[pd.DataFrame, int], pd.DataFrame]) -> Answer:
    """`list_steps`: reads the plans' lines; only a page has a reader of dates at hand."""
    plans = asked.ask(read_national_plans, asked.fiscal_year)
    return Answer(
        list_steps(plans, asked.fiscal_year),
        given=(asked.fiscal_year,),
        completeness=say_reported("bodies", int(plans["is_reported"].sum()), len(plans)),
    )


VIEW = View(
    __name__,
    page="national",
    part="steps",
    words=WORDS,
    answer=answer,
    year="plans",
    chart=plan_steps_by_body,
    columns={
        "forum_name": text(),
        "kind_text": text(),
        "when_text": text(),
        "what": text(),
        "period_from": date(),
        "period_to": date(),
    },
    headings=Words(
        ja={
            "forum_name": "全国フォーラム・部会",
            "kind_text": "種類",
            "when_text": "時期（記載のまま）",
            "what": "内容",
            "period_from": "始まり",
            "period_to": "終わり",
        }
    ),
    for_slides=False,
)
