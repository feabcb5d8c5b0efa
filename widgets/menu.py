"""The menu, and which page the URL names."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from widgets.page_facts import SECTIONS, PageFacts


def choose_page(pages: Mapping[str, PageFacts]) -> tuple[StreamlitPage, str]:
    """Offer the pages by sections; the page that the URL names, and its name."""
    offered = {_build_page(name, facts): name for name, facts in pages.items()}
    page = st.navigation(_group_pages(offered, pages), position="top")
    return page, offered[page]


def _build_page(name: str, facts: PageFacts) -> StreamlitPage:
    script = f"{name}/page.py"
    return st.Page(script, title=facts.name, icon=facts.icon, help=facts.help, url_path=name)


def _group_pages(
    offered: Mapping[StreamlitPage, str], pages: Mapping[str, PageFacts]
) -> dict[str, list[StreamlitPage]]:
    sections: dict[str, list[StreamlitPage]] = {}
    for page, name in offered.items():
        section = pages[name].section
        sections.setdefault(SECTIONS[section] if section else "", []).append(page)
    return sections
