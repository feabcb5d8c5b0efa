"""行事予定: all forums' events on one time axis, clashes, what has no day, a calendar file."""

from functools import partial

import streamlit as st

import widgets
from metrics.forums.plans import (
    name_forums,
    pick_forums,
    pick_precision,
    read_conflicts,
    read_forums,
    read_plans,
)
from pages.schedule import schedule_parts
from texts import PRECISION_FILTER_TEXTS, SCREEN_TEXTS

filters = widgets.open_page("schedule")
whole = widgets.fetch(read_plans, filters.fiscal_year)
forums = widgets.fetch(read_forums, filters.fiscal_year)
months = widgets.fetch(read_conflicts, filters.fiscal_year)
widgets.require_rows(whole, filters, SCREEN_TEXTS["event_plans"])

with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = schedule_parts.choose_forums(filters, name_forums(forums))
    precision = widgets.choose_option("precision", PRECISION_FILTER_TEXTS)
plans = pick_precision(pick_forums(whole, chosen), precision)
widgets.show_parts(
    "schedule",
    {
        "axis": partial(schedule_parts.show_axis, plans, pick_forums(forums, chosen), filters),
        "months": partial(schedule_parts.show_months, pick_forums(months, chosen), filters),
        "undated": partial(schedule_parts.show_undated, pick_forums(whole, chosen)),
    },
)
widgets.show_sources(whole)
widgets.show_as_of()
