"""年度ごとの推移: every indicator in every year; units differ by row."""

from charts import kpi_by_year
from metrics.kpi.trends import read_trend
from views.model.columns import number, text
from views.model.figure import Matrix
from views.model.indicators import headlines
from views.model.view import View
from words import Words

VIEW = View(
    __name__,
    page="trends",
    words=Words(
        ja={
            "topic": "各指標の推移",
            "definition": "各年度の公表値。「/」の後は目標。報告のない年度は未報告と示す。",
            "agenda": "年度ごとの推移",
        }
    ),
    read=read_trend,
    narrowed_by=("fiscal_year", "scope"),
    chart=kpi_by_year,
    columns={
        "name": text(),
        "year_text": text(),
        "value": number("unit", state="value_state"),
        "target": number("unit", missing="no_target"),
    },
    headings=Words(ja={"name": "指標", "year_text": "年度"}),
    matrix=Matrix("name", "year_text", ("value", "target")),
    indicators=headlines,
    formerly="trend",
)
