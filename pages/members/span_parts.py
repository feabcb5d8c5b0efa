"""自治体会員 while no roster is loaded: the published ratio as a span, the denominators."""

import streamlit as st

import widgets
from charts.membership_span import WORDS as SPAN_WORDS
from data.figures import find_role
from metrics.membership import pick_block, render_span_figures
from metrics.tracing.figure_codes import encode_figure
from pages.members import big_figures
from pages.members.words import WORDS
from views import government_count_by_block
from widgets import Run, Shown
from widgets.links import show_code

COLUMNS = {
    "block_name": "block",
    "government_count": "government_count",
    "prefecture_count": "prefecture_count",
    "municipality_count": "municipality_count",
    "member_text": "member_count",
    "ratio_text": "member_ratio",
}


def show(span: Shown, denominator: str, run: Run) -> None:
    """All of it is of the whole country: the published ratio has no part of a block."""
    span.show(is_main=True)
    code = encode_figure(find_role("member_ratio").id, "total", run.fiscal_year)
    big_figures.show(render_span_figures(span.frame), span.frame.iloc[0])
    show_code(code)
    counts = widgets.ask_view(government_count_by_block.VIEW, run)
    if run.block:
        own = pick_block(counts.frame, run.block).iloc[0]
        said = {"block": run.block_text, "whole": f"{own['government_count']:,}"}
        st.markdown(WORDS["of_block_unpublished"].format(**said))
    st.caption(SPAN_WORDS["note"])
    st.caption(WORDS[f"note_{denominator}"])

    counts.show()
    widgets.show_table(counts.frame, WORDS.pick(**COLUMNS))
    widgets.show_sources(span.frame)
