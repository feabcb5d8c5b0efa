"""Parts of 探す: the box, and what is found in groups."""

from collections.abc import Callable

import streamlit as st

import widgets
from pages.search.entries import Entry
from pages.search.found import Group, find
from pages.search.words import WORDS
from widgets import Run
from widgets.menu import LONGEST, QUERY
from widgets.plain_text import plain


def ask_words(on_change: Callable[[], None]) -> str:
    """The words typed; kept in the URL."""
    with st.container(key="typed_at_once"):  # focus.js
        typed = st.text_input(
            WORDS["words"],
            key=QUERY,
            bind="query-params",
            type="search",
            max_chars=LONGEST,
            placeholder=WORDS["words_example"],
            help=WORDS["words_help"],
            on_change=on_change,
        )
    return str(typed or "").strip()


def show(run: Run, query: str) -> None:
    if not query:
        st.title(WORDS["title"], anchor=False)
        st.markdown(WORDS["nothing_typed"])
        return
    groups = find(run, query)
    count = sum(group.count for group in groups)
    key = "title_found" if groups else "title_none"
    st.title(WORDS[key].format(query=plain(query), count=f"{count:,}"), anchor=False)
    if not groups:
        st.markdown(WORDS["nothing_found"])
    for group in groups:
        _show_group(group)


def _show_group(group: Group) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{group.title}**　:gray[{group.count:,}]")
        for entry in group.entries:
            show_entry(entry)
        if group.count > len(group.entries):
            rest = group.count - len(group.entries)
            st.caption(WORDS["more"].format(count=f"{rest:,}"))


def show_entry(entry: Entry) -> None:
    """One line: the way there, what it is, and of a figure the way to its cells."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        widgets.link_page(entry.page, plain(entry.name), entry.icon, entry.parameters)
        if entry.note:
            st.markdown(f":gray[:small[{plain(entry.note)}]]", width="content")
        if entry.code:
            label = WORDS["trace"].format(code=entry.code)
            widgets.link_page("trace", label, parameters={"code": entry.code})
