"""A sheet as a grid of plain texts at Excel's own addresses, its bad cells marked."""

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from loaders.intake.excerpt import Excerpt
from widgets.plain_text import reveal_signs
from words import Words

WORDS = Words(ja={"alt": "シートの内容（誤りのセルに色）"})
#: What a mark looks like; the sentence beside the grid names the cell too.
STYLES = {
    "error": "background-color: #FBD5C5; color: #7A2408; font-weight: 700",
    "warning": "background-color: #FFF3C4; color: #5C4500",
    "cell": "background-color: #CFE2F6; color: #0B3A6B; font-weight: 700",
    "fixed": "background-color: #D3E9D8; color: #14532D",
}


def show_excerpt(excerpt: Excerpt, height: int = 400, key: str | None = None) -> None:
    """Columns A, B, …, Excel's row numbers at the left."""
    st.dataframe(
        style_excerpt(excerpt),
        height=height,
        alt=WORDS["alt"],
        key=key,
        column_config={
            letters: st.column_config.TextColumn(letters, width="small")
            for letters in excerpt.columns
        },
    )


def style_excerpt(excerpt: Excerpt) -> Styler:
    texts = [[reveal_signs(text) for text in row] for row in excerpt.texts]
    frame = pd.DataFrame(texts, index=list(excerpt.rows), columns=list(excerpt.columns))
    looks = [
        [STYLES.get(excerpt.marks.get(f"{letters}{row}", ""), "") for letters in excerpt.columns]
        for row in excerpt.rows
    ]
    return frame.style.apply(
        lambda _: pd.DataFrame(looks, index=frame.index, columns=frame.columns), axis=None
    )
