"""ブロック別の行事計画数: planned events a block on the tile map, with one block framed."""

import pandas as pd

from charts import block_by_prefecture
from metrics.forums.plans import list_events, read_block_tiles, read_plans
from views.model.columns import count, text
from views.model.describing import forums_reported
from views.model.view import Answer, Question, View
from views.model.words import DEFINITIONS
from words import Words


def answer(asked: Question, chosen: str = "") -> Answer:
    """`chosen`: the block in the frame; "": the one that plans most."""
    tiles = asked.ask(read_block_tiles, asked.fiscal_year)
    block = chosen or _find_busiest(tiles)
    blocks = tiles.groupby(["block_order", "block", "block_name"], as_index=False).agg(
        government_count=("government_count", "sum"), event_count=("event_count", "first")
    )
    return Answer(
        tiles,
        given=(block,),
        table=blocks,
        title=block_by_prefecture.find(tiles, block),
        found_at={"block": block},
        cells=list_events(asked.ask(read_plans, asked.fiscal_year)),
    )


def _find_busiest(tiles: pd.DataFrame) -> str:
    counted = tiles.dropna(subset=["event_count"])
    ordered = (tiles if counted.empty else counted).sort_values("event_count", ascending=False)
    return str(ordered["block"].iloc[0])


VIEW = View(
    __name__,
    counts=("event_plans",),
    page="blocks",
    part="forum",
    words=Words(
        ja={
            "topic": "ブロック別の行事計画数",
        }
    ),
    defined_by=(DEFINITIONS, "event_plans"),
    answer=answer,
    year="plans",
    chart=block_by_prefecture,
    columns={
        "block_name": text(),
        "event_count": count("cases"),
        "government_count": count("governments"),
    },
    reported=forums_reported("event_count", "block"),
    measured="event_count",
    formerly="blocks",
)
