"""The few figures that 自治体会員 begins with, in large type side by side."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

import widgets
from pages.members.words import WORDS


def show(figures: Mapping[str, str], source: "pd.Series[float] | None" = None) -> None:
    """`figures`: the key of a label -> the figure; `source`: the row that all come from, whose
    cell is named below each."""
    with st.grid(len(figures), min_column_width=330):
        for key, value in figures.items():
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.metric(WORDS[f"figure_{key}"], value)
                if source is not None:
                    widgets.show_cell(source)
