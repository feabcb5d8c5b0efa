"""指標ごとの目標: what every indicator is to reach, as one more view would declare it."""

from charts import kpi_attainment_by_indicator
from metrics.kpi.figures import read_figures
from views.model.columns import number, text
from views.model.figure import NativeChart
from views.model.indicators import headlines
from views.model.view import View
from words import Words

VIEW = View(
    __name__,
    page="trends",
    words=Words(ja={"topic": "指標ごとの目標", "definition": "計画書に記載の目標。"}),
    read=read_figures,
    narrowed_by=("fiscal_year", "scope"),
    chart=kpi_attainment_by_indicator,
    columns={"name": text(), "target": number("unit", missing="no_target")},
    headings=Words(ja={"name": "指標"}),
    native=NativeChart("bar", "name", ("target",)),
    indicators=headlines,
)
