"""Where each prefecture stands on the tile map, and its short name."""

from functools import cache
from pathlib import Path

import pandas as pd

PATH = Path(__file__).parents[1] / "data" / "reference" / "prefecture_tile_grid.csv"


@cache
def load_tile_grid() -> pd.DataFrame:
    """prefecture, row, col (1-based, row 1 is north), short_name (without 都, 府, 県)."""
    grid = pd.read_csv(PATH)
    return grid.assign(short_name=[shorten_prefecture(name) for name in grid["prefecture"]])


def shorten_prefecture(name: str) -> str:
    """
    >>> [shorten_prefecture(name) for name in ("京都府", "東京都", "神奈川県", "北海道")]
    ['京都', '東京', '神奈川', '北海道']
    """
    return name if name.endswith("道") else name[:-1]
