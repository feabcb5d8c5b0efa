"""The members' share of each block or kind of government, against the national target."""

import altair as alt
import pandas as pd

import texts
from charts.member_findings import find_groups, render_ratio
from charts.theme import (
    GAP,
    INK,
    LINE,
    MUTED,
    VALUE,
    Row,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from words import terms
from words.figures import render_value

ROW = 42
WORDS = texts.CHART_TEXTS


def build(groups: pd.DataFrame, noun: str) -> alt.LayerChart:
    """Bars of 0 to 100 %; what is missing to the target beside them, in governments.

    `groups`: rows of one dimension of member_count_by_group (member_count null: not reported,
    drawn without a bar); `noun`: what one of them is called.
    """
    finding = find_groups(groups, noun)
    if groups.empty:
        return build_notice(finding, terms.STATES["blank"])
    target = groups["target_ratio"].iloc[0]
    rows = groups.sort_values("group_order").assign(
        share=groups["member_ratio"].astype(float).fillna(0.0),
        is_reported=groups["member_count"].notna(),
        label=[_label(row) for row in groups.to_dict("records")],
        gap=[_render_gap(row) for row in groups.to_dict("records")],
    )
    shown = rows[["group_name", "share", "is_reported", "label", "gap"]]
    key = "" if pd.isna(target) else _render_key(target, noun)
    return finish_chart(_layer(shown, target), finding, ROW * len(rows) + 30, key)


def _render_key(target: float, noun: str) -> str:
    return WORDS["ratio_key"].format(target=render_value(target, "%"), noun=noun)


def _label(row: Row) -> str:
    whole = f"{row['government_count']:,}"
    if pd.isna(row["member_count"]):
        return WORDS["group_missing"].format(whole=whole)
    percent = render_ratio(row["member_ratio"], row["target_ratio"])
    return WORDS["group_label"].format(
        percent=percent, count=f"{row['member_count']:,.0f}", whole=whole
    )


def _render_gap(row: Row) -> str:
    if pd.isna(row["missing_count"]):
        return ""
    missing = f"{row['missing_count']:,.0f}"
    return WORDS["group_gap"].format(missing=missing) if row["missing_count"] else ""


def _layer(rows: pd.DataFrame, target: float) -> alt.LayerChart:
    names = alt.Y("group_name:N", sort=list(rows["group_name"]), title=None, axis=build_name_axis())
    scale = alt.Scale(domain=[0, 1.95], nice=False)
    axis = alt.Axis(format="%", values=[0, 0.5, 1], title=None, domain=False, ticks=False)
    base = alt.Chart(rows).encode(y=names)
    share = alt.X("share:Q", scale=scale, axis=axis)
    whole = base.mark_bar(color=LINE, height=24).encode(x=alt.X(datum=1, scale=scale, axis=axis))
    bars = base.mark_bar(color=VALUE, height=24).encode(x=share)
    zero = base.mark_tick(color=VALUE, thickness=4, size=24).encode(x=share)
    label = base.mark_text(align="left", dx=12).encode(x=alt.datum(1), text="label:N")
    gap = base.mark_text(align="left", color=GAP, fontWeight=700)
    marks = [
        whole,
        bars.transform_filter("datum.share > 0"),
        zero.transform_filter("datum.share == 0 && datum.is_reported"),
        label.encode(color=alt.condition("datum.is_reported", alt.value(INK), alt.value(MUTED))),
        gap.encode(x=alt.datum(1.7), text="gap:N"),
    ]
    if not pd.isna(target):
        goal = alt.Chart(pd.DataFrame({"goal": [target]})).mark_rule(color=INK, strokeDash=[6, 4])
        marks.append(goal.encode(x="goal:Q"))
    return layer_marks(*marks)
