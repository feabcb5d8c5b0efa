"""Figures as cards, and what their statuses mean."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from metrics.kpi.status import render_status_rule
from metrics.tracing.trace import encode_figure
from widgets.figures.apart import tell_figure_apart
from widgets.figures.sources import render_cell, render_place
from widgets.links import show_code
from widgets.plain_text import join_lines, plain
from words import Words

WORDS = Words(
    ja={
        "target": "目標",
        "last_year": "前年度",
        "next_year_target": "翌年度目標",
        "status_rule": "状況の判定基準",
    }
)
#: A figure's row: column -> value.
Card = dict[Any, Any]
#: How a status looks; the icon carries it where colour does not.
BADGES: dict[str, tuple[str, str]] = {
    "met": (":material/check_circle:", "blue"),
    "nearly": (":material/trending_up:", "orange"),
    "short": (":material/flag:", "orange"),
    "not_started": (":material/radio_button_unchecked:", "orange"),
    "no_target": (":material/remove:", "gray"),
    "not_reported": (":material/help:", "gray"),
}


def list_cards(figures: pd.DataFrame) -> list[Card]:
    """The figures that have a card, as `show_cards` takes them."""
    return figures[(figures["part_of"] == "") | figures["is_outcome"]].to_dict("records")


def show_cards(rows: Sequence[Card], column_count: int = 6, min_width: int = 180) -> None:
    """One card an indicator: the figure, its target, the gap, the status, its cell; as high as
    what stands beside them."""
    with st.grid(column_count, min_column_width=min_width, gap="small", height="stretch"):
        for row in rows:
            with st.container(border=True, gap="xsmall", height="stretch"):
                _show_card(row)


def _show_card(row: Card) -> None:
    """Few elements with several lines each: every element costs the browser some milliseconds."""
    st.markdown(row["name"])
    st.metric(row["name"], row["value_text"], label_visibility="collapsed")
    target = f"{WORDS['target']} {row['target_text']}"
    code = encode_figure(row["indicator"], row["scope"], row["fiscal_year"])
    apart = tell_figure_apart(code)
    preliminary = f":orange[{plain(apart)}]" if apart else None
    st.markdown(join_lines(_render_status(row), target, preliminary, row.get("pace_text")))
    st.caption(
        join_lines(
            f"{WORDS['last_year']} {row['previous_text']}",
            f"{WORDS['next_year_target']} {row['next_target_text']}",
            row.get("completeness_text"),
            render_cell(row),
        ),
        help=render_place(row),
    )
    show_code(code)


def _render_status(row: Card) -> str:
    """The status as a badge and, where there is one, the gap beside it; as Markdown."""
    icon, color = BADGES[row["status"]]
    badge = f":{color}-badge[{icon} {row['status_label']}]"
    return f"{badge} :orange[**{row['gap_text']}**]" if row["gap_text"] else badge


def show_status_rule() -> None:
    """The published rule, from the catalogue's data."""
    with st.expander(WORDS["status_rule"], icon=":material/rule:"):
        st.markdown("\n".join(f"- {line}" for line in render_status_rule()))
