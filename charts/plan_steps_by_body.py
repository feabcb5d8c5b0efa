"""The national bodies' 行程 and events over the fiscal year: the text, then its time."""

from __future__ import annotations

import json

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

LINE_HEIGHT = 23
TEXT_SIZE = 16
#: Signs in a line of text: as many as its part of the narrowest screen holds.
LINE_LENGTH = 32
#: The text takes this many days' room left of the year's first day.
TEXT_ROOM = 470
WEEK = 7

WORDS = Words(
    ja={
        "finding": "{bodies}つの全国フォーラム・部会が行程{steps}項目と行事{events}件を計画、うち{undated}件は時期の記載なし",
        "finding_dated": "{bodies}つの全国フォーラム・部会が行程{steps}項目と行事{events}件を計画、すべて時期の記載あり",
        "finding_missing": "全国フォーラム実施計画は未報告です",
        "key": "薄い帯＝行程　濃い帯＝行事　破線＝変更の可能性あり。文は計画書の記載のまま、帯はその時期の読み取り",
        "no_time": "時期の記載なし",
    }
)


def find(steps: pd.DataFrame) -> str:
    """How many bodies plan how many steps and events; one row a step."""
    if steps.empty:
        return WORDS["finding_missing"]
    undated = int(steps["period_from"].isna().sum())
    return WORDS["finding" if undated else "finding_dated"].format(
        bodies=steps["forum"].nunique(),
        steps=int((steps["kind"] == "schedule").sum()),
        events=int((steps["kind"] == "events").sum()),
        undated=undated,
    )


def build(steps: pd.DataFrame, fiscal_year: int) -> alt.LayerChart:
    """One row a step, grouped by body, April to March.

    `steps`: forum, forum_name, forum_order, kind (schedule, events), when_text, what,
    period_from, period_to (null: the text names no time), tentative.
    """
    finding = find(steps)
    if steps.empty:
        return build_notice(finding, terms.STATES["blank"])
    rows = _place_rows(steps, fiscal_year)
    height = LINE_HEIGHT * int(rows["bottom"].max())
    chart = _layer(rows, fiscal_year)
    return finish_chart(chart, finding, height, WORDS["key"], width=1100)


def _place_rows(steps: pd.DataFrame, fiscal_year: int) -> pd.DataFrame:
    """Each step with its lines of text, its place down the chart and its days."""
    placed: list[dict[str, object]] = []
    top, body = 0.3, None
    for row in steps.sort_values(["forum_order", "place"], kind="stable").to_dict("records"):
        is_first = row["forum"] != body
        top += 0.8 if is_first and body is not None else 0.0
        body = row["forum"]
        lines = _wrap(row)
        placed.append(
            {
                **_place_days(row, fiscal_year),
                "forum_name": row["forum_name"] if is_first else "",
                "is_first": is_first,
                "text": "\n".join(lines),
                "kind": row["kind"],
                "tentative": bool(row["tentative"]),
                "top": top,
                "first": top + 0.5,
                "bottom": top + len(lines) + 0.5,
            }
        )
        top += len(lines) + 0.5
    return pd.DataFrame(placed)


def _wrap(row: Row) -> list[str]:
    """When and what in lines of LINE_LENGTH signs.

    >>> _wrap({"when_text": "夏頃", "what": "セミナー"})
    ['夏頃　セミナー']
    """
    shown = row["what"] if row["when_text"] in row["what"] else f"{row['when_text']}　{row['what']}"
    return [shown[at : at + LINE_LENGTH] for at in range(0, len(shown), LINE_LENGTH)]


def _place_days(row: Row, fiscal_year: int) -> dict[str, object]:
    if pd.isna(row["period_from"]):
        return {"from": None, "to": None}
    first, last = (count_days(row[name], fiscal_year) for name in ("period_from", "period_to"))
    return {"from": first, "to": max(last + 1, first + WEEK)}


def _layer(rows: pd.DataFrame, fiscal_year: int) -> alt.LayerChart:
    down = alt.Scale(domain=[float(rows["bottom"].max()), 0], nice=False)
    across = alt.Scale(domain=[-TEXT_ROOM, YEAR_DAYS + 1], nice=False)
    base = alt.Chart(rows)
    first = alt.Y("first:Q", scale=down, axis=_build_body_axis(rows))
    x_axis = build_month_axis(fiscal_year, is_narrow=True)
    text = base.mark_text(
        align="left",
        baseline="middle",
        fontSize=TEXT_SIZE,
        lineHeight=LINE_HEIGHT,
        lineBreak="\n",
        color=INK,
    )
    return layer_marks(
        _build_separators(rows, down),
        text.encode(y=first, x=alt.XDatum(-TEXT_ROOM, scale=across), text=alt.Text("text:N")),
        *_build_bars(base, first, alt.X("from:Q", scale=across, axis=x_axis)),
        base.mark_text(align="left", color=MUTED, fontSize=TEXT_SIZE)
        .transform_filter("!isValid(datum.from)")
        .encode(y=first, x=alt.XDatum(4), text=alt.TextValue(WORDS["no_time"])),
    )


def _build_bars(base: alt.Chart, first: alt.Y, begin: alt.X) -> list[alt.Chart]:
    """Light for steps, dark for events; dashed where the sender has not settled the time."""
    bars = []
    for kind, fill in (("schedule", VALUE_SOFT), ("events", VALUE)):
        chosen = f"isValid(datum.from) && datum.kind == '{kind}'"
        firm = base.mark_bar(height=16, cornerRadius=3, color=fill)
        loose = base.mark_bar(
            height=16,
            cornerRadius=3,
            fill=fill,
            fillOpacity=0.35,
            stroke=VALUE,
            strokeDash=[5, 4],
        )
        for mark, sign in ((firm, "!"), (loose, "")):
            placed = mark.transform_filter(f"{chosen} && {sign}datum.tentative")
            bars.append(placed.encode(y=first, x=begin, x2=alt.X2("to:Q")))
    return bars


def _build_separators(rows: pd.DataFrame, down: alt.Scale) -> alt.Chart:
    first = rows[rows["is_first"] & (rows["top"] > 1)]
    rules = alt.Chart(first).mark_rule(color=LINE, yOffset=-10)
    lines: alt.Chart = rules.encode(
        y=alt.Y("top:Q", scale=down), x=alt.XDatum(-TEXT_ROOM), x2=alt.X2Datum(YEAR_DAYS + 1)
    )
    return lines


def _build_body_axis(rows: pd.DataFrame) -> alt.Axis:
    first = rows[rows["is_first"]]
    names = {f"{row['top'] + 0.5:.1f}": row["forum_name"] for row in first.to_dict("records")}
    expression = f"({json.dumps(names, ensure_ascii=False)})[format(datum.value, '.1f')]"
    return alt.Axis(
        values=[float(place) for place in names],
        labelExpr=expression,
        labelFontWeight="bold",
        labelPadding=14,
        title=None,
        ticks=False,
        domain=False,
        grid=False,
    )
