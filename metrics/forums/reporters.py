"""How many forums an answer's numbers are of."""

import pandas as pd

from words.figures import render_reporters
from words.terms import BLOCKS


def count_forums(column: str, forum: str, frame: pd.DataFrame) -> str:
    """Of how many forums, whose ids stand in the column `forum`, there are numbers: 9/10."""
    known = frame.assign(known=frame[column].notna()).groupby(forum)["known"].any()
    regional = known[known.index.isin(list(BLOCKS))]
    return render_reporters(
        int(regional.sum()), len(regional), int(known.sum()) - int(regional.sum())
    )
