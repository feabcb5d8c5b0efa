"""段階の間の転換率: rates between the stages of the ladder with n and their intervals."""

from charts import conversion_by_step
from metrics.cases.matchings import measure_steps, read_ladder
from views.model.columns import count, ratio, text
from views.model.figure import NativeChart
from views.model.indicators import stages_reached
from views.model.view import Answer, Question, View
from words import Words


def answer(asked: Question) -> Answer:
    return Answer(measure_steps(asked.ask(read_ladder, asked.fiscal_year, asked.scope)))


VIEW = View(
    __name__,
    counts=("matchings", "kpi_results"),
    page="matchings",
    part="target",
    words=Words(
        ja={
            "topic": "段階の間の転換率",
            "agenda": "段階の間の移行率",
        }
    ),
    defined_by=(conversion_by_step.WORDS, "note"),
    answer=answer,
    narrowed_by=("fiscal_year", "scope"),
    chart=conversion_by_step,
    columns={
        "name": text(),
        "tried": count("cases"),
        "passed": count("cases"),
        "rate": ratio(),
        "lower": ratio(),
        "upper": ratio(),
    },
    headings=Words(
        ja={
            "name": "段階の間",
            "tried": "前の段階に達した件数",
            "passed": "次の段階に進んだ件数",
            "rate": "転換率",
            "lower": "区間の下限",
            "upper": "区間の上限",
        }
    ),
    native=NativeChart("bar", "name", ("rate",), is_partial=True),
    indicators=stages_reached,
    formerly="conversion",
)
