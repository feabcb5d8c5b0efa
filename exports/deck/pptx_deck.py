"""Decks and single slides as .pptx files, made anew or over the file of last time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from exports.deck.contents import list_contents
from exports.deck.outside_file import open_file
from exports.deck.script import Given, Script
from exports.pictures.text_fit import clean_text
from exports.slides.slide import Page, Slide, compose_slides
from exports.slides.slide_picture import draw_pictures
from views.model.figure import Figure
from words import Words, terms

Report = Callable[[int, int], None]
Advise = Callable[[str], None]
WORDS = Words(
    ja={
        "mixed": "レイアウト「{layout}」は背景に明るい所と暗い所があり、"
        "文字の読めない所ができます。"
        "PowerPoint の「スライド マスター」でこのレイアウトの背景を明るい色か暗い色の"
        "どちらかにそろえ、作り直してください。"
    }
)


@dataclass(frozen=True, slots=True)
class Order:
    """What a deck is made of.

    `own_notes`: figure key -> the remark that stands on its slide. `has_appendix`: behind all
    others the tables whose charts say the same, and the further rows of long ones.
    `template`: a .pptx, .potx or .pptm whose layouts and colours are used. `previous`: the deck of
    last time; what was written into it by hand stays. Of the two, `previous` decides the looks.
    `address`: the app's own, that the codes on the slides lead to; "" without links.
    """

    title: str
    subtitle: str
    figures: Sequence[Figure]
    own_notes: Mapping[str, str] = field(default_factory=dict)
    has_appendix: bool = False
    template: bytes | None = None
    previous: bytes | None = None
    address: str = ""
    #: A page with each item's finding, instead of slides of those that can show nothing.
    has_contents: bool = False
    #: The log's seal at the moment that the figures reach to.
    seal: str = ""

    @property
    def is_practice(self) -> bool:
        return any(figure.is_practice for figure in self.figures)

    @property
    def shown(self) -> list[Figure]:
        """The figures that have a slide of their own; one that somebody wrote on keeps it."""
        if not self.has_contents:
            return list(self.figures)
        told = [each for each in self.figures if not each.is_silent or self.own_notes.get(each.key)]
        return [*list_contents(self.figures), *told]

    def replace_files(self, template: bytes | None, previous: bytes | None) -> "Order":
        """The same order on another template or over another file."""
        return replace(self, template=template, previous=previous)


def export_slide(figure: Figure, template: bytes | None = None) -> bytes:
    """One figure as a file of one slide. Raises ExportError."""
    with open_file(Given(template)) as file:
        [slide, *_] = compose_slides(figure, file.page)
        return file.draw(Script(figure.title, (draw_pictures(slide),)))


def export_deck(
    order: Order,
    report: Report = lambda done, count: None,
    advise: Advise = lambda advice: None,
) -> bytes:
    """The whole deck; `report` hears after each slide, `advise` what somebody should do about the
    template. Raises ExportError."""
    with open_file(Given(order.template, order.previous)) as file:
        for layout in file.mixed:
            advise(WORDS["mixed"].format(layout=clean_text(layout)))
        composed, slides = compose_deck(order, file.page), []
        for number, slide in enumerate(composed, 1):
            slides.append(draw_pictures(slide))
            report(number, len(composed))
        lines = [order.subtitle, *([terms.DATA_KINDS["practice"]] if order.is_practice else [])]
        return file.draw(
            Script(order.title, tuple(slides), tuple(lines), order.seal, order.address)
        )


def compose_deck(order: Order, page: Page) -> list[Slide]:
    """The slides of an order as they follow each other: the appendix, if wanted, behind all."""
    composed = [
        slide
        for figure in order.shown
        for slide in compose_slides(figure, page, order.own_notes.get(figure.key, ""))
    ]
    appendix = [slide for slide in composed if slide.is_appendix]
    shown = [slide for slide in composed if not slide.is_appendix]
    return [*shown, *appendix] if order.has_appendix else shown
