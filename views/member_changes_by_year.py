"""加入と退会: governments that joined and left by fiscal year, and the members at its end."""

from charts import member_changes_by_year
from metrics.membership import read_member_changes
from views.model.columns import count, text
from views.model.figure import NativeChart
from views.model.indicators import of_role
from views.model.view import View
from views.model.words import DEFINITIONS
from words import Words

VIEW = View(
    __name__,
    counts=("members",),
    page="members",
    part="changes",
    words=Words(
        ja={
            "topic": "自治体会員の加入と退会",
            "agenda": "加入と退会",
        }
    ),
    defined_by=(DEFINITIONS, "members"),
    read=read_member_changes,
    narrowed_by=("fiscal_year", "block"),
    chart=member_changes_by_year,
    columns={
        "year_text": text(),
        "joined_count": count("governments"),
        "left_count": count("governments"),
        "member_count": count("governments"),
    },
    headings=Words(
        ja={
            "year_text": "年度",
            "joined_count": "加入",
            "left_count": "退会",
            "member_count": "年度末の会員",
        }
    ),
    native=NativeChart("line", "year_text", ("member_count",), is_partial=True),
    indicators=of_role("member_ratio"),
    formerly="member_changes",
)
