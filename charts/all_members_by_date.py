"""Members of all kinds on the days that were counted; nothing is claimed between them."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from charts.late import alt
from charts.theme import LINE, MUTED, VALUE, VALUE_SOFT, build_notice, finish_chart, layer_marks
from words import Words, terms

HEIGHT = 300

WORDS = Words(
    ja={
        "finding": "会員（全種別）は{first}から{last}へ（{first_day}～{last_day}）",
        "finding_same": "会員（全種別）は{first}のまま（{first_day}～{last_day}）",
        "finding_one": "会員（全種別）は{day}に{count}",
        "finding_missing": "会員数（全種別）は未報告です",
        "key": "点＝数えた日。点の間の数は未報告のため、破線でつなぐ",
        "year": "年",
    }
)


def find(members: pd.DataFrame) -> str:
    """From the first to the last day counted."""
    if members.empty:
        return WORDS["finding_missing"]
    first, last = members.iloc[0], members.iloc[-1]
    if len(members) == 1:
        return WORDS["finding_one"].format(day=last["day_text"], count=last["count_text"])
    key = "finding" if last["member_count"] != first["member_count"] else "finding_same"
    return WORDS[key].format(
        first=first["count_text"],
        first_day=first["day_text"],
        last=last["count_text"],
        last_day=last["day_text"],
    )


def build(members: pd.DataFrame) -> alt.LayerChart:
    """Points with their numbers, joined by dashes.

    `members`: counted_on, member_count, count_text, day_text.
    """
    finding = find(members)
    if members.empty:
        return build_notice(finding, terms.STATES["blank"])
    last = len(members) - 1
    rows = members.assign(is_last=[place == last and last > 0 for place in range(len(members))])
    return finish_chart(_layer(rows), finding, HEIGHT, WORDS["key"])


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    days = rows["counted_on"]
    axis = alt.Axis(
        labelExpr=f"timeFormat(datum.value, '%Y') + '{WORDS['year']}'",
        tickCount="year",
        title=None,
        grid=False,
    )
    scale = alt.Scale(domain=[_date(days.min(), -120), _date(days.max(), 120)], nice=False)
    base = alt.Chart(rows.drop(columns=["quote"], errors="ignore")).encode(
        x=alt.X("counted_on:T", scale=scale, axis=axis),
        y=alt.Y(
            "member_count:Q",
            scale=alt.Scale(domain=[0, float(rows["member_count"].max()) * 1.55], nice=False),
            axis=alt.Axis(title=None, tickCount=4, domain=False, gridColor=LINE),
        ),
    )
    line = base.mark_line(strokeDash=[6, 5], color=VALUE_SOFT, strokeWidth=3)
    points = base.mark_point(filled=True, size=260, color=VALUE, opacity=1)
    return layer_marks(line, points, *_build_labels(base))


def _build_labels(base: alt.Chart) -> list[alt.Chart]:
    """The number over the day, right of a point; left of the last, where the frame ends."""
    sides: tuple[tuple[str, Literal["left", "right"], int], ...] = (
        ("!datum.is_last", "left", -8),
        ("datum.is_last", "right", 8),
    )
    labels: list[alt.Chart] = []
    for chosen, align, shift in sides:
        count = base.mark_text(align=align, dx=shift, dy=-58, fontSize=24, fontWeight=700)
        day = base.mark_text(align=align, dx=shift, dy=-30, color=MUTED)
        labels += [count.transform_filter(chosen).encode(text=alt.Text("count_text:N"))]
        labels += [day.transform_filter(chosen).encode(text=alt.Text("day_text:N"))]
    return labels


def _date(day: pd.Timestamp, days: int) -> alt.DateTime:
    moved = day + pd.Timedelta(days=days)
    return alt.DateTime(year=moved.year, month=moved.month, date=moved.day)
