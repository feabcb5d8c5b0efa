"""Parts of 利用者: the list, registering and changing one, sending one away.

People are those of the real data, also while the practice data are shown.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from data.acts import ROLES, load_acts
from loaders.returning.rights import render_rights_table
from pages.people.words import WORDS
from store.actor import Actor
from store.database import Database, find_root
from store.people.register import (
    Person,
    end_sessions,
    forget_person,
    register_person,
    remove_person,
)
from store.people.sessions import Presence, read_presence
from widgets import names
from widgets.decisions import decide
from widgets.people.person import LONGEST, read_actor
from widgets.plain_text import plain, reveal_signs
from widgets.run import open_real
from words.headings import HEADINGS

#: The address of who is registered anew or changed, "" for somebody new.
CHOSEN = "person_chosen"
LONGEST_ADDRESS = 254


def show_table(people: Sequence[Person]) -> None:
    presence = read_presence(find_root(), time.time())
    frame = pd.DataFrame([_describe(each, presence.get(each.person_id)) for each in people])
    if people:
        widgets.show_grid(frame, hide_index=True, alt=WORDS["people"])


def _describe(person: Person, presence: Presence | None) -> dict[str, Any]:
    name, email = WORDS["name"].partition("（")[0], WORDS["email"].partition("（")[0]
    seen = WORDS["never"]
    if presence:
        seen = widgets.render_moment(datetime.fromtimestamp(presence.last_seen, UTC))
    return {
        name: reveal_signs(person.name),
        email: reveal_signs(person.email),
        WORDS["role"]: load_acts().roles[person.role],
        HEADINGS["forum"]: "、".join(map(names.name_forum, person.forums)),
        WORDS["last_seen"]: seen,
        WORDS["live"]: bool(presence and presence.live_count),
    }


def choose_person(people: Sequence[Person]) -> Person | None:
    """Who is to be changed; None for somebody new."""
    offered = {"": WORDS["new"]} | {
        each.email: reveal_signs(f"{each.name}　{each.email}") for each in people
    }
    chosen = st.selectbox(WORDS["whom"], list(offered), format_func=offered.__getitem__, key=CHOSEN)
    return next((each for each in people if each.email == chosen), None)


def offer_registering(person: Person | None) -> None:
    number = person.person_id if person else ""
    with st.form(f"register_{number}"):
        if person is None:
            st.text_input(WORDS["email"], max_chars=LONGEST_ADDRESS, key="person_email")
        st.text_input(
            WORDS["name"],
            value=person.name if person else "",
            max_chars=LONGEST,
            key=f"person_name_{number}",
        )
        st.selectbox(
            WORDS["role"],
            ROLES,
            index=ROLES.index(person.role) if person else 0,
            format_func=load_acts().roles.__getitem__,
            key=f"person_role_{number}",
        )
        st.multiselect(
            WORDS["forums"],
            list(names.list_forums()),
            default=person.forums if person else (),
            format_func=names.name_forum,
            key=f"person_forums_{number}",
        )
        st.form_submit_button(
            WORDS["change" if person else "register"],
            type="primary",
            icon=":material/person_add:",
            on_click=_register,
            args=(person,),
        )


def _register(person: Person | None) -> None:
    typed, number = st.session_state, person.person_id if person else ""
    email = person.email if person else typed["person_email"]

    def do() -> str:
        registered = register_person(
            _open_store(),
            read_actor(),
            email,
            typed[f"person_name_{number}"],
            typed[f"person_role_{number}"],
            typed[f"person_forums_{number}"],
        )
        st.session_state[CHOSEN] = registered.email
        role = load_acts().roles[registered.role]
        return WORDS["registered"].format(name=plain(registered.name), role=role)

    decide(do)


def offer_leaving(person: Person) -> None:
    """Ending their sessions, and removing them, each said before it is done."""
    st.button(
        WORDS["end"],
        icon=":material/logout:",
        help=WORDS["end_help"],
        key="end_sessions",
        on_click=partial(_end, person),
    )
    with st.popover(WORDS["remove"], icon=":material/person_remove:"):
        st.caption(WORDS["remove_help"])
        st.button(
            WORDS["remove"], key="remove_person", on_click=partial(_take_out, remove_person, person)
        )
    with st.popover(WORDS["forget"], icon=":material/no_accounts:"):
        st.caption(WORDS["forget_help"])
        st.button(
            WORDS["forget"], key="forget_person", on_click=partial(_take_out, forget_person, person)
        )


def _end(person: Person) -> None:
    def do() -> str:
        end_sessions(_open_store(), read_actor(), person.email)
        return WORDS["ended"].format(name=plain(person.name))

    decide(do)


def _take_out(act: Callable[[Database, Actor, str], object], person: Person) -> None:
    """Remove or forget somebody, after whom nobody is chosen."""

    def do() -> str:
        act(_open_store(), read_actor(), person.email)
        st.session_state[CHOSEN] = ""
        return WORDS["removed"].format(name=plain(person.name))

    decide(do)


def _open_store() -> Database:
    return open_real(find_root())


def show_rights() -> None:
    with st.expander(WORDS["rights"], icon=":material/rule:"):
        st.markdown(render_rights_table())
