"""What a number of implementations would take: the cases now and the cases needed, by stage."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    GAP,
    MUTED,
    VALUE,
    VALUE_SOFT,
    Row,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from words import Words, terms

ROW = 82

WORDS = Words(
    ja={
        "finding": "社会実装{target}件には、率が今のままなら検討{volume}",
        "finding_impossible": "社会実装{target}件には、率が今のままでは何件検討しても届かない",
        "finding_missing": "段階別の件数が未報告のため、必要な件数は計算できません",
        "key": "薄い帯＝今の件数　枠＝必要な件数（率は今のまま）　◇＝最後の率が区間の上限なら",
        "now": "今 {count}",
        "needed": "必要 {count}",
        "not_needed": "率が今のままでは{count}",
        "at_best": "最後の率が上限なら {count}",
    }
)


def find(plan: pd.DataFrame) -> str:
    """The cases to be considered for the target (the plan's last row), at today's rates."""
    target = f"{plan['at_present'].iloc[-1]:,.0f}"
    if plan["now"].isna().any():
        return WORDS["finding_missing"]
    first = plan.iloc[0]
    if pd.isna(first["at_present"]):
        return WORDS["finding_impossible"].format(target=target)
    return WORDS["finding"].format(target=target, volume=first["at_present_text"])


def build(plan: pd.DataFrame) -> alt.LayerChart:
    """Bars for the cases now, frames for those needed at today's rates, diamonds at best.

    `plan`: name, now, at_present, at_best (null: no volume suffices) and their texts.
    """
    finding = find(plan)
    if plan["now"].isna().any():
        return build_notice(finding, terms.STATES["blank"])
    rows = plan.assign(
        label=[_label(row) for row in plan.to_dict("records")],
        below=[WORDS["at_best"].format(count=text) for text in plan["at_best_text"]],
        end=plan[["now", "at_present", "at_best"]].max(axis="columns"),
    )
    return finish_chart(_layer(rows), finding, ROW * len(rows) + 20, WORDS["key"])


def _label(row: Row) -> str:
    """The cases now, and those needed or the word for why there is no number."""
    now = WORDS["now"].format(count=row["now_text"])
    needed = "not_needed" if row["at_present"] != row["at_present"] else "needed"
    return f"{now}　{WORDS[needed].format(count=row['at_present_text'])}"


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=list(rows["name"]), title=None, axis=build_name_axis())
    )
    scale = alt.Scale(domain=[0, max(1.0, float(rows["end"].max())) * 1.9], nice=False)
    axis = alt.Axis(title=terms.UNITS["cases"], tickMinStep=1, tickCount=6, domain=False)
    now = alt.X("now:Q", scale=scale, axis=axis)
    frame = base.mark_bar(height=34, filled=False, stroke=VALUE, strokeWidth=2)
    best = base.mark_point(shape="diamond", size=200, color=GAP, filled=True, opacity=1)
    beside = base.mark_text(align="left", dx=14, dy=-11, fontWeight=700)
    under = base.mark_text(align="left", dx=14, dy=13, color=MUTED)
    return layer_marks(
        base.mark_bar(height=34, color=VALUE_SOFT).encode(x=now),
        frame.transform_filter("isValid(datum.at_present)").encode(x=alt.X("at_present:Q")),
        best.transform_filter("isValid(datum.at_best)").encode(x=alt.X("at_best:Q")),
        beside.encode(x=alt.X("end:Q"), text=alt.Text("label:N")),
        under.encode(x=alt.X("end:Q"), text=alt.Text("below:N")),
    )
