"""That data came in since the page was drawn: said beside it, moving nothing (screen.css)."""

import streamlit as st

from store.database import data_version
from widgets.run import Run, open_store
from words import Words

WORDS = Words(
    ja={
        "news": "新しいデータがあります",
        "take": "表示を新しくする",
    }
)
#: Said within five seconds of an accepted load.
LOOK_EVERY = 4


def tell_of_news(run: Run) -> None:
    """At a page's end; a past day has no news."""
    if not run.as_of:
        _look(run.version)


@st.fragment(run_every=LOOK_EVERY)
def _look(seen: int) -> None:
    """Asks for nothing but the last batch's number; `seen` is the one that the page shows."""
    store = open_store()
    store.catch_up()
    if data_version(store) <= seen:
        return
    with st.container(key="news", horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/update: {WORDS['news']}", width="content")
        if st.button(WORDS["take"], key="take_news"):
            st.rerun()
