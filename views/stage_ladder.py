"""段階のはしご: how many cases reached each stage or a later one: the same numbers, added up."""

import pandas as pd

from metrics.cases.matchings import name_reached
from views import matching_stages
from views.model.columns import count, text
from views.model.describing import count_reported
from views.model.figure import NativeChart
from views.model.indicators import stage_total, stages_from_last
from views.model.view import Answer, Question, View
from words import Words
from words.figures import render_value
from words.terms import UNITS

WORDS = Words(
    ja={
        "topic": "段階のはしご",
        "agenda": "段階のはしご（どこまで進んだか）",
        "definition": "公表値からの計算。各案件を最も進んだ段階で一度だけ数えたとみなし、"
        "その段階以降の件数を足した数。",
        "finding": "{total}のうち成立以上に進んだのは{agreed}、社会実装は{last}",
        "finding_missing": "どの段階まで進んだかは、未報告の段階があるため計算できません",
    }
)


def answer(asked: Question) -> Answer:
    published = matching_stages.answer(asked)
    return Answer(
        add_up_stages(published.frame),
        notes=published.notes,
        completeness=count_reported("stages", published.frame["value"]),
        cells=published.frame,
    )


def add_up_stages(stages: pd.DataFrame) -> pd.DataFrame:
    """Adds `reached`: the stage's cases and those of all later ones; null where one of them
    is not reported."""
    ordered = stages.sort_values("stage_order")
    values = ordered["value"].astype(float)
    reached = values[::-1].cumsum(skipna=False)[::-1]
    return ordered.assign(
        reached=reached.where(values[::-1].isna().cumsum()[::-1] == 0),
        name=name_reached(list(ordered["name"])),
    )


def find(reached: pd.DataFrame) -> str:
    """How many of all cases went beyond being considered, and how many to the end."""
    values = [None if pd.isna(value) else float(value) for value in reached["reached"]]
    if None in values or not values:
        return WORDS["finding_missing"]
    counts = [render_value(value, UNITS["cases"]) for value in values]
    return WORDS["finding"].format(total=counts[0], agreed=counts[1], last=counts[-1])


VIEW = View(
    __name__,
    page="matchings",
    part="stages",
    words=WORDS,
    answer=answer,
    narrowed_by=("fiscal_year", "scope"),
    find=find,
    columns={"name": text(), "reached": count("cases")},
    headings=Words(ja={"name": "到達した段階", "reached": "到達した案件"}),
    native=NativeChart("bar", "name", ("reached",)),
    indicators=stages_from_last,
    coded_by=stage_total,
)
