"""社会実装に至らない課題: what keeps cases from being implemented, as written in the ledgers."""

from charts import matchings_by_obstacle
from metrics.cases.matchings import read_obstacles
from views.model.columns import count, text
from views.model.figure import NativeChart
from views.model.indicators import outcomes
from views.model.view import View
from words import Words

VIEW = View(
    __name__,
    counts=("matchings",),
    page="matchings",
    part="stops",
    words=Words(
        ja={
            "topic": "社会実装に至らない課題",
            "definition": "社会実装に至っていない案件の「課題・支障」欄を、記載のまま数えた件数。",
        }
    ),
    read=read_obstacles,
    narrowed_by=("fiscal_year", "scope", "block"),
    chart=matchings_by_obstacle,
    columns={"name": text(), "case_count": count("cases")},
    headings=Words(ja={"name": "課題・支障（記載のまま）"}),
    native=NativeChart("bar", "name", ("case_count",), is_partial=True),
    indicators=outcomes,
    formerly="obstacles",
)
