"""Activities with citizens by forum and kind; the KPI counts the first two kinds."""

import altair as alt
import pandas as pd

from charts.citizen_findings import find_activities
from charts.theme import (
    LINE,
    MUTED,
    VALUE,
    VALUE_SOFT,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from texts import CITIZEN_TEXTS as WORDS
from words import terms
from words.figures import render_value

ROW = 40
KINDS = {"school_visit": VALUE, "workshop": VALUE_SOFT, "other": LINE}


def build(counts: pd.DataFrame) -> alt.LayerChart:
    """One bar a forum; a forum that has not reported says so and has no bar.

    `counts`: forum_name, forum_order, kind, kind_name, kind_order, activity_count (null: not
    reported).
    """
    finding = find_activities(counts)
    if counts["activity_count"].isna().all():
        return build_notice(finding, terms.STATES["blank"])
    totals = counts.groupby("forum_name", sort=False)["activity_count"].sum(min_count=1)
    rows = totals.rename("total").reset_index()
    rows = rows.assign(
        end=rows["total"].fillna(0.0),
        is_reported=rows["total"].notna(),
        label=[render_value(total, WORDS["unit"]) for total in rows["total"]],
    )
    chart = _layer(counts[counts["activity_count"] > 0], rows)
    return finish_chart(chart, finding, ROW * len(rows) + 60, WORDS["activities_key"])


def _layer(counts: pd.DataFrame, totals: pd.DataFrame) -> alt.LayerChart:
    names = alt.Y(
        "forum_name:N", sort=list(totals["forum_name"]), title=None, axis=build_name_axis()
    )
    scale = alt.Scale(domain=[0, max(1.0, float(totals["end"].max())) * 1.2], nice=False)
    axis = alt.Axis(title=WORDS["unit"], tickMinStep=1, tickCount=6, domain=False)
    color = alt.Color(
        "kind_name:N",
        scale=alt.Scale(domain=[WORDS[kind] for kind in KINDS], range=list(KINDS.values())),
        legend=alt.Legend(orient="top", title=None, labelFontSize=16, symbolSize=220),
    )
    bars = alt.Chart(counts).mark_bar(height=26)
    text = alt.Chart(totals).encode(
        y=names, x=alt.X("end:Q", scale=scale, axis=axis), text="label:N"
    )
    return layer_marks(
        bars.encode(
            y=names,
            x=alt.X("sum(activity_count):Q", scale=scale, axis=axis),
            color=color,
            order="kind_order:O",
        ),
        text.mark_text(align="left", dx=10).transform_filter("datum.is_reported"),
        text.mark_text(align="left", dx=10, color=MUTED).transform_filter("!datum.is_reported"),
    )
