"""Part of KPI の目標と実績: the cards, activity apart from the outcome it is to lead to."""

import pandas as pd
import streamlit as st

import widgets
from metrics.kpi.pace import pick_outcomes
from metrics.tracing.figure_codes import encode_figure
from pages.kpi.words import WORDS
from widgets import Drill


def drill_figures(figures: pd.DataFrame) -> Drill:
    """A click on an indicator opens where its figure comes from."""
    named = figures[["name", "indicator", "scope", "fiscal_year"]]
    codes = {name: encode_figure(*figure) for name, *figure in named.itertuples(index=False)}
    return Drill("name", codes, "code", WORDS["drill_code"], page="trace")


def show_cards(figures: pd.DataFrame) -> None:
    outputs, outcomes = st.columns([5, 1], gap="medium")
    with outputs:
        st.markdown(f"**{WORDS['outputs']}**")
        widgets.show_cards(pick_outcomes(figures, is_outcome=False), column_count=5, min_width=150)
    with outcomes:
        st.markdown(f"**{WORDS['outcomes']}**")
        widgets.show_cards(pick_outcomes(figures, is_outcome=True), column_count=1, min_width=120)
