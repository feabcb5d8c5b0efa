"""A picture's frame: the finding above the chart, where the figure comes from below it.

Works on SVG text: the chart's own drawing is put, untouched, into a larger one. Sizes are
in pixels at ×1. Everything wraps, so that a long name makes the picture higher, not wider.
"""

import re
from dataclasses import dataclass
from html import escape

from charts.theme import INK, MUTED, SUBTITLE_SIZE, TITLE_SIZE
from exports.pictures.fonts import FAMILY
from exports.pictures.text_fit import LINE_HEIGHT, clean_text, wrap_text

MARGIN = 24
LEAST_WIDTH = 720
NOTE_SIZE = 14
STAMP_SIZE = 16
STAMP_HEIGHT = 32
_SIZE = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a chart. `notice` stands where there is no chart to show."""

    title: str
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    stamp: str = ""
    notice: str = ""


@dataclass(slots=True)
class _Drawing:
    """Parts of an SVG from top to bottom, and how far down they reach."""

    width: float
    parts: list[str]
    height: float = 0.0

    def add_text(self, text: str, size: int, color: str, weight: int = 400) -> None:
        room = (self.width - 2 * MARGIN) / size
        for line in wrap_text(clean_text(text), room) if text else ():
            self.height += size * LINE_HEIGHT
            self.parts.append(render_text(line, MARGIN, self.height, size, color, weight))

    def add_stamp(self, text: str) -> None:
        """White on dark over the whole width: no crop of the chart loses it unseen."""
        box = f'<rect width="{self.width:g}" height="{STAMP_HEIGHT}" fill="{INK}"/>'
        words = render_text(text, MARGIN, STAMP_HEIGHT - 6, STAMP_SIZE, "#FFFFFF", 700)
        self.parts += [box, words]
        self.height += STAMP_HEIGHT

    def add_chart(self, svg: str) -> None:
        """The chart as a group at the left margin (a nested drawing would cost a layer)."""
        inside = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
        self.parts.append(f'<g transform="translate({MARGIN},{self.height:g})">{inside}</g>')
        self.height += measure_svg(svg)[1]


def frame_chart(chart: str | None, caption: Caption, ground: str = "#FFFFFF") -> str:
    """One SVG of the stamp, the finding, the chart (an SVG) and the notes, on a ground."""
    width = LEAST_WIDTH if chart is None else measure_svg(chart)[0] + 2 * MARGIN
    drawing = _Drawing(max(width, LEAST_WIDTH), [])
    if caption.stamp:
        drawing.add_stamp(caption.stamp)
    drawing.height += MARGIN / 2
    drawing.add_text(caption.title, TITLE_SIZE, INK, 700)
    drawing.add_text(caption.subtitle, SUBTITLE_SIZE, MUTED)
    drawing.height += MARGIN / 2
    if chart is None:
        drawing.add_text(caption.notice, TITLE_SIZE, MUTED)
    else:
        drawing.add_chart(chart)
    drawing.height += MARGIN / 2
    for note in caption.notes:
        drawing.add_text(note, NOTE_SIZE, MUTED)
    drawing.height += MARGIN / 2
    return _close(drawing, caption.title, ground)


def measure_svg(svg: str) -> tuple[float, float]:
    """Width and height of a drawing in pixels.

    >>> measure_svg('<svg class="marks" width="20" height="10.5" viewBox="0 0 20 10.5"></svg>')
    (20.0, 10.5)
    """
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("an SVG without width and height")
    return float(found[1]), float(found[2])


def render_text(text: str, x: float, y: float, size: int, color: str, weight: int) -> str:
    """One line of text; `y` is where its lower edge stands, so the baseline is a bit higher."""
    return (
        f'<text x="{x:g}" y="{y - size * 0.28:g}" font-family="{FAMILY}" font-size="{size}px"'
        f' font-weight="{weight}" fill="{color}">{escape(clean_text(text))}</text>'
    )


def _close(drawing: _Drawing, title: str, ground: str) -> str:
    width, height = f"{drawing.width:g}", f"{drawing.height:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}"><title>{escape(clean_text(title))}</title>'
        f'<rect width="{width}" height="{height}" fill="{ground}"/>{"".join(drawing.parts)}</svg>'
    )
