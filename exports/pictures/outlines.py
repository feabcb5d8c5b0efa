"""Text of an SVG as shapes, so that it looks the same where our font is not installed.

PowerPoint and browsers set SVG text in whatever font the reader has, and labels then run
over each other. Each text becomes one path of glyph outlines; its words stay beside as
`aria-label`, for search and for those who listen.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from exports.pictures.fonts import find_font_file, find_package_font

SVG = "http://www.w3.org/2000/svg"
_BOLD = re.compile(r"bold|[6-9]00")
_TEXT_ONLY = {"font-family", "font-size", "font-weight", "font-style", "text-anchor", "x", "y"}
_SHIFTS = {"middle": 0.5, "end": 1.0}


def outline_text(svg: str, folder: Path) -> str:
    """The same drawing without any <text>; `folder` holds the cut fonts."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing, not a stranger's
    for text in list(root.iter(f"{{{SVG}}}text")):
        _replace_text(text, folder)
    return ElementTree.tostring(root, encoding="unicode")


def _replace_text(text: ElementTree.Element, folder: Path) -> None:
    """Turn a text element into a group of paths, in place: its position holds for the group."""
    size = float((text.get("font-size") or "11px").removesuffix("px"))
    weight = "bold" if _BOLD.match(text.get("font-weight") or "") else "regular"
    shift = _SHIFTS.get(text.get("text-anchor") or "", 0.0)
    start = float(text.get("x") or 0), float(text.get("y") or 0)
    lines = list(_list_lines(text))
    kept = {name: value for name, value in text.attrib.items() if name not in _TEXT_ONLY}
    text.clear()
    text.tag = f"{{{SVG}}}g"
    text.attrib.update(kept)
    text.set("aria-label", " ".join(line for line, _ in lines))
    for line, down in lines:
        path, width = _draw_line(line, size, weight, folder)
        place = f"translate({start[0] - width * shift:.2f},{start[1] + down:.2f})"
        ElementTree.SubElement(text, f"{{{SVG}}}path", {"d": path, "transform": place})


def _list_lines(text: ElementTree.Element) -> Iterator[tuple[str, float]]:
    """Each line with its distance below the first one (several lines come as tspans)."""
    if text.text:
        yield text.text, 0.0
    down = 0.0
    for span in text:
        down += float(span.get("dy") or 0)
        yield span.text or "", down


def _draw_line(line: str, size: float, weight: str, folder: Path) -> tuple[str, float]:
    """The path's data and the width, both in pixels."""
    parts: list[str] = []
    across = 0.0
    for sign in line:
        outline, advance = _draw_sign(sign, weight, folder)
        parts += _place_outline(outline, size, across)
        across += advance * size
    return "".join(parts), across


def _place_outline(
    outline: tuple[tuple[str, tuple[tuple[float, float], ...]], ...], size: float, across: float
) -> Iterator[str]:
    for command, points in outline:
        places = (f"{x * size + across:.2f},{-y * size:.2f}" for x, y in points)
        yield command + " ".join(places)


@cache
def _draw_sign(
    sign: str, weight: str, folder: Path
) -> tuple[tuple[tuple[str, tuple[tuple[float, float], ...]], ...], float]:
    """Drawing commands and advance of one sign in em; from the whole font where it is rare."""
    from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]

    font = _open_font(find_font_file(folder, weight))
    if ord(sign) not in font.getBestCmap():
        font = _open_font(find_package_font(weight))
    name = font.getBestCmap().get(ord(sign))
    if name is None:
        return (), 0.0 if not sign.isprintable() else 1.0
    glyphs, pen = font.getGlyphSet(), RecordingPen()
    glyphs[name].draw(pen)
    unit = font["head"].unitsPerEm
    return tuple(_translate(pen.value, unit)), glyphs[name].width / unit


def _translate(commands: Any, unit: int) -> Iterator[tuple[str, tuple[tuple[float, float], ...]]]:
    letters = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "closePath": "Z", "endPath": ""}
    for command, points in commands:
        yield letters[command], tuple((x / unit, y / unit) for x, y in points)


@cache
def _open_font(path: Path) -> Any:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    return TTFont(path, lazy=True)
