"""A list of records: choosing one opens what was understood and the cell it was read from."""

import pandas as pd
import streamlit as st

import widgets
from metrics.tracing.trace import trace_record
from texts import MATCHING_TEXTS as WORDS
from texts import SCREEN_TEXTS
from widgets.records import cells


def show_list(frame: pd.DataFrame, headings: dict[str, str], key: str = "records") -> None:
    """One row a record (column `record`: layout:batch:number) and, below, the chosen one."""
    shown = frame[list(headings)].fillna(SCREEN_TEXTS["nothing"])
    event = st.dataframe(
        shown,
        hide_index=True,
        column_config=headings,
        alt=WORDS["cases_alt"],
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(shown) <= 12 else 460,
        key=f"{key}_list",
    )
    rows: list[int] = event.selection.rows
    if rows and rows[0] < len(frame):
        show_record(str(frame["record"].iloc[rows[0]]))


def show_record(reference: str) -> None:
    """Every cell of a record, and the chosen one where it stands in its sheet."""
    record = widgets.fetch(trace_record, reference)
    if record is None:
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        cells.show_origin(record)
        cell = cells.choose_cell(record)
    if cell:
        with right:
            cells.show_surroundings(record, cell)
