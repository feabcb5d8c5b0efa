"""会員（全種別）の推移: members of all kinds on the days counted."""

from charts import all_members_by_date
from metrics.kpi.trends import read_all_members
from views.model.columns import count, text
from views.model.figure import NativeChart
from views.model.view import View
from words import Words

VIEW = View(
    __name__,
    page="trends",
    words=Words(
        ja={
            "topic": "会員数（全種別）の推移",
            "agenda": "会員（全種別）の推移",
            "definition": "会員（全種別）を数えた日の数。その間の数は未報告。",
        }
    ),
    read=read_all_members,
    narrowed_by=(),
    chart=all_members_by_date,
    columns={"day_text": text(), "member_count": count("members"), "quote": text()},
    headings=Words(ja={"day_text": "時点", "member_count": "会員数（全種別）", "quote": "原文"}),
    native=NativeChart("bar", "day_text", ("member_count",), is_partial=True),
    formerly="all_members",
)
