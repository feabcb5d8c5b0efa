"""社会実装の目標に必要な件数: what a number of implementations would take at each stage."""

from charts import conversion_by_step, matchings_needed_by_stage
from metrics.cases.matchings import plan_target, read_ladder, render_required_rate
from views.model.columns import count, text
from views.model.figure import NativeChart
from views.model.indicators import outcomes
from views.model.view import Answer, Question, View
from words import Words

#: How many implementations are asked about unless another number is.
USUAL_TARGET = 5


def answer(asked: Question, target: int = USUAL_TARGET) -> Answer:
    ladder = asked.ask(read_ladder, asked.fiscal_year, asked.scope)
    return Answer(
        plan_target(ladder, target),
        definition=conversion_by_step.WORDS["note"],
        notes=(render_required_rate(ladder, target),),
    )


VIEW = View(
    __name__,
    counts=("matchings", "kpi_results"),
    page="matchings",
    part="target",
    words=Words(ja={"topic": "社会実装の目標に必要な件数", "impossible": "届かない"}),
    answer=answer,
    narrowed_by=("fiscal_year", "scope"),
    chart=matchings_needed_by_stage,
    columns={
        "name": text(),
        "now": count("cases"),
        "at_present": count("cases", missing="impossible"),
        "at_best": count("cases", missing="impossible"),
    },
    headings=Words(
        ja={
            "name": "段階",
            "now": "今の件数（その段階以上）",
            "at_present": "必要な件数（率は今のまま）",
            "at_best": "必要な件数（最後の率が区間の上限なら）",
        }
    ),
    native=NativeChart("bar", "name", ("now", "at_best"), is_partial=True),
    indicators=outcomes,
    measured="now",
)
