"""どの段階まで進んだか: cases that reached each stage or a later one, and from what that is known."""

from charts import matchings_reached_by_stage
from metrics.cases.matchings import describe_basis, name_reached, read_ladder
from views.model.columns import count, text
from views.model.figure import NativeChart
from views.model.indicators import stages_reached
from views.model.view import Answer, Question, View
from words import Words


def answer(asked: Question) -> Answer:
    ladder = asked.ask(read_ladder, asked.fiscal_year, asked.scope)
    named = ladder.assign(stage_name=ladder["name"], name=name_reached(list(ladder["name"])))
    return Answer(
        named,
        notes=(describe_basis(ladder, asked.fiscal_year, asked.scope),),
        counts=("matchings",) if ladder["basis"].iloc[0] == "counted" else (),
    )


VIEW = View(
    __name__,
    page="matchings",
    part="stages",
    words=Words(
        ja={
            "topic": "どの段階まで進んだか",
            "definition": "各案件を、年度末までに達した最も進んだ段階で一度だけ数え、"
            "その段階以降の件数を足し上げた数。",
        }
    ),
    answer=answer,
    narrowed_by=("fiscal_year", "scope"),
    chart=matchings_reached_by_stage,
    columns={
        "name": text(),
        "reached": count("cases"),
    },
    headings=Words(
        ja={
            "name": "段階",
            "reached": "達した案件",
        }
    ),
    native=NativeChart("bar", "name", ("reached",)),
    indicators=stages_reached,
)
