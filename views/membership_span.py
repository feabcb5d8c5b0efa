"""自治体会員の割合と目標: the published ratio as a span of governments, and the distance."""

from collections.abc import Mapping

import pandas as pd

from charts import membership_span
from data.figures import find_role
from metrics.membership import count_exactly, read_membership
from views.model.columns import count, text
from views.model.figure import NativeChart
from views.model.indicators import of_role
from views.model.view import Answer, Question, View
from words import Words

PLACE = ("workbook", "sheet", "cell")
WORDS = Words(
    ja={
        "topic": "自治体会員の割合と目標",
        "member_now": "現在の会員",
        "member_needed": "目標に必要",
        "member_missing": "目標まであと",
        "counted": "団体数は行政会員名簿から数えた実数です。",
    }
)


def answer(asked: Question, denominator: str = "governments") -> Answer:
    """A roster's count where there is one; else the least and most that the ratio allows."""
    span = count_exactly(asked.ask(read_membership, asked.fiscal_year, denominator))
    is_counted = bool(span["counted_member_count"].notna().any())
    note = WORDS["counted"] if is_counted else membership_span.WORDS["note"]
    definition = f"{find_role('member_ratio').definition}{note}"
    return Answer(
        span,
        table=lay_out_span(span),
        definition=definition,
        counts=("members",) if is_counted else (),
    )


def lay_out_span(span: pd.DataFrame) -> pd.DataFrame:
    """One row an item: the least and most governments that the rounded ratio allows."""
    rows = []
    for row in span.dropna(subset=["ratio"]).to_dict("records"):
        rows.append(_row(row, "member_now", "member_count_from", "member_count_to"))
        if not pd.isna(row["target_ratio"]):
            rows.append(_row(row, "member_needed", "needed_count", "needed_count"))
            rows.append(_row(row, "member_missing", "missing_count_from", "missing_count_to"))
    return pd.DataFrame(rows, columns=["item", "least", "most", *PLACE])


def _row(row: Mapping[object, object], key: str, least: str, most: str) -> dict[str, object]:
    place = {name: row[name] for name in PLACE}
    return {"item": WORDS[key], "least": row[least], "most": row[most], **place}


VIEW = View(
    __name__,
    page="members",
    words=WORDS,
    answer=answer,
    chart=membership_span,
    columns={"item": text(), "least": count("governments"), "most": count("governments")},
    headings=Words(ja={"item": "項目", "least": "最小", "most": "最大"}),
    native=NativeChart("span", "item", ("least", "most")),
    indicators=of_role("member_ratio"),
    coded_by=of_role("member_ratio"),
    formerly="membership",
)
