"""What 資料作成 prints: the deck on A4, and the KPIs on one sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

import widgets
from exports.deck.agenda import ONE_PAGE, Request, compose_order, load_agendas
from exports.file_names import name_deck
from exports.prints.papers import export_handout, export_one_page
from pages.deck.words import WORDS
from views.model.view import View
from widgets.files.made_files import PDF, Made, MadeFile, offer_made_files

PRINTS = "deck_prints"


def make_prints(
    views: Sequence[View],
    request: Request,
    title: str,
    notes: Mapping[str, str],
    has_appendix: bool,
) -> None:
    """The button, and then the two files to fetch."""
    chosen = tuple(view.id for view in views)
    version = widgets.read_run().version
    wanted = (chosen, request, title, tuple(notes.items()), has_appendix, version)

    def make() -> Made:
        with st.spinner(WORDS["making_prints"]):
            return Made(_export(views, request, title, notes, has_appendix))

    offer_made_files(PRINTS, WORDS["make_prints"], "print", wanted, make)


def _export(
    views: Sequence[View],
    request: Request,
    title: str,
    notes: Mapping[str, str],
    has_appendix: bool,
) -> list[MadeFile]:
    store, agenda = widgets.open_store(), load_agendas()[ONE_PAGE]
    order = replace(
        compose_order(store, views, request, title, notes=notes), has_appendix=has_appendix
    )
    sheet = compose_order(store, agenda.items, request, agenda.title)
    name = name_deck(f"{title}_A4", order.figures, "pdf")
    sheet_name = name_deck(agenda.title, sheet.figures, "pdf")
    return [
        MadeFile(WORDS["handout"], name, export_handout(order), PDF),
        MadeFile(WORDS["one_page"], sheet_name, export_one_page(sheet), PDF),
    ]
