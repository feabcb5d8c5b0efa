"""Parts of 資料作成: the views in their order, the files, the preview.

What is kept between runs are ids, texts and finished bytes: no figure, no frame.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Literal

import streamlit as st

import widgets
from exports.deck.agenda import Request, build_figures, compose_order, load_agendas
from exports.deck.pdf_pages import draw_first_page, export_pdf
from exports.deck.pptx_deck import Order, export_deck
from exports.file_names import name_deck
from exports.pictures.renderer import open_renderer
from pages.deck.words import WORDS
from views import list_slide_views, load_views
from views.model.view import View
from widgets.files.made_files import PDF, PPTX, Made, MadeFile, offer_made_files
from widgets.holding.kept import keep_answers

CHOSEN, AGENDA, FILES, PREVIEW = "deck_items", "deck_agenda", "deck_files", "deck_preview"
#: Pictures of the preview side by side, and their size against a slide's points.
PREVIEW_COLUMNS, PREVIEW_SCALE = 3, 0.75
#: What a stage of the making takes of the whole progress bar.
STAGES = {"figures": (0.0, 0.3), "pptx": (0.3, 0.6), "pdf": (0.6, 1.0)}
#: Told of a stage, what of it is done and of how many.
Progress = Callable[[str, int, int], None]


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


def choose_files() -> tuple[bytes | None, bytes | None]:
    """The template and the deck of last time, where given."""
    with st.expander(WORDS["files"], icon=":material/folder_open:"):
        template = st.file_uploader(WORDS["template"], type=["pptx", "potx"], key="deck_template")
        previous = st.file_uploader(WORDS["previous"], type=["pptx"], key="deck_previous")
        st.caption(WORDS["previous_help"])
    given = (template, previous)
    first, second = (file.getvalue() if file else None for file in given)
    return first, second


def read_notes(views: Sequence[View]) -> dict[str, str]:
    """View id -> the remark typed for it."""
    notes = {view.id: str(st.session_state.get(_name_note(view), "")) for view in views}
    return {key: note for key, note in notes.items() if note.strip()}


def _name_note(view: View) -> str:
    return f"deck_note_{view.id}"


# ------------------------------------------------------------------ the files


def make_files(
    views: Sequence[View],
    request: Request,
    title: str,
    notes: Mapping[str, str],
    template: bytes | None,
    previous: bytes | None,
    has_appendix: bool,
) -> None:
    """The button, the progress, and then the two files to fetch."""
    version = widgets.read_run().version
    chosen = tuple(view.id for view in views)
    said = tuple(notes.items())
    wanted = (chosen, request, title, said, template, previous, has_appendix, version)

    def make() -> Made:
        with _show_progress() as report:
            composed = partial(report, "figures")
            order = compose_order(widgets.open_store(), views, request, title, composed, notes)
            order = replace(
                order.replace_files(template, previous),
                has_appendix=has_appendix,
                address=widgets.find_app_address("deck"),
            )
            return Made(_export(order, title, report), WORDS["made"])

    offer_made_files(FILES, WORDS["make"], "slideshow", wanted, make, is_primary=True)


def _export(order: Order, title: str, report: Progress) -> list[MadeFile]:
    deck = export_deck(order, partial(report, "pptx"))
    pages = export_pdf(order, partial(report, "pdf"))
    return [
        MadeFile(WORDS["pptx"], name_deck(title, order.figures, "pptx"), deck, PPTX),
        MadeFile(WORDS["pdf"], name_deck(title, order.figures, "pdf"), pages, PDF),
    ]


@contextmanager
def _show_progress() -> Iterator[Progress]:
    """Where the making has got to, in one bar for all its stages."""
    bar = st.progress(0.0)

    def report(stage: str, done: int, count: int) -> None:
        begin, end = STAGES[stage]
        share = begin + (end - begin) * done / max(1, count)
        bar.progress(share, WORDS[f"making_{stage}"].format(done=done, count=count))

    try:
        yield report
    finally:
        bar.empty()


# ------------------------------------------------------------------ the preview


def show_preview(views: Sequence[View], request: Request, notes: Mapping[str, str]) -> None:
    """The slides as pictures, view by view, when asked for."""
    if not st.toggle(WORDS["preview"], key=PREVIEW):
        return
    version = widgets.read_run().version
    bar = st.progress(0.0)
    columns = st.columns(PREVIEW_COLUMNS)
    shown = 0
    for number, view in enumerate(views, 1):
        for picture in _draw_view(view.id, request, notes.get(view.id, ""), version):
            columns[shown % PREVIEW_COLUMNS].image(picture, caption=view.name, width="stretch")
            shown += 1
        bar.progress(number / len(views), view.name)
    bar.empty()


@keep_answers(100)
def _draw_view(view: str, request: Request, note: str, version: int) -> list[bytes]:
    """A picture of the slide of each of a view's figures; `version` tells old pictures from new."""
    [(_, figures)] = build_figures(widgets.open_store(), [load_views()[view]], request)
    pages = [
        draw_first_page(figure, note if number == 0 else "")
        for number, figure in enumerate(figures)
    ]
    return [open_renderer().convert_svg(page, "png", PREVIEW_SCALE) for page in pages]
