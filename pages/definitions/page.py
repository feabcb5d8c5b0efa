"""定義・出典: what each indicator means, and the cell that each figure came from."""

import streamlit as st

import widgets
from charts.headlines import find_definitions
from metrics.kpi.definitions import list_definitions, read_facts
from metrics.tracing.code_columns import add_fact_codes, read_coded_sources
from pages.definitions import definition_list
from pages.definitions.words import WORDS

FACT_COLUMNS = {
    "item": "figure",
    "value_text": "value",
    "fact_as_of": "fact_as_of",
    "period_text": "period",
    "quote": "fact_quote",
    "workbook": "workbook",
    "cell": "cell",
    "code": "code",
}
SOURCE_COLUMNS = {
    "layout_text": "layout",
    "year_text": "fiscal_year",
    "scope_text": "scope",
    "figure_text": "figure",
    "field_text": "field",
    "written": "written",
    "state_text": "state",
    "workbook": "workbook",
    "sheet": "sheet",
    "cell": "cell",
    "code": "code",
}

run = widgets.read_run()
definitions = list_definitions()
facts = run.fetch(read_facts)
sources = run.fetch(read_coded_sources)

st.title(find_definitions(len(definitions), sources), anchor=False)
widgets.show_status_rule()
st.header(WORDS["definitions"], anchor=False)
definition_list.show(definitions)
st.header(WORDS["facts"], anchor=False)
widgets.show_rows(add_fact_codes(facts), WORDS.pick(**FACT_COLUMNS))
st.header(WORDS["sources"], anchor=False)
st.caption(WORDS["search_hint"])
widgets.show_rows(sources, WORDS.pick(**SOURCE_COLUMNS))
widgets.show_as_of()
