"""1,788団体の一覧図: every government as one mark, a member or not."""

from dataclasses import replace

from charts import government_membership_by_block
from metrics.membership import (
    find_target,
    pick_block,
    pick_denominator,
    read_member_groups,
    read_units,
)
from views import member_ratio_by_block
from views.model.columns import date, text
from views.model.describing import ask_figures
from views.model.figure import Figure
from views.model.indicators import of_role
from views.model.view import Answer, Question, View
from views.model.words import DEFINITIONS
from words import Words

#: What a list of governments says of each.
COLUMNS = {
    "code": text(),
    "block_name": text(),
    "prefecture": text(),
    "name": text(),
    "kind": text(),
}


def answer(asked: Question, denominator: str = "governments") -> Answer:
    units = pick_block(asked.ask(read_units, asked.fiscal_year), asked.block)
    groups = asked.ask(read_member_groups, asked.fiscal_year, denominator, asked.block)
    return Answer(pick_denominator(units, denominator), given=(find_target(groups),))


def list_blocks(figure: Figure, asked: Question) -> list[Figure]:
    """The table beside the marks is the blocks', not 1,788 rows."""
    [blocks] = ask_figures(member_ratio_by_block.VIEW, asked)
    return [
        replace(
            figure,
            frame=blocks.frame,
            columns=blocks.columns,
            completeness=blocks.completeness,
            records=blocks.records,
            sources=blocks.sources,
        )
    ]


VIEW = View(
    __name__,
    counts=("members",),
    page="members",
    part="units",
    words=Words(
        ja={
            "topic": "1,788団体の会員・未加入",
            "agenda": "1,788団体の一覧図",
        }
    ),
    defined_by=(DEFINITIONS, "members"),
    answer=answer,
    narrowed_by=("fiscal_year", "block"),
    chart=government_membership_by_block,
    columns={**COLUMNS, "state_text": text(), "joined_on": date(), "left_on": date()},
    headings=Words(ja={"name": "地方公共団体", "state_text": "会員・未加入"}),
    indicators=of_role("member_ratio"),
    slides=list_blocks,
    measured="is_member",
    formerly="member_units",
)
