"""Who works: the actor under whose name everything is kept that is done here."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from store.actor import Actor, claim
from widgets.people.sign_in import is_set_up, name_role, read_signed_in
from widgets.plain_text import plain
from words import Words

#: Where the session keeps the name, from whichever page it was given.
PERSON = "person"
LONGEST = 60
WORDS = Words(
    ja={
        "by": "お名前（記録に残ります）",
        "by_example": "例: 中国フォーラム 山田",
        "at_work": "　:gray[:material/person: {name}{known}]",
        "claimed": "（名乗り）",
    }
)


def ask_person(label: str = "", example: bool = False) -> None:
    """A line for the name, unless signing in has told it; `label`: where a page has another word
    for it."""
    if is_set_up():
        return
    st.text_input(
        label or WORDS["by"],
        key=PERSON,
        placeholder=WORDS["by_example"] if example else None,
        persist_state="session",
        max_chars=LONGEST,
    )


def take_name(name: str) -> None:
    """The name that somebody had typed before, unless another was typed since."""
    if name and not is_set_up():
        st.session_state.setdefault(PERSON, name)


def read_actor() -> Actor:
    """Who works, asked anew at each call; without a name while nobody has said so, and then
    nothing can be written."""
    if is_set_up():
        return read_signed_in()
    return claim(str(st.session_state.get(PERSON) or ""))


def name_worker(actor: Actor) -> str:
    """Who takes turns where work has to wait: the person; at one's own desk each tab."""
    context = get_script_run_ctx(suppress_warning=True)
    return actor.person_id or (context.session_id if context else "")


def render_actor(actor: Actor) -> str:
    """Who works, in Markdown, for the head of a page; "" while nobody has said so."""
    if not actor.name:
        return ""
    known = WORDS["claimed"] if actor.known_by == "claimed" else f"（{name_role(actor)}）"
    return WORDS["at_work"].format(name=plain(actor.name), known=known)
