"""Every indicator over the fiscal years: a table whose cells are bars, one scale a row."""

import json

import altair as alt
import pandas as pd

import texts
from charts.theme import (
    GAP,
    INK,
    LINE,
    MUTED,
    VALUE_SOFT,
    build_name_axis,
    build_notice,
    finish_chart,
    layer_marks,
)
from charts.trend_findings import find_trend
from texts import TREND_TEXTS as WORDS
from words import terms

ROW = 66
#: A year's column is 1 wide; a bar as long as the row's greatest value takes this much.
REACH = 0.62


def build(trend: pd.DataFrame) -> alt.LayerChart:
    """Years side by side; the target is a line; a year without a report says so.

    `trend`: indicator, name, fiscal_year, year_text, value and target (null: none), value_text.
    """
    finding = find_trend(trend)
    if trend.empty or trend["value"].isna().all():
        return build_notice(finding, terms.STATES["blank"])
    rows = _place(trend)
    height = ROW * rows["name"].nunique() + 50
    return finish_chart(_layer(rows), finding, height, WORDS["trend_key"])


def _place(trend: pd.DataFrame) -> pd.DataFrame:
    """Each cell with where its bar ends and its target stands, in columns of width 1."""
    years = sorted(trend["fiscal_year"].unique())
    scale = trend.groupby("indicator")[["value", "target"]].transform("max").max(axis="columns")
    scale = scale.where(scale > 0, 1.0)
    begin = trend["fiscal_year"].map({year: float(place) for place, year in enumerate(years)})
    return trend.assign(
        begin=begin,
        end=begin + REACH * trend["value"] / scale,
        goal=begin + REACH * trend["target"] / scale,
        is_zero=trend["value"] == 0,
        is_reported=trend["value"].notna(),
        goal_text=[
            "" if text == texts.SCREEN_TEXTS["no_target"] else WORDS["target"].format(target=text)
            for text in trend["target_text"]
        ],
    )


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    count = rows["fiscal_year"].nunique()
    scale = alt.Scale(domain=[0, count], nice=False)
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=list(rows["name"].unique()), title=None, axis=build_name_axis())
    )
    begin = alt.X("begin:Q", scale=scale, axis=_build_year_axis(rows))
    bars = base.mark_bar(color=VALUE_SOFT, height=20, yOffset=10)
    goal = base.mark_tick(color=GAP, thickness=3, size=28, yOffset=10)
    zero = base.mark_tick(color=INK, thickness=3, size=20, yOffset=10)
    value = base.mark_text(align="left", dx=2, dy=-14, fontWeight=700)
    blank = base.mark_text(align="left", dx=2, dy=-14, color=MUTED)
    target = base.mark_text(align="left", dx=100, dy=-14, color=MUTED, fontSize=16)
    return layer_marks(
        bars.transform_filter("datum.is_reported").encode(x=begin, x2="end:Q"),
        zero.transform_filter("datum.is_zero").encode(x="begin:Q"),
        goal.transform_filter("isValid(datum.goal)").encode(x="goal:Q"),
        value.transform_filter("datum.is_reported").encode(x="begin:Q", text="value_text:N"),
        blank.transform_filter("!datum.is_reported").encode(x="begin:Q", text="value_text:N"),
        target.encode(x="begin:Q", text="goal_text:N"),
    )


def _build_year_axis(rows: pd.DataFrame) -> alt.Axis:
    years = rows.drop_duplicates("begin")
    names = {f"{row['begin']:g}": row["year_text"] for row in years.to_dict("records")}
    return alt.Axis(
        values=[float(begin) for begin in names],
        labelExpr=f"({json.dumps(names, ensure_ascii=False)})[toString(datum.value)]",
        labelAlign="left",
        labelBaseline="bottom",
        labelPadding=8,
        labelFontWeight="bold",
        orient="top",
        ticks=False,
        domain=False,
        grid=True,
        gridColor=LINE,
        title=None,
    )
