"""Cases by forum or by technical field, stacked by the furthest stage."""

import altair as alt
import pandas as pd

import texts
from charts.matching_findings import find_groups
from charts.theme import (
    MUTED,
    STAGES,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from texts import MATCHING_TEXTS as WORDS
from words import terms
from words.figures import render_value

ROW = 40
CASES = texts.CHART_TEXTS["cases"]


def build(groups: pd.DataFrame, note: str = "") -> alt.LayerChart:
    """One bar a group; a group that has not reported says so and has no bar.

    `groups`: group_name, group_order, stage_name, stage_order, case_count (null: not
    reported). `note` is added to the key.
    """
    finding = find_groups(groups)
    if groups["case_count"].isna().all():
        return build_notice(finding, terms.STATES["blank"])
    totals = _add_up(groups)
    chart = _layer(groups[groups["case_count"] > 0], totals)
    return finish_chart(chart, finding, ROW * len(totals) + 60, WORDS["groups_key"] + note)


def _add_up(groups: pd.DataFrame) -> pd.DataFrame:
    """One row a group with its total and the label at the bar's end."""
    ordered = groups.sort_values(["group_order", "stage_order"])
    totals = ordered.groupby("group_name", sort=False)["case_count"].sum(min_count=4)
    rows = totals.rename("total").reset_index()
    return rows.assign(
        label=[render_value(total, CASES) for total in rows["total"]],
        end=rows["total"].fillna(0.0),
        is_reported=rows["total"].notna(),
    )


def _layer(groups: pd.DataFrame, totals: pd.DataFrame) -> alt.LayerChart:
    names = alt.Y(
        "group_name:N", sort=list(totals["group_name"]), title=None, axis=build_name_axis()
    )
    scale = alt.Scale(domain=[0, max(1.0, float(totals["end"].max())) * 1.2], nice=False)
    axis = alt.Axis(title=CASES, tickMinStep=1, tickCount=6, domain=False)
    stages = [WORDS[stage] for stage in ("considered", "agreed", "field_trial", "implemented")]
    color = alt.Color(
        "stage_name:N",
        scale=alt.Scale(domain=stages, range=list(STAGES)),
        legend=alt.Legend(orient="top", title=None, labelFontSize=16, symbolSize=220),
    )
    tooltip = [
        alt.Tooltip("group_name:N", title=WORDS["group_name"]),
        alt.Tooltip("stage_name:N", title=WORDS["stage"]),
        alt.Tooltip("case_count:Q", title=CASES),
    ]
    bars = alt.Chart(groups).mark_bar(height=26)
    text = alt.Chart(totals).mark_text(align="left", dx=10)
    ends = {"y": names, "x": alt.X("end:Q", scale=scale, axis=axis), "text": "label:N"}
    return layer_marks(
        bars.encode(
            y=names,
            x=alt.X("sum(case_count):Q", scale=scale, axis=axis),
            color=color,
            order="stage_order:O",
            tooltip=tooltip,
        ),
        text.transform_filter("datum.is_reported").encode(**ends),
        text.mark_text(align="left", dx=10, color=MUTED)
        .transform_filter("!datum.is_reported")
        .encode(**ends),
    )
