"""A list of records: choosing one opens what was understood and the cell it was read from."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from metrics.tracing.trace import trace_record
from widgets.figures.grids import show_grid
from widgets.records.cells import choose_cell, show_origin, show_surroundings
from widgets.run import read_run
from words import Words

#: A list of no more rows is shown whole; a longer one scrolls.
WHOLE_ROWS = 12
WORDS = Words(ja={"alt": "案件の一覧", "nothing": "―"})


def show_records(frame: pd.DataFrame, headings: Mapping[str, str], key: str) -> None:
    """One row a record (column `record`: layout:batch:number), its columns under their
    headings; below, the chosen one."""
    shown = frame[list(headings)].fillna(WORDS["nothing"])
    event = show_grid(
        shown,
        hide_index=True,
        column_config=dict(headings),
        alt=WORDS["alt"],
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(shown) <= WHOLE_ROWS else 460,
        key=f"{key}_list",
    )
    rows: list[int] = event.selection.rows
    if rows and rows[0] < len(frame):
        show_record(str(frame["record"].iloc[rows[0]]))


def show_record(reference: str) -> None:
    """Every cell of a record, and the chosen one where it stands in its sheet."""
    record = read_run().fetch(trace_record, reference)
    if record is None:
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        show_origin(record)
        cell = choose_cell(record)
    if cell:
        with right:
            show_surroundings(record, cell)
