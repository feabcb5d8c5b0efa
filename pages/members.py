"""自治体会員: the published ratio told in governments, and each block's denominator."""

import streamlit as st

import widgets
from charts import government_count_by_block, membership_span
from exports.views import describe_government_counts, describe_membership
from metrics.membership import read_block_counts, read_membership, render_span_figures
from pages._export_menu import build_context, render_export_menu
from texts import DENOMINATOR_TEXTS, PAGE_TEXTS, SCREEN_TEXTS

COLUMNS = {
    "block_name": "block",
    "government_count": "government_count",
    "prefecture_count": "prefecture_count",
    "municipality_count": "municipality_count",
    "member_text": "member_count",
    "ratio_text": "member_ratio",
}

filters = widgets.open_page("members")
denominator = widgets.choose_option("denominator", DENOMINATOR_TEXTS)
span = widgets.fetch(read_membership, filters.fiscal_year, denominator)
blocks = widgets.fetch(read_block_counts, filters.fiscal_year)
widgets.require_rows(span.dropna(subset=["ratio"]), filters, PAGE_TEXTS["members"])

context = build_context(filters.fiscal_year)
widgets.show_main_chart(membership_span.build, span)
render_export_menu(describe_membership(span, context))
widgets.show_big_figures(render_span_figures(span), span)
st.caption(SCREEN_TEXTS["rounding"])
st.caption(SCREEN_TEXTS[f"denominator_{denominator}"])

widgets.show_chart(government_count_by_block.build, blocks)
render_export_menu(describe_government_counts(blocks, context))
widgets.show_table(blocks, COLUMNS)
widgets.show_sources(span)
widgets.show_as_of()
