"""The forums' own figures as figures that leave the house."""

from functools import partial

import pandas as pd

import texts
from charts import events_held_by_forum, figures_by_forum
from charts.headlines import find_know_how
from exports.views import Context, count_reported, describe_figure
from views.model.figure import Column, Figure, NativeChart

WORDS = texts.EXPORT_TEXTS
CASES = texts.CHART_TEXTS["cases"]


def describe_forum_figures(figures: pd.DataFrame, context: Context) -> Figure:
    """Block by indicator, one row a forum and indicator."""
    reported = figures.groupby("forum")["value"].max()
    return describe_figure(
        "figures_by_forum",
        context,
        figures,
        title=figures_by_forum.find(figures),
        chart=partial(figures_by_forum.build, figures),
        columns={
            "forum_name": Column(WORDS["forum"]),
            "figure_name": Column(WORDS["indicator"]),
            "value": Column(WORDS["figure_value"], "number", unit_from="unit"),
        },
        definition=WORDS["counted_definition"],
        completeness=count_reported("forums_reported", reported),
    )


def describe_held(counts: pd.DataFrame, context: Context) -> Figure:
    """Planned events against those held."""
    names = ("planned_count", "held_count", "cancelled_count", "postponed_count")
    return describe_figure(
        "events_held_by_forum",
        context,
        counts,
        title=events_held_by_forum.find(counts),
        chart=partial(events_held_by_forum.build, counts),
        columns={
            "forum_name": Column(WORDS["forum"]),
            **{name: Column(WORDS[name], "count", CASES) for name in names},
        },
        definition=WORDS["counted_definition"],
        completeness=count_reported("forums_reported", counts["held_count"]),
        native=NativeChart("bar", "forum_name", ("planned_count", "held_count")),
    )


def describe_know_how(cases: pd.DataFrame, context: Context) -> Figure:
    """Every case, and who owes one; a table without a chart."""
    return describe_figure(
        "know_how_by_forum",
        context,
        cases,
        title=find_know_how(cases),
        chart=None,
        columns={
            "forum_name": Column(WORDS["forum"]),
            "owed_text": Column(WORDS["owed"]),
            "type_text": Column(WORDS["know_how_type"]),
            "title": Column(WORDS["know_how_title"]),
            "lesson": Column(WORDS["lesson"]),
        },
        definition=WORDS["know_how_definition"],
    )
