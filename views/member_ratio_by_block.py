"""ブロック別の会員の割合: the roster's members among each block's governments; all, to compare."""

import pandas as pd

from charts import member_ratio_by_group
from metrics.membership import has_roster, pick_dimension, read_member_groups
from views.model.columns import count, ratio, text
from views.model.figure import NativeChart
from views.model.indicators import of_role
from views.model.view import Answer, Question, View
from views.model.words import DEFINITIONS
from words import Words

COLUMNS = {
    "group_name": text(),
    "government_count": count("governments"),
    "member_count": count("governments"),
    "member_ratio": ratio("0.0%"),
    "needed_count": count("governments", missing="no_target"),
    "missing_count": count("governments"),
}
WORDS = Words(
    ja={
        "topic": "ブロック別の自治体会員の割合",
        "agenda": "ブロック別の会員の割合",
        "reported": "行政会員名簿 報告あり",
        "not_reported": "行政会員名簿 未報告",
    }
)
HEADINGS = Words(ja={"group_name": "ブロック"})


def answer(asked: Question, denominator: str = "governments") -> Answer:
    blocks = pick_dimension(asked.ask(read_member_groups, asked.fiscal_year, denominator), "block")
    noun = HEADINGS["group_name"]
    return Answer(
        blocks.sort_values("group_order"),
        given=(noun,),
        title=member_ratio_by_group.find(blocks, noun),
    )


def say_whether_reported(groups: pd.DataFrame) -> str:
    return WORDS["reported" if has_roster(groups) else "not_reported"]


VIEW = View(
    __name__,
    counts=("members",),
    page="members",
    part="shares",
    words=WORDS,
    defined_by=(DEFINITIONS, "members"),
    answer=answer,
    chart=member_ratio_by_group,
    columns=COLUMNS,
    headings=HEADINGS,
    native=NativeChart("bar", "group_name", ("member_ratio",), is_partial=True),
    reported=say_whether_reported,
    indicators=of_role("member_ratio"),
    measured="member_count",
    formerly="member_blocks",
)
