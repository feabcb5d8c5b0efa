"""計画した行事と開催した行事: what each forum planned, held, called off and put off."""

from charts import events_held_by_forum
from metrics.forums.results import read_held
from views.model.columns import count, text
from views.model.describing import forums_reported
from views.model.figure import NativeChart
from views.model.indicators import counted_from
from views.model.view import View
from views.model.words import DEFINITIONS
from words import Words

VIEW = View(
    __name__,
    counts=("events", "event_plans"),
    page="blocks",
    part="held",
    words=Words(
        ja={
            "topic": "行事の計画と開催",
            "agenda": "計画した行事と開催した行事",
        }
    ),
    defined_by=(DEFINITIONS, "counted"),
    read=read_held,
    year="plans",
    chart=events_held_by_forum,
    columns={
        "forum_name": text(),
        "planned_count": count("cases"),
        "held_count": count("cases"),
        "cancelled_count": count("cases"),
        "postponed_count": count("cases"),
    },
    headings=Words(
        ja={
            "planned_count": "計画",
            "held_count": "開催",
            "cancelled_count": "中止",
            "postponed_count": "延期",
        }
    ),
    native=NativeChart("bar", "forum_name", ("planned_count", "held_count"), is_partial=True),
    reported=forums_reported("held_count"),
    indicators=counted_from("events"),
    formerly="held",
)
