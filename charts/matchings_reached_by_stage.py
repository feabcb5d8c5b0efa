"""The ladder: how many cases reached each stage or a later one."""

import altair as alt
import pandas as pd

import texts
from charts.matching_findings import find_ladder
from charts.theme import GAP, STAGES, build_name_axis, build_notice, finish_chart, layer_marks
from texts import MATCHING_TEXTS as WORDS
from words import terms

ROW = 62


def build(ladder: pd.DataFrame) -> alt.LayerChart:
    """One bar a stage, light to dark; a zero has a mark of its own.

    `ladder`: name, reached (null: not reported), reached_text.
    """
    finding = find_ladder(ladder)
    if ladder["reached"].isna().all():
        return build_notice(finding, terms.STATES["blank"])
    rows = ladder[["name", "reached_text"]].assign(
        reached=ladder["reached"].fillna(0.0),
        color=list(STAGES),
        is_zero=ladder["reached"] == 0,
    )
    return finish_chart(_layer(rows), finding, ROW * len(rows) + 20, WORDS["ladder_key"])


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=list(rows["name"]), title=None, axis=build_name_axis())
    )
    scale = alt.Scale(domain=[0, max(1.0, float(rows["reached"].max())) * 1.2], nice=False)
    axis = alt.Axis(title=texts.CHART_TEXTS["cases"], tickMinStep=1, tickCount=6, domain=False)
    count = alt.X("reached:Q", scale=scale, axis=axis)
    zero = base.mark_point(
        shape="diamond", size=260, color=GAP, filled=False, strokeWidth=3, opacity=1
    )
    return layer_marks(
        base.mark_bar(height=34).encode(x=count, color=alt.Color("color:N", scale=None)),
        zero.transform_filter("datum.is_zero").encode(x="reached:Q"),
        base.mark_text(align="left", dx=16, fontWeight=700).encode(
            x="reached:Q", text="reached_text:N"
        ),
    )
