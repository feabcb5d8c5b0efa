"""A list of records: choosing one opens what was understood and the cell it was read from."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

import widgets
from metrics.tracing.trace import trace_record
from texts import MATCHING_TEXTS as WORDS
from texts import SCREEN_TEXTS
from widgets.records import cells

#: Rows, the headings' words, and the columns shown.
Table = tuple[pd.DataFrame, Mapping[str, str], Sequence[str]]


def choose(key: str, options: dict[str, str], words: Mapping[str, str] = WORDS) -> str:
    """One of many named options, the first ("") for all of them."""
    return widgets.choose_from_list(key, options, words, width=220)


def show_rows(frame: pd.DataFrame, words: Mapping[str, str], names: Sequence[str]) -> None:
    """Columns under the headings that `words` has for them; cell texts stay plain text."""
    headings = {name: words[name] for name in names}
    shown = frame[list(names)].fillna(SCREEN_TEXTS["nothing"])
    st.dataframe(shown, hide_index=True, column_config=headings, alt=" ".join(headings.values()))


def show_table(frame: pd.DataFrame, words: Mapping[str, str], names: Sequence[str]) -> None:
    """The numbers behind a chart, folded up."""
    show_tables("_".join(names), (frame, words, names))


@st.fragment
def show_tables(key: str, *tables: Table) -> None:
    """Several such tables in one fold, sent when it is opened."""
    key = f"tables_{key}"
    fold = st.expander(
        SCREEN_TEXTS["data_table"], icon=":material/table:", key=key, on_change="rerun"
    )
    if fold.open:
        with fold:
            for table in tables:
                show_rows(*table)


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
