"""A page told in parts, a tab each; only the open one runs, and the URL says which it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

import texts

#: The session key and the URL's name of the open part; its value is the tab's words.
PART = "part"


def show_parts(
    page: str, parts: Mapping[str, Callable[[], None]], keep: Sequence[str] = ()
) -> None:
    """Tabs in the order of `parts`, named by `PART_TEXTS[page]`.

    `keep`: the keys of controls in a part whose choice outlasts a look at another part;
    Streamlit forgets the choice of a control that a run does not draw.
    """
    for key in keep:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
    names = [texts.PART_TEXTS[page][part] for part in parts]
    if st.session_state.get(PART) not in names:  # of the page before; the URL knows better
        st.session_state.pop(PART, None)
    run_open_tab(st.tabs(names, key=PART, bind="query-params"), parts.values())


def run_open_tab(tabs: Iterable[TabContainer], draws: Iterable[Callable[[], None]]) -> None:
    """Of tabs that know whether they are open, the one that is; each drawn by its own."""
    for tab, draw in zip(tabs, draws, strict=True):
        if tab.open:
            with tab:
                draw()


def open_part(page: str, part: str) -> None:
    """What the next run opens; for a callback."""
    st.session_state[PART] = texts.PART_TEXTS[page][part]
