"""ブロック別活動: the ten forums compared, planned against held, know-how, one forum up close."""

import streamlit as st

import widgets
from charts import block_by_prefecture, events_held_by_forum, figures_by_forum
from exports.forum_views import describe_forum_figures, describe_held
from exports.views import describe_block_map
from metrics.forums import FIGURES, lay_out_figures, read_forum_figures, read_held, read_know_how
from metrics.plans import name_forums, pick_forum, read_block_tiles, read_forums, read_plans
from pages import _forum_parts
from pages._export_menu import build_context, render_export_menu

HELD_COLUMNS = {
    "forum_name": "forum",
    "planned_text": "planned_count",
    "held_text": "held_count",
    "cancelled_text": "cancelled_count",
    "postponed_text": "postponed_count",
}

#: Each figure's heading has the figure's own key.
MATRIX_COLUMNS = {"forum_name": "forum", **dict(zip(FIGURES, FIGURES, strict=True))}

filters = widgets.open_page("blocks")
year = filters.fiscal_year
held = widgets.fetch(read_held, year)
figures = widgets.fetch(read_forum_figures, year)
know_how = widgets.fetch(read_know_how, year)
plans = widgets.fetch(read_plans, year)
forums = widgets.fetch(read_forums, year)
tiles = widgets.fetch(read_block_tiles, year)
context = build_context(year)
drill = _forum_parts.drill_forums(held)
chosen = filters.block or next(iter(name_forums(forums)))

widgets.show_main_drill_chart(drill, events_held_by_forum.build, held)
render_export_menu(describe_held, held, context)
widgets.show_table(held, HELD_COLUMNS)
widgets.show_drill_chart(drill, figures_by_forum.build, figures)
render_export_menu(describe_forum_figures, figures, context)
widgets.show_table(lay_out_figures(figures), MATRIX_COLUMNS)
_forum_parts.show_know_how(know_how, context)

halves = st.grid(2, min_column_width=680, gap="large")
map_half, forum_half = halves.cell(), halves.cell()
with forum_half:
    _forum_parts.show_name(forums, chosen, is_chosen=bool(filters.block))
    widgets.show_forum(pick_forum(forums, chosen))
with map_half:
    widgets.show_block_map(block_by_prefecture.build, tiles, chosen)
    render_export_menu(describe_block_map, tiles, chosen, context)
_forum_parts.show_figures(chosen, year)
_forum_parts.show_records(chosen, year, figures, plans, know_how)

widgets.show_sources(plans)
widgets.show_as_of()
