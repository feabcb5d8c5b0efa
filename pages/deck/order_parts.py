"""Parts of 資料作成: the views in their order, each with its remark; title and day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

import widgets
from exports.deck.agenda import STANDARD
from pages.deck.words import WORDS
from views import list_slide_views, load_views
from views.model.view import View
from widgets.holding import drafts
from widgets.links import AGENDA as AGENDA_IN_URL
from widgets.plain_text import plain
from widgets.records.agendas import list_agendas, name_agenda

#: Session keys: the agenda begun with; the views' ids; what is said for the deck as a whole.
AGENDA, CHOSEN = "deck_agenda", "deck_items"
#: The view among them that is moved, taken out and remarked on.
MARKED = "deck_marked"
#: By how much each button moves it, and the keys that do the same, where no browser
#: has them for something else.
FAR = 1_000
MOVERS = {
    "first": ("vertical_align_top", None, -FAR),
    "up": ("arrow_upward", "Alt+Up", -1),
    "down": ("arrow_downward", "Alt+Down", 1),
    "last": ("vertical_align_bottom", None, FAR),
}
TITLE, SINCE, APPENDIX = "deck_title", "deck_since", "deck_appendix"
_NOTE = "deck_note_"
LONGEST_NOTE, LONGEST_TITLE = 500, 200
KIND = "deck"


def resume_and_keep() -> None:
    """Before the page is drawn: take up the draft that the URL names, or begin with its agenda;
    and keep what the last click has changed."""
    drafts.resume(KIND, _forget, _restore)
    agendas = list_agendas()
    if CHOSEN not in st.session_state:
        asked = st.query_params.get(AGENDA_IN_URL, STANDARD)
        _take(asked if asked in agendas else STANDARD)
    elif st.session_state[AGENDA] not in agendas:  # removed since: what is on the screen stays
        st.session_state[AGENDA] = STANDARD
    st.query_params[AGENDA_IN_URL] = st.session_state[AGENDA]
    content = _compose()
    is_changed = content != _compose_agenda(st.session_state[AGENDA])
    drafts.keep(KIND, _name_draft(content) if is_changed else "", content)


def show_kept() -> None:
    """That what was begun is kept, and what else can be gone on with; in a place of its own: what
    stands below keeps the focus when the first of it comes."""
    with st.container():
        drafts.show_kept(KIND, _forget)
        drafts.offer_drafts(KIND)


def _name_draft(content: Mapping[str, Any]) -> str:
    return WORDS["draft"].format(title=content["title"], count=len(content["items"]))


def _compose() -> dict[str, Any]:
    """All that was chosen and typed, in values as JSON has them."""
    state = st.session_state
    since = state.get(SINCE)
    return {
        "agenda": state[AGENDA],
        "items": list(state[CHOSEN]),
        "notes": list_notes(),
        "title": state[TITLE],
        "since": since.isoformat() if since else "",
        "appendix": bool(state.get(APPENDIX)),
    }


def list_notes() -> dict[str, str]:
    """View id -> the remark typed for it, also of views that were taken out."""
    typed = {str(key): str(st.session_state[key]) for key in st.session_state}
    notes = {key: note for key, note in typed.items() if key.startswith(_NOTE) and note.strip()}
    return {key.removeprefix(_NOTE): note for key, note in notes.items()}


def _compose_agenda(key: str) -> dict[str, Any]:
    """The same of an agenda that nothing was done to."""
    agenda = list_agendas()[key]
    return {
        "agenda": key,
        "items": [view.id for view in agenda.items],
        "notes": dict(agenda.notes),
        "title": agenda.title,
        "since": "",
        "appendix": False,
    }


def _restore(content: Mapping[str, Any], _: object) -> None:
    """The agenda it began with may have gone since, or one of its views."""
    state, known = st.session_state, load_views()
    state[AGENDA] = content["agenda"] if content["agenda"] in list_agendas() else STANDARD
    state[CHOSEN] = [item for item in content["items"] if item in known]
    state[TITLE] = content["title"]
    state[SINCE] = date.fromisoformat(content["since"]) if content["since"] else None
    state[APPENDIX] = content["appendix"]
    for item, note in content["notes"].items():
        state[_NOTE + item] = note


def _forget() -> None:
    notes = [_NOTE + item for item in list_notes()]
    for key in (*notes, AGENDA, CHOSEN, MARKED, TITLE, SINCE, APPENDIX):
        st.session_state.pop(key, None)


# ------------------------------------------------------------------ the order


def choose_views() -> list[View]:
    """The chosen views in their order; the one that is marked can be moved, taken out, and given a
    remark."""
    agendas = list_agendas()
    st.selectbox(
        WORDS["agenda"],
        list(agendas),
        format_func=name_agenda,
        key=AGENDA,
        on_change=_take_chosen,
        persist_state="session",
    )
    known = load_views()
    chosen: list[str] = st.session_state[CHOSEN]
    if chosen:
        if st.session_state.get(MARKED) not in chosen:
            st.session_state[MARKED] = chosen[0]
        _show_movers()
        _show_order([known[key] for key in chosen])
    _offer_others(chosen)
    return [known[key] for key in chosen]


def _take_chosen() -> None:
    _take(st.session_state[AGENDA])


def _take(key: str) -> None:
    """Begin anew with an agenda, with its own remarks or those typed; what was begun before stays
    among the drafts."""
    drafts.let_go(KIND)
    content = _compose_agenda(key)
    notes = content["notes"] or list_notes()
    _forget()
    _restore(content | {"notes": notes}, None)


def _show_movers() -> None:
    """Above the list, where they stay: whoever moves an item step by step has the same button under
    the hand, by the keyboard too."""
    with st.container(horizontal=True, gap="xsmall"):
        for word, (icon, shortcut, step) in MOVERS.items():
            st.button(
                WORDS[word],
                key=f"deck_{word}",
                icon=f":material/{icon}:",
                shortcut=shortcut,
                on_click=_move,
                args=(step,),
            )
        st.button(WORDS["drop"], key="deck_drop", icon=":material/close:", on_click=_drop)


def _show_order(views: Sequence[View]) -> None:
    notes = list_notes()
    names = {view.id: plain(f"{place}. {view.name}") for place, view in enumerate(views, 1)}
    marked = st.radio(
        WORDS["order"],
        list(names),
        format_func=names.__getitem__,
        captions=[plain(notes.get(view.id, "")) for view in views],
        key=MARKED,
        width="stretch",
        persist_state="session",
    )
    [view] = (view for view in views if view.id == marked)
    st.text_input(
        WORDS["note"].format(item=view.name),
        key=_NOTE + view.id,
        placeholder=WORDS["note_placeholder"],
        max_chars=LONGEST_NOTE,
        persist_state="session",
    )


def _move(step: int) -> None:
    """At an end nothing happens: a button that could not be pressed there would lose the focus."""
    chosen, marked = st.session_state[CHOSEN], st.session_state[MARKED]
    if marked in chosen:
        place = chosen.index(marked)
        chosen.insert(max(0, place + step), chosen.pop(place))
        st.session_state[MARKED] = marked


def _drop() -> None:
    """The one that takes its place is marked next."""
    chosen, marked = st.session_state[CHOSEN], st.session_state[MARKED]
    if marked in chosen:
        place = chosen.index(marked)
        chosen.remove(marked)
        st.session_state[MARKED] = (chosen[place:] or chosen[-1:] or [""])[0]


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
    return st.text_input(
        WORDS["deck_title"], key=TITLE, max_chars=LONGEST_TITLE, persist_state="session"
    )


def choose_since() -> date | None:
    """The last meeting's day; the changes are counted from its end."""
    return st.date_input(
        WORDS["since"],
        value=None,
        max_value="today",
        help=WORDS["since_help"],
        key=SINCE,
        persist_state="session",
    )


def choose_appendix() -> bool:
    return st.toggle(
        WORDS["appendix"], help=WORDS["appendix_help"], key=APPENDIX, persist_state="session"
    )


def read_notes(views: Sequence[View]) -> dict[str, str]:
    """View id -> the remark typed for it."""
    notes = list_notes()
    return {view.id: notes[view.id] for view in views if view.id in notes}
