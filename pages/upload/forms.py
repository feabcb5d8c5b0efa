"""Blank forms to fetch, prefilled for a forum and a year."""

import streamlit as st

from data.layout import load_layouts
from exports.making import make_file
from loaders.returning.forms.template import build_template
from loaders.values.names.forums import list_senders
from pages.upload.words import WORDS
from widgets import names
from widgets.holding.kept import keep_answers
from words.headings import HEADINGS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: The survey of the year that is under way comes first.
USUAL_YEAR = 2021


def show() -> None:
    """Which form, for whom, for which year; one button."""
    layouts = {each.id: each for each in load_layouts() if each.is_owed}
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{WORDS['forms_heading']}**")
        layout = st.selectbox(
            HEADINGS["layout"],
            list(layouts),
            format_func=lambda each: layouts[each].title,
            key="form_layout",
        )
        forums = {each.id: each.name for each in list_senders(layouts[layout].owed.by)}
        left, right = st.columns(2)
        forum = left.selectbox(
            HEADINGS["forum"], list(forums), format_func=forums.__getitem__, key="form_forum"
        )
        fiscal_year = right.selectbox(
            HEADINGS["fiscal_year"],
            list(names.YEARS),
            index=names.YEARS.index(USUAL_YEAR),
            format_func=names.name_year,
            key="form_year",
        )
        _show_button(layout, forum, fiscal_year)


def _show_button(layout: str, forum: str, fiscal_year: int) -> None:
    st.download_button(
        WORDS["fetch_form"],
        lambda: _build(layout, forum, fiscal_year),
        file_name=f"{names.name_form(layout, forum, fiscal_year)}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
        key="fetch_form",
    )


@keep_answers(50)
def _build(layout: str, forum: str, fiscal_year: int) -> bytes:
    return make_file(build_template, layout, forum, fiscal_year)
