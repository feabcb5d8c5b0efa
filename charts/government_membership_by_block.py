"""One mark a government, by block: members dark, others grey; each says its name on hover."""

from __future__ import annotations

import pandas as pd

from charts.late import alt
from charts.theme import GAP, INK, PALE, VALUE, finish_chart, layer_marks
from words import Words, terms
from words.figures import name_government

#: Marks stacked in a column, and the room of one mark and of the space between blocks.
DEEP, STEP, SPACE = 5, 13, 16
#: What of its place a mark fills, and how far the line at the target stands out.
FILLED, OVER = 0.8, 5
#: Grey dark enough to be told from the ground (3:1) where nothing else says so.
OTHERS = "#8A949E"

WORDS = Words(
    ja={
        "finding": "{whole}団体のうち会員は{count}、未加入は{missing}",
        "finding_missing": "{whole}団体のうち会員がどこかは未報告です",
        "key": "1マスが1団体。濃い青が会員、灰色が未加入。橙の縦線は目標に当たる位置",
        "block": "{name} {count}/{whole}",
        "government": "地方公共団体",
        "kind": "種別",
        "membership": "会員・未加入",
    }
)


def find(units: pd.DataFrame) -> str:
    """Members and others among the governments."""
    whole = f"{len(units):,}"
    if units["is_member"].isna().any() or units.empty:
        return WORDS["finding_missing"].format(whole=whole)
    count = int(units["is_member"].sum())
    return WORDS["finding"].format(
        whole=whole, count=f"{count:,}", missing=f"{len(units) - count:,}"
    )


def build(units: pd.DataFrame, target_ratio: float | None = None) -> alt.LayerChart:
    """A band a block, filled column by column, the members first: it reads like a bar.

    `units`: one row a government (prefecture, name, kind, block_name, block_order, is_member;
    null: not reported, drawn pale). `target_ratio` marks each block's place of the target.
    """
    rows = place_units(units)
    bands = _describe_bands(rows, target_ratio)
    height = int(len(bands) * (DEEP * STEP + SPACE))
    chart = _layer(rows, bands, target_ratio is not None)
    return finish_chart(chart, find(units), height, WORDS["key"], width=1100)


def place_units(units: pd.DataFrame) -> pd.DataFrame:
    """Each government's column (from 0) and its line in pixels, members first in a block."""
    order = [2 if pd.isna(value) else int(not value) for value in units["is_member"]]
    rows = units.assign(order=order).sort_values(["block_order", "order"], kind="stable")
    place = rows.groupby("block_order").cumcount()
    band = rows["block_order"].rank(method="dense").astype(int) - 1
    names = [name_government(row) for row in rows.to_dict("records")]
    return pd.DataFrame(
        {
            "x": place // DEEP,
            "y": band * (DEEP * STEP + SPACE) + place % DEEP * STEP,
            "name": names,
            "prefecture": rows["prefecture"],
            "kind": rows["kind"],
            "state": [_state(value) for value in rows["is_member"]],
            "block_name": rows["block_name"],
        }
    )


def _state(is_member: bool | float | None) -> str:
    if is_member is None or is_member != is_member:
        return terms.STATES["blank"]
    return terms.MEMBERSHIP["member" if is_member else "no_member"]


def _describe_bands(rows: pd.DataFrame, target_ratio: float | None) -> pd.DataFrame:
    """A block's name with its counts, and where the target falls in its columns."""
    bands = []
    for name, marks in rows.groupby("block_name", sort=False):
        count = int((marks["state"] == terms.MEMBERSHIP["member"]).sum())
        is_reported = (marks["state"] != terms.STATES["blank"]).all()
        shown = f"{count}" if is_reported else terms.STATES["blank"]
        top = int(marks["y"].min())
        bands.append(
            {
                "label": WORDS["block"].format(name=name, count=shown, whole=len(marks)),
                "middle": top + DEEP * STEP / 2,
                "top": top - OVER,
                "bottom": top + DEEP * STEP + OVER,
                "goal": (target_ratio or 0.0) * len(marks) / DEEP,
            }
        )
    return pd.DataFrame(bands)


def _layer(rows: pd.DataFrame, bands: pd.DataFrame, has_target: bool) -> alt.LayerChart:
    last = float(rows["x"].max())
    wide = alt.Scale(domain=[-1, last + 1], nice=False)
    deep = alt.Scale(domain=[-STEP, float(rows["y"].max()) + STEP], nice=False, reverse=True)
    across = alt.X("x:Q", scale=wide, axis=None)
    states = [*terms.MEMBERSHIP.values(), terms.STATES["blank"]]
    color = alt.Color(
        "state:N", scale=alt.Scale(domain=states, range=[VALUE, OTHERS, PALE]), legend=None
    )
    cells = alt.Chart(rows.drop(columns="block_name")).mark_rect()
    marks = cells.transform_calculate(
        right=f"datum.x + {FILLED}", foot=f"datum.y + {FILLED * STEP}"
    )
    names = alt.Chart(bands).mark_text(align="right", x=-12, fontSize=17, color=INK)
    goals = alt.Chart(bands).mark_rule(color=GAP, strokeWidth=4)
    down = alt.Y("y:Q", scale=deep, axis=None)
    tooltip = [
        alt.Tooltip("name:N", title=WORDS["government"]),
        alt.Tooltip("kind:N", title=WORDS["kind"]),
        alt.Tooltip("state:N", title=WORDS["membership"]),
    ]
    layers = [
        marks.encode(
            x=across,
            x2=alt.X2("right:Q"),
            y=down,
            y2=alt.Y2("foot:Q"),
            color=color,
            tooltip=tooltip,
        ),
        names.encode(y=alt.Y("middle:Q", scale=deep, axis=None), text=alt.Text("label:N")),
    ]
    if has_target:
        layers.append(
            goals.encode(x=alt.X("goal:Q", scale=wide), y=alt.Y("top:Q"), y2=alt.Y2("bottom:Q"))
        )
    return layer_marks(*layers)
