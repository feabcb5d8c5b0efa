"""ブロック別活動: the ten forums' plans on one time axis, and one forum up close."""

import streamlit as st

import widgets
from charts import block_by_prefecture, event_plans_by_forum
from exports.views import describe_block_map, describe_event_plans
from metrics.figure_codes import encode_figure
from metrics.plans import (
    list_events,
    list_undated,
    name_forums,
    pick_forum,
    read_block_tiles,
    read_forums,
    read_plans,
)
from pages._export_menu import build_context, render_export_menu
from texts import SCREEN_TEXTS

EVENT_COLUMNS = {
    "name": "event_name",
    "scheduled_text": "scheduled",
    "content": "content",
    "cell": "cell",
}

filters = widgets.open_page("blocks")
plans = widgets.fetch(read_plans, filters.fiscal_year)
forums = widgets.fetch(read_forums, filters.fiscal_year)
tiles = widgets.fetch(read_block_tiles, filters.fiscal_year)
widgets.require_rows(plans, filters, SCREEN_TEXTS["event_plans"])

context = build_context(filters.fiscal_year)
widgets.show_main_chart(event_plans_by_forum.build, plans, filters.fiscal_year)
render_export_menu(describe_event_plans(plans, forums, context))

undated = list_undated(plans)
st.subheader(SCREEN_TEXTS["undated_heading"].format(count=len(undated)), anchor=False)
widgets.show_rows(undated, {"forum_name": "forum", **EVENT_COLUMNS})

halves = st.grid(2, min_column_width=680, gap="large")
map_half, forum_half = halves.cell(), halves.cell()
with forum_half:
    chosen = widgets.choose_from_list("forum", name_forums(forums))
    st.caption(SCREEN_TEXTS["click_hint"])
    code = encode_figure("event_plans", chosen, filters.fiscal_year, "counted")
    widgets.show_forum(pick_forum(forums, chosen), code)
    widgets.show_rows(pick_forum(list_events(plans), chosen), EVENT_COLUMNS)
with map_half:
    widgets.show_block_map(block_by_prefecture.build, tiles, chosen)
    render_export_menu(describe_block_map(tiles, chosen, context))

widgets.show_sources(plans)
widgets.show_as_of()
