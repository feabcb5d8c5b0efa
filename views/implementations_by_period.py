"""社会実装（年間と累計）: each figure with the period that it counts."""

from charts import implementations_by_period
from metrics.kpi.trends import read_implementations
from views.model.columns import text
from views.model.indicators import outcomes
from views.model.view import View
from words import Words

VIEW = View(
    __name__,
    page="trends",
    words=Words(ja={"topic": "社会実装（年間と累計）"}),
    read=read_implementations,
    narrowed_by=("fiscal_year",),
    chart=implementations_by_period,
    defined_by=(implementations_by_period.WORDS, "key"),
    columns={"name": text(), "period_text": text(), "value_text": text()},
    headings=Words(ja={"name": "数え方", "period_text": "期間", "value_text": "実績"}),
    indicators=outcomes,
    formerly="implementations",
)
