"""Each block's governments, and the members among them once a roster is loaded."""

import altair as alt
import pandas as pd

import texts
from charts.findings import find_government_counts
from charts.theme import LINE, VALUE, Row, build_name_axis, finish_chart, layer_marks
from words.figures import render_value

ROW = 42


def build(counts: pd.DataFrame) -> alt.LayerChart:
    """Grey bars for the denominators, blue for the members in them.

    `counts`: block_name, block_order, government_count, member_count and member_ratio
    (null until a roster is loaded: not reported, never drawn as 0).
    """
    rows = counts.sort_values("block_order").assign(
        members=counts["member_count"].astype(float).fillna(0.0),
        label=lambda frame: [_label(row) for row in frame.to_dict("records")],
    )
    return finish_chart(_layer(rows), find_government_counts(counts), ROW * len(rows) + 20)


def _label(row: Row) -> str:
    unit = texts.CHART_TEXTS["governments"]
    member = render_value(row["member_count"], unit)
    beside = texts.CHART_TEXTS["members"].format(count=member)
    return f"{row['government_count']}{unit}（{beside}）"


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    scale = alt.Scale(domain=[0, float(rows["government_count"].max()) * 1.35], nice=False)
    base = alt.Chart(rows).encode(
        y=alt.Y("block_name:N", sort=list(rows["block_name"]), title=None, axis=build_name_axis())
    )
    axis = alt.Axis(title=texts.CHART_TEXTS["governments"], tickCount=6, domain=False)
    whole = alt.X("government_count:Q", scale=scale, axis=axis)
    members = base.mark_bar(color=VALUE, height=24).transform_filter("datum.members > 0")
    return layer_marks(
        base.mark_bar(color=LINE, height=24).encode(x=whole),
        members.encode(x="members:Q"),
        base.mark_text(align="left", dx=10).encode(x="government_count:Q", text="label:N"),
    )
