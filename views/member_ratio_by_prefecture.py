"""都道府県別の会員の割合: the roster's members among each prefecture's governments, as a map."""

from charts import member_ratio_by_prefecture
from metrics.membership import has_roster, pick_dimension, read_member_groups
from views import membership_span
from views.member_ratio_by_block import COLUMNS, say_whether_reported
from views.model.describing import ask_figures
from views.model.figure import Figure
from views.model.indicators import of_role
from views.model.view import Answer, Question, View
from views.model.words import DEFINITIONS
from words import Words


def answer(asked: Question, denominator: str = "governments", prefecture: str = "") -> Answer:
    """`prefecture`: the one that is framed."""
    groups = asked.ask(read_member_groups, asked.fiscal_year, denominator, asked.block)
    tiles = pick_dimension(groups, "prefecture")
    return Answer(tiles, given=(prefecture,), table=tiles.sort_values("group_order"))


def stand_in(figure: Figure, asked: Question) -> list[Figure]:
    """Without a roster, what is published instead."""
    return [figure] if has_roster(figure.frame) else ask_figures(membership_span.VIEW, asked)


VIEW = View(
    __name__,
    counts=("members",),
    page="members",
    part="shares",
    words=Words(
        ja={
            "topic": "都道府県別の自治体会員の割合",
            "agenda": "都道府県別の会員の割合（地図）",
        }
    ),
    defined_by=(DEFINITIONS, "members"),
    answer=answer,
    narrowed_by=("fiscal_year", "block"),
    chart=member_ratio_by_prefecture,
    columns=COLUMNS,
    headings=Words(ja={"group_name": "都道府県"}),
    reported=say_whether_reported,
    indicators=of_role("member_ratio"),
    slides=stand_in,
    measured="member_count",
    formerly="member_map",
)
