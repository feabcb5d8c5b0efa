"""Block by indicator: one small bar chart a column, each on its own scale from 0."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    GAP,
    MUTED,
    VALUE,
    Row,
    build_name_axis,
    build_place_axis,
    finish_chart,
    layer_marks,
)
from words import Words
from words.figures import render_value

ROW = 36
#: The longest bar's share of a column; the rest is for its number.
FULL = 0.5

WORDS = Words(
    ja={
        "finding": "{reporters}/{whole}フォーラムが報告、マッチング等は{forum}の{most}件が最多、うち実装は合わせて{implementations}件",
        "finding_zero": "{reporters}/{whole}フォーラムが報告、マッチング等はどこも0件",
        "finding_unmatched": "{reporters}/{whole}フォーラムが報告、マッチング等は未報告",
        "finding_missing": "ブロック別の実績は未報告です（0ではありません）",
        "key": "明細から数えた値。棒は列ごとに最大のフォーラムを基準にした長さ。橙は1件以上が必要なもの",
    }
)


def find(figures: pd.DataFrame) -> str:
    """How many forums report, who has most matchings, how many are implemented."""
    reported = figures[figures["value"].notna()]
    if reported.empty:
        return WORDS["finding_missing"]
    matchings = reported[reported["role"] == "stage_total"]
    said = {"reporters": reported["forum"].nunique(), "whole": figures["forum"].nunique()}
    if matchings["value"].sum() == 0:
        key = "finding_unmatched" if matchings.empty else "finding_zero"
        return WORDS[key].format(**said)
    most = matchings.sort_values("value", ascending=False, kind="stable").iloc[0]
    outcome = reported[reported["is_outcome"]]["value"]
    return WORDS["finding"].format(
        forum=most["forum_name"],
        most=f"{most['value']:,.0f}",
        implementations=f"{outcome.sum():,.0f}",
        **said,
    )


def build(figures: pd.DataFrame) -> alt.LayerChart:
    """Ten lines, one column an indicator; the longest bar of each column is its largest value.

    `figures`: forum, forum_name, figure, figure_name, unit, role, is_outcome, is_owed,
    figure_order, value (null: not reported; 0 is a tick).
    """
    most = figures.groupby("figure")["value"].transform("max").fillna(0)
    place = figures["figure_order"].rank(method="dense") - 1
    share = (figures["value"] / most.where(most > 0)).fillna(0.0) * FULL
    rows = pd.DataFrame(
        {
            "forum_name": figures["forum_name"],
            "from": place,
            "to": place + share,
            "kind": [_kind(row) for row in figures.to_dict("records")],
            "label": [_label(row) for row in figures.to_dict("records")],
        }
    )
    titles = figures.drop_duplicates("figure").sort_values("figure_order")
    names = {str(place): name for place, name in enumerate(titles["figure_name"])}
    height = ROW * figures["forum"].nunique() + 10
    return finish_chart(_layer(rows, names), find(figures), height, WORDS["key"], width=1100)


def _kind(row: Row) -> str:
    """What is owed and not there stands out from what is only not there."""
    if pd.isna(row["value"]):
        return "owed_missing" if row["is_owed"] else "missing"
    if row["value"] > 0:
        return "value"
    return "owed" if row["is_owed"] else "zero"


def _label(row: Row) -> str:
    return render_value(row["value"], row["unit"])


def _layer(rows: pd.DataFrame, names: dict[str, str]) -> alt.LayerChart:
    scale = alt.Scale(domain=[0, len(names)], nice=False)
    axis = build_place_axis(names)
    forums = list(dict.fromkeys(rows["forum_name"]))
    base = alt.Chart(rows).encode(
        x=alt.X("from:Q", scale=scale, axis=axis),
        y=alt.Y("forum_name:N", sort=forums, title=None, axis=build_name_axis()),
    )
    tick = base.mark_tick(color=VALUE, thickness=3, size=20)
    label = base.mark_text(align="left", dx=8).encode(x=alt.X("to:Q"), text=alt.Text("label:N"))
    colors = alt.Scale(
        domain=["value", "zero", "owed", "owed_missing", "missing"],
        range=[VALUE, VALUE, GAP, GAP, MUTED],
    )
    return layer_marks(
        base.mark_bar(color=VALUE, height=20).encode(x2=alt.X2("to:Q")),
        tick.transform_filter("datum.kind == 'zero' || datum.kind == 'owed'"),
        label.encode(color=alt.Color("kind:N", scale=colors, legend=None)),
    )
