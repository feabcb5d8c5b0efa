"""動きのない期間: how long cases wait at a stage and took to leave it; only a ledger tells."""

from charts import days_by_stage
from metrics.cases.matchings import read_days
from views.model.columns import count, text
from views.model.figure import NativeChart
from views.model.indicators import total_and_reached
from views.model.view import View
from words import Words

VIEW = View(
    __name__,
    counts=("matchings",),
    page="matchings",
    part="stops",
    words=Words(ja={"topic": "段階ごとの日数", "agenda": "動きのない期間", "undated": "日付なし"}),
    read=read_days,
    narrowed_by=("fiscal_year", "scope", "block"),
    chart=days_by_stage,
    defined_by=(days_by_stage.WORDS, "key"),
    columns={
        "name": text(),
        "case_count": count("cases"),
        "dated_count": count("cases"),
        "median_days": count("days", missing="undated"),
        "lower_days": count("days", missing="undated"),
        "upper_days": count("days", missing="undated"),
        "longest_days": count("days", missing="undated"),
    },
    headings=Words(
        ja={
            "name": "項目",
            "dated_count": "日付のある件数",
            "median_days": "中央値",
            "lower_days": "下から四分の一",
            "upper_days": "上から四分の一",
            "longest_days": "最長",
        }
    ),
    native=NativeChart("bar", "name", ("median_days",), is_partial=True),
    indicators=total_and_reached,
    formerly="waiting",
)
