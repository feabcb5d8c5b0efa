"""照合: totals against their parts, and what the plan itself says in two ways."""

import streamlit as st

import widgets
from charts.headlines import find_totals
from metrics.kpi.reconciliation import read_cards
from metrics.kpi.totals import read_scope_totals, read_stage_totals
from metrics.tracing.code_columns import add_stage_codes, add_total_codes
from texts import PAGE_TEXTS, SCREEN_TEXTS

TOTAL_COLUMNS = {
    "name": "indicator",
    "national_text": "national",
    "regional_text": "regional",
    "computed_text": "computed_total",
    "total_text": "total",
    "check_text": "check",
    "cell": "cell",
    "code": "code",
}
STAGE_COLUMNS = {
    "scope_text": "scope",
    "sum_text": "parts",
    "computed_text": "computed_parts",
    "total_text": "published",
    "check_text": "check",
    "cell": "cell",
    "code": "code",
}

filters = widgets.open_page("reconciliation")
totals = widgets.fetch(read_scope_totals, filters.fiscal_year)
stage_totals = widgets.fetch(read_stage_totals, filters.fiscal_year)
cards = widgets.fetch(read_cards, filters.fiscal_year)
widgets.require_rows(totals, filters, PAGE_TEXTS["reconciliation"])

st.title(find_totals(totals, stage_totals), anchor=False)
st.subheader(SCREEN_TEXTS["mismatch_heading"], anchor=False)
widgets.show_reconciliation_cards([card for card in cards if card.kind == "mismatch"])
st.subheader(SCREEN_TEXTS["note_heading"], anchor=False)
widgets.show_reconciliation_cards([card for card in cards if card.kind == "note"])

st.subheader(SCREEN_TEXTS["totals_heading"], anchor=False)
widgets.show_rows(add_total_codes(totals, filters.fiscal_year), TOTAL_COLUMNS)
st.subheader(SCREEN_TEXTS["stage_totals_heading"], anchor=False)
widgets.show_rows(add_stage_codes(stage_totals, filters.fiscal_year), STAGE_COLUMNS)
widgets.show_sources(totals)
widgets.show_as_of()
