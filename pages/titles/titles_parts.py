"""Parts of 見出しの対応付け: the table, and taking one mapping back."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from data.layout import name_field
from store.decisions.titles import LearnedTitle, revoke_title
from store.errors import StoreError
from texts import UPLOAD_TEXTS as WORDS
from widgets import names
from widgets.person import read_signature
from widgets.plain_text import reveal_signs
from words.store_errors import STORE_ERRORS

NOTICE = "titles_notice"


def show_notice() -> None:
    if notice := st.session_state.pop(NOTICE, None):
        st.info(notice)


def show_table(titles: Sequence[LearnedTitle]) -> None:
    frame = pd.DataFrame([_describe(title) for title in titles])
    st.dataframe(frame, hide_index=True, alt=WORDS["titles_alt"])


def _describe(title: LearnedTitle) -> dict[str, Any]:
    revoked = widgets.render_moment(title.revoked_at) if title.revoked_at else ""
    return {
        WORDS["title_written"]: reveal_signs(title.title),
        WORDS["field"]: name_field(title.layout, title.field),
        WORDS["layout"]: names.name_layouts([title.layout]),
        WORDS["forum"]: names.name_forum(title.forum) if title.forum else WORDS["all_forums"],
        WORDS["valid_from"]: names.name_year(title.valid_from),
        WORDS["by_whom"]: reveal_signs(title.by),
        WORDS["when"]: widgets.render_moment(title.at),
        WORDS["revoked"]: revoked,
    }


def show_revocation(held: Sequence[LearnedTitle]) -> None:
    if not held:
        return
    names = {each.title_id: _name(each) for each in held}
    with st.form("revoke_title"):
        chosen = st.selectbox(
            WORDS["choose_title"], list(names), format_func=names.__getitem__, key="revoked_title"
        )
        reason = st.text_input(WORDS["reason_asked"], max_chars=300)
        if st.form_submit_button(WORDS["revoke"], icon=":material/link_off:"):
            _revoke(chosen, reason.strip())


def _name(title: LearnedTitle) -> str:
    return f"{reveal_signs(title.title)} → {name_field(title.layout, title.field)}"


def _revoke(title_id: int, reason: str) -> None:
    if not reason:
        st.session_state[NOTICE] = WORDS["reason_needed"]
        st.rerun()
    try:
        revoke_title(widgets.open_store(), title_id, read_signature(), reason)
        st.session_state[NOTICE] = WORDS["kept"]
    except StoreError as error:
        st.session_state[NOTICE] = STORE_ERRORS.get(error.code, WORDS["not_done"])
    st.rerun()
