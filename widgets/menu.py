"""The menu, and which page the URL names."""

from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import urlparse

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

from widgets.page_facts import SECTIONS, PageFacts

#: What stands in for the first page at the app's bare address; never seen in a URL.
START = "start"


def choose_page(pages: Mapping[str, PageFacts]) -> tuple[StreamlitPage, str]:
    """Offer the pages by sections; the page that the URL names, and its name."""
    asked = urlparse(st.context.url or "").path.rpartition("/")[2]
    was_sought = PagesManager.uses_pages_directory
    offered = {_build_page(name, facts): name for name, facts in pages.items()}
    first = next(iter(pages))
    if asked == first:  # Streamlit has the first page at the bare address only
        start = _build_page(first, pages[first], url_path=START, default=True, visibility="hidden")
        offered[start] = first
    page = st.navigation(_group_pages(offered, pages), position="top")
    if was_sought and asked:
        _ask_again()
    return page, offered[page]


def _build_page(name: str, facts: PageFacts, **differing: Any) -> StreamlitPage:
    how: dict[str, Any] = {"url_path": name, **differing}
    script = f"pages/{name}/page.py"
    return st.Page(script, title=facts.name, icon=facts.icon, help=facts.help, **how)


def _group_pages(
    offered: Mapping[StreamlitPage, str], pages: Mapping[str, PageFacts]
) -> dict[str, list[StreamlitPage]]:
    sections: dict[str, list[StreamlitPage]] = {}
    for page, name in offered.items():
        section = pages[name].section
        sections.setdefault(SECTIONS[section] if section else "", []).append(page)
    return sections


def _ask_again() -> NoReturn:
    """Have the browser load its address again.

    At the first run of a process Streamlit looks for pages by itself, as the folder is called
    pages/; it finds no file there and says so in English over the app. From `st.navigation`
    on it no longer looks.
    """
    st.html("<script>window.location.reload()</script>", unsafe_allow_javascript=True)
    st.stop()
