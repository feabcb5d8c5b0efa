"""The file that a deck is drawn into: our own, the sender's template, or the deck of last time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pptx.util import Emu

from exports.deck.deck_properties import describe_file, write_sections
from exports.deck.pptx_cover import find_cover_layout, write_cover
from exports.deck.script import Given, Script
from exports.slides.native_chart import plan_chart
from exports.slides.pptx_chart import fits_plan, refresh_chart
from exports.slides.pptx_ground import read_ground
from exports.slides.pptx_slide import (
    NAME_PREFIX,
    add_slide,
    describe_chart,
    draw_slide,
    has_handwriting,
    read_chart_path,
    read_key,
    write_speaker_notes,
)
from exports.slides.pptx_template import (
    Base,
    describe_base,
    find_whole,
    open_base,
    open_deck,
    save_deck,
)
from exports.slides.slide import Page, Slide
from views.model.figure import Figure
from words import Words

WORDS = Words(ja={"cover": "表紙", "body": "本編", "appendix": "付録"})
COVER = "cover"


class DeckFile:
    def __init__(self, given: Given) -> None:
        """Raises ExportError for a file that can't or must not be used."""
        self._is_new = given.previous is None
        if given.previous is None:
            self._base = open_base(given.template)
        else:
            self._base = describe_base(open_deck(given.previous))

    @property
    def page(self) -> Page:
        """What slides are composed for."""
        return self._base.page

    @property
    def mixed(self) -> list[str]:
        """The layouts whose ground is light here and dark there, so that no text is read on it."""
        cover, page = find_cover_layout(self._base), self.page
        grounds = {
            cover.name: [read_ground(cover, find_whole(self._base.deck)).is_read(page.title)],
            self._base.layout.name: [self._base.ground.is_read(box) for box in page.list_texts()],
        }
        return [name for name, are_read in grounds.items() if not all(are_read)]

    def draw(self, script: Script) -> bytes:
        """The finished file; a slide of the same key is drawn over."""
        base = replace(self._base, address=script.address)
        old = list(base.deck.slides)
        covers = [_draw_cover(base, script, old)] if script.cover else []
        drawn = [_draw_over(base, slide, old) for slide in script.slides]
        _arrange_slides(base.deck, [*covers, *drawn], old)
        parts = [WORDS["appendix" if slide.is_appendix else "body"] for slide in script.slides]
        named = zip([*covers, *drawn], [WORDS["cover"]] * len(covers) + parts, strict=True)
        write_sections(base.deck, {slide.slide_id: name for slide, name in named})
        describe_file(base.deck, script.title, self._is_new)
        return save_deck(base.deck)

    def list_charts(self) -> list[str]:
        """The paths of the figures whose charts stand on any slide."""
        return [read_chart_path(shape) for shape in self._list_charts()]

    def refresh(self, figures: Mapping[str, Figure]) -> tuple[bytes, list[str]]:
        """The file with new numbers in its charts, by their paths, and which of them took them."""
        taken = []
        for shape in self._list_charts():
            figure = figures.get(read_chart_path(shape))
            if figure is not None and fits_plan(shape.chart, plan := plan_chart(figure)):
                refresh_chart(shape.chart, plan, Emu(shape.width).inches, self._base.face)
                describe_chart(shape, figure)
                taken.append(figure.path)
        return save_deck(self._base.deck), taken

    def _list_charts(self) -> list[Any]:
        shapes = (shape for slide in self._base.deck.slides for shape in slide.shapes)
        return [shape for shape in shapes if read_chart_path(shape)]


# ------------------------------------------------------------------ over the old file


def _draw_over(base: Base, slide: Slide, old: Sequence[Any]) -> Any:
    """Draw over the slide of the same key, or add a new one."""
    same = next((each for each in old if read_key(each) == slide.key), None)
    if same is None:
        return add_slide(base, slide)
    draw_slide(same, base, slide)
    return same


def _arrange_slides(deck: Any, drawn: Sequence[Any], old: Sequence[Any]) -> None:
    """Our slides in their order; each slide made by hand stays behind the one it followed.

    A slide of ours that the order no longer has goes, unless somebody wrote on it.
    """
    entries = {entry.id: entry for entry in deck.slides._sldIdLst}
    ours = [slide.slide_id for slide in drawn]
    followers: dict[int, list[int]] = {}
    last = 0
    for slide in old:
        if slide.slide_id in ours:
            last = slide.slide_id
        elif not read_key(slide) or has_handwriting(slide):
            followers.setdefault(last, []).append(slide.slide_id)
    kept = list(followers.get(0, ()))
    for number in ours:
        kept += [number, *followers.get(number, ())]
    deck.slides._sldIdLst[:] = [entries[number] for number in kept]
    for number in entries.keys() - set(kept):
        deck.part.drop_rel(entries[number].rId)


# ------------------------------------------------------------------ the cover


def _draw_cover(base: Base, script: Script, old: Sequence[Any]) -> Any:
    """The first slide. One that exists already is left as it is but for its texts."""
    same = next((each for each in old if read_key(each) == COVER), None)
    cover = same or base.deck.slides.add_slide(find_cover_layout(base))
    cover._element.cSld.set("name", NAME_PREFIX + COVER)
    write_cover(cover, base, script.title, script.cover, is_new=same is None)
    write_speaker_notes(cover, base, script.cover_notes)
    return cover
