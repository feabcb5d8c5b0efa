"""A tile map of the 47 prefectures: the members' share in each, those at the target framed."""

from __future__ import annotations

import pandas as pd

from charts import member_ratio_by_group
from charts.late import alt
from charts.theme import GAP, INK, LINE, PALE, finish_chart, layer_marks
from charts.tile_grid import load_tile_grid
from words import Words, terms
from words.figures import render_ratio, render_value

#: Wide enough for a name and its share on one line.
TILE_WIDTH, TILE_HEIGHT, TYPE = 104, 38, 18
#: Columns of the grid between tiles, and by how much the tile of a name of more than two signs is
#: wider: left of each of these the grid is free.
SPACE, WIDE, SHORT = 0.03, 0.3, 2
#: A block's prefectures are drawn twice as large.
FEW = 10
#: Light enough for dark names on every step.
SHADES = ["#FFFFFF", "#C9DCF0", "#8DB3DE"]
SELECTION = "prefecture_click"

WORDS = Words(
    ja={
        "finding": "目標{target}に届いた都道府県は{count}のうち{met}、最も遠いのは{least}（{low}）",
        "key": "数字は会員の割合（%）。太枠は目標{target}に届いた都道府県、橙の枠は選んだ都道府県",
        "label": "{percent}（{count} / {whole}団体）",
        "prefecture": "都道府県",
        "membership": "会員・未加入",
    }
)


def find(tiles: pd.DataFrame) -> str:
    """How many prefectures of the map reach the target: of all 47, or those of a block."""
    if tiles["member_count"].isna().all() or tiles["target_ratio"].isna().all():
        return member_ratio_by_group.find(tiles, WORDS["prefecture"])
    met = int((tiles["missing_count"] == 0).sum())
    ends = member_ratio_by_group.name_ends(tiles.sort_values("member_ratio"))
    return WORDS["finding"].format(met=met, count=len(tiles), **ends)


def build(tiles: pd.DataFrame, prefecture: str = "") -> alt.LayerChart:
    """One tile a prefecture; a click on it selects it (selection `prefecture_click`).

    `tiles`: rows of the dimension prefecture of member_count_by_group (member_count null: not
    reported, drawn grey). `prefecture`: the one to frame, or "".
    """
    placed = tiles.assign(prefecture=tiles["group_name"]).merge(load_tile_grid(), on="prefecture")
    left = placed["col"] - WIDE * (placed["short_name"].str.len() > SHORT)
    right = placed["col"] + 1 - SPACE
    rows = placed.assign(
        left=left,
        right=right,
        middle=(left + right) / 2,
        is_chosen=placed["prefecture"] == prefecture,
        is_met=(placed["missing_count"] == 0) & placed["member_count"].notna(),
        label=placed["short_name"] + pd.Series(_render_ratios(placed), dtype="str"),
        state=_render_counts(placed),
    )
    target = tiles["target_ratio"].iloc[0] if len(tiles) else None
    shown = ["prefecture", "label", "row", "left", "middle", "right", "member_ratio", "state"]
    growth = 1 if len(rows) > FEW else 2
    return finish_chart(
        _layer(rows[[*shown, "is_chosen", "is_met"]], TYPE * growth),
        find(tiles),
        height=TILE_HEIGHT * growth * rows["row"].nunique(),
        subtitle=WORDS["key"].format(target=render_value(target, "%")),
        width=TILE_WIDTH * int(load_tile_grid()["col"].max()),
    )


def _render_ratios(placed: pd.DataFrame) -> list[str]:
    """As everywhere, without the sign that the key says; none where nothing is reported."""
    return [
        ""
        if pd.isna(row["member_ratio"])
        else render_ratio(row["member_ratio"], row["target_ratio"]).removesuffix("%")
        for row in placed.to_dict("records")
    ]


def _render_counts(placed: pd.DataFrame) -> list[str]:
    return [
        terms.STATES["blank"]
        if pd.isna(row["member_count"])
        else WORDS["label"].format(
            percent=render_ratio(row["member_ratio"], row["target_ratio"]),
            count=f"{row['member_count']:,.0f}",
            whole=row["government_count"],
        )
        for row in placed.to_dict("records")
    ]


def _layer(rows: pd.DataFrame, size: int) -> alt.LayerChart:
    across = alt.Scale(
        domain=[float(rows["left"].min()), float(rows["right"].max())], nice=False, zero=False
    )
    base = alt.Chart(rows).encode(
        x=alt.X("left:Q", axis=None, scale=across),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
    )
    click = alt.selection_point(name=SELECTION, fields=["prefecture"])
    shade = alt.Color("member_ratio:Q", scale=alt.Scale(range=SHADES, domain=[0, 1]), legend=None)
    tooltip = [
        alt.Tooltip("prefecture:N", title=WORDS["prefecture"]),
        alt.Tooltip("state:N", title=WORDS["membership"]),
    ]
    tiles = base.mark_rect(cornerRadius=4, stroke=LINE, cursor="pointer")
    met = base.mark_rect(cornerRadius=4, filled=False, stroke=INK, strokeWidth=3)
    chosen = base.mark_rect(cornerRadius=4, filled=False, stroke=GAP, strokeWidth=5)
    names = base.mark_text(fontSize=size, color=INK, cursor="pointer").encode(
        x=alt.X("middle:Q", axis=None), text=alt.Text("label:N")
    )
    right = alt.X2("right:Q")
    return layer_marks(
        tiles.encode(x2=right, color=alt.ColorValue(PALE), tooltip=tooltip).add_params(click),
        tiles.encode(x2=right, color=shade, tooltip=tooltip),  # without what is not reported
        names,
        met.transform_filter("datum.is_met").encode(x2=right),
        chosen.transform_filter("datum.is_chosen").encode(x2=right),
    )
