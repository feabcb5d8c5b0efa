"""Part of マッチング: the conversions from stage to stage, and what a target would take."""

import pandas as pd
import streamlit as st

import widgets
from charts import conversion_by_step, matchings_needed_by_stage
from exports.matching_views import describe_conversion, describe_needed
from exports.views import Context
from metrics.cases.matchings import measure_steps, plan_target, render_required_rate
from pages.matchings import ledger
from pages.matchings.words import WORDS
from widgets import Filters
from widgets.export_menu import build_context, render_export_menu

#: The key of the target asked about.
TARGET, USUAL_TARGET, MOST = "target", 5, 200
STEP_COLUMNS = ("step_name", "count_text", "rate_text", "interval_text")
PLAN_COLUMNS = ("name", "now_text", "at_present_text", "at_best_text")


def show(filters: Filters, ladder: pd.DataFrame) -> None:
    """Two charts and the numbers behind them, all of them of the whole."""
    steps = measure_steps(ladder)
    context = build_context(filters.fiscal_year, filters.scope)
    ledger.show_reach(filters)
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        widgets.show_main_chart(conversion_by_step.build, steps)
        st.caption(conversion_by_step.WORDS["note"])
        render_export_menu(describe_conversion, steps, context)
    with halves.cell():
        plan = _show_needed(ladder, context)
    widgets.show_tables(
        (steps.rename(columns={"name": "step_name"}), WORDS.pick(*STEP_COLUMNS)),
        (plan, WORDS.pick(*PLAN_COLUMNS)),
    )
    widgets.show_sources(ladder)


def _show_needed(ladder: pd.DataFrame, context: Context) -> pd.DataFrame:
    """What the chosen target would take; its rows."""
    target = _choose_target()
    plan, required = plan_target(ladder, target), render_required_rate(ladder, target)
    widgets.show_chart(matchings_needed_by_stage.build, plan)
    st.markdown(required)
    render_export_menu(describe_needed, plan, required, context)
    return plan


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
