"""保留: rows that wait, why, in whose hands and until when; never part of a figure."""

import streamlit as st

import widgets
from pages.parked import parked_parts
from pages.parked.words import WORDS
from store.decisions.parked import list_parked
from widgets.decisions import show_notice

run = widgets.read_run()
parked = run.recall(list_parked, run.as_of)
waiting = [each for each in parked if each.state == "open"]

st.title(parked_parts.render_title(waiting), anchor=False)
st.caption(WORDS["help"])
show_notice()
if parked:
    shown = parked_parts.choose_shown(parked, waiting)
    parked_parts.show_table(shown)
    chosen = parked_parts.choose_one(shown)
    if chosen:
        parked_parts.show_one(chosen)
