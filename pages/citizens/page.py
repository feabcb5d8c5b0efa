"""市民参画: school visits and workshops against the target, every activity by forum."""

import streamlit as st

import widgets
from metrics.forums.citizens import describe_ledger
from pages.citizens import citizen_parts
from pages.citizens.words import WORDS
from views import citizen_activities_by_forum, workshops_by_scope

run = widgets.read_run()
counts = widgets.ask_view(citizen_activities_by_forum.VIEW, run)
workshops = widgets.ask_view(workshops_by_scope.VIEW, run)
whole = WORDS["whole"].format(block=run.block_text) if run.block else ""
scope = "" if run.block else run.scope

halves = st.grid(2, min_column_width=640, gap="large")
with halves.cell():
    workshops.show(whole, describe_ledger(counts.frame, workshops.frame, scope), is_main=True)
    headings = WORDS.pick("scope_text", "value_text", "target_text", "cell")
    widgets.show_table(workshops.frame, headings)
    citizen_parts.show_links()
with halves.cell():
    citizen_parts.show_activities(counts)

citizen_parts.show_list(run)
widgets.show_sources(workshops.frame)
widgets.show_as_of()
