"""A page told in parts, a tab each; only the open one runs, and the URL says which it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

#: The session key and the URL's name of the open part; its value is the tab's words.
PART = "part"


def show_parts(parts: Mapping[str, Callable[[], None]], keep: Sequence[str] = ()) -> None:
    """`parts`: a tab's words -> what it shows, in the tabs' order.

    `keep`: the keys of controls in a part whose choice outlasts a look at another part;
    Streamlit forgets the choice of a control that a run does not draw.
    """
    for key in keep:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
    if st.session_state.get(PART) not in parts:  # of the page before; the URL knows better
        st.session_state.pop(PART, None)
    run_open_tab(st.tabs(list(parts), key=PART, bind="query-params"), parts.values())


def run_open_tab(tabs: Iterable[TabContainer], draws: Iterable[Callable[[], None]]) -> None:
    """Of tabs that know whether they are open, the one that is; each drawn by its own."""
    for tab, draw in zip(tabs, draws, strict=True):
        if tab.open:
            with tab:
                draw()


def open_part(part: str) -> None:
    """The tab, by its words, that the next run opens; for a callback."""
    st.session_state[PART] = part
