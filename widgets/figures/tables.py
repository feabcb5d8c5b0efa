"""Tables: the numbers behind a chart, and lists; cell texts stay plain text."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from widgets.figures.grids import show_grid
from widgets.links import address_shown
from words import Words

#: A table of no more rows is shown whole; a longer one scrolls.
WHOLE_ROWS = 15
WORDS = Words(ja={"data_table": "数値の表を見る", "nothing": "―"})


def show_table(frame: pd.DataFrame, headings: Mapping[str, str]) -> None:
    """The figures behind a chart, folded up."""
    show_tables((frame, headings))


@st.fragment
def show_tables(*tables: tuple[pd.DataFrame, Mapping[str, str]]) -> None:
    """Several tables in one fold, sent when it is opened. Two folds of one page differ in at
    least one heading."""
    key = "_".join(("table", *(heading for _, headings in tables for heading in headings.values())))
    fold = st.expander(WORDS["data_table"], icon=":material/table:", key=key, on_change="rerun")
    if fold.open:
        with fold:
            for frame, headings in tables:
                show_rows(frame, headings)


def show_rows(frame: pd.DataFrame, headings: Mapping[str, str]) -> None:
    """The columns that `headings` names, under the headings; cell texts stay plain text.

    A column `code` leads to the page of where the figure comes from.
    """
    shown = frame[list(headings)].copy()
    for name in shown.select_dtypes("datetime"):
        shown[name] = shown[name].dt.strftime("%Y-%m-%d")
    shown = shown.fillna(WORDS["nothing"])
    printed = shown
    columns: dict[str, Any] = dict(headings)
    if "code" in headings:
        link = partial(_link_code, here=address_shown())
        shown = shown.assign(code=shown["code"].map(link))
        columns["code"] = st.column_config.LinkColumn(headings["code"], display_text="code=([^&]+)")
    height: Literal["content", "auto"] = "content" if len(shown) <= WHOLE_ROWS else "auto"
    alt = " ".join(headings.values())
    show_grid(shown, printed, hide_index=True, column_config=columns, alt=alt, height=height)


def _link_code(code: str, here: Mapping[str, str]) -> str | None:
    """`here`: the day and the data set, as the address says them."""
    return f"trace?{urlencode({'code': code, **here})}" if code else None
