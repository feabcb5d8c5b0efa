"""Tables: the numbers behind a chart, and lists; cell texts stay plain text."""

from typing import Any, Literal
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from texts import SCREEN_TEXTS as WORDS
from widgets.links import address_code

#: A table of no more rows is shown whole; a longer one scrolls.
WHOLE_ROWS = 15


@st.fragment
def show_table(frame: pd.DataFrame, columns: dict[str, str]) -> None:
    """The figures behind a chart, sent when opened; `columns` maps a column to the key of
    its heading. Two tables of one page differ in at least one heading."""
    key = "_".join(("table", *columns.values()))
    table = st.expander(WORDS["data_table"], icon=":material/table:", key=key, on_change="rerun")
    if table.open:
        with table:
            show_rows(frame, columns)


def show_rows(frame: pd.DataFrame, columns: dict[str, str]) -> None:
    """Chosen columns under Japanese headings; cell texts stay plain text.

    A column `code` leads to the page of where the figure comes from.
    """
    shown = frame[list(columns)].copy()
    for name in shown.select_dtypes("datetime"):
        shown[name] = shown[name].dt.strftime("%Y-%m-%d")
    shown = shown.fillna(WORDS["nothing"])
    headings: dict[str, Any] = {name: WORDS[key] for name, key in columns.items()}
    alt = " ".join(headings.values())
    if "code" in columns:
        shown = shown.assign(code=shown["code"].map(_link_code))
        headings["code"] = st.column_config.LinkColumn(
            headings["code"], display_text="code=([^&]+)"
        )
    height: Literal["content", "auto"] = "content" if len(shown) <= WHOLE_ROWS else "auto"
    st.dataframe(shown, hide_index=True, column_config=headings, alt=alt, height=height)


def _link_code(code: str) -> str | None:
    return f"trace?{urlencode(address_code(code))}" if code else None
