"""Planned events by block and month: two or more in one cell are a clash, framed."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    GAP,
    INK,
    LINE,
    MUTED,
    PALE,
    VALUE_SOFT,
    Row,
    finish_chart,
    layer_marks,
)
from charts.year_axis import name_month
from words import Words, terms

ROW = 38

WORDS = Words(
    ja={
        "finding": "同じ月に行事が重なるのは{count}か所、最も多いのは{forum}の{month}月（{most}件）{open}",
        "finding_none": "月のわかる行事は、同じ月に重なっていません{open}",
        "open": "。ほかに月の決まらない行事が{count}件",
        "finding_missing": "行事の重なりは、地方フォーラム活動計画が未報告のためわかりません",
        "key": "数字は月までわかる行事の件数。灰色＝未定（月の決まらない行事があり0とは言えない）。橙の枠は同じ月に2件以上",
        "note": "月までわかる行事を、かかる月ごとに数えています。季節・四半期・半期・通年・「9月以降」・未定の行事は、どの月とも言えないため数えず、そのフォーラムの行事のない月は0ではなく未定とします。",
        "forum_title": "フォーラム",
        "month_title": "月",
        "events_title": "行事",
    }
)


def find(months: pd.DataFrame) -> str:
    """Where a block plans two or more events in one month."""
    if (months["state"] == "blank").all():
        return WORDS["finding_missing"]
    count = int(months.drop_duplicates("forum")["open_count"].sum())
    still_open = WORDS["open"].format(count=count) if count else ""
    clashes = months[months["event_count"] > 1]
    if clashes.empty:
        return WORDS["finding_none"].format(open=still_open)
    most = clashes.sort_values(["event_count", "forum_order"], ascending=[False, True]).iloc[0]
    return WORDS["finding"].format(
        count=len(clashes),
        forum=most["forum_name"],
        month=most["month"].month,
        most=f"{most['event_count']:.0f}",
        open=still_open,
    )


def build(months: pd.DataFrame) -> alt.LayerChart:
    """A cell a block and month with its count; a forum without a report says so.

    `months`: rows of the question event_plans_by_month (event_count null: see state).
    """
    rows = pd.DataFrame(
        {
            "forum_name": months["forum_name"],
            "month": [name_month(month.month) for month in months["month"]],
            "count": months["event_count"].astype(float),
            "state": months["state"],
            "label": [_label(row) for row in months.to_dict("records")],
            "ground": [_choose_ground(row) for row in months.to_dict("records")],
            "events": months["events_text"].fillna(""),
        }
    )
    forums = list(dict.fromkeys(months["forum_name"]))
    chart = _layer(rows, forums, list(dict.fromkeys(rows["month"])))
    return finish_chart(chart, find(months), ROW * len(forums) + 30, WORDS["key"])


def _label(row: Row) -> str:
    return f"{row['event_count']:.0f}" if row["state"] == "reported" else ""


def _choose_ground(row: Row) -> str:
    if row["state"] == "undecided":
        return PALE
    return VALUE_SOFT if row["state"] == "reported" and row["event_count"] > 0 else "#FFFFFF"


def _layer(rows: pd.DataFrame, forums: list[str], months: list[str]) -> alt.LayerChart:
    axis = alt.Axis(orient="top", ticks=False, domain=False, labelPadding=8, title=None)
    names = alt.Axis(ticks=False, domain=False, labelPadding=12, title=None)
    padding = alt.Scale(paddingInner=0.06)
    base = alt.Chart(rows).encode(
        x=alt.X("month:N", sort=months, axis=axis, scale=padding),
        y=alt.Y("forum_name:N", sort=forums, axis=names, scale=padding),
        tooltip=[
            alt.Tooltip("forum_name:N", title=WORDS["forum_title"]),
            alt.Tooltip("month:N", title=WORDS["month_title"]),
            alt.Tooltip("events:N", title=WORDS["events_title"]),
        ],
    )
    fill = alt.Color("ground:N", scale=None)
    clash = base.mark_rect(filled=False, stroke=GAP, strokeWidth=4, cornerRadius=3)
    first = rows[rows["state"] == "blank"].drop_duplicates("forum_name")
    missing = alt.Chart(first.assign(label=terms.STATES["blank"])).encode(
        x=alt.X("month:N", sort=months),
        y=alt.Y("forum_name:N", sort=forums),
        text=alt.Text("label:N"),
    )
    return layer_marks(
        base.mark_rect(stroke=LINE, cornerRadius=3).encode(color=fill),
        base.mark_text(color=INK, fontWeight=700)
        .transform_filter("datum.count > 0")
        .encode(text=alt.Text("label:N")),
        base.mark_text(color=MUTED)
        .transform_filter("!(datum.count > 0)")
        .encode(text=alt.Text("label:N")),
        missing.mark_text(color=MUTED),
        clash.transform_filter("datum.count > 1"),
    )
