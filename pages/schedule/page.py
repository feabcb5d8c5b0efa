"""行事予定: all forums' events on one time axis, clashes, what has no day, a calendar file."""

from functools import partial

import streamlit as st

import widgets
from metrics.forums.plans import name_forums, pick_forums, read_forums, read_plans
from pages.schedule import schedule_parts
from pages.schedule.words import WORDS

PRECISIONS = ("all", "day", "vague", "undated")

run = widgets.read_run()
whole = run.fetch(read_plans, run.fiscal_year)
forums = run.fetch(read_forums, run.fiscal_year)
widgets.require_rows(whole, run, WORDS["event_plans"])

with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = schedule_parts.choose_forums(run, name_forums(forums))
    choices = {each: WORDS[f"precision_{each}"] for each in PRECISIONS}
    precision = widgets.choose_option("precision", WORDS["precision"], choices)
widgets.show_parts(
    widgets.Part(
        "axis", WORDS["part_axis"], partial(schedule_parts.show_axis, run, chosen, precision)
    ),
    widgets.Part("months", WORDS["part_months"], partial(schedule_parts.show_months, run, chosen)),
    widgets.Part(
        "undated",
        WORDS["part_undated"],
        partial(schedule_parts.show_undated, pick_forums(whole, chosen)),
    ),
)
widgets.show_sources(whole)
widgets.show_as_of()
