"""The first slide of a deck: what it is called and what it is of, in the template's own fields
where it has them with room enough, else in text boxes of ours."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches

from exports.pictures.text_fit import Fitted, clean_text, fit_text
from exports.slides.pptx_ground import TITLES, Ground, read_ground
from exports.slides.pptx_kept import read_box
from exports.slides.pptx_slide import WORDS as SLIDE_WORDS
from exports.slides.pptx_template import Base, find_whole, list_layouts
from exports.slides.pptx_text import Style, settle_frame, write_lines
from exports.slides.slide import (
    COVER_LINE_SIZE,
    COVER_TITLE,
    COVER_TITLE_SIZE,
    MARGIN,
    Box,
    Page,
)
from words import Words

WORDS = Words(ja={"title": "表紙の題名", "lines": "表紙の説明"})
SMALLEST = 14
#: Inches between a title and the lines that it has no field for; the least height of those.
GAP, LEAST_LINES = 0.15, 1.2


def find_cover_layout(base: Base) -> Any:
    """The template's title slide, else its first layout."""
    layouts = list_layouts(base.deck)
    return next((each for each in layouts if each._element.get("type") == "title"), layouts[0])


def write_cover(cover: Any, base: Base, title: str, lines: Sequence[str], is_new: bool) -> None:
    """On a cover made earlier the texts alone are new."""
    ground = read_ground(cover.slide_layout, find_whole(base.deck))
    named, told = clean_text(title), clean_text("\n".join(lines))
    head = _find_own(cover, "title") or _find_field(cover, TITLES)
    foot = _find_own(cover, "lines") or _find_field(cover, (PP_PLACEHOLDER.SUBTITLE,), told)
    if is_new:
        _remove_others(cover, [head, foot])
        head = head or _add_box(cover, "title", _scale(COVER_TITLE, base.page))
        foot = foot or _add_box(cover, "lines", _place_lines(read_box(head), base.page))
    if head is not None:
        _write_field(head, named, COVER_TITLE_SIZE, base, ground)
    if foot is not None:
        _write_field(foot, told, COVER_LINE_SIZE, base, ground)


def _find_own(cover: Any, key: str) -> Any:
    name = SLIDE_WORDS["own_shape"] + WORDS[key]
    return next((shape for shape in cover.shapes if shape.name == name), None)


def _find_field(cover: Any, kinds: Sequence[Any], text: str = "") -> Any:
    """The placeholder of one of these kinds that has room for a text."""
    found = (shape for shape in cover.placeholders if shape.placeholder_format.type in kinds)
    return next((s for s in found if s.width and _fit(s, text, SMALLEST).text == text), None)


def _remove_others(cover: Any, kept: Sequence[Any]) -> None:
    """A template's further placeholders would show their prompts."""
    spared = [shape.shape_id for shape in kept if shape is not None]
    for shape in list(cover.placeholders):
        if shape.shape_id not in spared:
            shape._element.getparent().remove(shape._element)


def _scale(box: Box, page: Page) -> Box:
    """A place on our own page, on another."""
    own = Page()
    wide, high = page.width / own.width, page.height / own.height
    return Box(box.left * wide, box.top * high, box.width * wide, box.height * high)


def _place_lines(title: Box, page: Page) -> Box:
    """Below a title, or above one that stands at the bottom."""
    top, end = title.bottom + GAP, page.height - MARGIN
    if end - top < LEAST_LINES:
        top, end = max(MARGIN, title.top - GAP - 2 * LEAST_LINES), title.top - GAP
    width = min(max(title.width, page.width / 2), page.width - MARGIN - title.left)
    return Box(title.left, top, width, min(end - top, 2 * LEAST_LINES))


def _add_box(cover: Any, key: str, box: Box) -> Any:
    place = [Inches(side) for side in (box.left, box.top, box.width, box.height)]
    shape = cover.shapes.add_textbox(*place)
    shape.name = SLIDE_WORDS["own_shape"] + WORDS[key]
    settle_frame(shape.text_frame, "bottom" if key == "title" else "top")
    return shape


def _write_field(shape: Any, text: str, size: float, base: Base, ground: Ground) -> None:
    box, fitted = read_box(shape), _fit(shape, text, size)
    field = shape._base_placeholder if shape.is_placeholder else None
    master = shape.part.slide_layout.slide_master
    is_read = field is not None and ground.reads_field(field, master, box)
    style = Style(fitted.size, is_bold=size > 30, color="inherited" if is_read else "text")
    alignment = shape.text_frame.paragraphs[0].alignment
    face = replace(base.face, inks=ground.choose_inks(box))
    write_lines(shape.text_frame, text.split("\n"), style, face)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = alignment


def _fit(shape: Any, text: str, size: float) -> Fitted:
    box = read_box(shape)
    return fit_text(text, box.width * 0.95, box.height * 0.95, size, SMALLEST)
