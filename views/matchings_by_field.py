"""技術分野別の案件: cases by technical field and furthest stage; a case of two is in both."""

from charts import matchings_by_group
from metrics.cases.matchings import read_by_block, read_by_field
from metrics.forums.reporters import count_forums
from views.matchings_by_block import COLUMNS, HEADINGS, MATRIX, NATIVE
from views.model.indicators import total_and_reached
from views.model.view import Answer, Question, View
from words import Words

WORDS = Words(
    ja={
        "topic": "技術分野別のマッチング",
        "agenda": "技術分野別の案件",
    }
)


def answer(asked: Question) -> Answer:
    fields = asked.ask(read_by_field, asked.fiscal_year, asked.scope, asked.block)
    note = f"　{matchings_by_group.WORDS['note_fields']}"
    return Answer(
        fields,
        given=(note,),
        definition=matchings_by_group.WORDS["key"] + note,
        completeness=_count_forums(asked),
    )


def _count_forums(asked: Question) -> str:
    """Of how many forums the cases are: a field's row says nothing of it."""
    forums = asked.ask(read_by_block, asked.fiscal_year, asked.scope)
    own = forums[forums["group_id"] == asked.block] if asked.block else forums
    return count_forums("case_count", "group_id", own)


VIEW = View(
    __name__,
    counts=("matchings",),
    page="matchings",
    part="stops",
    words=WORDS,
    answer=answer,
    narrowed_by=("fiscal_year", "scope", "block"),
    chart=matchings_by_group,
    columns=COLUMNS,
    headings=HEADINGS,
    native=NATIVE,
    matrix=MATRIX,
    indicators=total_and_reached,
)
