"""A tile map of the 47 prefectures: the members' share in each, those at the target framed."""

import altair as alt
import pandas as pd

from charts import member_ratio_by_group
from charts.theme import GAP, INK, LINE, PALE, choose_color, finish_chart, layer_marks
from charts.tile_grid import load_tile_grid
from words import Words, terms
from words.figures import render_ratio, render_value

#: Wide enough for a name and its share on one line.
TILE_WIDTH, TILE_HEIGHT = 104, 38
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
    rows = placed.assign(
        is_chosen=placed["prefecture"] == prefecture,
        is_met=(placed["missing_count"] == 0) & placed["member_count"].notna(),
        percent=_render_ratios(placed),
        state=_render_counts(placed),
    )
    target = tiles["target_ratio"].iloc[0] if len(tiles) else None
    shown = ["prefecture", "short_name", "row", "col", "member_ratio", "percent", "state"]
    return finish_chart(
        _layer(rows[[*shown, "is_chosen", "is_met"]]),
        find(tiles),
        height=TILE_HEIGHT * int(load_tile_grid()["row"].max()),
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


def _layer(rows: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart(rows).encode(
        x=alt.X("col:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
    )
    click = alt.selection_point(name=SELECTION, fields=["prefecture"])
    shade = alt.Color("member_ratio:Q", scale=alt.Scale(range=SHADES, domain=[0, 1]), legend=None)
    fill = choose_color("isValid(datum.member_ratio)", shade, PALE)
    tooltip = [
        alt.Tooltip("prefecture:N", title=WORDS["prefecture"]),
        alt.Tooltip("state:N", title=WORDS["membership"]),
    ]
    tiles = base.mark_rect(cornerRadius=4, stroke=LINE, cursor="pointer")
    met = base.mark_rect(cornerRadius=4, filled=False, stroke=INK, strokeWidth=3)
    chosen = base.mark_rect(cornerRadius=4, filled=False, stroke=GAP, strokeWidth=5)
    names = base.mark_text(fontSize=18, color=INK, cursor="pointer", align="right", dx=-1)
    ratios = base.mark_text(
        fontSize=18, fontWeight=700, color=INK, cursor="pointer", align="left", dx=1
    )
    return layer_marks(
        tiles.encode(color=fill, tooltip=tooltip).add_params(click),
        names.encode(text=alt.Text("short_name:N")),
        ratios.encode(text=alt.Text("percent:N")),
        met.transform_filter("datum.is_met"),
        chosen.transform_filter("datum.is_chosen"),
    )
