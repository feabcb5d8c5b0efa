"""Each indicator as a share of its target; the gap to the target in the one accent colour."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    GAP,
    GAP_SOFT,
    INK,
    VALUE,
    Row,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from words import Words, terms
from words.figures import NOTHING, compute_percent, render_value

ROW = 62

WORDS = Words(
    ja={
        "finding": "目標のある{count}指標のうち、達成は{met}、最も遠いのは{worst}（{percent}%）",
        "finding_all_met": "目標のある{count}指標すべてが目標を達成",
        "finding_partial": "目標のある{count}指標のうち実績の報告は{reported}、達成は{met}",
        "finding_missing": "目標のある{count}指標の実績は未報告です",
        "finding_no_target": "この範囲には目標値がありません",
        "finding_empty": "目標も実績も未報告です",
        "of_target": "{value} / {target}",
    }
)


def find(figures: pd.DataFrame) -> str:
    """How many indicators with a target reach it, and which one is furthest."""
    aimed = figures[figures["target"].fillna(0) > 0]
    if aimed.empty:
        return WORDS["finding_empty" if figures.empty else "finding_no_target"]
    reported = aimed[aimed["value"].notna()]
    share = reported["value"] / reported["target"]
    met = int((reported["value"] >= reported["target"]).sum())
    facts = {"count": len(aimed), "met": met, "reported": len(reported)}
    if reported.empty or len(reported) < len(aimed):
        key = "finding_missing" if reported.empty else "finding_partial"
        return WORDS[key].format(**facts)
    if met == len(aimed):
        return WORDS["finding_all_met"].format(**facts)
    worst = reported.iloc[int(share.argmin())]
    percent = compute_percent(worst["value"], worst["target"])
    return WORDS["finding"].format(worst=worst["name"], percent=percent, **facts)


def build(figures: pd.DataFrame) -> alt.LayerChart:
    """Horizontal bars, 100 % = target.

    `figures`: one row an indicator with name, unit, value, target (ratios 0-1), gap_text;
    indicators without a target are left to the cards beside the chart.
    """
    aimed = figures[figures["target"].fillna(0) > 0]
    finding = find(figures)
    if aimed.empty:
        return build_notice(finding, terms.STATES["blank"] if figures.empty else NOTHING)
    return finish_chart(_layer(_measure(aimed)), finding, height=ROW * len(aimed) + 30)


def _measure(aimed: pd.DataFrame) -> pd.DataFrame:
    share = (aimed["value"] / aimed["target"]).astype(float)
    return pd.DataFrame(
        {
            "name": aimed["name"],
            "is_reported": share.notna(),
            "share": share.fillna(0.0),
            "goal": share.fillna(0.0).clip(lower=1.0),
            "label": [_label(row) for row in aimed.to_dict("records")],
            "gap": aimed["gap_text"],
        }
    )


def _label(row: Row) -> str:
    unit = str(row["unit"])
    value = render_value(row["value"], unit)
    target = render_value(row["target"], unit)
    return WORDS["of_target"].format(value=value, target=target)


def _layer(measured: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart(measured).encode(
        y=alt.Y("name:N", sort=list(measured["name"]), title=None, axis=build_name_axis())
    )
    shares = alt.Scale(domain=[0, max(1.32, float(measured["share"].max()) + 0.3)])
    axis = alt.Axis(format="%", values=[0, 0.5, 1], title=None, domain=False, ticks=False)
    share = alt.X("share:Q", scale=shares, axis=axis)
    gap = base.mark_bar(color=GAP_SOFT, height=30).encode(x=share, x2=alt.X2Datum(1))
    bars = base.mark_bar(color=VALUE, height=30).encode(x=share, x2=alt.X2Datum(0))
    zero = base.mark_tick(color=VALUE, thickness=4, size=30).encode(x=alt.X("share:Q"))
    goal = alt.Chart(pd.DataFrame({"goal": [1.0]})).mark_rule(color=INK, strokeWidth=2)
    beside = base.mark_text(align="left", dx=12, dy=-11, fontWeight=700)
    below = base.mark_text(align="left", dx=12, dy=12, color=GAP, fontWeight=700)
    return layer_marks(
        gap.transform_filter("datum.share < 1 && datum.is_reported"),
        bars,
        zero.transform_filter("datum.share == 0 && datum.is_reported"),
        goal.encode(x=alt.X("goal:Q")),
        beside.encode(x=alt.X("goal:Q"), text=alt.Text("label:N")),
        below.encode(x=alt.X("goal:Q"), text=alt.Text("gap:N")),
    )
