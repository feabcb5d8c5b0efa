"""Planned events by block and month: two or more in one cell are a clash, framed."""

import altair as alt
import pandas as pd

import texts
from charts.schedule_findings import find_conflicts
from charts.theme import GAP, INK, LINE, MUTED, PALE, VALUE_SOFT, finish_chart, layer_marks
from words import terms

ROW = 38


def build(months: pd.DataFrame) -> alt.LayerChart:
    """A cell a block and month with its count; a forum without a report says so.

    `months`: rows of the question event_plans_by_month (event_count null: not reported).
    """
    rows = pd.DataFrame(
        {
            "forum_name": months["forum_name"],
            "month": [f"{month.month}月" for month in months["month"]],
            "count": months["event_count"].astype(float),
            "label": ["" if pd.isna(n) else f"{n:.0f}" for n in months["event_count"]],
            "events": months["events_text"].fillna(""),
        }
    )
    finding = find_conflicts(months)
    forums = list(dict.fromkeys(months["forum_name"]))
    chart = _layer(rows, forums, list(dict.fromkeys(rows["month"])))
    return finish_chart(chart, finding, ROW * len(forums) + 30, texts.CHART_TEXTS["conflict_key"])


def _layer(rows: pd.DataFrame, forums: list[str], months: list[str]) -> alt.LayerChart:
    axis = alt.Axis(orient="top", ticks=False, domain=False, labelPadding=8, title=None)
    names = alt.Axis(ticks=False, domain=False, labelPadding=12, title=None)
    padding = alt.Scale(paddingInner=0.06)
    base = alt.Chart(rows).encode(
        x=alt.X("month:N", sort=months, axis=axis, scale=padding),
        y=alt.Y("forum_name:N", sort=forums, axis=names, scale=padding),
        tooltip=[
            alt.Tooltip("forum_name:N", title=texts.SCREEN_TEXTS["forum"]),
            alt.Tooltip("month:N", title=texts.SCREEN_TEXTS["month"]),
            alt.Tooltip("events:N", title=texts.SCREEN_TEXTS["events"]),
        ],
    )
    fill = alt.condition("datum.count > 0", alt.value(VALUE_SOFT), alt.value(PALE))
    clash = base.mark_rect(filled=False, stroke=GAP, strokeWidth=4, cornerRadius=3)
    first = rows[rows["count"].isna()].drop_duplicates("forum_name")
    missing = alt.Chart(first.assign(label=terms.STATES["blank"])).encode(
        x=alt.X("month:N", sort=months), y=alt.Y("forum_name:N", sort=forums), text="label:N"
    )
    return layer_marks(
        base.mark_rect(stroke=LINE, cornerRadius=3).encode(color=fill),
        base.mark_text(color=INK, fontWeight=700)
        .transform_filter("datum.count > 0")
        .encode(text="label:N"),
        base.mark_text(color=MUTED).transform_filter("datum.count === 0").encode(text="label:N"),
        missing.mark_text(color=MUTED),
        clash.transform_filter("datum.count > 1"),
    )
