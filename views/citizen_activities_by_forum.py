"""市民参画の取組: the activities that forums have reported, by forum and kind."""

from charts import citizen_activities_by_forum
from metrics.forums.citizens import read_activity_counts
from views.model.columns import count, text
from views.model.describing import forums_reported
from views.model.indicators import of_role
from views.model.view import View
from words import Words

VIEW = View(
    __name__,
    counts=("citizen_activities",),
    page="citizens",
    words=Words(ja={"topic": "フォーラム別の市民参画", "agenda": "市民参画の取組"}),
    read=read_activity_counts,
    narrowed_by=("fiscal_year", "scope", "block"),
    chart=citizen_activities_by_forum,
    defined_by=(citizen_activities_by_forum.WORDS, "key"),
    columns={
        "forum_name": text(),
        "kind_name": text(),
        "activity_count": count("cases"),
        "people_count": count("people", state="people_state"),
    },
    headings=Words(ja={"kind_name": "種別", "activity_count": "件数", "people_count": "参加者数"}),
    reported=forums_reported("activity_count"),
    indicators=of_role("citizen_sessions"),
    formerly="citizen_activities",
)
