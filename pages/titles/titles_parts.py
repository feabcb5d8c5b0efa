"""Parts of 見出しの対応付け: the table, and taking one mapping back."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from data.layout_names import name_field
from pages.titles.words import WORDS
from store.actor import CONGRESS
from store.decisions.titles import REVOKE, LearnedTitle, revoke_title
from widgets import names
from widgets.decisions import ask_for_more, ask_reason, decide
from widgets.people.person import ask_person, read_actor
from widgets.plain_text import reveal_signs
from words.headings import HEADINGS

CHOSEN, REASON = "revoked_title", "revoked_reason"


def show_table(titles: Sequence[LearnedTitle]) -> None:
    frame = pd.DataFrame([_describe(title) for title in titles])
    widgets.show_grid(frame, hide_index=True, alt=WORDS["titles"])


def _describe(title: LearnedTitle) -> dict[str, Any]:
    revoked = widgets.render_moment(title.revoked_at) if title.revoked_at else ""
    return {
        WORDS["title_written"]: reveal_signs(title.title),
        HEADINGS["field"]: name_field(title.layout, title.field),
        HEADINGS["layout"]: names.name_layouts([title.layout]),
        HEADINGS["forum"]: names.name_forum(title.forum) if title.forum else WORDS["all_forums"],
        WORDS["valid_from"]: names.name_year(title.valid_from),
        HEADINGS["by_whom"]: reveal_signs(title.by),
        HEADINGS["when"]: widgets.render_moment(title.at),
        WORDS["revoked"]: revoked,
    }


def show_revocation(held: Sequence[LearnedTitle]) -> None:
    if not (held and read_actor().may(REVOKE, [CONGRESS])):
        return
    names = {each.title_id: _name(each) for each in held}
    with st.form("revoke_title"):
        st.selectbox(WORDS["choose_title"], list(names), format_func=names.__getitem__, key=CHOSEN)
        ask_person()
        ask_reason(REASON)
        st.form_submit_button(WORDS["revoke"], icon=":material/link_off:", on_click=_revoke)


def _name(title: LearnedTitle) -> str:
    return f"{reveal_signs(title.title)} → {name_field(title.layout, title.field)}"


def _revoke() -> None:
    reason, actor = st.session_state[REASON].strip(), read_actor()
    if not reason:
        ask_for_more()
    elif decide(
        partial(revoke_title, widgets.open_store(), st.session_state[CHOSEN], actor, reason)
    ):
        st.session_state[REASON] = ""
