"""A figure's chart as a picture on a slide: without its frame, for the slide has one."""

import struct
from dataclasses import replace

from charts.theme import Place
from exports.pictures.picture import compose_bare_svg
from exports.pictures.picture_frame import measure_svg
from exports.pictures.renderer import open_renderer
from exports.pictures.text_fit import POINTS_PER_INCH
from exports.slides.slide import Box, ChartPart, NoticePart, Part, Slide
from views.model.figure import Figure

#: Dots a point: 192 an inch on a slide.
SCALE = 192 / POINTS_PER_INCH
#: Type on a slide, in points, and how far a small chart grows.
LEAST_TYPE, MOST_GROWTH = 12.5, 1.3


def draw_pictures(slide: Slide) -> Slide:
    """The slide as whoever only sets it needs it: its pictures drawn, nothing left that draws.
    Raises ExportError."""
    return replace(slide, parts=tuple(_draw_part(part) for part in slide.parts))


def _draw_part(part: Part) -> Part:
    if isinstance(part, NoticePart):
        return part
    bare = replace(part.figure, chart=None)
    if isinstance(part, ChartPart) and not part.is_native:
        renderer = open_renderer()
        svg, box = draw_svg(part.figure, part.box)
        scale = SCALE * POINTS_PER_INCH * box.width / measure_svg(svg)[0]
        picture = renderer.convert_svg(svg, "png", scale)
        return replace(part, figure=bare, picture=picture)
    return replace(part, figure=bare)


def draw_svg(figure: Figure, box: Box) -> tuple[str, Box]:
    """The chart as an SVG in the shape of its box, and where in the box it stands.
    Raises ExportError."""
    room = Place(box.width * POINTS_PER_INCH, box.height * POINTS_PER_INCH, LEAST_TYPE, MOST_GROWTH)
    svg = compose_bare_svg(figure, open_renderer(), room)
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
