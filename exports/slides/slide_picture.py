"""A figure's chart as a picture on a slide: without its frame, for the slide has one."""

import struct
from dataclasses import replace

from exports.pictures.picture import compose_svg, export_png
from exports.pictures.picture_frame import measure_svg
from exports.pictures.renderer import open_renderer
from exports.slides.slide import Box, ChartPart, NoticePart, Part, Slide
from views.model.figure import Figure

#: Some 200 dots an inch on a slide.
SCALE = 2.0


def draw_pictures(slide: Slide) -> Slide:
    """The slide as whoever only sets it needs it: its pictures drawn, nothing left that draws.
    Raises ExportError."""
    return replace(slide, parts=tuple(_draw_part(part) for part in slide.parts))


def _draw_part(part: Part) -> Part:
    if isinstance(part, NoticePart):
        return part
    bare = replace(part.figure, chart=None)
    if isinstance(part, ChartPart) and not part.is_native:
        picture = export_png(part.figure, SCALE, is_framed=False)
        return replace(part, figure=bare, picture=picture)
    return replace(part, figure=bare)


def draw_svg(figure: Figure, box: Box) -> tuple[str, Box]:
    """The same with its text as text, for a page of a PDF. Raises ExportError."""
    svg = compose_svg(figure, open_renderer(), is_framed=False)
    return svg, fit_box(*measure_svg(svg), box)


def measure_png(content: bytes) -> tuple[float, float]:
    """Width and height in pixels, from the picture's header."""
    width, height = struct.unpack(">II", content[16:24])
    return float(width), float(height)


def fit_box(width: float, height: float, box: Box) -> Box:
    """The largest place of this shape inside a box, in the middle.

    >>> fit_box(200, 100, Box(0, 0, 4, 4))
    Box(left=0.0, top=1.0, width=4.0, height=2.0)
    """
    share = min(box.width / width, box.height / height)
    wide, high = width * share, height * share
    return Box(box.left + (box.width - wide) / 2, box.top + (box.height - high) / 2, wide, high)
