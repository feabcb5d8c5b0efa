"""Part of KPI の目標と実績: the cards, activity apart from the outcome it is to lead to."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import widgets
from charts.headlines import find_headline
from metrics.kpi.figures import render_parts
from metrics.kpi.pace import pick_outcomes
from metrics.tracing.figure_codes import encode_figure
from pages.kpi.words import WORDS
from widgets import Drill


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of the figures in words: `outputs` and `outcomes` are rows of cards, `codes`
    lead from an indicator's name to where its figure comes from."""

    headline: str
    parts: str
    outputs: list[dict[Any, Any]]
    outcomes: list[dict[Any, Any]]
    codes: dict[str, str]


def tell(figures: pd.DataFrame, stages: pd.DataFrame) -> Told:
    """`figures`: an indicator a row; `stages`: what the matchings are made of."""
    return Told(
        find_headline(figures),
        render_parts(stages),
        widgets.list_cards(pick_outcomes(figures, is_outcome=False)),
        widgets.list_cards(pick_outcomes(figures, is_outcome=True)),
        _encode_figures(figures),
    )


def _encode_figures(figures: pd.DataFrame) -> dict[str, str]:
    named = figures[["name", "indicator", "scope", "fiscal_year"]]
    return {name: encode_figure(*figure) for name, *figure in named.itertuples(index=False)}


def drill_figures(told: Told) -> Drill:
    """A click on an indicator opens where its figure comes from."""
    return Drill("name", told.codes, "code", WORDS["drill_code"], page="trace")


def reserve_cards() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Places, as high as cards are (screen.css), for those of the activity and of the outcome."""
    with st.container(key="kpi_cards"):
        outputs, outcomes = st.columns([5, 1], gap="medium")
    outputs.markdown(f"**{WORDS['outputs']}**")
    outcomes.markdown(f"**{WORDS['outcomes']}**")
    return outputs, outcomes


def show_cards(places: tuple[DeltaGenerator, DeltaGenerator], told: Told) -> None:
    outputs, outcomes = places
    with outputs:
        widgets.show_cards(told.outputs, column_count=5, min_width=150)
    with outcomes:
        widgets.show_cards(told.outcomes, column_count=1, min_width=120)
