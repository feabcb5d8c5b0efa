"""Every indicator over the fiscal years: a table whose cells are bars, one scale a row."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import (
    GAP,
    INK,
    MUTED,
    VALUE_SOFT,
    build_name_axis,
    build_notice,
    build_place_axis,
    finish_chart,
    layer_marks,
)
from words import Words, terms

ROW = 66
#: A year's column is 1 wide; a bar as long as the row's greatest value takes this much.
REACH = 0.62

WORDS = Words(
    ja={
        "finding": "{year}は、{before}と比べられる{count}指標のうち増加{up}、減少{down}、同じ{same}",
        "finding_one": "実績の報告は{year}の1年度だけで、前の年度とは比べられない",
        "finding_apart": "{year}と{before}の両方に報告のある指標はなく、比べられない",
        "finding_missing": "指標の実績は、どの年度も未報告です",
        "key": "帯の長さは指標ごとに一つの尺度。橙の線＝目標。報告のない年度は「未報告」",
        "target": "目標 {target}",
    }
)


def find(trend: pd.DataFrame) -> str:
    """How the latest reported year stands against the one before; one row an indicator and year."""
    reported = trend[trend["value"].notna()]
    years = sorted(reported["fiscal_year"].unique())
    if not years:
        return WORDS["finding_missing"]
    name = _name_year(trend, years[-1])
    if len(years) == 1:
        return WORDS["finding_one"].format(year=name)
    both = _pair_up(reported, years[-2], years[-1])
    if both.empty:
        return WORDS["finding_apart"].format(year=name, before=_name_year(trend, years[-2]))
    change = both["after"] - both["before"]
    return WORDS["finding"].format(
        year=name,
        before=_name_year(trend, years[-2]),
        count=len(both),
        up=int((change > 0).sum()),
        down=int((change < 0).sum()),
        same=int((change == 0).sum()),
    )


def _pair_up(reported: pd.DataFrame, before: int, after: int) -> pd.DataFrame:
    """The indicators that both years report, with the two values."""
    years = {
        name: reported[reported["fiscal_year"] == year].set_index("indicator")["value"]
        for name, year in (("before", before), ("after", after))
    }
    return pd.DataFrame(years).dropna()


def _name_year(trend: pd.DataFrame, year: int) -> str:
    return str(trend[trend["fiscal_year"] == year]["year_text"].iloc[0])


def build(trend: pd.DataFrame) -> alt.LayerChart:
    """Years side by side; the target is a line; a year without a report says so.

    `trend`: indicator, name, fiscal_year, year_text, value and target (null: none), value_text,
    target_text.
    """
    finding = find(trend)
    if trend.empty or trend["value"].isna().all():
        return build_notice(finding, terms.STATES["blank"])
    rows = _place(trend)
    height = ROW * rows["name"].nunique() + 50
    return finish_chart(_layer(rows), finding, height, WORDS["key"])


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
            "" if pd.isna(target) else WORDS["target"].format(target=text)
            for target, text in zip(trend["target"], trend["target_text"], strict=True)
        ],
    )


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    count = rows["fiscal_year"].nunique()
    scale = alt.Scale(domain=[0, count], nice=False)
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=list(rows["name"].unique()), title=None, axis=build_name_axis())
    )
    begin = alt.X("begin:Q", scale=scale, axis=_build_year_axis(rows))
    bars = base.mark_bar(color=VALUE_SOFT, height=18, yOffset=17)
    goal = base.mark_tick(color=GAP, thickness=3, size=24, yOffset=17)
    zero = base.mark_tick(color=INK, thickness=3, size=18, yOffset=17)
    value = base.mark_text(align="left", dx=2, dy=-12, fontWeight=700)
    blank = base.mark_text(align="left", dx=2, dy=-12, color=MUTED)
    target = base.mark_text(align="left", dx=132, dy=-12, color=MUTED)
    return layer_marks(
        bars.transform_filter("datum.is_reported").encode(x=begin, x2=alt.X2("end:Q")),
        zero.transform_filter("datum.is_zero").encode(x=alt.X("begin:Q")),
        goal.transform_filter("isValid(datum.goal)").encode(x=alt.X("goal:Q")),
        value.transform_filter("datum.is_reported").encode(
            x=alt.X("begin:Q"), text=alt.Text("value_text:N")
        ),
        blank.transform_filter("!datum.is_reported").encode(
            x=alt.X("begin:Q"), text=alt.Text("value_text:N")
        ),
        target.encode(x=alt.X("begin:Q"), text=alt.Text("goal_text:N")),
    )


def _build_year_axis(rows: pd.DataFrame) -> alt.Axis:
    years = rows.drop_duplicates("begin")
    names = {f"{row['begin']:g}": row["year_text"] for row in years.to_dict("records")}
    return build_place_axis(names, labelBaseline="bottom", labelPadding=8, labelFontWeight="bold")
