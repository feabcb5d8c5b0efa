"""Every figure that moves: what it is, what it becomes, what is counted or published beside."""

import pandas as pd
import streamlit as st

from metrics.history.impact import FigureChange, Impact, pick_headlines
from pages.upload.words import WORDS as PAGE_WORDS
from widgets import names
from widgets.data_shown import ALL_BLOCKS
from widgets.plain_text import plain
from words import Words
from words.figures import render_value
from words.headings import HEADINGS

WORDS = Words(
    ja={
        "move": "確定すると、{count}個の数値が変わります",
        "same": "公表の数値は変わりません",
        "figure": "数値",
        "scope": "範囲",
        "basis": "公表・集計",
        "beside_value": "集計 {value}",
        "beside_counted": "公表 {value}",
        "beside": "並べると",
        "last_year": "前年度と比べて",
    }
)
#: Figures in sight at once; more are scrolled.
MOST_IN_SIGHT, HEIGHT = 6, 320


def show(impact: Impact) -> None:
    """The table, the widest scopes first; a column that says nothing is left out."""
    if impact.is_known:
        st.info(PAGE_WORDS["known_bytes"], icon=":material/content_copy:")
    if not impact.figures:
        st.markdown(f"**{WORDS['same']}**")
        return
    heading = WORDS["move"].format(count=len(impact.figures))
    st.markdown(f"**{heading}**")
    rows = pd.DataFrame([_describe(change) for change in pick_headlines(impact.figures)])
    said = rows.loc[:, (rows != "").any()]
    is_long = len(rows) > MOST_IN_SIGHT
    with st.container(height=HEIGHT if is_long else "content", border=False):
        st.table(said.map(plain), hide_index=True, alt=heading)


def pick_moved(impact: Impact) -> str:
    """The code of what a sender looks at first: before all forums' sum their own; "" for none."""
    codes = [each.code for each in pick_headlines(impact.figures) if each.scope != ALL_BLOCKS]
    return codes[0] if codes else ""


def _describe(change: FigureChange) -> dict[str, str]:
    return {
        WORDS["figure"]: change.name,
        WORDS["scope"]: change.scope_text,
        HEADINGS["fiscal_year"]: names.name_year(change.fiscal_year),
        WORDS["basis"]: change.basis,
        HEADINGS["before"]: render_value(change.before, change.unit),
        HEADINGS["after"]: render_value(change.after, change.unit),
        WORDS["beside"]: _render_beside(change),
        WORDS["last_year"]: change.reason,
    }


def _render_beside(change: FigureChange) -> str:
    """What is counted where this is published, and the other way round."""
    if change.beside is None:
        return ""
    value = render_value(change.beside, change.unit)
    return WORDS[f"beside_{change.kind}"].format(value=value)
