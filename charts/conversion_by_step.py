"""Conversion between the stages: the rate as a point in an interval that is honest about n."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    MUTED,
    VALUE,
    VALUE_SOFT,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from words import Words, terms

ROW = 82

WORDS = Words(
    ja={
        "finding": "最も進みにくいのは「{step}」（{count}、{rate}。区間 {interval}）",
        "finding_nothing": "案件がないため、転換率は計算できません",
        "finding_missing": "段階別の件数が未報告のため、転換率は計算できません",
        "key": "点＝実績の率　線＝95%区間（件数が少ないほど広い）",
        "note": "同じ年度の案件どうしの比です。検討中の案件が翌年度以降に進む分は含みません。区間は 95%（ウィルソンの方法）。件数が少ないほど広くなります。",
        "interval": "区間 {interval}",
    }
)


def find(steps: pd.DataFrame) -> str:
    """The step with the lowest rate, its count and its interval."""
    if steps["tried"].isna().all():
        return WORDS["finding_missing"]
    known = steps[steps["rate"].notna()]
    if known.empty:
        return WORDS["finding_nothing"]
    worst = known.iloc[int(known["rate"].argmin())]
    return WORDS["finding"].format(
        step=worst["name"],
        count=worst["count_text"],
        rate=worst["rate_text"],
        interval=worst["interval_text"],
    )


def build(steps: pd.DataFrame) -> alt.LayerChart:
    """One row a step, 0 to 100 %.

    `steps`: name, rate, lower, upper (0-1; null: not reported), rate_text, count_text,
    interval_text.
    """
    finding = find(steps)
    if steps["tried"].isna().all():
        return build_notice(finding, terms.STATES["blank"])
    rows = steps.assign(
        label=steps["rate_text"] + "（" + steps["count_text"] + "）",
        below=[WORDS["interval"].format(interval=text) for text in steps["interval_text"]],
    )
    return finish_chart(_layer(rows), finding, ROW * len(rows) + 40, WORDS["key"])


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=list(rows["name"]), title=None, axis=build_name_axis())
    )
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], title=None, domain=False)
    scale = alt.Scale(domain=[0, 1.6], nice=False)
    rate = alt.X("rate:Q", scale=scale, axis=axis)
    span = base.mark_bar(color=VALUE_SOFT, height=14, cornerRadius=7).encode(
        x=alt.X("lower:Q", scale=scale, axis=axis), x2=alt.X2("upper:Q")
    )
    beside = base.mark_text(align="left", dy=-11, fontWeight=700)
    under = base.mark_text(align="left", dy=13, color=MUTED)
    return layer_marks(
        span.transform_filter("isValid(datum.lower)"),
        base.mark_point(filled=True, size=320, color=VALUE, opacity=1)
        .transform_filter("isValid(datum.rate)")
        .encode(x=rate),
        beside.encode(x=alt.XDatum(1.04), text=alt.Text("label:N")),
        under.encode(x=alt.XDatum(1.04), text=alt.Text("below:N")),
    )
