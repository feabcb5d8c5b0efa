"""Part of 照合: what the plan says in two ways, a card each."""

from collections.abc import Sequence

import streamlit as st

import widgets
from metrics.kpi.reconciliation import Card
from pages.reconciliation.words import WORDS


def show(cards: Sequence[Card]) -> None:
    """Two columns of cards: what the plan says, how it is treated here, the cells."""
    with st.grid(2, min_column_width=460):
        for card in cards:
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{card.title}**")
                st.markdown(card.says)
                st.markdown(f":blue-badge[{WORDS['treatment']}] {card.treatment}")
                widgets.show_sources(card.sources)
