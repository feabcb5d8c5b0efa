"""How the published matching figure is made up: stages stacked up to the total, gap beside."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    GAP,
    GAP_SOFT,
    STAGES,
    VALUE,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from words import Words, terms
from words.figures import compute_percent, render_value

ROW = 58

WORDS = Words(
    ja={
        "finding": "{total}件の{percent}%は検討段階、社会実装は{implementations}",
        "finding_zero": "マッチング等は0件",
        "finding_missing": "マッチング等の段階別の実績は未報告です",
        "key": "検討・成立・試行・実装を積み上げて合計に至る。◇は0件",
        "note": "年度内に段階が進んだ案件を重ねて数えたかは計画書に記載がありません。本画面では各案件を、年度末までに達した最も進んだ段階で一度だけ数えるものとして扱います。",
        "total": "合計",
        "gap": "あと{gap}",
    }
)


def find(stages: pd.DataFrame) -> str:
    """Which part of the matchings is only considered, and how many are implemented."""
    values = stages.sort_values("stage_order")["value"]
    total, considered = stages["total"].max(), values.iloc[0]
    if pd.isna(total) or pd.isna(considered):
        return WORDS["finding_missing"]
    if total == 0:
        return WORDS["finding_zero"]
    return WORDS["finding"].format(
        total=f"{total:,.0f}",
        percent=compute_percent(considered, total),
        implementations=render_value(values.iloc[-1], terms.UNITS["cases"]),
    )


def build(stages: pd.DataFrame) -> alt.LayerChart:
    """A waterfall of the four stages, the total, and the target where there is one.

    `stages`: indicator, name, stage_order, value (null: not reported), total, target.
    """
    finding = find(stages)
    if stages["total"].isna().all():
        return build_notice(finding, terms.STATES["blank"])
    rows = pd.DataFrame([*_stage_rows(stages), _total_row(stages)])
    return finish_chart(_layer(rows), finding, ROW * len(rows) + 20, WORDS["key"])


def _stage_rows(stages: pd.DataFrame) -> list[dict[str, object]]:
    """Each stage begins where the one before ends; a missing one takes no room."""
    rows: list[dict[str, object]] = []
    begin = 0.0
    for color, row in zip(STAGES, stages.to_dict("records"), strict=True):
        missing = pd.isna(row["value"])
        end = begin if missing else begin + float(row["value"])
        label = render_value(row["value"], terms.UNITS["cases"], str(row["value_state"]))
        mark = "missing" if missing else "zero" if end == begin else "bar"
        rows.append(_row(row["name"], begin, end, label, color, mark))
        begin = end
    return rows


def _total_row(stages: pd.DataFrame) -> dict[str, object]:
    total, target = float(stages["total"].iloc[0]), stages["target"].iloc[0]
    goal = total if pd.isna(target) else max(float(target), total)
    text = render_value(total, terms.UNITS["cases"])
    if not pd.isna(target):
        text = f"{total:,.0f} / {render_value(target, terms.UNITS['cases'])}"
    row = _row(WORDS["total"], 0.0, total, text, VALUE, "bar")
    return {**row, "goal": goal, "gap": _gap_text(goal - total)}


def _gap_text(gap: float) -> str:
    return WORDS["gap"].format(gap=render_value(gap, terms.UNITS["cases"])) if gap > 0 else ""


def _row(
    name: object, begin: float, end: float, label: str, color: str, mark: str
) -> dict[str, object]:
    return {
        "name": name,
        "begin": begin,
        "end": end,
        "goal": end,
        "label": label,
        "gap": "",
        "color": color,
        "mark": mark,
    }


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=list(rows["name"]), title=None, axis=build_name_axis())
    )
    scale = alt.Scale(domain=[0, max(1.0, float(rows["goal"].max())) * 1.28], nice=False)
    axis = alt.Axis(title=terms.UNITS["cases"], tickMinStep=1, tickCount=6, domain=False)
    begin = alt.X("begin:Q", scale=scale, axis=axis)
    color = alt.Color("color:N", scale=None)
    gap = base.mark_bar(color=GAP_SOFT, height=30).encode(x=alt.X("end:Q"), x2=alt.X2("goal:Q"))
    bars = base.mark_bar(height=30).encode(x=begin, x2=alt.X2("end:Q"), color=color)
    zero = base.mark_point(
        shape="diamond", size=260, color=GAP, filled=False, strokeWidth=3, opacity=1
    )
    label = base.mark_text(align="left", dx=16, fontWeight=700)
    lifted = base.mark_text(align="left", dx=16, dy=-11, fontWeight=700)
    short = base.mark_text(align="left", dx=16, dy=12, fontWeight=700, color=GAP)
    return layer_marks(
        gap.transform_filter("datum.goal > datum.end"),
        bars.transform_filter("datum.mark == 'bar'"),
        zero.transform_filter("datum.mark == 'zero'").encode(x=alt.X("end:Q")),
        label.transform_filter("!datum.gap").encode(x=alt.X("goal:Q"), text=alt.Text("label:N")),
        lifted.transform_filter("datum.gap").encode(x=alt.X("goal:Q"), text=alt.Text("label:N")),
        short.encode(x=alt.X("goal:Q"), text=alt.Text("gap:N")),
    )
