"""Each block's governments, and the members among them once a roster is loaded."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import LINE, VALUE, Row, build_name_axis, finish_chart, layer_marks
from words import Words, terms
from words.figures import render_ratio, render_value

ROW = 42

WORDS = Words(
    ja={
        "finding": "会員の割合が最も高いのは{largest}（{most}）、最も低いのは{smallest}（{least}）",
        "finding_missing": "ブロック別の会員数は未報告。分母は{smallest}の{least}団体から{largest}の{most}団体まで",
        "members": "うち会員 {count}",
    }
)


def find(counts: pd.DataFrame) -> str:
    """The blocks' member ratios, or their denominators while no roster is loaded."""
    counted = counts[counts["member_ratio"].notna()]
    column = "government_count" if counted.empty else "member_ratio"
    ordered = (counts if counted.empty else counted).sort_values(column)
    least, most = ordered.iloc[0], ordered.iloc[-1]
    if counted.empty:
        key, said = "finding_missing", [f"{row[column]:,}" for row in (least, most)]
    else:
        key, said = "finding", [render_ratio(row[column]) for row in (least, most)]
    return WORDS[key].format(
        smallest=least["block_name"], least=said[0], largest=most["block_name"], most=said[1]
    )


def build(counts: pd.DataFrame) -> alt.LayerChart:
    """Grey bars for the denominators, blue for the members in them.

    `counts`: block_name, block_order, government_count, member_count and member_ratio
    (null until a roster is loaded: not reported, never drawn as 0).
    """
    rows = counts.sort_values("block_order").assign(
        members=counts["member_count"].astype(float).fillna(0.0),
        label=lambda frame: [_label(row) for row in frame.to_dict("records")],
    )
    return finish_chart(_layer(rows), find(counts), ROW * len(rows) + 20)


def _label(row: Row) -> str:
    unit = terms.UNITS["governments"]
    member = render_value(row["member_count"], unit)
    beside = WORDS["members"].format(count=member)
    return f"{row['government_count']}{unit}（{beside}）"


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    scale = alt.Scale(domain=[0, float(rows["government_count"].max()) * 1.35], nice=False)
    base = alt.Chart(rows).encode(
        y=alt.Y("block_name:N", sort=list(rows["block_name"]), title=None, axis=build_name_axis())
    )
    axis = alt.Axis(title=terms.UNITS["governments"], tickCount=6, domain=False)
    whole = alt.X("government_count:Q", scale=scale, axis=axis)
    members = base.mark_bar(color=VALUE, height=24).transform_filter("datum.members > 0")
    return layer_marks(
        base.mark_bar(color=LINE, height=24).encode(x=whole),
        members.encode(x=alt.X("members:Q")),
        base.mark_text(align="left", dx=10).encode(
            x=alt.X("government_count:Q"), text=alt.Text("label:N")
        ),
    )
