"""The two files of a deck, and the pictures of its slides before it is made."""

from collections.abc import Callable, Iterator
from functools import partial

from exports.deck.pdf_pages import draw_first_page, export_pdf
from exports.deck.pptx_deck import Order, export_deck
from exports.pictures.renderer import open_renderer
from views.model.figure import Figure

#: Told of a stage ("pptx", "pdf"), what of it is done and of how many.
Report = Callable[[str, int, int], None]


def export_files(order: Order, report: Report) -> list[bytes]:
    """The deck as PowerPoint and as PDF, and then what somebody should do about the template, a
    text each. Raises ExportError."""
    advice: list[str] = []
    deck = export_deck(order, partial(report, "pptx"), advice.append)
    pages = export_pdf(order, partial(report, "pdf"))
    return [deck, pages, *(each.encode() for each in advice)]


def draw_slides(figures: list[Figure], note: str, scale: float) -> Iterator[bytes]:
    """The first slide of each figure as a picture; the note stands on the first. Raises
    ExportError."""
    for number, figure in enumerate(figures):
        page = draw_first_page(figure, note if number == 0 else "")
        yield open_renderer().convert_svg(page, "png", scale)
