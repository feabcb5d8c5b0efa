"""Streamlit parts that the pages share; what a page needs of them is named here.

Text that comes from a cell of a workbook is never rendered as Markdown or HTML: it goes
through `plain` or `plain_lines`, `st.text` or a table.
"""

from metrics.history.data_state import render_japan_time as render_moment
from widgets.app import open_bar, run_app
from widgets.data_shown import BLOCK
from widgets.figures.cards import list_cards, show_cards, show_status_rule
from widgets.figures.charts import Drill, TileClick, pack_datasets
from widgets.figures.grids import show_grid
from widgets.figures.sources import require_rows, show_as_of, show_cell, show_sources
from widgets.figures.tables import show_rows, show_table, show_tables
from widgets.figures.views import Shown, ask_view, show_view
from widgets.filters import choose_from_list, choose_option, choose_several
from widgets.holding.drafts import offer_drafts
from widgets.links import find_app_address, go_to_mending, link_meeting, link_page
from widgets.parts import Part, run_open_tab, show_parts
from widgets.plain_text import plain, plain_lines
from widgets.records.lists import show_record, show_records
from widgets.run import Run, open_store, read_run

__all__ = [
    "BLOCK",
    "Drill",
    "Part",
    "Run",
    "Shown",
    "TileClick",
    "ask_view",
    "choose_from_list",
    "choose_option",
    "choose_several",
    "find_app_address",
    "go_to_mending",
    "link_meeting",
    "link_page",
    "list_cards",
    "offer_drafts",
    "open_bar",
    "open_store",
    "pack_datasets",
    "plain",
    "plain_lines",
    "read_run",
    "render_moment",
    "require_rows",
    "run_app",
    "run_open_tab",
    "show_as_of",
    "show_cards",
    "show_cell",
    "show_grid",
    "show_parts",
    "show_record",
    "show_records",
    "show_rows",
    "show_sources",
    "show_status_rule",
    "show_table",
    "show_tables",
    "show_view",
]
