"""見出しの対応付け: titles learned by hand, listed, revocable, to take along as CSV."""

import streamlit as st

import widgets
from pages.titles import titles_parts
from pages.titles.words import WORDS
from store.decisions.titles import export_titles, list_titles
from widgets.decisions import show_notice

run = widgets.read_run()
titles = run.recall(list_titles, run.as_of)

st.title(WORDS["title"].format(count=len(titles)), anchor=False)
st.caption(WORDS["help"])
show_notice()
if titles:
    titles_parts.show_table(titles)
    st.download_button(
        WORDS["fetch_csv"],
        export_titles(titles).encode("utf-8-sig"),
        file_name=WORDS["file_name"],
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="fetch_titles",
    )
    titles_parts.show_revocation([each for each in titles if each.revoked_at is None])
