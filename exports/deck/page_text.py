"""Text, lines and boxes of a PDF page as SVG: places in inches, sizes in points."""

from collections.abc import Sequence
from html import escape
from typing import Literal

from exports.pictures.fonts import FAMILY
from exports.pictures.text_fit import LINE_HEIGHT, clean_text
from exports.slides.slide import Box

#: SVG units an inch: one unit is one point.
DOT = 72
Anchor = Literal["start", "middle", "end"]


def draw_text(
    text: str,
    left: float,
    foot: float,
    size: float,
    color: str,
    bold: bool = False,
    anchor: Anchor = "start",
) -> str:
    """One line; `foot` is its base line."""
    return (
        f'<text x="{left * DOT:.2f}" y="{foot * DOT:.2f}" font-family="{FAMILY}"'
        f' font-size="{size:g}px" font-weight="{700 if bold else 400}" fill="{color}"'
        f' text-anchor="{anchor}">{escape(clean_text(text))}</text>'
    )


def draw_lines(
    lines: Sequence[str],
    box: Box,
    size: float,
    color: str,
    bold: bool = False,
    anchor: Anchor = "start",
) -> str:
    """Lines in the vertical middle of a box, at its left or right side."""
    step = size * LINE_HEIGHT / DOT
    top = box.top + (box.height - step * len(lines)) / 2
    left = box.left if anchor == "start" else box.left + box.width
    feet = (top + number * step - size * 0.36 / DOT for number in range(1, len(lines) + 1))
    return "".join(
        draw_text(line, left, foot, size, color, bold, anchor)
        for line, foot in zip(lines, feet, strict=True)
    )


def draw_rectangle(box: Box, fill: str, stroke: str = "none") -> str:
    return (
        f'<rect x="{box.left * DOT:.2f}" y="{box.top * DOT:.2f}" width="{box.width * DOT:.2f}"'
        f' height="{box.height * DOT:.2f}" fill="{fill}" stroke="{stroke}" stroke-width="1.5"/>'
    )


def draw_rule(left: float, right: float, top: float, color: str, weight: float) -> str:
    """A line across."""
    return (
        f'<line x1="{left * DOT:.2f}" x2="{right * DOT:.2f}" y1="{top * DOT:.2f}"'
        f' y2="{top * DOT:.2f}" stroke="{color}" stroke-width="{weight:g}"/>'
    )


def place_drawing(svg: str, box: Box) -> str:
    """A drawing inside the page: its own size becomes the view, its place is ours."""
    head, tail = svg.split(">", 1)
    view = head.partition('viewBox="')[2].partition('"')[0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" x="{box.left * DOT:.2f}"'
        f' y="{box.top * DOT:.2f}" width="{box.width * DOT:.2f}"'
        f' height="{box.height * DOT:.2f}" viewBox="{view}">{tail}'
    )


def close_page(parts: Sequence[str], width: float, height: float, ground: str = "#FFFFFF") -> str:
    """The page's SVG on a ground; its size in inches."""
    size = f'width="{width * DOT:.2f}" height="{height * DOT:.2f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}'
        f' viewBox="0 0 {width * DOT:.2f} {height * DOT:.2f}">'
        f'<rect {size} fill="{ground}"/>{"".join(parts)}</svg>'
    )
