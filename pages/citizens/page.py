"""市民参画: school visits and workshops against the target, every activity by forum."""

import streamlit as st

import widgets
from charts import workshops_by_scope
from exports.citizen_views import describe_workshops
from metrics.forums.citizens import describe_ledger, read_activity_counts, read_workshops
from pages.citizens import citizen_parts
from pages.citizens.words import WORDS
from widgets.export_menu import build_context, render_export_menu

filters = widgets.read_run()
workshops = widgets.fetch(read_workshops, filters.fiscal_year)
counts = widgets.fetch(read_activity_counts, filters.fiscal_year, filters.scope, filters.block)
context = build_context(filters.fiscal_year, filters.scope, filters.block_text)

halves = st.grid(2, min_column_width=640, gap="large")
with halves.cell():
    widgets.show_main_chart(workshops_by_scope.build, workshops)
    if filters.block:
        st.caption(WORDS["whole"].format(block=filters.block_text))
    st.caption(describe_ledger(counts, workshops, "" if filters.block else filters.scope))
    render_export_menu(describe_workshops, workshops, build_context(filters.fiscal_year))
    headings = WORDS.pick("scope_text", "value_text", "target_text", "cell")
    widgets.show_table(workshops, headings)
    citizen_parts.show_links()
with halves.cell():
    citizen_parts.show_activities(counts, context)

citizen_parts.show_list(filters)
widgets.show_sources(workshops)
widgets.show_as_of()
