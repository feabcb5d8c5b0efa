"""Implementations and the time each figure counts: a year's stands apart from all years' sum."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    INK,
    MUTED,
    VALUE,
    VALUE_SOFT,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from words import Words, terms

ROW = 84

WORDS = Words(
    ja={
        "annual": "社会実装は{name}で{value}",
        "cumulative": "{name}は{value}",
        "between": "、",
        "finding_missing": "社会実装の数は、年間・累計とも未報告です",
        "key": "帯の長さは数えた期間（件数ではない）。年間の数と累計は足し合わせない",
        "period": "数えた期間",
        "year": "年",
    }
)


def find(periods: pd.DataFrame) -> str:
    """The latest reported year and the sum since the founding, each called what it is."""
    latest = [
        periods[(periods["basis"] == basis) & periods["is_reported"]].tail(1)
        for basis in ("annual", "cumulative")
    ]
    parts = [
        WORDS[row["basis"]].format(name=row["name"], value=row["value_text"])
        for row in pd.concat(latest).to_dict("records")
    ]
    return WORDS["between"].join(parts) or WORDS["finding_missing"]


def build(periods: pd.DataFrame) -> alt.LayerChart:
    """One band a figure, as long as the time it counts; the number stands on the band.

    Length is time and never an amount, so that 0 in a year and 73 since the founding can't be
    compared by length. `periods`: basis, name, value_text, is_zero, is_reported, period_from,
    period_to, period_text.
    """
    finding = find(periods)
    shown = periods[periods["is_reported"]]
    if shown.empty:
        return build_notice(finding, terms.STATES["blank"])
    rows = shown.assign(
        middle=shown["period_from"] + (shown["period_to"] - shown["period_from"]) / 2,
    )
    return finish_chart(_layer(rows), finding, ROW * len(rows) + 60, WORDS["key"])


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    axis = alt.Axis(
        labelExpr=f"timeFormat(datum.value, '%Y') + '{WORDS['year']}'",
        tickCount="year",
        title=WORDS["period"],
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=list(rows["name"]), title=None, axis=build_name_axis())
    )
    begin = alt.X("period_from:T", axis=axis)
    annual, whole = "datum.basis == 'annual'", "datum.basis == 'cumulative'"
    frame = base.mark_bar(height=34, yOffset=8, filled=False, stroke=VALUE, strokeWidth=3)
    band = base.mark_bar(height=34, yOffset=8, color=VALUE_SOFT)
    right = base.mark_text(align="right", dx=-14, dy=8, fontSize=24, fontWeight=700, color=INK)
    inside = base.mark_text(align="center", dy=8, fontSize=24, fontWeight=700, color=INK)
    time = base.mark_text(align="right", dx=-2, dy=-24, color=MUTED)
    return layer_marks(
        frame.transform_filter(annual).encode(x=begin, x2=alt.X2("period_to:T")),
        band.transform_filter(whole).encode(x=begin, x2=alt.X2("period_to:T")),
        right.transform_filter(annual).encode(
            x=alt.X("period_from:T"), text=alt.Text("value_text:N")
        ),
        inside.transform_filter(whole).encode(x=alt.X("middle:T"), text=alt.Text("value_text:N")),
        time.encode(x=alt.X("period_to:T"), text=alt.Text("period_text:N")),
    )
