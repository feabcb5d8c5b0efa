"""行事予定: all forums' events on one time axis, clashes, what has no day, a calendar file."""

import streamlit as st

import widgets
from charts import event_plans_by_forum, event_plans_by_month
from exports.schedule_views import describe_conflicts
from exports.views import describe_event_plans
from metrics.plans import (
    name_forums,
    pick_forums,
    pick_precision,
    read_conflicts,
    read_forums,
    read_plans,
)
from pages import _schedule_parts
from pages._export_menu import build_context, render_export_menu
from texts import PRECISION_FILTER_TEXTS, SCREEN_TEXTS

filters = widgets.open_page("schedule")
whole = widgets.fetch(read_plans, filters.fiscal_year)
forums = widgets.fetch(read_forums, filters.fiscal_year)
months = widgets.fetch(read_conflicts, filters.fiscal_year)
widgets.require_rows(whole, filters, SCREEN_TEXTS["event_plans"])

with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = _schedule_parts.choose_forums(filters, name_forums(forums))
    precision = widgets.choose_option("precision", PRECISION_FILTER_TEXTS)
plans = pick_precision(pick_forums(whole, chosen), precision)
shown_months = pick_forums(months, chosen)
context = build_context(filters.fiscal_year, block=filters.block_text)

if plans.empty:
    _schedule_parts.show_no_match()
else:
    widgets.show_main_chart(event_plans_by_forum.build, plans, filters.fiscal_year)
    with st.container(horizontal=True, vertical_alignment="center"):
        render_export_menu(describe_event_plans, plans, pick_forums(forums, chosen), context)
        _schedule_parts.show_calendar_file(plans, filters)
    widgets.show_table(plans, _schedule_parts.EVENT_COLUMNS)

widgets.show_chart(event_plans_by_month.build, shown_months)
st.caption(SCREEN_TEXTS["conflict_help"])
render_export_menu(describe_conflicts, shown_months, context)
_schedule_parts.show_conflicts(shown_months)
_schedule_parts.show_undated(pick_forums(whole, chosen))
widgets.show_sources(whole)
widgets.show_as_of()
