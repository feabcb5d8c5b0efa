"""The clashes of planned events as a figure that leaves the house."""

from functools import partial

import pandas as pd

import texts
from charts import event_plans_by_month
from exports.views import Context, count_reported, describe_figure
from views.model.figure import Column, Figure

WORDS = texts.EXPORT_TEXTS


def describe_conflicts(months: pd.DataFrame, context: Context) -> Figure:
    """Planned events by block and month, those of two or more named."""
    reported = months.groupby("forum")["event_count"].first()
    return describe_figure(
        "event_plans_by_month",
        context,
        months.assign(month_text=[f"{month.month}月" for month in months["month"]]),
        title=event_plans_by_month.find(months),
        chart=partial(event_plans_by_month.build, months),
        columns={
            "forum_name": Column(WORDS["forum"]),
            "month_text": Column(texts.SCREEN_TEXTS["month"]),
            "event_count": Column(WORDS["event_count"], "count", texts.CHART_TEXTS["cases"]),
            "events_text": Column(WORDS["event"]),
        },
        definition=event_plans_by_month.WORDS["note"],
        completeness=count_reported("forums_reported", reported),
    )
