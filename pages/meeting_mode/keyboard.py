"""Parts of 会議モード: what the keyboard does beside the buttons, and the list that says so."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.meeting_mode import remark_form
from pages.meeting_mode.agenda_menu import Place, find_steps, go
from pages.meeting_mode.words import WORDS

HELP = "meeting_keys"
#: Where a key leads; a presenter's remote control sends PageUp and PageDown.
STEP_KEYS = {"previous": "PageUp", "next": "PageDown", "first": "Home", "last": "End"}
#: What is recorded -> the key that opens its form. Streamlit keeps C and R for itself.
FORM_KEYS = {"decision": "K", "remark": "I", "present": "S"}
HELP_KEY = "H"
#: Keys as the list shows them -> the word for what they do.
LISTED = {
    "→　PageDown": "next",
    "←　PageUp": "previous",
    "Home": "first",
    "End": "last",
    **{key: f"open_{name}" for name, key in FORM_KEYS.items()},
    "Ctrl ＋ Enter": "keep",
    "Esc": "close",
    HELP_KEY: "open_keys",
}


def listen(place: Place) -> None:
    """Buttons that nobody sees, as a button has one key."""
    steps = find_steps(place)
    with st.container(key="meeting_unseen", width="content"):
        for name, key in STEP_KEYS.items():
            _add_key(f"{name}_remote", WORDS[name], key, go, steps[name])
        for kind in remark_form.list_kinds():
            _add_key(kind, WORDS[f"open_{kind}"], FORM_KEYS[kind], _open_form, (kind,))
        _add_key("keys_remote", WORDS["open_keys"], HELP_KEY, _open_list, ())


def _add_key(
    name: str, label: str, key: str, act: Callable[..., None], target: tuple[Any, ...] | None
) -> None:
    st.button(
        label,
        key=f"meeting_{name}",
        shortcut=key,
        disabled=target is None,
        on_click=act,
        args=target or (),
    )


def _open_form(kind: str) -> None:
    st.session_state[HELP] = False
    remark_form.open_form(kind)


def _open_list() -> None:
    st.session_state[HELP] = True
    remark_form.close_form()


def offer_list() -> None:
    """What each key does."""
    with st.popover(WORDS["keys"], key=HELP, on_change="rerun"):
        lines = (f"| {key} | {WORDS[name]} |" for key, name in LISTED.items())
        head = f"| {WORDS['key']} | {WORDS['does']} |"
        st.markdown("\n".join([head, "| --- | --- |", *lines]))
