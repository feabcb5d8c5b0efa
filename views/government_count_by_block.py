"""ブロック別の自治体会員: each block's denominator, and its members where a roster says so."""

from charts import government_count_by_block
from metrics.membership import read_block_counts
from views.model.columns import count, ratio, text
from views.model.describing import reported
from views.model.figure import NativeChart
from views.model.indicators import of_role
from views.model.view import Answer, Question, View
from words import Words


def answer(asked: Question) -> Answer:
    counts = asked.ask(read_block_counts, asked.fiscal_year)
    return Answer(counts, table=counts.sort_values("block_order"))


VIEW = View(
    __name__,
    counts=("members",),
    page="members",
    words=Words(
        ja={
            "topic": "ブロック別の自治体会員",
            "definition": "地方公共団体は都道府県と市区町村。会員数は名簿が取り込まれるまで未報告。",
        }
    ),
    answer=answer,
    chart=government_count_by_block,
    columns={
        "block_name": text(),
        "government_count": count("governments"),
        "prefecture_count": count("governments"),
        "municipality_count": count("governments"),
        "member_count": count("governments"),
        "member_ratio": ratio("0.0%"),
    },
    headings=Words(ja={"prefecture_count": "うち都道府県", "municipality_count": "うち市区町村"}),
    native=NativeChart("part", "block_name", ("government_count", "member_count")),
    source="governments",
    reported=reported("blocks", "member_count"),
    indicators=of_role("member_ratio"),
    formerly="governments",
)
