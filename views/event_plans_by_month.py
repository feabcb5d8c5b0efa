"""月ごとの行事の重なり: planned events by block and month, those of two or more named."""

from collections.abc import Collection

from charts import event_plans_by_month
from metrics.forums.plans import read_conflicts
from metrics.forums.reporters import count_forums
from views.event_plans_by_forum import pick_own
from views.model.columns import count, text
from views.model.figure import Matrix
from views.model.view import Answer, Question, View
from words import Words


def answer(asked: Question, forums: Collection[str] = ()) -> Answer:
    """`forums`: their ids, none for all ten."""
    months = pick_own(asked.ask(read_conflicts, asked.fiscal_year), asked, forums)
    known = months.assign(known=months["state"].where(months["state"] != "blank"))
    return Answer(months, completeness=count_forums("known", "forum", known))


VIEW = View(
    __name__,
    counts=("event_plans",),
    page="schedule",
    part="months",
    words=Words(
        ja={
            "topic": "ブロックと月ごとの行事計画",
            "agenda": "月ごとの行事の重なり",
        }
    ),
    defined_by=(event_plans_by_month.WORDS, "note"),
    answer=answer,
    narrowed_by=("fiscal_year", "block"),
    year="plans",
    chart=event_plans_by_month,
    columns={
        "forum_name": text(),
        "month_text": text(),
        "event_count": count("cases", state="state"),
        "events_text": text(),
    },
    headings=Words(ja={"month_text": "月", "events_text": "行事"}),
    matrix=Matrix("forum_name", "month_text", ("event_count",)),
    formerly="conflicts",
)
