"""Part of マッチング: the conversions from stage to stage, and what a target would take."""

import pandas as pd
import streamlit as st

import widgets
from charts.conversion_by_step import WORDS as STEP_WORDS
from pages.matchings import ledger
from pages.matchings.words import WORDS
from views import conversion_by_step, matchings_needed_by_stage
from views.matchings_needed_by_stage import USUAL_TARGET
from widgets import Run

#: The key of the target asked about.
TARGET, MOST = "target", 200
STEP_COLUMNS = ("step_name", "count_text", "rate_text", "interval_text")
PLAN_COLUMNS = ("name", "now_text", "at_present_text", "at_best_text")


def show(run: Run, ladder: pd.DataFrame) -> None:
    """Two charts and the numbers behind them, all of them of the whole."""
    ledger.show_reach(run)
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        note = STEP_WORDS["note"]
        steps = widgets.show_view(conversion_by_step.VIEW, run, note, is_main=True)
    with halves.cell():
        plan = _show_needed(run)
    widgets.show_tables(
        (steps.rename(columns={"name": "step_name"}), WORDS.pick(*STEP_COLUMNS)),
        (plan, WORDS.pick(*PLAN_COLUMNS)),
    )
    widgets.show_sources(ladder)


def _show_needed(run: Run) -> pd.DataFrame:
    """What the chosen target would take; its rows."""
    target = _choose_target()
    needed = widgets.ask_view(matchings_needed_by_stage.VIEW, run, target=target)
    needed.draw()
    for note in needed.answer.notes:
        st.markdown(note)
    needed.offer_files()
    return needed.frame


def _choose_target() -> int:
    """How many implementations are wanted; kept in the URL."""
    target = st.number_input(
        WORDS["target"],
        min_value=1,
        max_value=MOST,
        value=USUAL_TARGET,
        key=TARGET,
        bind="query-params",
        width=220,
    )
    return int(target)
