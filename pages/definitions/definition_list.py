"""Part of 定義・出典: each indicator's definition as a short list."""

from collections.abc import Sequence

import streamlit as st

from metrics.kpi.definitions import Definition
from pages.definitions.words import WORDS


def show(definitions: Sequence[Definition]) -> None:
    """Two columns of cards, one an indicator."""
    with st.grid(2, min_column_width=460):
        for definition in definitions:
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{definition.name}**")
                lines = [f"- {WORDS[key]}: {text}" for key, text in definition.lines]
                st.markdown("\n".join(lines))
