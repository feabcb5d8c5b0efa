"""未加入の地方公共団体: who is no member yet, those with a tie to a forum first."""

from functools import partial

from charts import headlines
from metrics.membership import (
    pick_block,
    pick_denominator,
    pick_kind,
    pick_prefecture,
    read_non_members,
)
from views.government_membership_by_block import COLUMNS
from views.model.columns import count, date, text
from views.model.view import Answer, Question, View
from words import Words


def answer(
    asked: Question, denominator: str = "governments", prefecture: str = "", kind: str = ""
) -> Answer:
    """`prefecture`, `kind`: by their names, "" for all."""
    whole = pick_denominator(asked.ask(read_non_members, asked.fiscal_year), denominator)
    own = pick_prefecture(pick_block(whole, asked.block), prefecture)
    return Answer(pick_kind(own, kind))


VIEW = View(
    __name__,
    page="members",
    part="leads",
    words=Words(
        ja={
            "topic": "未加入の地方公共団体",
        }
    ),
    defined_by=(headlines.WORDS, "non_members_note"),
    answer=answer,
    narrowed_by=("fiscal_year", "block"),
    counts=("members", "supports", "matchings", "events"),
    find=partial(headlines.find_non_members, is_reported=True),
    columns={
        **COLUMNS,
        "lead_text": text(),
        "support_count": count("cases"),
        "matching_count": count("cases"),
        "event_name": text(),
        "year_text": text(),
        "left_on": date(),
    },
    headings=Words(
        ja={
            "name": "地方公共団体",
            "lead_text": "つながり",
            "support_count": "支援",
            "matching_count": "マッチング",
            "event_name": "名称・会場に名前のある行事",
            "year_text": "最後の年度",
        }
    ),
    for_slides=False,
)
