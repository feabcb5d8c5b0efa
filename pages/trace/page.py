"""来歴: a figure's code → the records behind it → the cells they were read from."""

import streamlit as st

import widgets
from metrics.tracing.trace import list_figures, trace_figure
from pages.trace import trace_parts
from pages.trace.words import WORDS
from widgets.records import cells

run = widgets.read_run()
figures = run.fetch(list_figures)
code = trace_parts.ask_code(figures)
trace = run.fetch(trace_figure, code) if code else None

if trace is None:
    trace_parts.show_no_figure(code)
else:
    trace_parts.show_head(trace)
    left, right = st.columns([1, 1], gap="large")
    with left:
        record = trace_parts.choose_record(trace)
        cell = cells.choose_cell(record) if record else None
    with right:
        if record and cell:
            cells.show_surroundings(record, cell)
        else:
            st.info(WORDS["no_records"])
widgets.show_as_of()
