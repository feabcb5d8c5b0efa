"""Parts of 来歴: the code asked for, the records, a record's cells, a cell in its sheet."""

import pandas as pd
import streamlit as st

from metrics.tracing.trace import Trace, TracedRecord, parse_code
from pages.trace.words import WORDS
from widgets import names
from widgets.plain_text import plain, reveal_signs
from widgets.records import cells

CODE = "code"


def ask_code(figures: pd.DataFrame) -> str:
    """A code typed in, or a figure chosen from the list; the code stays in the URL."""
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    typed = left.text_input(
        WORDS["figure_code"],
        key=CODE,
        placeholder=WORDS["figure_code_example"],
        max_chars=40,
        bind="query-params",
    )
    names = dict(zip(figures["code"], _name_figures(figures), strict=True))
    right.selectbox(
        WORDS["figure_list"],
        list(names),
        index=None,
        placeholder=WORDS["figure_choose"],
        format_func=names.__getitem__,
        key="figure_chosen",
        on_change=_take_figure,
    )
    return str(typed or "")


def _name_figures(figures: pd.DataFrame) -> list[str]:
    return [
        f"{names.name_year(row['fiscal_year'])} {row['scope_text']} {row['name']}"
        f" {row['value_text']}"
        for row in figures.to_dict("records")
    ]


def _take_figure() -> None:
    if chosen := st.session_state["figure_chosen"]:
        st.session_state[CODE] = chosen


def show_no_figure(code: str) -> None:
    """Nothing asked for, not a code, or a code of nothing that counts now."""
    st.title(WORDS["title"], anchor=False)
    if not code:
        st.info(WORDS["help"], icon=":material/travel_explore:")
    elif parse_code(code) is None:
        st.warning(WORDS["no_code"].format(code=plain(code)))
    else:
        st.warning(WORDS["no_figure"].format(code=plain(code)))


def show_head(trace: Trace) -> None:
    where = f"{names.name_year(trace.fiscal_year)}・{trace.scope_text}"
    st.title(plain(f"{trace.name} {trace.value_text}"), anchor=False)
    shown = len(trace.records)
    key = "record_count" if shown == trace.record_count else "record_count_cut"
    count = WORDS[key].format(count=f"{trace.record_count:,}", shown=f"{shown:,}")
    st.markdown(f":blue-badge[{plain(trace.code)}]　{plain(where)}・{plain(trace.basis)}　{count}")


def choose_record(trace: Trace) -> TracedRecord | None:
    """The records behind a figure; the first one is open from the start."""
    if not trace.records:
        return None
    records = {str(number): each for number, each in enumerate(trace.records)}
    if len(records) > 1:
        chosen = st.selectbox(
            WORDS["records"],
            list(records),
            format_func=lambda number: _name_record(records[number]),
            key=f"record_{trace.code}",
        )
    else:
        chosen = "0"
    record = records[chosen]
    cells.show_origin(record)
    return record


def _name_record(record: TracedRecord) -> str:
    return reveal_signs(f"{record.label}（{record.file_name}・{record.cell}）")
