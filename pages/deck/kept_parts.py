"""Parts of 資料作成: the agenda kept by name, for decks and meetings to come."""

from collections.abc import Sequence

import streamlit as st

import widgets
from pages.deck import order_parts
from pages.deck.words import WORDS
from store.decisions.agendas import (
    KEEP,
    REMOVE,
    KeptAgenda,
    keep_agenda,
    remove_agenda,
    rename_agenda,
)
from store.log.activity import list_concerned
from views.model.view import View
from widgets.decisions import decide, show_notice
from widgets.people.person import ask_person, read_actor
from widgets.plain_text import plain
from widgets.records.agendas import KEPT, find_kept

NAME, LONGEST_NAME = "deck_name", 60


def offer_keeping(views: Sequence[View]) -> None:
    """The name and the button, for whoever may keep one; and what can be done to the one open."""
    show_notice()
    if not read_actor().may(KEEP, []):
        return
    with st.expander(WORDS["keep"], icon=":material/bookmark:"):
        st.caption(WORDS["keep_help"])
        ask_person()
        st.text_input(
            WORDS["keep_name"],
            key=NAME,
            placeholder=WORDS["keep_example"],
            max_chars=LONGEST_NAME,
            persist_state="session",
        )
        st.button(
            WORDS["keep_now"],
            icon=":material/save:",
            key="deck_keep",
            disabled=not views,
            on_click=_keep,
            args=([view.id for view in views],),
        )
        kept = find_kept(st.session_state[order_parts.AGENDA])
        if kept and _may_change(kept):
            _offer_changes(kept)


def _may_change(kept: KeptAgenda) -> bool:
    actor = read_actor()
    return actor.may(REMOVE, list_concerned(widgets.open_store(), actor, kept.entry))


def _offer_changes(kept: KeptAgenda) -> None:
    with st.container(horizontal=True):
        st.button(
            WORDS["rename"].format(name=plain(kept.name)),
            icon=":material/edit:",
            key="deck_rename",
            on_click=_rename,
            args=(kept,),
        )
        with st.popover(WORDS["remove"].format(name=plain(kept.name)), icon=":material/delete:"):
            st.caption(WORDS["remove_help"])
            st.button(WORDS["remove_now"], key="deck_remove", on_click=_remove, args=(kept,))


def _keep(items: Sequence[str]) -> None:
    """What is kept is the agenda that the deck goes on with."""
    name, title = _read_name(), st.session_state[order_parts.TITLE]
    notes = {key: note for key, note in order_parts.list_notes().items() if key in items}
    agenda = KeptAgenda(name, title, tuple(items), notes)

    def keep() -> str:
        number = keep_agenda(widgets.open_store(), read_actor(), agenda)
        st.session_state[order_parts.AGENDA] = f"{KEPT}{number}"
        return WORDS["kept"].format(name=plain(name))

    decide(keep)


def _rename(kept: KeptAgenda) -> None:
    name = _read_name()

    def rename() -> str:
        rename_agenda(widgets.open_store(), read_actor(), kept.agenda_id, name)
        return WORDS["renamed"].format(name=plain(name))

    decide(rename)


def _remove(kept: KeptAgenda) -> None:
    def remove() -> str:
        remove_agenda(widgets.open_store(), read_actor(), kept.agenda_id)
        return WORDS["removed"].format(name=plain(kept.name))

    decide(remove)


def _read_name() -> str:
    return str(st.session_state[NAME]).strip()
