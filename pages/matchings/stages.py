"""Part of マッチング: the ladder ("reached at least") beside the additive KPI."""

import pandas as pd
import streamlit as st

import widgets
from charts import matching_stages, matchings_reached_by_stage
from exports.matching_views import describe_ladder
from exports.views import describe_matching_stages
from metrics.cases.matchings import describe_basis
from metrics.kpi.figures import read_stages
from pages.matchings import ledger
from pages.matchings.words import WORDS
from widgets import Drill, Filters
from widgets.export_menu import build_context, render_export_menu

COLUMNS = ("name", "value_text", "reached_text", "published_text", "counted_text")


def show(filters: Filters, ladder: pd.DataFrame) -> None:
    """Two charts and the numbers behind them, all of them of the whole."""
    stages = widgets.fetch(read_stages, filters.fiscal_year, filters.scope)
    basis = describe_basis(ladder, filters.fiscal_year, filters.scope)
    context = build_context(filters.fiscal_year, filters.scope)
    drill = _drill(filters, ladder)
    ledger.show_reach(filters)
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        widgets.show_main_drill_chart(drill, matchings_reached_by_stage.build, ladder)
        st.caption(basis)
        render_export_menu(describe_ladder, ladder, basis, context)
    with halves.cell():
        widgets.show_drill_chart(drill, matching_stages.build, stages)
        st.caption(matching_stages.WORDS["note"])
        render_export_menu(describe_matching_stages, stages, context)
    widgets.show_table(ladder, WORDS.pick(*COLUMNS))
    widgets.show_sources(ladder)


def _drill(filters: Filters, ladder: pd.DataFrame) -> Drill:
    """A click on a stage opens its cases; nothing to click while there is none."""
    stages = dict(zip(ladder["name"], ladder["stage"], strict=True))
    has_ledger = ledger.has_ledger(ledger.read_blocks(filters))
    known = stages if has_ledger else {}
    return Drill("name", known, "stage", WORDS["drill_stage"], part=WORDS["part_cases"])
