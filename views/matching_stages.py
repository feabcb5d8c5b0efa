"""マッチング等の段階別内訳: the four stages up to the published total."""

import pandas as pd

from charts import matching_stages
from data.figures import find_role
from metrics.kpi.figures import read_stages
from views.model.columns import count, text
from views.model.describing import reported
from views.model.figure import NativeChart
from views.model.indicators import stage_total, total_and_stages
from views.model.view import Answer, Question, View
from views.model.words import MISSING
from words import Words
from words.figures import render_value
from words.terms import UNITS

WORDS = Words(
    ja={
        "topic": "マッチング等の段階別内訳",
        "whole": "合計 {total}（目標 {target}）",
    }
)


def answer(asked: Question) -> Answer:
    stages = asked.ask(read_stages, asked.fiscal_year, asked.scope)
    return Answer(
        stages,
        definition=find_role("stage_total").definition,
        notes=(_render_whole(stages), matching_stages.WORDS["note"]),
    )


def _render_whole(stages: pd.DataFrame) -> str:
    total, target = (_pick_first(stages[name]) for name in ("total", "target"))
    goal = MISSING["no_target"] if target is None else render_value(target, UNITS["cases"])
    return WORDS["whole"].format(total=render_value(total, UNITS["cases"]), target=goal)


def _pick_first(values: "pd.Series[float]") -> float | None:
    known = values.dropna()
    return None if known.empty else float(known.iloc[0])


VIEW = View(
    __name__,
    page="matchings",
    part="stages",
    words=WORDS,
    answer=answer,
    narrowed_by=("fiscal_year", "scope"),
    chart=matching_stages,
    columns={"name": text(), "value": count("cases", state="value_state")},
    headings=Words(ja={"name": "段階"}),
    native=NativeChart("ladder", "name", ("value",)),
    reported=reported("stages", "value"),
    indicators=total_and_stages,
    coded_by=stage_total,
)
