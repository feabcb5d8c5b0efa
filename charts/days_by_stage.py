"""How long cases wait at a stage, and how long the others took to leave it."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    GAP,
    GAP_SOFT,
    INK,
    VALUE,
    VALUE_SOFT,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from words import Words, terms

ROW = 58

WORDS = Words(
    ja={
        "finding": "動きのない期間は{name}案件の中央値で{median}、最長{longest}",
        "finding_undated": "日付の報告がないため、止まっている期間は計算できません",
        "finding_missing": "止まっている期間は未報告です（案件台帳がありません）",
        "key": "帯＝中央の半数　縦線＝中央値　◇＝最長。待ち日数は最後の動きから年度末まで",
        "label": "中央値 {median}（{count}件）",
        "days": "日",
    }
)


def find(days: pd.DataFrame) -> str:
    """Where cases wait longest (by the median of the dated ones)."""
    if days.empty:
        return WORDS["finding_missing"]
    waiting = days[(days["kind"] == "waiting") & days["median_days"].notna()]
    if waiting.empty:
        return WORDS["finding_undated"]
    worst = waiting.iloc[int(waiting["median_days"].argmax())]
    return WORDS["finding"].format(
        name=worst["name"], median=worst["median_text"], longest=worst["longest_text"]
    )


def build(days: pd.DataFrame) -> alt.LayerChart:
    """Middle half as a band, median as a line, the longest as a diamond; waiting in orange.

    `days`: kind (waiting, passed), name, dated_count, median_days, lower_days, upper_days,
    longest_days (null: no case has the dates), median_text.
    """
    finding = find(days)
    if days.empty or days["median_days"].isna().all():
        return build_notice(finding, terms.STATES["blank"])
    waiting = days["kind"] == "waiting"
    rows = days.assign(
        color=waiting.map({True: GAP_SOFT, False: VALUE_SOFT}),
        strong=waiting.map({True: GAP, False: VALUE}),
        end=days["longest_days"].fillna(0.0),
        label=[_label(*row) for row in zip(days["median_text"], days["dated_count"], strict=True)],
    )
    return finish_chart(_layer(rows), finding, ROW * len(rows) + 20, WORDS["key"])


def _label(median: str, count: int) -> str:
    return WORDS["label"].format(median=median, count=count) if count else median


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=list(rows["name"]), title=None, axis=build_name_axis())
    )
    scale = alt.Scale(domain=[0, max(1.0, float(rows["end"].max())) * 1.55], nice=False)
    axis = alt.Axis(title=WORDS["days"], tickCount=6, tickMinStep=1, domain=False)
    color = alt.Color("color:N", scale=None)
    strong = alt.Color("strong:N", scale=None)
    band = base.mark_bar(height=26, cornerRadius=4)
    median = base.mark_tick(size=34, thickness=5, color=INK)
    longest = base.mark_point(shape="diamond", size=180, filled=True, opacity=1)
    dated = "isValid(datum.median_days)"
    return layer_marks(
        band.transform_filter(dated).encode(
            x=alt.X("lower_days:Q", scale=scale, axis=axis), x2=alt.X2("upper_days:Q"), color=color
        ),
        median.transform_filter(dated).encode(x=alt.X("median_days:Q"), color=strong),
        longest.transform_filter(dated).encode(x=alt.X("longest_days:Q"), color=strong),
        base.mark_text(align="left", dx=16).encode(x=alt.X("end:Q"), text=alt.Text("label:N")),
    )
