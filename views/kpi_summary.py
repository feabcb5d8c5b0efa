"""KPI の一覧: every indicator as a table: value, target, gap, status, last and next year."""

from dataclasses import replace

from charts.headlines import find_headline
from views import kpi_attainment
from views.kpi_attainment import COLUMNS, HEADINGS
from views.model.indicators import headlines
from views.model.view import Answer, Question, View
from views.model.words import DEFINITIONS
from words import Words

WORDS = Words(
    ja={
        "topic": "KPI の一覧",
        "without_previous_value": "前年度実績は未報告。",
        "without_target": "目標値はない。",
        "without_next_target": "翌年度の目標値はない。",
    }
)
#: A column without any number, and those that say nothing without it.
TOGETHER = {
    "target": ("target", "gap_text", "status_label"),
    "previous_value": ("previous_value",),
    "next_target": ("next_target",),
}


def answer(asked: Question) -> Answer:
    """A column without any number is a sentence of the definition instead."""
    said = kpi_attainment.answer(asked)
    empty = [name for name in TOGETHER if said.frame[name].isna().all()]
    if not empty or said.frame["value"].isna().all():
        return said
    left_out = {each for name in empty for each in TOGETHER[name]}
    columns = {name: column for name, column in VIEW.name_columns().items() if name not in left_out}
    definition = DEFINITIONS["attainment"] + "".join(WORDS[f"without_{name}"] for name in empty)
    return replace(said, columns=columns, definition=definition)


VIEW = View(
    __name__,
    page="kpi",
    words=WORDS,
    defined_by=(DEFINITIONS, "attainment"),
    answer=answer,
    narrowed_by=("fiscal_year", "scope"),
    find=find_headline,
    columns={name: column for name, column in COLUMNS.items() if name != "share"},
    headings=HEADINGS,
    reported=kpi_attainment.VIEW.reported,
    indicators=headlines,
)
