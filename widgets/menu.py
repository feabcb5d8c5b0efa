"""The menu, and which page the URL names."""

from collections.abc import Container, Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from widgets.page_facts import SECTIONS, PageFacts


def choose_page(
    pages: Mapping[str, PageFacts], closed: Container[str]
) -> tuple[StreamlitPage, str]:
    """Offer the pages by sections, but for those that are closed; the page that the URL names,
    also if it is one of these, and its name."""
    offered = {_build_page(name, facts, name in closed): name for name, facts in pages.items()}
    page = st.navigation(_group_pages(offered, pages), position="top")
    return page, offered[page]


def _build_page(name: str, facts: PageFacts, is_closed: bool) -> StreamlitPage:
    return st.Page(
        f"{name}/page.py",
        title=facts.name,
        icon=facts.icon,
        help=facts.help,
        url_path=name,
        visibility="hidden" if is_closed else "visible",
    )


def _group_pages(
    offered: Mapping[StreamlitPage, str], pages: Mapping[str, PageFacts]
) -> dict[str, list[StreamlitPage]]:
    sections: dict[str, list[StreamlitPage]] = {}
    for page, name in offered.items():
        section = pages[name].section
        sections.setdefault(SECTIONS[section] if section else "", []).append(page)
    return sections
