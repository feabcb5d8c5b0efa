"""Parts of 資料作成: the files and the preview.

What is kept between runs are ids, texts and finished bytes: no figure, no frame.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

import widgets
from exports.deck.agenda import Request, build_figures, compose_order
from exports.deck.deck_files import draw_slides, export_files
from exports.deck.pptx_deck import Order
from exports.file_names import name_deck
from exports.making import make_files
from pages.deck.words import WORDS
from views import load_views
from views.model.view import View
from widgets.files.jobs import Job
from widgets.files.made_files import PDF, PPTX, Made, MadeFile, offer_made_files
from widgets.holding.kept import keep_answers

FILES, PREVIEW = "deck_files", "deck_preview"
#: Pictures of the preview side by side, and their size against a slide's points.
PREVIEW_COLUMNS, PREVIEW_SCALE = 3, 0.75
#: What a stage of the making takes of the whole progress bar.
STAGES = {"figures": (0.0, 0.3), "pptx": (0.3, 0.6), "pdf": (0.6, 1.0)}


def choose_files() -> tuple[bytes | None, bytes | None]:
    """The template and the deck of last time, where given."""
    with st.expander(WORDS["files"], icon=":material/folder_open:"):
        template = st.file_uploader(
            WORDS["template"], type=["pptx", "potx", "pptm"], key="deck_template"
        )
        previous = st.file_uploader(WORDS["previous"], type=["pptx"], key="deck_previous")
        st.caption(WORDS["previous_help"])
    given = (template, previous)
    first, second = (file.getvalue() if file else None for file in given)
    return first, second


# ------------------------------------------------------------------ the files


def offer_files(
    views: Sequence[View],
    request: Request,
    title: str,
    notes: Mapping[str, str],
    template: bytes | None,
    previous: bytes | None,
    has_appendix: bool,
) -> None:
    """The button, the progress, and then the two files to fetch."""
    run = widgets.read_run()
    chosen = tuple(view.id for view in views)
    said = tuple(notes.items())
    wanted = (chosen, request, title, said, template, previous, has_appendix, run.version)

    store, address = run.store, widgets.find_app_address("deck")

    def make(job: Job) -> Made:
        report = partial(_tell, job)
        composed = partial(report, "figures")
        order = compose_order(store, views, request, title, composed, notes)
        order = replace(
            order.replace_files(template, previous), has_appendix=has_appendix, address=address
        )
        deck, pages, *advice = make_files(export_files, order, hear=report, stop=job.stop)
        said = [widgets.plain(each.decode()) for each in advice]
        return Made(_name(order, deck, pages), WORDS["made"], "\n\n".join(said))

    offer_made_files(FILES, WORDS["make"], "slideshow", wanted, make, is_primary=True)


def _name(order: Order, deck: bytes, pages: bytes) -> list[MadeFile]:
    return [
        MadeFile(WORDS["pptx"], name_deck(order.title, order.figures, "pptx"), deck, PPTX),
        MadeFile(WORDS["pdf"], name_deck(order.title, order.figures, "pdf"), pages, PDF),
    ]


def _tell(job: Job, stage: str, done: int, count: int) -> None:
    """Where the making has got to, in one bar for all its stages."""
    begin, end = STAGES[stage]
    share = begin + (end - begin) * done / max(1, count)
    job.tell(share, WORDS[f"making_{stage}"].format(done=done, count=count))


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
    return make_files(draw_slides, figures, note, PREVIEW_SCALE)
