"""Governments that joined and left in each fiscal year, and the members at its end."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import INK, MUTED, VALUE, build_name_axis, build_notice, finish_chart, layer_marks
from words import Words, terms
from words.figures import render_fiscal_year

ROW = 64

WORDS = Words(
    ja={
        "finding": "{year}は加入{joined}、退会{left}、年度末の会員は{count}団体",
        "finding_missing": "加入と退会の時期は未報告です",
        "key": "青は加入、灰色は退会。名簿の加入日・退会日による{undated}",
        "undated": "（加入日の記載がない{count}団体は最初の年度から会員として数える）",
        "joined": "加入 {count}",
        "left": "退会 {count}",
        "year_end": "年度末 {count}団体",
    }
)


def find(changes: pd.DataFrame) -> str:
    """The last fiscal year's comings and goings; one row a year."""
    if changes.empty:
        return WORDS["finding_missing"]
    last = changes.iloc[-1]
    return WORDS["finding"].format(
        year=render_fiscal_year(int(last["changed_year"])),
        joined=f"{last['joined_count']:,.0f}",
        left=f"{last['left_count']:,.0f}",
        count=f"{last['member_count']:,.0f}",
    )


def build(changes: pd.DataFrame) -> alt.LayerChart:
    """Joined to the right, left to the left of zero, a line a year.

    `changes`: changed_year, joined_count, left_count, member_count, undated_count.
    """
    finding = find(changes)
    if changes.empty:
        return build_notice(finding, terms.STATES["blank"])
    rows = pd.DataFrame(
        {
            "year": [render_fiscal_year(int(year)) for year in changes["changed_year"]],
            "joined": changes["joined_count"],
            "left": -changes["left_count"],
            "joined_label": _render("joined", changes["joined_count"]),
            "left_label": _render("left", changes["left_count"]),
            "end_label": _render("year_end", changes["member_count"]),
        }
    )
    undated = int(changes["undated_count"].iloc[-1])
    note = WORDS["undated"].format(count=undated) if undated else ""
    key = WORDS["key"].format(undated=note)
    return finish_chart(_layer(rows), finding, ROW * len(rows), key)


def _render(key: str, counts: pd.Series[int]) -> list[str]:
    return [WORDS[key].format(count=f"{count:,}") for count in counts]


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    most = float(max(rows["joined"].max(), 1))
    least = float(rows["left"].min())
    scale = alt.Scale(domain=[least - most * 0.35, most * 1.75], nice=False)
    axis = alt.Axis(labels=False, ticks=False, grid=False, domain=False, title=None)
    base = alt.Chart(rows).encode(
        y=alt.Y("year:N", sort=list(rows["year"]), title=None, axis=build_name_axis())
    )
    joined = alt.X("joined:Q", scale=scale, axis=axis)
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=INK)
    label = base.mark_text(align="left", dx=8)
    return layer_marks(
        base.mark_bar(color=VALUE, height=26).encode(x=joined, x2=alt.X2Datum(0)),
        base.mark_bar(color=MUTED, height=26).encode(x=alt.X("left:Q"), x2=alt.X2Datum(0)),
        zero.encode(x=alt.X("zero:Q")),
        label.encode(x=alt.X("joined:Q"), text=alt.Text("joined_label:N")),
        base.mark_text(align="right", dx=-8).encode(
            x=alt.X("left:Q"), text=alt.Text("left_label:N")
        ),
        base.mark_text(align="right", fontWeight=700).encode(
            x=alt.XDatum(most * 1.72), text=alt.Text("end_label:N")
        ),
    )
