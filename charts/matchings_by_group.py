"""Cases by forum or by technical field, stacked by the furthest stage."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    MUTED,
    STAGES,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from words import Words, terms
from words.figures import compute_percent, render_value

ROW = 40

WORDS = Words(
    ja={
        "finding": "案件が最も多いのは{name}（{count}件）。成立以上に進んだ割合は{share}%",
        "finding_zero": "案件は0件",
        "finding_missing": "ブロック別・分野別の件数は未報告です（案件台帳がありません）",
        "key": "色が濃いほど先の段階。案件は最も進んだ段階で一度だけ数える",
        "note_fields": "二つの分野にまたがる案件は両方に数える",
        "group": "区分",
        "stage": "段階",
    }
)


def find(groups: pd.DataFrame) -> str:
    """The group with most cases, and how many of its own went beyond being considered."""
    known = groups[groups["case_count"].notna()]
    if known.empty:
        return WORDS["finding_missing"]
    totals = known.groupby("group_name", sort=False)["case_count"].sum()
    most = float(totals.max())
    if most == 0:
        return WORDS["finding_zero"]
    name = str(totals.idxmax())
    is_beyond = (known["group_name"] == name) & (known["stage_order"] > 1)
    share = compute_percent(float(known["case_count"][is_beyond].sum()), most)
    return WORDS["finding"].format(name=name, count=f"{most:,.0f}", share=share)


def build(groups: pd.DataFrame, note: str = "") -> alt.LayerChart:
    """One bar a group; a group that has not reported says so and has no bar.

    `groups`: group_name, group_order, stage_name, stage_order, case_count (null: not
    reported). `note` is added to the key.
    """
    finding = find(groups)
    if groups["case_count"].isna().all():
        return build_notice(finding, terms.STATES["blank"])
    totals = _add_up(groups)
    chart = _layer(groups[groups["case_count"] > 0], totals)
    return finish_chart(chart, finding, ROW * len(totals) + 60, WORDS["key"] + note)


def _add_up(groups: pd.DataFrame) -> pd.DataFrame:
    """One row a group with its total and the label at the bar's end."""
    ordered = groups.sort_values(["group_order", "stage_order"])
    totals = ordered.groupby("group_name", sort=False)["case_count"].sum(min_count=4)
    rows = totals.rename("total").reset_index()
    return rows.assign(
        label=[render_value(total, terms.UNITS["cases"]) for total in rows["total"]],
        end=rows["total"].fillna(0.0),
        is_reported=rows["total"].notna(),
    )


def _layer(groups: pd.DataFrame, totals: pd.DataFrame) -> alt.LayerChart:
    names = alt.Y(
        "group_name:N", sort=list(totals["group_name"]), title=None, axis=build_name_axis()
    )
    scale = alt.Scale(domain=[0, max(1.0, float(totals["end"].max())) * 1.2], nice=False)
    axis = alt.Axis(title=terms.UNITS["cases"], tickMinStep=1, tickCount=6, domain=False)
    color = alt.Color(
        "stage_name:N",
        scale=alt.Scale(domain=list(terms.STAGES.values()), range=list(STAGES)),
        legend=alt.Legend(orient="top", title=None, labelFontSize=16, symbolSize=220),
    )
    tooltip = [
        alt.Tooltip("group_name:N", title=WORDS["group"]),
        alt.Tooltip("stage_name:N", title=WORDS["stage"]),
        alt.Tooltip("case_count:Q", title=terms.UNITS["cases"]),
    ]
    bars = alt.Chart(groups).mark_bar(height=26)
    text = alt.Chart(totals).mark_text(align="left", dx=10)
    ends = {"y": names, "x": alt.X("end:Q", scale=scale, axis=axis), "text": alt.Text("label:N")}
    return layer_marks(
        bars.encode(
            y=names,
            x=alt.X("sum(case_count):Q", scale=scale, axis=axis),
            color=color,
            order=alt.Order("stage_order:O"),
            tooltip=tooltip,
        ),
        text.transform_filter("datum.is_reported").encode(**ends),
        text.mark_text(align="left", dx=10, color=MUTED)
        .transform_filter("!datum.is_reported")
        .encode(**ends),
    )
