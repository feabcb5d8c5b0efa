"""Titles that no column of the layout answers to, mapped by hand and learned."""

import streamlit as st

from loaders.intake.mending import UnreadTitle, list_unread_titles
from loaders.intake.uploads import Upload
from pages.upload import readings, session
from pages.upload.words import WORDS
from store.actor import CONGRESS
from store.batches import LEARN
from widgets.people.person import read_actor
from widgets.plain_text import plain


def show(waiting: session.Waiting, upload: Upload) -> None:
    """One choice a title; what was learned for this forum stands chosen already."""
    asked = list_unread_titles(readings.read_unfixed(waiting))
    if not (asked and read_actor().may(LEARN, [upload.result.forum or CONGRESS])):
        return
    chosen = dict(readings.list_titles(waiting))
    with st.expander(WORDS["unread_titles"].format(count=len(asked)), expanded=len(asked) <= 3):
        st.caption(WORDS["unread_titles_help"])
        for title in asked[:20]:
            _show_title(waiting, title, chosen.get((title.layout, title.title_key), ""))


def _show_title(waiting: session.Waiting, title: UnreadTitle, chosen: str) -> None:
    names = {"": WORDS["leave_unread"], **dict(title.options)}
    key = f"title_{waiting.key}_{title.layout}_{title.title_key}"
    fields = list(names)
    st.selectbox(
        WORDS["unread_title"].format(title=plain(title.title), cell=title.cell),
        fields,
        index=fields.index(chosen) if chosen in names else 0,
        format_func=names.__getitem__,
        key=key,
        on_change=_keep_title,
        args=(waiting, title, key),
    )


def _keep_title(waiting: session.Waiting, title: UnreadTitle, key: str) -> None:
    mapped = session.list_mapped(waiting)
    mapped[title.layout, title.title_key] = st.session_state[key] or ""
