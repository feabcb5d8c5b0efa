"""KPI の一覧: every indicator as a table: value, target, gap, status, last and next year."""

from dataclasses import replace

from charts.headlines import find_headline
from views import kpi_attainment
from views.kpi_attainment import COLUMNS, HEADINGS
from views.model.indicators import headlines
from views.model.view import Answer, Question, View
from views.model.words import DEFINITIONS
from words import Words

WORDS = Words(ja={"topic": "KPI の一覧", "no_previous": "前年度実績は未報告。"})
PREVIOUS = "previous_value"


def answer(asked: Question) -> Answer:
    """Without last year's column where nothing of it was reported; the definition says so."""
    said = kpi_attainment.answer(asked)
    if said.frame["previous_value"].notna().any() or said.frame.empty:
        return said
    columns = {name: column for name, column in VIEW.name_columns().items() if name != PREVIOUS}
    definition = DEFINITIONS["attainment"] + WORDS["no_previous"]
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
