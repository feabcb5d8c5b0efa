"""Streamlit parts that the pages share; what a page needs of them is named here.

Text that comes from a cell of a workbook is never rendered as Markdown or HTML: it goes
through `escape_markdown`, `st.text` or a table.
"""

from metrics.history.data_state import render_japan_time as render_moment
from widgets.app import ensure_navigation, open_bar, open_page, run_app
from widgets.data_shown import BLOCK, read_as_of, read_day
from widgets.figures.cards import show_cards, show_status_rule
from widgets.figures.charts import (
    Drill,
    pack_datasets,
    show_block_map,
    show_chart,
    show_drill_chart,
    show_main_chart,
    show_main_drill_chart,
    show_map,
)
from widgets.figures.sources import render_reach, require_rows, show_as_of, show_cell, show_sources
from widgets.figures.tables import show_rows, show_table, show_tables
from widgets.filters import Filters, choose_from_list, choose_option, choose_several
from widgets.links import link_page
from widgets.page_facts import PAGES
from widgets.parts import run_open_tab, show_parts
from widgets.store_shown import fetch, is_practice, open_store
from widgets.wording import escape_finding, escape_markdown

__all__ = [
    "BLOCK",
    "PAGES",
    "Drill",
    "Filters",
    "choose_from_list",
    "choose_option",
    "choose_several",
    "ensure_navigation",
    "escape_finding",
    "escape_markdown",
    "fetch",
    "is_practice",
    "link_page",
    "open_bar",
    "open_page",
    "open_store",
    "pack_datasets",
    "read_as_of",
    "read_day",
    "render_moment",
    "render_reach",
    "require_rows",
    "run_app",
    "run_open_tab",
    "show_as_of",
    "show_block_map",
    "show_cards",
    "show_cell",
    "show_chart",
    "show_drill_chart",
    "show_main_chart",
    "show_main_drill_chart",
    "show_map",
    "show_parts",
    "show_rows",
    "show_sources",
    "show_status_rule",
    "show_table",
    "show_tables",
]
