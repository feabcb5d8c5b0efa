"""The charts of 推移 as figures, for everything that leaves the house."""

from functools import partial

import pandas as pd

from charts import all_members_by_date, implementations_by_period, kpi_by_year
from exports.views import Context, define_kpis, describe_figure
from texts import EXPORT_TEXTS
from texts import TREND_TEXTS as WORDS
from views.model.figure import Column, Figure, NativeChart


def describe_trend(trend: pd.DataFrame, context: Context) -> Figure:
    """Every indicator in every year; units differ by row."""
    return describe_figure(
        "kpi_by_year",
        context,
        trend,
        title=kpi_by_year.find(trend),
        chart=partial(kpi_by_year.build, trend),
        columns={
            "name": Column(WORDS["name"]),
            "year_text": Column(WORDS["year_text"]),
            "value": Column(WORDS["value_text"], "number", state="value_state", unit_from="unit"),
            "target": Column(
                WORDS["target_text"], "number", unit_from="unit", missing=EXPORT_TEXTS["no_target"]
            ),
        },
        definitions=define_kpis(list(trend["indicator"].unique())),
    )


def describe_all_members(members: pd.DataFrame, context: Context) -> Figure:
    """Members of all kinds on the days counted."""
    return describe_figure(
        "all_members_by_date",
        context,
        members,
        title=all_members_by_date.find(members),
        chart=partial(all_members_by_date.build, members),
        columns={
            "day_text": Column(WORDS["day_text"]),
            "member_count": Column(WORDS["count_text"], "count", WORDS["members_unit"]),
            "quote": Column(WORDS["quote"]),
        },
        definition=WORDS["members_key"],
        native=NativeChart("bar", "day_text", ("member_count",)),
    )


def describe_implementations(periods: pd.DataFrame, context: Context) -> Figure:
    """The year's implementations and the sum since the founding, each with its period."""
    return describe_figure(
        "implementations_by_period",
        context,
        periods,
        title=implementations_by_period.find(periods),
        chart=partial(implementations_by_period.build, periods),
        columns={
            "name": Column(WORDS["figure_name"]),
            "period_text": Column(WORDS["period_text"]),
            "value_text": Column(WORDS["value_text"]),
        },
        definition=WORDS["implementations_key"],
    )
