"""Activities with citizens by forum and kind; the KPI counts the first two kinds."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
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
from words import Words, terms
from words.figures import render_value

ROW = 40
KINDS = {"school_visit": VALUE, "workshop": VALUE_SOFT, "other": LINE}

WORDS = Words(
    ja={
        "finding": "市民参画の取組{total}件のうち、目標に数える出前授業・ワークショップは{counted}件",
        "finding_zero": "市民参画の取組は0件",
        "finding_missing": "市民参画の取組の一覧は未報告です",
        "key": "目標に数えるのは出前授業とワークショップ。その他の取組は数えない",
    }
)


def find(counts: pd.DataFrame) -> str:
    """How many activities were reported, and how many of them the KPI counts."""
    if counts["activity_count"].isna().all():
        return WORDS["finding_missing"]
    total = counts["activity_count"].sum()
    if total == 0:
        return WORDS["finding_zero"]
    counted = counts[counts["kind"] != "other"]["activity_count"].sum()
    return WORDS["finding"].format(total=f"{total:,.0f}", counted=f"{counted:,.0f}")


def build(counts: pd.DataFrame) -> alt.LayerChart:
    """One bar a forum; a forum that has not reported says so and has no bar.

    `counts`: forum_name, forum_order, kind, kind_name, kind_order, activity_count (null: not
    reported).
    """
    finding = find(counts)
    if counts["activity_count"].isna().all():
        return build_notice(finding, terms.STATES["blank"])
    totals = counts.groupby("forum_name", sort=False)["activity_count"].sum(min_count=1)
    rows = totals.rename("total").reset_index()
    rows = rows.assign(
        end=rows["total"].fillna(0.0),
        is_reported=rows["total"].notna(),
        label=[render_value(total, terms.UNITS["cases"]) for total in rows["total"]],
    )
    chart = _layer(counts[counts["activity_count"] > 0], rows)
    return finish_chart(chart, finding, ROW * len(rows) + 60, WORDS["key"])


def _layer(counts: pd.DataFrame, totals: pd.DataFrame) -> alt.LayerChart:
    names = alt.Y(
        "forum_name:N", sort=list(totals["forum_name"]), title=None, axis=build_name_axis()
    )
    scale = alt.Scale(domain=[0, max(1.0, float(totals["end"].max())) * 1.2], nice=False)
    axis = None  # the labels say the numbers
    color = alt.Color(
        "kind_name:N",
        scale=alt.Scale(
            domain=[terms.ACTIVITY_KINDS[kind] for kind in KINDS], range=list(KINDS.values())
        ),
        legend=alt.Legend(orient="top", title=None, labelFontSize=16, symbolSize=220),
    )
    bars = alt.Chart(counts).mark_bar(height=26)
    text = alt.Chart(totals).encode(
        y=names, x=alt.X("end:Q", scale=scale, axis=axis), text=alt.Text("label:N")
    )
    return layer_marks(
        bars.encode(
            y=names,
            x=alt.X("sum(activity_count):Q", scale=scale, axis=axis),
            color=color,
            order=alt.Order("kind_order:O"),
        ),
        text.mark_text(align="left", dx=10).transform_filter("datum.is_reported"),
        text.mark_text(align="left", dx=10, color=MUTED).transform_filter("!datum.is_reported"),
    )
