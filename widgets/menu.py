"""The menu, which page the URL names, and the way to 探す from every page."""

import copy
from collections.abc import Container, Mapping
from functools import cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from widgets.links import address_shown
from widgets.page_facts import SECTIONS, PageFacts
from words import Words

#: What the URL of 探す says: the words.
QUERY = "q"
LONGEST = 100
PAGE = "search"
WORDS = Words(ja={"open": "探す", "box": "探すことば", "example": "例: 広島市、橋梁、K2020-T-MAT"})


def choose_page(
    pages: Mapping[str, PageFacts], closed: Container[str]
) -> tuple[dict[str, StreamlitPage], str]:
    """Offer the pages by sections, but for those that are closed; all of them, and the name of the
    one that the URL names, also if it is one of these."""
    offered = {
        name: _build_page(name, facts.name, facts.icon, facts.help, name in closed)
        for name, facts in pages.items()
    }
    page = st.navigation(_group_pages(offered, pages), position="top")
    return offered, next(name for name, each in offered.items() if each is page)


def _build_page(name: str, title: str, icon: str, tip: str, is_closed: bool) -> StreamlitPage:
    """A page of this run alone, as Streamlit marks it; its script is looked for once."""
    return copy.copy(_find_page(name, title, icon, tip, is_closed))


@cache
def _find_page(name: str, title: str, icon: str, tip: str, is_closed: bool) -> StreamlitPage:
    return st.Page(
        f"{name}/page.py",
        title=title,
        icon=icon,
        help=tip,
        url_path=name,
        visibility="hidden" if is_closed else "visible",
    )


def _group_pages(
    offered: Mapping[str, StreamlitPage], pages: Mapping[str, PageFacts]
) -> dict[str, list[StreamlitPage]]:
    sections: dict[str, list[StreamlitPage]] = {}
    for name, page in offered.items():
        section = pages[name].section
        sections.setdefault(SECTIONS[section] if section else "", []).append(page)
    return sections


def offer_shortcut() -> None:
    """Ctrl+K leads to 探す from every page. The button itself is seen nowhere (screen.css): the
    menu has the page's name on every screen."""
    with st.container(key="search_shortcut"):
        if st.button(WORDS["open"], key="open_search", shortcut="Ctrl+K"):
            _go_to("")


def ask() -> None:
    """A box of another page; what is typed is searched for on 探す."""
    typed = st.text_input(
        WORDS["box"],
        key="search_from_here",
        type="search",
        icon=":material/search:",
        placeholder=WORDS["example"],
        label_visibility="collapsed",
        max_chars=LONGEST,
    )
    if words := str(typed or "").strip():
        _go_to(words)


def _go_to(words: str) -> None:
    said = {QUERY: words} if words else {}
    st.switch_page(f"{PAGE}/page.py", query_params={**said, **address_shown()})
