"""The members' share of each block or kind of government, against the national target."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    GAP,
    INK,
    LINE,
    MUTED,
    VALUE,
    Row,
    build_name_axis,
    build_notice,
    choose_color,
    finish_chart,
    layer_marks,
)
from words import Words, terms
from words.figures import render_ratio, render_value

ROW = 42

WORDS = Words(
    ja={
        "finding": "目標{target}に届いた{noun}は{count}のうち{met}、最も遠いのは{least}（{low}、あと{missing}団体）",
        "finding_all_met": "{count}の{noun}すべてが目標{target}に届いた",
        "finding_no_target": "会員の割合は{least}の{low}から{most}の{high}まで",
        "finding_zero": "会員はどの{noun}にもいません（0団体）",
        "finding_missing": "{noun}別の会員数は未報告です",
        "key": "縦線は目標{target}。目標は全国の割合に対するもので、{noun}ごとの目標ではありません",
        "label": "{percent}（{count} / {whole}団体）",
        "label_missing": "未報告（分母 {whole}団体）",
        "gap": "あと{missing}団体",
    }
)


def find(groups: pd.DataFrame, noun: str) -> str:
    """Which groups of one dimension reach the target, which one is furthest."""
    counted = groups[groups["member_count"].notna()]
    if counted.empty:
        return WORDS["finding_missing"].format(noun=noun)
    if counted["member_count"].sum() == 0:
        return WORDS["finding_zero"].format(noun=noun)
    ordered = counted.sort_values(["member_ratio", "missing_count"], ascending=[True, False])
    said = {**name_ends(ordered), "noun": noun, "count": len(counted)}
    if counted["target_ratio"].isna().all():
        return WORDS["finding_no_target"].format(**said)
    met = int((counted["missing_count"] == 0).sum())
    key = "finding_all_met" if met == len(counted) else "finding"
    return WORDS[key].format(met=met, **said)


def name_ends(ordered: pd.DataFrame) -> dict[str, str]:
    """The least and the most of groups in the order of their ratio, and the target."""
    least, most = ordered.iloc[0], ordered.iloc[-1]
    return {
        "least": least["group_name"],
        "low": render_ratio(least["member_ratio"], least["target_ratio"]),
        "missing": "" if pd.isna(least["missing_count"]) else f"{least['missing_count']:,.0f}",
        "most": most["group_name"],
        "high": render_ratio(most["member_ratio"], most["target_ratio"]),
        "target": render_value(least["target_ratio"], "%"),
    }


def build(groups: pd.DataFrame, noun: str) -> alt.LayerChart:
    """Bars of 0 to 100 %; what is missing to the target beside them, in governments.

    `groups`: rows of one dimension of member_count_by_group (member_count null: not reported,
    drawn without a bar); `noun`: what one of them is called.
    """
    finding = find(groups, noun)
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
    return WORDS["key"].format(target=render_value(target, "%"), noun=noun)


def _label(row: Row) -> str:
    whole = f"{row['government_count']:,}"
    if pd.isna(row["member_count"]):
        return WORDS["label_missing"].format(whole=whole)
    percent = render_ratio(row["member_ratio"], row["target_ratio"])
    return WORDS["label"].format(percent=percent, count=f"{row['member_count']:,.0f}", whole=whole)


def _render_gap(row: Row) -> str:
    if pd.isna(row["missing_count"]):
        return ""
    missing = f"{row['missing_count']:,.0f}"
    return WORDS["gap"].format(missing=missing) if row["missing_count"] else ""


def _layer(rows: pd.DataFrame, target: float) -> alt.LayerChart:
    names = alt.Y("group_name:N", sort=list(rows["group_name"]), title=None, axis=build_name_axis())
    scale = alt.Scale(domain=[0, 1.95], nice=False)
    axis = alt.Axis(format="%", values=[0, 0.5, 1], title=None, domain=False, ticks=False)
    base = alt.Chart(rows).encode(y=names)
    share = alt.X("share:Q", scale=scale, axis=axis)
    whole = base.mark_bar(color=LINE, height=24).encode(x=alt.X(datum=1, scale=scale, axis=axis))
    bars = base.mark_bar(color=VALUE, height=24).encode(x=share)
    zero = base.mark_tick(color=VALUE, thickness=4, size=24).encode(x=share)
    label = base.mark_text(align="left", dx=12).encode(x=alt.XDatum(1), text=alt.Text("label:N"))
    gap = base.mark_text(align="left", color=GAP, fontWeight=700)
    marks = [
        whole,
        bars.transform_filter("datum.share > 0"),
        zero.transform_filter("datum.share == 0 && datum.is_reported"),
        label.encode(color=choose_color("datum.is_reported", INK, MUTED)),
        gap.encode(x=alt.XDatum(1.7), text=alt.Text("gap:N")),
    ]
    if not pd.isna(target):
        goal = alt.Chart(pd.DataFrame({"goal": [target]})).mark_rule(color=INK, strokeDash=[6, 4])
        marks.append(goal.encode(x=alt.X("goal:Q")))
    return layer_marks(*marks)
