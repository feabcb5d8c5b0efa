"""KPI の一覧: every indicator as a table: value, target, gap, status, last and next year."""

from charts.headlines import find_headline
from views.kpi_attainment import COLUMNS, HEADINGS, answer
from views.kpi_attainment import VIEW as ATTAINMENT
from views.model.indicators import headlines
from views.model.view import View
from views.model.words import DEFINITIONS
from words import Words

VIEW = View(
    __name__,
    page="kpi",
    words=Words(
        ja={
            "topic": "KPI の一覧",
        }
    ),
    defined_by=(DEFINITIONS, "attainment"),
    answer=answer,
    narrowed_by=("fiscal_year", "scope"),
    find=find_headline,
    columns={name: column for name, column in COLUMNS.items() if name != "share"},
    headings=HEADINGS,
    reported=ATTAINMENT.reported,
    indicators=headlines,
)
