"""Parts of 資料作成: the views in their order, each with its remark; title and day."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import streamlit as st

import widgets
from exports.deck.agenda import load_agendas
from pages.deck.words import WORDS
from views import list_slide_views, load_views
from views.model.view import View

CHOSEN, AGENDA = "deck_items", "deck_agenda"


def choose_views() -> list[View]:
    """The chosen views in their order; each can be moved, taken out, and given a remark."""
    agendas = load_agendas()
    st.selectbox(
        WORDS["agenda"],
        list(agendas),
        format_func=lambda key: agendas[key].name,
        key=AGENDA,
        on_change=_take_agenda,
    )
    if CHOSEN not in st.session_state:
        _take_agenda()
    known = load_views()
    chosen: list[str] = st.session_state[CHOSEN]
    for place, key in enumerate(chosen):
        _show_view(known[key], place, len(chosen))
    _offer_others(chosen)
    return [known[key] for key in chosen]


def _take_agenda() -> None:
    agenda = load_agendas()[st.session_state[AGENDA]]
    st.session_state[CHOSEN] = [view.id for view in agenda.items]


def _show_view(view: View, place: int, count: int) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{place + 1}.** {view.name}")
            st.space("stretch")
            _show_mover(view, place, -1, "arrow_upward", "up", place == 0)
            _show_mover(view, place, 1, "arrow_downward", "down", place == count - 1)
            st.button(
                "",
                key=f"deck_drop_{view.id}",
                icon=":material/close:",
                help=WORDS["drop"].format(item=view.name),
                type="tertiary",
                on_click=_drop,
                args=(place,),
            )
        st.text_input(
            WORDS["note"].format(item=view.name),
            key=_name_note(view),
            placeholder=WORDS["note_placeholder"],
            label_visibility="collapsed",
        )


def _show_mover(
    view: View, place: int, step: Literal[-1, 1], icon: str, word: str, is_end: bool
) -> None:
    st.button(
        "",
        key=f"deck_{word}_{view.id}",
        icon=f":material/{icon}:",
        help=WORDS[word].format(item=view.name),
        type="tertiary",
        disabled=is_end,
        on_click=_move,
        args=(place, step),
    )


def _move(place: int, step: int) -> None:
    chosen = st.session_state[CHOSEN]
    chosen[place], chosen[place + step] = chosen[place + step], chosen[place]


def _drop(place: int) -> None:
    del st.session_state[CHOSEN][place]


def _offer_others(chosen: Sequence[str]) -> None:
    """The views that are not in the deck, each added at the end by a click."""
    others = [view for key, view in list_slide_views().items() if key not in chosen]
    if not others:
        return
    st.caption(WORDS["add"])
    with st.container(horizontal=True):
        for view in others:
            st.button(
                view.name,
                key=f"deck_add_{view.id}",
                icon=":material/add:",
                on_click=st.session_state[CHOSEN].append,
                args=(view.id,),
            )


def link_meeting_mode(views: Sequence[View]) -> None:
    """The same views in the same order on the meeting's screen; the link keeps the order."""
    widgets.link_meeting(WORDS["meeting_mode"], agenda=[view.id for view in views])


def choose_title() -> str:
    agenda = load_agendas()[st.session_state[AGENDA]]
    return st.text_input(WORDS["deck_title"], value=agenda.title, max_chars=200)


def choose_since() -> date | None:
    """The last meeting's day; the changes are counted from its end."""
    return st.date_input(
        WORDS["since"], value=None, max_value="today", help=WORDS["since_help"], key="deck_since"
    )


def choose_appendix() -> bool:
    return st.toggle(WORDS["appendix"], help=WORDS["appendix_help"], key="deck_appendix")


def read_notes(views: Sequence[View]) -> dict[str, str]:
    """View id -> the remark typed for it."""
    notes = {view.id: str(st.session_state.get(_name_note(view), "")) for view in views}
    return {key: note for key, note in notes.items() if note.strip()}


def _name_note(view: View) -> str:
    return f"deck_note_{view.id}"
