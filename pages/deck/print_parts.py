"""What 資料作成 prints: the deck on A4, and the KPIs on one sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import widgets
from exports.deck.agenda import ONE_PAGE, Request, compose_order, load_agendas
from exports.deck.pptx_deck import Order
from exports.file_names import name_deck
from exports.making import make_files
from exports.prints.papers import export_prints
from pages.deck.words import WORDS
from views.model.view import View
from widgets.files.jobs import Job
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
    run, agenda = widgets.read_run(), load_agendas()[ONE_PAGE]
    wanted = (chosen, request, title, tuple(notes.items()), has_appendix, run.version)
    labels = WORDS["handout"], WORDS["one_page"]

    def make(job: Job) -> Made:
        job.tell(0.0, WORDS["making_prints"])
        order = compose_order(run.store, views, request, title, notes=notes)
        order = replace(order, has_appendix=has_appendix)
        sheet = compose_order(run.store, agenda.items, request, agenda.title)
        pages = make_files(export_prints, order, sheet, stop=job.stop)
        return Made([*map(MadeFile, labels, _name(order, sheet), pages, (PDF, PDF))])

    offer_made_files(PRINTS, WORDS["make_prints"], "print", wanted, make)


def _name(order: Order, sheet: Order) -> list[str]:
    return [
        name_deck(f"{order.title}_A4", order.figures, "pdf"),
        name_deck(sheet.title, sheet.figures, "pdf"),
    ]
