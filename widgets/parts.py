"""A page told in parts, a tab each; only the open one runs, and the URL says which it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from widgets.links import read_id

#: The session key and the URL's name of the open part; its value is the tab's words.
PART = "part"


@dataclass(frozen=True, slots=True)
class Part:
    """`id`: as views and addresses name it; `name`: the tab's words; `show`: what it shows."""

    id: str
    name: str
    show: Callable[[], None]


def show_parts(*parts: Part, keep: Sequence[str] = ()) -> None:
    """The parts as tabs in their order.

    `keep`: the keys of controls in a part whose choice outlasts a look at another part;
    Streamlit forgets the choice of a control that a run does not draw.
    """
    for key in keep:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
    names = {each.id: each.name for each in parts}
    if asked := read_id(PART, names):
        st.session_state[PART] = names[asked]
    if st.session_state.get(PART) not in names.values():  # of the page before; the URL knows better
        st.session_state.pop(PART, None)
    tabs = st.tabs(list(names.values()), key=PART, bind="query-params")
    run_open_tab(tabs, [each.show for each in parts])


def run_open_tab(tabs: Iterable[TabContainer], draws: Iterable[Callable[[], None]]) -> None:
    """Of tabs that know whether they are open, the one that is; each drawn by its own."""
    for tab, draw in zip(tabs, draws, strict=True):
        if tab.open:
            with tab:
                draw()


def open_part(part: str) -> None:
    """The tab, by its words, that the next run opens; for a callback."""
    st.session_state[PART] = part
