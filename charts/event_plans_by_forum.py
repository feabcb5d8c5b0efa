"""The forums' planned events over the fiscal year: hard marks for days, soft spans else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from unicodedata import east_asian_width

import pandas as pd

from charts.late import alt
from charts.theme import (
    INK,
    LINE,
    MUTED,
    VALUE,
    VALUE_SOFT,
    Row,
    build_notice,
    finish_chart,
    layer_marks,
)
from charts.year_axis import YEAR_DAYS, build_month_axis, count_days
from words import Words, terms

ROW = 34
LABEL = 16
#: Days of the axis that a sign of a label takes: of a chart of few lines, which is shown in larger
#: type, and of others.
SIGN_DAYS = {"few": 10.5, "many": 7.0}
FEW_LINES = 8
#: Signs between a label and its mark, or the end of the axis.
APART = 0.8

WORDS = Words(
    ja={
        "finding": "{forums}フォーラムが{count}件を計画、うち{undated}件は日程未定",
        "finding_dated": "{forums}フォーラムが{count}件を計画、すべて時期が決まっている",
        "finding_missing": "この年度の地方フォーラム活動計画は未報告です",
        "key": "濃い印＝日が決まっている　薄い帯＝幅のある時期　破線＝変更の可能性あり",
        "undated": "日程未定 {count}件",
        "event": "活動・行事名",
        "scheduled": "開催予定日（記載のまま）",
    }
)


def find(plans: pd.DataFrame) -> str:
    """How many events are planned, and how many have no date yet; one row a period."""
    events = plans.drop_duplicates("event")
    if events.empty:
        return WORDS["finding_missing"]
    undated = int(events["period_from"].isna().sum())
    return WORDS["finding" if undated else "finding_dated"].format(
        forums=events["forum"].nunique(), count=len(events), undated=undated
    )


def build(plans: pd.DataFrame, fiscal_year: int) -> alt.LayerChart:
    """One line an event, grouped by forum, April to March.

    `plans`: rows of the question event_plans_by_forum (one a period). A forum whose events
    all lack a date keeps a line that says so. The x axis counts days from 1 April.
    """
    finding = find(plans)
    if plans.empty:
        return build_notice(finding, terms.STATES["blank"])
    rows = _place_rows(plans, fiscal_year)
    height = ROW * (int(rows["line"].max()) + 1)
    chart = _layer(rows, fiscal_year)
    return finish_chart(chart, finding, height, WORDS["key"], width=1000)


def _place_rows(plans: pd.DataFrame, fiscal_year: int) -> pd.DataFrame:
    """Each period with its line, label and ends in days from 1 April (the end exclusive)."""
    forums = [forum for _, forum in plans.groupby("forum_order", sort=True)]
    lines = [(forum, *each) for forum in forums for each in enumerate(_order_events(forum))]
    sign = SIGN_DAYS["few" if len(lines) <= FEW_LINES else "many"]
    placed: list[dict[str, object]] = []
    for line, (forum, index, event) in enumerate(lines):
        name = forum["forum_name"].iloc[0] if index == 0 else ""
        about = {"line": line, "forum_name": name, "is_first": index == 0}
        placed += [{**about, **mark} for mark in _place_event(event, fiscal_year, sign)]
    return pd.DataFrame(placed)


def _order_events(forum: pd.DataFrame) -> list[pd.DataFrame]:
    """The dated events, earliest first; or one group of all the undated ones."""
    dated = forum[forum["period_from"].notna()]
    if dated.empty:
        return [forum]
    return [rows for _, rows in sorted(dated.groupby("event"), key=_first_day)]


def _first_day(group: tuple[object, pd.DataFrame]) -> tuple[pd.Timestamp, pd.Timestamp]:
    rows = group[1]
    return pd.Timestamp(rows["period_from"].min()), pd.Timestamp(rows["period_to"].min())


def _place_event(event: pd.DataFrame, fiscal_year: int, sign: float) -> list[dict[str, object]]:
    if event["period_from"].isna().all():
        note = WORDS["undated"].format(count=event["event"].nunique())
        return [{"kind": "none", "from": 0, "to": 0, "label": note, "side": "none", "when": note}]
    periods = event.sort_values("period_from").to_dict("records")
    marks = [_place_period(row, fiscal_year) for row in periods]
    marks[0] |= _label(marks[0], float(marks[1]["from"]) if len(marks) > 1 else YEAR_DAYS, sign)
    return marks


def _place_period(row: Row, fiscal_year: int) -> dict[str, Any]:
    first, last = (count_days(row[end], fiscal_year) for end in ("period_from", "period_to"))
    kind = "day" if row["precision"] == "day" else "soft"
    return {
        "kind": f"{kind}_tentative" if row["tentative"] else kind,
        "from": first,
        "to": last + 1,
        "label": "",
        "side": "",
        "name": row["name"],
        "when": row["scheduled_text"],
    }


def _label(mark: Mapping[str, Any], free_to: float, sign: float) -> dict[str, str]:
    """The event's words where they cross no edge: in a span, else after it up to `free_to`, else
    before it; without the date, which the axis says too, where there is no room for it."""
    for label in (f"{mark['name']}　{mark['when']}", mark["name"]):
        needed = (_measure(label) + APART) * sign
        rooms = {
            "inside": 0 if mark["kind"] == "day" else mark["to"] - mark["from"],
            "right": free_to - mark["to"],
            "left": mark["from"],
        }
        side = next((side for side, room in rooms.items() if needed <= room), "")
        if side:
            return {"label": label, "side": side}
    return {"label": mark["name"], "side": max(("right", "left"), key=lambda side: rooms[side])}


def _measure(text: str) -> float:
    """In Japanese signs, of which others are two thirds as wide."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else 0.66 for sign in text)


def _layer(rows: pd.DataFrame, fiscal_year: int) -> alt.LayerChart:
    scale = alt.Scale(domain=[0, YEAR_DAYS + 1], nice=False)
    tooltip = [
        alt.Tooltip("name:N", title=WORDS["event"]),
        alt.Tooltip("when:N", title=WORDS["scheduled"]),
    ]
    base = alt.Chart(rows).encode(
        x=alt.X("from:Q", scale=scale, axis=build_month_axis(fiscal_year)),
        y=alt.Y("line:O", axis=_build_forum_axis(rows), scale=alt.Scale(padding=0)),
        tooltip=tooltip,
    )
    return layer_marks(_build_separators(rows), *_build_marks(base), *_build_labels(base))


def _build_forum_axis(rows: pd.DataFrame) -> alt.Axis:
    names = {str(row["line"]): row["forum_name"] for row in rows.to_dict("records")}
    expression = f"({json.dumps(names, ensure_ascii=False)})[toString(datum.value)]"
    return alt.Axis(labelExpr=expression, title=None, ticks=False, domain=False, labelPadding=10)


def _build_separators(rows: pd.DataFrame) -> alt.Chart:
    """A line above each forum."""
    first = rows[rows["is_first"]].drop_duplicates("line")
    rules = alt.Chart(first).mark_rule(color=LINE, yOffset=-ROW / 2)
    lines: alt.Chart = rules.encode(
        y=alt.Y("line:O"), x=alt.XDatum(0), x2=alt.X2Datum(YEAR_DAYS + 1)
    )
    return lines


def _build_marks(base: alt.Chart) -> list[alt.Chart]:
    soft = base.mark_bar(height=22, color=VALUE_SOFT, opacity=0.75, cornerRadius=4)
    loose = base.mark_bar(
        height=22,
        fill=VALUE_SOFT,
        fillOpacity=0.25,
        stroke=VALUE,
        strokeDash=[5, 4],
        cornerRadius=4,
    )
    day = base.mark_bar(height=24, color=VALUE, minBandSize=7)
    loose_day = base.mark_bar(height=24, fill="white", stroke=VALUE, strokeDash=[4, 3])
    return [
        mark.transform_filter(f"datum.kind == '{kind}'").encode(x2=alt.X2("to:Q"))
        for kind, mark in {
            "soft": soft,
            "soft_tentative": loose,
            "day": day,
            "day_tentative": loose_day,
        }.items()
    ]


def _build_labels(base: alt.Chart) -> list[alt.Chart]:
    """In a span, after a mark or before it; a forum without dates says so."""
    after = base.mark_text(align="left", dx=8, fontSize=LABEL, color=INK)
    before = base.mark_text(align="right", dx=-6, fontSize=LABEL, color=INK)
    none = base.mark_text(align="left", dx=8, fontSize=LABEL, color=MUTED)
    words = alt.Text("label:N")
    return [
        after.transform_filter("datum.side == 'inside'").encode(text=words),
        after.transform_filter("datum.side == 'right'").encode(x=alt.X("to:Q"), text=words),
        before.transform_filter("datum.side == 'left'").encode(text=words),
        none.transform_filter("datum.side == 'none'").encode(text=words),
    ]
