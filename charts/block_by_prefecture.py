"""A tile map of the 47 prefectures: planned events a block, the chosen block framed."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import GAP, INK, LINE, PALE, finish_chart, layer_marks
from charts.tile_grid import load_tile_grid
from words import Words, terms
from words.figures import render_value

TILE = 44
#: Light enough for dark names on every step.
SHADES = ["#E3EDF8", "#A9C4E4", "#6C9BD1"]
SELECTION = "block_click"

WORDS = Words(
    ja={
        "finding": "{block}は{count}件を計画（{prefectures}都道府県、{governments}団体）",
        "finding_missing": "{block}の地方フォーラム活動計画は未報告です（{prefectures}都道府県、{governments}団体）",
        "key": "色の濃さはブロックが計画した行事の件数。選んだブロックを太枠で示す",
        "prefecture": "都道府県",
        "block": "ブロック",
        "event_count": "計画した行事",
    }
)


def find(tiles: pd.DataFrame, block: str) -> str:
    """What one block of the map plans."""
    chosen = tiles[tiles["block"] == block]
    count = chosen["event_count"].iloc[0]
    return WORDS["finding_missing" if pd.isna(count) else "finding"].format(
        block=chosen["block_name"].iloc[0],
        count=f"{count:,.0f}",
        prefectures=len(chosen),
        governments=f"{chosen['government_count'].sum():,}",
    )


def build(tiles: pd.DataFrame, block: str) -> alt.LayerChart:
    """One tile a prefecture; a click on it selects its block (selection `block_click`).

    `tiles`: prefecture, block, block_name, block_order, government_count, event_count (null:
    not reported, drawn grey). `block`: the id of the block to frame. The figures are the
    blocks', so they stand in the legend at the top left and not on the tiles.
    """
    placed = tiles.merge(load_tile_grid(), on="prefecture").assign(label=lambda t: t["short_name"])
    rows = pd.concat([placed, _place_legend(tiles)], ignore_index=True)
    rows = rows.assign(
        is_chosen=rows["block"] == block,
        state=[render_value(count, terms.UNITS["cases"]) for count in rows["event_count"]],
    )
    return finish_chart(
        _layer(rows),
        find(tiles, block),
        height=TILE * int(placed["row"].max()),
        subtitle=WORDS["key"],
        width=TILE * int(placed["col"].max()),
    )


def _place_legend(tiles: pd.DataFrame) -> pd.DataFrame:
    """One swatch a block in two columns of the grid's free corner."""
    blocks = tiles.drop_duplicates("block").sort_values("block_order")
    place = range(len(blocks))
    return blocks.assign(
        row=[1 + number % 5 for number in place],
        col=[1 + 4 * (number // 5) for number in place],
        label="",
        prefecture="",
        legend=[
            f"{row['block_name']} {render_value(row['event_count'], terms.UNITS['cases'])}"
            for row in blocks.to_dict("records")
        ],
    )


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart(rows).encode(
        x=alt.X("col:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
    )
    click = alt.selection_point(name=SELECTION, fields=["block"])
    shade = alt.Color("event_count:Q", scale=alt.Scale(range=SHADES, domainMin=0), legend=None)
    tooltip = [
        alt.Tooltip("prefecture:N", title=WORDS["prefecture"]),
        alt.Tooltip("block_name:N", title=WORDS["block"]),
        alt.Tooltip("state:N", title=WORDS["event_count"]),
    ]
    tiles = base.mark_rect(cornerRadius=4, stroke=LINE, cursor="pointer")
    frames = base.mark_rect(cornerRadius=4, filled=False, stroke=GAP, strokeWidth=4)
    names = base.mark_text(fontSize=14, color=INK, cursor="pointer")
    legend = base.mark_text(fontSize=16, color=INK, align="left", dx=6)
    return layer_marks(
        tiles.encode(color=alt.ColorValue(PALE), tooltip=tooltip).add_params(click),
        tiles.encode(color=shade, tooltip=tooltip),  # without those that are not reported
        names.encode(text=alt.Text("label:N")),
        legend.transform_filter("isValid(datum.legend)").encode(
            x=alt.X("col:O", axis=None, bandPosition=1), text=alt.Text("legend:N")
        ),
        frames.transform_filter("datum.is_chosen"),
    )
