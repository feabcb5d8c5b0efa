"""マッチング: the ladder, the conversions, what a target would take, where cases stop."""

import streamlit as st

import widgets
from charts import (
    conversion_by_step,
    matching_stages,
    matchings_needed_by_stage,
    matchings_reached_by_stage,
)
from exports.matching_views import describe_conversion, describe_ladder, describe_needed
from exports.views import describe_matching_stages
from metrics.figures import read_stages
from metrics.matchings import (
    describe_basis,
    measure_steps,
    plan_target,
    read_ladder,
    render_required_rate,
)
from pages import _matching_parts
from pages._export_menu import build_context, render_export_menu
from texts import MATCHING_TEXTS, PAGE_TEXTS, SCREEN_TEXTS

filters = widgets.open_page("matchings")
ladder = widgets.fetch(read_ladder, filters.fiscal_year, filters.scope)
stages = widgets.fetch(read_stages, filters.fiscal_year, filters.scope)
widgets.require_rows(ladder.dropna(subset=["value"]), filters, PAGE_TEXTS["matchings"])

steps = measure_steps(ladder)
basis = describe_basis(ladder, filters.fiscal_year, filters.scope)
context = build_context(filters.fiscal_year, filters.scope)
drill = _matching_parts.drill_stages(filters, ladder)

_matching_parts.show_reach(filters)
halves = st.grid(2, min_column_width=640, gap="large")
with halves.cell():
    widgets.show_main_drill_chart(drill, matchings_reached_by_stage.build, ladder)
    st.caption(basis)
    render_export_menu(describe_ladder, ladder, basis, context)
with halves.cell():
    widgets.show_drill_chart(drill, matching_stages.build, stages)
    st.caption(SCREEN_TEXTS["double_counting"])
    render_export_menu(describe_matching_stages, stages, context)
with halves.cell():
    widgets.show_chart(conversion_by_step.build, steps)
    st.caption(MATCHING_TEXTS["rate_note"])
    render_export_menu(describe_conversion, steps, context)
with halves.cell():
    target = _matching_parts.choose_target()
    plan = plan_target(ladder, target)
    required = render_required_rate(ladder, target)
    widgets.show_chart(matchings_needed_by_stage.build, plan)
    st.markdown(required)
    render_export_menu(describe_needed, plan, required, context)
_matching_parts.show_tables(ladder, steps, plan)

_matching_parts.show_ledger(filters)
widgets.show_sources(ladder)
widgets.show_as_of()
