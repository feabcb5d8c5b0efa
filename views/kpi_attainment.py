"""KPI の目標達成状況: every indicator against its target; units differ by row."""

from datetime import date

import pandas as pd

from charts import kpi_attainment_by_indicator
from metrics.kpi.figures import read_figures
from metrics.kpi.pace import read_progress
from views.model.columns import number, ratio, text
from views.model.describing import reported
from views.model.figure import NativeChart
from views.model.indicators import headlines
from views.model.view import Answer, Question, View
from views.model.words import DEFINITIONS
from words import Words

HEADINGS = Words(
    ja={
        "name": "指標",
        "share": "達成率",
        "gap_text": "目標との差",
        "status_label": "状況",
        "previous_value": "前年度実績",
        "next_target": "翌年度目標",
    }
)
COLUMNS = {
    "name": text(),
    "value": number("unit", state="value_state"),
    "target": number("unit", missing="no_target"),
    "share": ratio(missing="none"),
    "gap_text": text(),
    "status_label": text(),
    "previous_value": number("unit"),
    "next_target": number("unit", missing="no_target"),
}


def answer(asked: Question, day: date | None = None) -> Answer:
    """`day`: the frame then says how far each indicator should be by that day."""
    narrowed = (asked.fiscal_year, asked.scope)
    figures = (
        asked.ask(read_progress, *narrowed, day) if day else asked.ask(read_figures, *narrowed)
    )
    return Answer(
        figures,
        table=figures.assign(share=_measure_share(figures)),
        coded_by=list(figures[figures["target"] > 0]["indicator"]),
    )


def _measure_share(figures: pd.DataFrame) -> "pd.Series[float]":
    return (figures["value"] / figures["target"].where(figures["target"] > 0)).astype(float)


VIEW = View(
    __name__,
    page="kpi",
    words=Words(
        ja={
            "topic": "KPIの目標達成状況",
            "agenda": "KPI の目標達成状況",
            "none": "―",
        }
    ),
    defined_by=(DEFINITIONS, "attainment"),
    answer=answer,
    narrowed_by=("fiscal_year", "scope"),
    chart=kpi_attainment_by_indicator,
    columns=COLUMNS,
    headings=HEADINGS,
    native=NativeChart("to_target", "name", ("share",)),
    reported=reported("indicators", "value"),
    measured="share",
    indicators=headlines,
)
