"""照合: totals against their parts, and what the plan itself says in two ways."""

import streamlit as st

import widgets
from charts.headlines import find_totals
from metrics.kpi.reconciliation import read_cards
from metrics.kpi.totals import read_scope_totals, read_stage_totals
from metrics.tracing.code_columns import add_stage_codes, add_total_codes
from pages.reconciliation import cards
from pages.reconciliation.words import WORDS

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

run = widgets.read_run()
totals = run.fetch(read_scope_totals, run.fiscal_year)
stage_totals = run.fetch(read_stage_totals, run.fiscal_year)
said = run.fetch(read_cards, run.fiscal_year)
widgets.require_rows(totals, run)

st.title(find_totals(totals, stage_totals), anchor=False)
st.header(WORDS["mismatches"], anchor=False)
cards.show([card for card in said if card.kind == "mismatch"])
st.header(WORDS["notes"], anchor=False)
cards.show([card for card in said if card.kind == "note"])

st.header(WORDS["totals"], anchor=False)
coded = add_total_codes(totals, run.fiscal_year)
widgets.show_rows(coded, WORDS.pick(**TOTAL_COLUMNS))
st.header(WORDS["stage_totals"], anchor=False)
coded = add_stage_codes(stage_totals, run.fiscal_year)
widgets.show_rows(coded, WORDS.pick(**STAGE_COLUMNS))
widgets.show_sources(totals)
widgets.show_as_of()
