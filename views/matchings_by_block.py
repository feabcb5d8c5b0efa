"""フォーラム別の案件: cases by forum and furthest stage; all forums, to compare."""

from charts import matchings_by_group
from metrics.cases.matchings import read_by_block
from views.model.columns import count, text
from views.model.describing import forums_reported
from views.model.figure import Matrix, NativeChart
from views.model.indicators import total_and_reached
from views.model.view import View
from words import Words

COLUMNS = {"group_name": text(), "stage_name": text(), "case_count": count("cases")}
NATIVE = NativeChart("stacked", "group_name", ("case_count",), by="stage_name")
MATRIX = Matrix("group_name", "stage_name", ("case_count",))
HEADINGS = Words(ja={"group_name": "区分", "stage_name": "段階"})

VIEW = View(
    __name__,
    counts=("matchings",),
    page="matchings",
    part="stops",
    words=Words(ja={"topic": "フォーラム別のマッチング", "agenda": "フォーラム別の案件"}),
    read=read_by_block,
    narrowed_by=("fiscal_year", "scope"),
    chart=matchings_by_group,
    defined_by=(matchings_by_group.WORDS, "key"),
    columns=COLUMNS,
    headings=HEADINGS,
    native=NATIVE,
    matrix=MATRIX,
    reported=forums_reported("case_count", "group_id"),
    indicators=total_and_reached,
)
