"""The member governments, the target and the shortfall, on one axis from zero.

A ratio rounded when it was published stands for a span of governments.
"""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    GAP,
    GAP_SOFT,
    INK,
    LINE,
    VALUE,
    VALUE_SOFT,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from words import Words, terms
from words.figures import render_span, render_value

ROW = 76

WORDS = Words(
    ja={
        "finding": "目標{target}まであと{missing}団体（現在{count}、必要{needed}）",
        "finding_maybe": "目標{target}に達しているか、あと最大{missing}団体（現在{count}、必要{needed}）",
        "finding_met": "目標{target}を達成（現在{count}団体、必要{needed}団体）",
        "finding_no_target": "自治体会員は{count}団体（目標値なし）",
        "finding_missing": "自治体会員の割合は未報告です",
        "key": "幅は、整数に丸めて公表された割合が取り得る団体数",
        "note": "割合は整数に丸めて公表されているため、団体数は幅で示します。行政会員名簿が取り込まれると実数になります。",
        "now": "現在 {ratio}",
        "goal": "目標 {ratio}",
        "short": "不足",
        "gap": "あと{gap}",
    }
)


def find(span: pd.DataFrame) -> str:
    """The distance to the target in governments."""
    row = span.iloc[0] if len(span) else None
    if row is None or pd.isna(row["ratio"]):
        return WORDS["finding_missing"]
    count = render_span(int(row["member_count_from"]), int(row["member_count_to"]))
    if pd.isna(row["target_ratio"]):
        return WORDS["finding_no_target"].format(count=count)
    first, last = int(row["missing_count_from"]), int(row["missing_count_to"])
    key = "finding" if first > 0 else "finding_maybe" if last > 0 else "finding_met"
    return WORDS[key].format(
        target=render_value(row["target_ratio"], "%"),
        missing=render_span(first, last) if first else f"{last:,}",
        count=count,
        needed=f"{int(row['needed_count']):,}",
    )


def build(span: pd.DataFrame) -> alt.LayerChart:
    """Three lanes on one axis of governments from zero; soft where only a span is known.

    `span`: one row of the question membership_span (one denominator).
    """
    finding = find(span)
    if span.empty or pd.isna(span["ratio"].iloc[0]):
        return build_notice(finding, terms.STATES["blank"])
    row = span.iloc[0]
    rows = pd.DataFrame(_now_rows(row) + _goal_rows(row))
    is_open = row["member_count_from"] < row["member_count_to"]
    return finish_chart(_layer(rows), finding, ROW * 3, WORDS["key"] if is_open else "")


def _now_rows(row: pd.Series[float]) -> list[dict[str, object]]:
    first, last = int(row["member_count_from"]), int(row["member_count_to"])
    lane = WORDS["now"].format(ratio=render_value(row["ratio"], "%"))
    said = render_span(first, last)
    if first == last:
        return [_span(lane, 0, 0, first, VALUE, said)]
    return [_span(lane, 0, 0, first, VALUE, ""), _span(lane, 0, first, last, VALUE_SOFT, said)]


def _goal_rows(row: pd.Series[float]) -> list[dict[str, object]]:
    """The target and the shortfall: certain from the span's upper end, possible below it."""
    if pd.isna(row["target_ratio"]):
        return []
    goal = int(row["needed_count"])
    lane = WORDS["goal"].format(ratio=render_value(row["target_ratio"], "%"))
    rows = [_span(lane, 1, 0, goal, LINE, f"{goal:,}")]
    first, last = int(row["missing_count_from"]), int(row["missing_count_to"])
    if last == 0:
        return rows
    missing = WORDS["gap"].format(gap=render_span(first, last))
    short = WORDS["short"]
    if first < last:
        rows.append(_span(short, 2, goal - last, goal - first, GAP_SOFT, ""))
    rows.append(_span(short, 2, goal - first, goal, GAP, missing))
    return rows


def _span(
    lane: str, order: int, first: int, last: int, color: str, label: str
) -> dict[str, object]:
    unit = terms.UNITS["governments"] if label else ""
    return {
        "lane": lane,
        "order": order,
        "first": first,
        "last": last,
        "color": color,
        "label": f"{label}{unit}",
    }


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    scale = alt.Scale(domain=[0, float(rows["last"].max()) * 1.3], nice=False)
    axis = alt.Axis(title=terms.UNITS["governments"], tickCount=6, domain=False)
    base = alt.Chart(rows).encode(
        x=alt.X("first:Q", scale=scale, axis=axis),
        y=alt.Y("lane:N", sort=list(rows["lane"].unique()), title=None, axis=build_name_axis()),
    )
    fill = alt.Color("color:N", scale=None)
    span = base.mark_bar(height=32).encode(x2=alt.X2("last:Q"), color=fill)
    goal = alt.Chart(rows[rows["order"] == 1]).mark_rule(strokeDash=[6, 4], color=INK)
    label = base.mark_text(align="left", dx=12, fontWeight=700).encode(
        x=alt.X("last:Q"), text=alt.Text("label:N")
    )
    return layer_marks(
        span,
        goal.encode(x=alt.X("last:Q")),
        label,
    )
