"""Members of all kinds on the days that were counted; nothing is claimed between them."""

from typing import Literal

import altair as alt
import pandas as pd

from charts.theme import LINE, MUTED, VALUE, VALUE_SOFT, build_notice, finish_chart, layer_marks
from charts.trend_findings import find_all_members
from texts import TREND_TEXTS as WORDS
from words import terms

HEIGHT = 300


def build(members: pd.DataFrame) -> alt.LayerChart:
    """Points with their numbers, joined by dashes.

    `members`: counted_on, member_count, count_text, day_text.
    """
    finding = find_all_members(members)
    if members.empty:
        return build_notice(finding, terms.STATES["blank"])
    last = len(members) - 1
    rows = members.assign(is_last=[place == last and last > 0 for place in range(len(members))])
    return finish_chart(_layer(rows), finding, HEIGHT, WORDS["members_key"])


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
        count = base.mark_text(align=align, dx=shift, dy=-54, fontSize=24, fontWeight=700)
        day = base.mark_text(align=align, dx=shift, dy=-30, color=MUTED, fontSize=16)
        labels += [count.transform_filter(chosen).encode(text="count_text:N")]
        labels += [day.transform_filter(chosen).encode(text="day_text:N")]
    return labels


def _date(day: pd.Timestamp, days: int) -> alt.DateTime:
    moved = day + pd.Timedelta(days=days)
    return alt.DateTime(year=moved.year, month=moved.month, date=moved.day)
