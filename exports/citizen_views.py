"""The charts of 市民参画 as figures, for everything that leaves the house."""

from functools import partial

import pandas as pd

import texts
from charts import citizen_activities_by_forum, workshops_by_scope
from exports.views import Context, define_kpis, describe_figure
from texts import CITIZEN_TEXTS as WORDS
from views.model.figure import Column, Figure, NativeChart


def describe_workshops(workshops: pd.DataFrame, context: Context) -> Figure:
    """The published sessions against the target, national and regional beside."""
    return describe_figure(
        "workshops_by_scope",
        context,
        workshops,
        title=workshops_by_scope.find(workshops),
        chart=partial(workshops_by_scope.build, workshops),
        columns={
            "scope_text": Column(WORDS["scope_text"]),
            "value": Column(WORDS["value_text"], "number", state="value_state", unit_from="unit"),
            "target": Column(
                WORDS["target_text"],
                "number",
                unit_from="unit",
                missing=texts.EXPORT_TEXTS["no_target"],
            ),
        },
        native=NativeChart("bar", "scope_text", ("value", "target")),
        indicators=["workshops"],
        definitions=define_kpis(["workshops"]),
    )


def describe_activities(counts: pd.DataFrame, forums_text: str, context: Context) -> Figure:
    """Activities by forum and kind; `forums_text`: how many forums have reported."""
    return describe_figure(
        "citizen_activities_by_forum",
        context,
        counts,
        title=citizen_activities_by_forum.find(counts),
        chart=partial(citizen_activities_by_forum.build, counts),
        columns={
            "forum_name": Column(WORDS["forum_name"]),
            "kind_name": Column(WORDS["kind_name"]),
            "activity_count": Column(WORDS["count_text"], "count", WORDS["unit"]),
            "people_count": Column(WORDS["people_count"], "count", WORDS["people"]),
        },
        definition=WORDS["activities_key"],
        completeness=WORDS["forums_reported"].format(forums=forums_text),
    )
