"""What 資料作成 prints: the deck on A4, and the KPIs on one sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

import widgets
from exports.deck.agenda import ONE_PAGE, Request, compose_order, load_agendas
from exports.errors import ExportError
from exports.file_names import name_deck
from exports.prints.papers import export_handout, export_one_page
from pages.deck.words import WORDS
from views.model.view import View
from widgets.plain_text import plain

PDF = "application/pdf"
PRINTS = "deck_prints"


def make_prints(
    views: Sequence[View],
    request: Request,
    title: str,
    notes: Mapping[str, str],
    has_appendix: bool,
) -> None:
    """The button, and then the two files to fetch; what was made for other choices is not
    offered."""
    chosen = tuple(view.id for view in views)
    version = widgets.read_run().version
    wanted = hash((chosen, request, title, tuple(notes.items()), has_appendix, version))
    if st.button(WORDS["make_prints"], icon=":material/print:", width="stretch"):
        st.session_state[PRINTS] = None
        try:
            with st.spinner(WORDS["making_prints"]):
                made = _export(views, request, title, notes, has_appendix)
            st.session_state[PRINTS] = (wanted, made)
        except ExportError as error:
            st.error(plain(str(error)))
    finished = st.session_state.get(PRINTS)
    if finished and finished[0] == wanted:
        for key, (name, content) in finished[1].items():
            st.download_button(
                WORDS[key], content, name, PDF, icon=":material/picture_as_pdf:", width="stretch"
            )


def _export(
    views: Sequence[View],
    request: Request,
    title: str,
    notes: Mapping[str, str],
    has_appendix: bool,
) -> dict[str, tuple[str, bytes]]:
    """Key of the button's words -> file name and bytes."""
    store, agenda = widgets.open_store(), load_agendas()[ONE_PAGE]
    order = replace(
        compose_order(store, views, request, title, notes=notes), has_appendix=has_appendix
    )
    sheet = compose_order(store, agenda.items, request, agenda.title)
    return {
        "handout": (name_deck(f"{title}_A4", order.figures, "pdf"), export_handout(order)),
        "one_page": (name_deck(agenda.title, sheet.figures, "pdf"), export_one_page(sheet)),
    }
