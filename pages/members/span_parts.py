"""自治体会員 while no roster is loaded: the published ratio as a span, the denominators."""

import pandas as pd
import streamlit as st

import widgets
from charts import government_count_by_block, membership_span
from exports.views import describe_government_counts, describe_membership
from metrics.membership import render_span_figures
from metrics.tracing.figure_codes import encode_figure
from pages.members import big_figures
from pages.members.words import WORDS
from widgets import Filters
from widgets.export_menu import build_context, render_export_menu
from widgets.links import show_code

COLUMNS = {
    "block_name": "block",
    "government_count": "government_count",
    "prefecture_count": "prefecture_count",
    "municipality_count": "municipality_count",
    "member_text": "member_count",
    "ratio_text": "member_ratio",
}


def show(span: pd.DataFrame, blocks: pd.DataFrame, denominator: str, filters: Filters) -> None:
    """All of it is of the whole country: the published ratio has no part of a block."""
    context = build_context(filters.fiscal_year)
    widgets.show_main_chart(membership_span.build, span)
    render_export_menu(describe_membership, span, context)
    code = encode_figure("member_government_ratio", "total", context.fiscal_year)
    big_figures.show(render_span_figures(span), span.iloc[0])
    show_code(code)
    if filters.block:
        own = blocks[blocks["block"] == filters.block].iloc[0]
        said = {"block": filters.block_text, "whole": f"{own['government_count']:,}"}
        st.markdown(WORDS["of_block_unpublished"].format(**said))
    st.caption(membership_span.WORDS["note"])
    st.caption(WORDS[f"note_{denominator}"])

    widgets.show_chart(government_count_by_block.build, blocks)
    render_export_menu(describe_government_counts, blocks, context)
    widgets.show_table(blocks, WORDS.pick(**COLUMNS))
    widgets.show_sources(span)
