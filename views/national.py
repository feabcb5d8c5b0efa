"""全国フォーラム・部会の目標: what each national body aims at this year, as written."""

from charts import plan_steps_by_body
from metrics.forums.national import read_national_plans
from views.model.columns import text
from views.model.describing import say_reported
from views.model.indicators import national_only
from views.model.view import Answer, Question, View
from words import Words

WORDS = Words(
    ja={
        "topic": "全国フォーラム・部会の目標",
        "definition": "全国フォーラム実施計画に書かれた、全国フォーラム・部会の今年度目標。",
        "finding": "全国フォーラム・部会 {count}のうち{reported}が今年度の目標を報告",
    }
)


def answer(asked: Question) -> Answer:
    plans = asked.ask(read_national_plans, asked.fiscal_year)
    reported, count = int(plans["is_reported"].sum()), len(plans)
    finding = WORDS["finding"].format(reported=reported, count=count)
    return Answer(
        plans,
        title=finding if reported else plan_steps_by_body.WORDS["finding_missing"],
        completeness=say_reported("bodies", reported, count),
    )


VIEW = View(
    __name__,
    counts=("national_plans",),
    page="national",
    part="plans",
    words=WORDS,
    answer=answer,
    year="plans",
    columns={"forum_short_name": text(), "goal": text(missing="blank")},
    headings=Words(ja={"forum_short_name": "全国フォーラム・部会", "goal": "今年度目標"}),
    source="journal",
    indicators=national_only,
    measured="goal",
)
