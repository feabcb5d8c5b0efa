"""Block by indicator: one small bar chart a column, each on its own scale from 0."""

import json

import altair as alt
import pandas as pd

import texts
from charts.forum_findings import find_forum_figures
from charts.theme import (
    GAP,
    LINE,
    MUTED,
    VALUE,
    Row,
    build_name_axis,
    finish_chart,
    layer_marks,
)
from words.figures import render_value

ROW = 36
#: The longest bar's share of a column; the rest is for its number.
FULL = 0.5
WORDS = texts.CHART_TEXTS


def build(figures: pd.DataFrame) -> alt.LayerChart:
    """Ten lines, one column an indicator; the longest bar of each column is its largest value.

    `figures`: rows of the question figures_by_forum (value null: not reported; 0 is a tick).
    """
    most = figures.groupby("figure")["value"].transform("max").fillna(0)
    place = figures["figure_order"] - 1
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
    names = {str(place): WORDS[f"short_{name}"] for place, name in enumerate(titles["figure"])}
    height = ROW * figures["forum"].nunique() + 10
    return finish_chart(
        _layer(rows, names), find_forum_figures(figures), height, WORDS["forum_key"], width=1100
    )


def _kind(row: Row) -> str:
    """A case of know-how is owed where there is none (business plan R3, 2.(1))."""
    is_owed = row["figure"] == "know_how"
    if pd.isna(row["value"]):
        return "owed_missing" if is_owed else "missing"
    if row["value"] > 0:
        return "value"
    return "owed" if is_owed else "zero"


def _label(row: Row) -> str:
    return render_value(row["value"], WORDS[f"unit_{row['figure']}"])


def _layer(rows: pd.DataFrame, names: dict[str, str]) -> alt.LayerChart:
    scale = alt.Scale(domain=[0, len(names)], nice=False)
    expression = f"({json.dumps(names, ensure_ascii=False)})[toString(datum.value)]"
    axis = alt.Axis(
        values=[int(place) for place in names],
        labelExpr=expression,
        labelAlign="left",
        orient="top",
        ticks=False,
        domain=False,
        grid=True,
        gridColor=LINE,
        title=None,
    )
    forums = list(dict.fromkeys(rows["forum_name"]))
    base = alt.Chart(rows).encode(
        x=alt.X("from:Q", scale=scale, axis=axis),
        y=alt.Y("forum_name:N", sort=forums, title=None, axis=build_name_axis()),
    )
    tick = base.mark_tick(color=VALUE, thickness=3, size=20)
    label = base.mark_text(align="left", dx=8).encode(x="to:Q", text="label:N")
    colors = alt.Scale(
        domain=["value", "zero", "owed", "owed_missing", "missing"],
        range=[VALUE, VALUE, GAP, GAP, MUTED],
    )
    return layer_marks(
        base.mark_bar(color=VALUE, height=20).encode(x2="to:Q"),
        tick.transform_filter("datum.kind == 'zero' || datum.kind == 'owed'"),
        label.encode(color=alt.Color("kind:N", scale=colors, legend=None)),
    )
