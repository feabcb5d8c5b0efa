"""Decks and single slides as .pptx files, made anew or over the file of last time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from exports.deck.deck_file import Given, Script
from exports.deck.outside_file import open_file
from exports.slides.slide import Slide, compose_slides
from exports.slides.slide_picture import draw_pictures
from views.model.figure import Figure
from words import terms

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What a deck is made of.

    `own_notes`: figure key -> the remark that stands on its slide. `template`: a .pptx or
    .potx whose layouts and colours are used. `previous`: the deck of last time; what was
    written into it by hand stays. Of the two, `previous` decides the looks.
    """

    title: str
    subtitle: str
    figures: Sequence[Figure]
    own_notes: Mapping[str, str] = field(default_factory=dict)
    template: bytes | None = None
    previous: bytes | None = None

    @property
    def is_practice(self) -> bool:
        return any(figure.is_practice for figure in self.figures)

    def replace_files(self, template: bytes | None, previous: bytes | None) -> "Order":
        """The same order on another template or over another file."""
        return replace(self, template=template, previous=previous)


def export_slide(figure: Figure, template: bytes | None = None) -> bytes:
    """One figure as a file of one slide (more where its table needs them). Raises ExportError."""
    with open_file(Given(template)) as file:
        slides = map(draw_pictures, compose_slides(figure, file.page))
        return file.draw(Script(figure.title, tuple(slides)))


def export_deck(order: Order, report: Report = lambda done, count: None) -> bytes:
    """The whole deck; `report` hears after each figure. Raises ExportError."""
    with open_file(Given(order.template, order.previous)) as file:
        slides: list[Slide] = []
        for number, figure in enumerate(order.figures, 1):
            note = order.own_notes.get(figure.key, "")
            slides += map(draw_pictures, compose_slides(figure, file.page, note))
            report(number, len(order.figures))
        lines = [order.subtitle, *([terms.DATA_KINDS["practice"]] if order.is_practice else [])]
        return file.draw(Script(order.title, tuple(slides), tuple(lines)))
