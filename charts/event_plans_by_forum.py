"""The forums' planned events over the fiscal year: hard marks for days, soft spans else."""

import json

import altair as alt
import pandas as pd

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
#: A label right of a mark that begins later than this (days from 1 April) would be cut.
LATE_DAY = 200

WORDS = Words(
    ja={
        "finding": "{forums}フォーラムが{count}件を計画、うち{undated}件は日程未定",
        "finding_dated": "{forums}フォーラムが{count}件を計画、すべて時期が決まっている",
        "finding_missing": "この年度の活動計画は未報告です",
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
    placed: list[dict[str, object]] = []
    line = 0
    for _, forum in plans.groupby("forum_order", sort=True):
        for index, event in enumerate(_order_events(forum)):
            name = forum["forum_name"].iloc[0] if index == 0 else ""
            about = {"line": line, "forum_name": name, "is_first": index == 0}
            placed += [{**about, **mark} for mark in _place_event(event, fiscal_year)]
            line += 1
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


def _place_event(event: pd.DataFrame, fiscal_year: int) -> list[dict[str, object]]:
    if event["period_from"].isna().all():
        note = WORDS["undated"].format(count=event["event"].nunique())
        return [{"kind": "none", "from": 0, "to": 0, "label": note, "side": "right", "when": note}]
    periods = event.sort_values("period_from").to_dict("records")
    return [_place_period(row, index == 0, fiscal_year) for index, row in enumerate(periods)]


def _place_period(row: Row, is_labelled: bool, fiscal_year: int) -> dict[str, object]:
    first, last = (count_days(row[end], fiscal_year) for end in ("period_from", "period_to"))
    kind = "day" if row["precision"] == "day" else "soft"
    return {
        "kind": f"{kind}_tentative" if row["tentative"] else kind,
        "from": first,
        "to": last + 1,
        "label": f"{row['name']}　{row['scheduled_text']}" if is_labelled else "",
        "side": "left" if first > LATE_DAY else "right",
        "name": row["name"],
        "when": row["scheduled_text"],
    }


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
    """Over a soft span, beside a day; late in the year to the left, where there is room."""
    right = base.mark_text(align="left", dx=8, fontSize=LABEL, color=INK)
    left = base.mark_text(align="right", dx=-6, fontSize=LABEL, color=INK)
    beside = base.mark_text(align="left", dx=10, fontSize=LABEL, color=INK)
    none = base.mark_text(align="left", dx=8, fontSize=LABEL, color=MUTED)
    is_day = "(datum.kind == 'day' || datum.kind == 'day_tentative')"
    is_right, is_none = "datum.side == 'right'", "datum.kind == 'none'"
    return [
        right.transform_filter(f"{is_right} && !{is_day} && !({is_none})").encode(
            text=alt.Text("label:N")
        ),
        beside.transform_filter(f"{is_right} && {is_day}").encode(
            x=alt.X("to:Q"), text=alt.Text("label:N")
        ),
        left.transform_filter("datum.side == 'left'").encode(text=alt.Text("label:N")),
        none.transform_filter(is_none).encode(text=alt.Text("label:N")),
    ]
