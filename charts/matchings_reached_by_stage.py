"""The ladder: how many cases reached each stage or a later one."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import GAP, STAGES, build_name_axis, build_notice, finish_chart, layer_marks
from words import Words, terms

ROW = 62

WORDS = Words(
    ja={
        "finding": "{total}件のうち成立以上に進んだのは{agreed}件、社会実装は{last}件",
        "finding_zero": "マッチングの案件は0件",
        "finding_missing": "マッチングの段階別の件数は未報告です",
        "key": "その段階か、より先の段階に達した案件の数",
    }
)


def find(ladder: pd.DataFrame) -> str:
    """How many of all cases went beyond being considered, and how many to the end."""
    reached = ladder["reached"]
    if reached.isna().any():
        return WORDS["finding_missing"]
    if reached.iloc[0] == 0:
        return WORDS["finding_zero"]
    total, agreed, last = (f"{reached.iloc[place]:,.0f}" for place in (0, 1, -1))
    return WORDS["finding"].format(total=total, agreed=agreed, last=last)


def build(ladder: pd.DataFrame) -> alt.LayerChart:
    """One bar a stage, light to dark; a zero has a mark of its own.

    `ladder`: name, reached (null: not reported), reached_text.
    """
    finding = find(ladder)
    if ladder["reached"].isna().all():
        return build_notice(finding, terms.STATES["blank"])
    rows = ladder[["name", "reached_text"]].assign(
        reached=ladder["reached"].fillna(0.0),
        color=list(STAGES),
        is_zero=ladder["reached"] == 0,
    )
    return finish_chart(_layer(rows), finding, ROW * len(rows) + 20, WORDS["key"])


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=list(rows["name"]), title=None, axis=build_name_axis())
    )
    scale = alt.Scale(domain=[0, max(1.0, float(rows["reached"].max())) * 1.2], nice=False)
    axis = alt.Axis(title=terms.UNITS["cases"], tickMinStep=1, tickCount=6, domain=False)
    count = alt.X("reached:Q", scale=scale, axis=axis)
    zero = base.mark_point(
        shape="diamond", size=260, color=GAP, filled=False, strokeWidth=3, opacity=1
    )
    return layer_marks(
        base.mark_bar(height=34).encode(x=count, color=alt.Color("color:N", scale=None)),
        zero.transform_filter("datum.is_zero").encode(x=alt.X("reached:Q")),
        base.mark_text(align="left", dx=16, fontWeight=700).encode(
            x=alt.X("reached:Q"), text=alt.Text("reached_text:N")
        ),
    )
