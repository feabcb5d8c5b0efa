"""Part of はじめに: three lines at somebody's first visit, and never again."""

from collections.abc import Sequence

import streamlit as st

from pages.home.words import WORDS
from store.database import find_root
from store.people.guided import note_guided, was_guided
from widgets import Run

#: Session key: whether this is the visit at which the guide is shown.
FIRST = "first_visit"


def show(run: Run, tasks: Sequence[str]) -> None:
    """A line a task, until it is closed or the visit ends."""
    if FIRST not in st.session_state:
        st.session_state[FIRST] = not was_guided(find_root(), run.actor)
        note_guided(find_root(), run.actor)
    if not st.session_state[FIRST]:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="guide"):
        with st.container(gap="xxsmall", width="stretch"):
            for task in tasks:
                st.markdown(WORDS[f"guide_{task}"])
        st.button(WORDS["guide_close"], key="guide_close", on_click=_close)


def _close() -> None:
    st.session_state[FIRST] = False
