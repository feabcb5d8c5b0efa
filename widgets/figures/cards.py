"""Figures as cards, big figures, and short texts in boxes."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from metrics.kpi.definitions import Definition
from metrics.kpi.reconciliation import Card
from metrics.kpi.status import render_status_rule
from metrics.tracing.trace import encode_figure
from texts import SCREEN_TEXTS as WORDS
from widgets.figures.sources import render_cell, render_place, show_cell, show_sources
from widgets.links import show_code
from widgets.wording import escape_markdown, join_lines
from words import terms

#: How a status looks; the icon carries it where colour does not.
BADGES: dict[str, tuple[str, str]] = {
    "met": (":material/check_circle:", "blue"),
    "nearly": (":material/trending_up:", "orange"),
    "short": (":material/flag:", "orange"),
    "not_started": (":material/radio_button_unchecked:", "orange"),
    "no_target": (":material/remove:", "gray"),
    "not_reported": (":material/help:", "gray"),
}


def show_cards(figures: pd.DataFrame, column_count: int = 6, min_width: int = 180) -> None:
    """One card an indicator: the figure, its target, the gap, the status, its cell."""
    rows = figures[(figures["part_of"] == "") | figures["is_outcome"]].to_dict("records")
    with st.grid(column_count, min_column_width=min_width, gap="small"):
        for row in rows:
            with st.container(border=True, gap="xsmall", height="stretch"):
                _show_card(row)


def _show_card(row: dict[Any, Any]) -> None:
    """Few elements with several lines each: every element costs the browser some milliseconds."""
    st.markdown(row["name"])
    st.metric(row["name"], row["value_text"], label_visibility="collapsed")
    target = f"{WORDS['target']} {row['target_text']}"
    st.markdown(join_lines(_render_status(row), target, row.get("pace_text")))
    st.caption(
        join_lines(
            f"{WORDS['last_year']} {row['previous_text']}",
            f"{WORDS['next_year_target']} {row['next_target_text']}",
            row.get("completeness_text"),
            render_cell(row),
        ),
        help=render_place(row),
    )
    show_code(encode_figure(row["indicator"], row["scope"], row["fiscal_year"]))


def _render_status(row: dict[Any, Any]) -> str:
    """The status as a badge and, where there is one, the gap beside it; as Markdown."""
    icon, color = BADGES[row["status"]]
    badge = f":{color}-badge[{icon} {row['status_label']}]"
    return f"{badge} :orange[**{row['gap_text']}**]" if row["gap_text"] else badge


def show_big_figures(figures: dict[str, str], span: pd.DataFrame, code: str = "") -> None:
    """A few big figures side by side, each a key of its label and its text; `code` is that of
    the one figure which they all come from."""
    with st.grid(len(figures), min_column_width=330):
        for key, value in figures.items():
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.metric(WORDS[key], value)
                show_cell(span.iloc[0])
    if code:
        show_code(code)


def show_metrics(figures: dict[str, str]) -> None:
    """The same without a cell: figures counted from many records."""
    with st.grid(max(len(figures), 1), min_column_width=330):
        for key, value in figures.items():
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.metric(WORDS[key], value)


def show_reconciliation_cards(cards: Sequence[Card]) -> None:
    """Two columns of cards: what the plan says, how it is treated here, the cells."""
    with st.grid(2, min_column_width=460):
        for card in cards:
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{card.title}**")
                st.markdown(card.says)
                st.markdown(f":blue-badge[{WORDS['treatment']}] {card.treatment}")
                show_sources(card.sources)


def show_definitions(definitions: Sequence[Definition]) -> None:
    """Each indicator's definition as a short list."""
    with st.grid(2, min_column_width=460):
        for definition in definitions:
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{definition.name}**")
                lines = [f"- {WORDS[key]}: {text}" for key, text in definition.lines]
                st.markdown("\n".join(lines))


def show_forum(forum: pd.DataFrame, code: str = "") -> None:
    """One forum's purpose, as written, and how many events it plans."""
    row = forum.iloc[0]
    st.metric(WORDS["event_count"], row["event_text"])
    st.caption(f"{WORDS['undated_count']} {row['undated_text']}")
    if code and not pd.isna(row["event_count"]):
        show_code(code)
    st.markdown(f"**{WORDS['purpose']}**")
    purpose = row["purpose"]
    st.markdown(terms.STATES["blank"] if pd.isna(purpose) else escape_markdown(purpose))
    show_cell(row)


def show_status_rule() -> None:
    """The published rule, from the catalogue's data."""
    with st.expander(WORDS["status_rule"], icon=":material/rule:"):
        st.markdown("\n".join(f"- {line}" for line in render_status_rule()))
