"""種別ごとの自治体会員の割合: the roster's members among prefectures, cities, towns, villages."""

from charts import member_ratio_by_group
from metrics.membership import pick_dimension, read_member_groups
from views.member_ratio_by_block import COLUMNS, say_whether_reported
from views.model.figure import NativeChart
from views.model.indicators import of_role
from views.model.view import Answer, Question, View
from views.model.words import DEFINITIONS
from words import Words

HEADINGS = Words(ja={"group_name": "種別"})


def answer(asked: Question, denominator: str = "governments") -> Answer:
    groups = asked.ask(read_member_groups, asked.fiscal_year, denominator, asked.block)
    kinds = pick_dimension(groups, "kind")
    noun = HEADINGS["group_name"]
    return Answer(
        kinds.sort_values("group_order"),
        given=(noun,),
        title=member_ratio_by_group.find(kinds, noun),
    )


VIEW = View(
    __name__,
    counts=("members",),
    page="members",
    part="units",
    words=Words(
        ja={
            "topic": "種別ごとの自治体会員の割合",
        }
    ),
    defined_by=(DEFINITIONS, "members"),
    answer=answer,
    narrowed_by=("fiscal_year", "block"),
    chart=member_ratio_by_group,
    columns=COLUMNS,
    headings=HEADINGS,
    native=NativeChart("bar", "group_name", ("member_ratio",), is_partial=True),
    reported=say_whether_reported,
    indicators=of_role("member_ratio"),
    measured="member_count",
)
