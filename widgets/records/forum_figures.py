"""A forum's own figures beside the others' (metrics.forums.forum_sheet)."""

import pandas as pd

from widgets.figures.tables import show_rows
from words import Words

WORDS = Words(
    ja={
        "name": "指標",
        "own_text": "このフォーラム",
        "target_text": "全国目標",
        "share_text": "全国目標に占める割合",
        "others_text": "ほかのフォーラム",
        "place_text": "順位",
    }
)


def show_forum_figures(figures: pd.DataFrame) -> None:
    columns = ("name", "own_text", "target_text", "share_text", "others_text", "place_text")
    show_rows(figures, WORDS.pick(*columns))
