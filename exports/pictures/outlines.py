"""Text of an SVG as shapes, so that it looks the same where our font is not installed.

PowerPoint and browsers set SVG text in whatever font the reader has, and labels then run
over each other. Each text becomes one path of glyph outlines; its words stay beside as
`aria-label`, for search and for those who listen.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from exports.pictures.fonts import find_font_file, find_package_font
from exports.pictures.rare_signs import SIGNS

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
    for sign, selector in SIGNS.findall(line):
        outline, advance = _draw_sign(sign, selector, size, weight, folder)
        parts.append(f"M{across:.2f},0{outline}")
        across += advance
    return "".join(parts), across


@lru_cache(10_000)
def _draw_sign(
    sign: str, selector: str, size: float, weight: str, folder: Path
) -> tuple[str, float]:
    """The outline from where the sign stands, and its advance, in pixels; from the whole font
    where it is rare or a variant."""
    from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]

    font = _open_font(find_font_file(folder, weight))
    if selector or ord(sign) not in font.getBestCmap():
        font = _open_font(find_package_font(weight))
    name = _find_glyph(font, sign, selector)
    if name is None:  # without a shape, or it would have been shown as another
        return "", 0.0
    glyphs, pen = font.getGlyphSet(), RecordingPen()
    glyphs[name].draw(pen)
    scale = size / font["head"].unitsPerEm
    return "".join(_translate(pen.value, scale)), glyphs[name].width * scale


def _find_glyph(font: Any, sign: str, selector: str) -> str | None:
    variants = font["cmap"].getcmap(0, 5).uvsDict.get(ord(selector), ()) if selector else ()
    usual: str | None = font.getBestCmap().get(ord(sign))
    return dict(variants).get(ord(sign)) or usual


def _translate(commands: Any, scale: float) -> Iterator[str]:
    """Each command with its points as steps from where the last one ended."""
    letters = {"moveTo": "m", "lineTo": "l", "curveTo": "c", "closePath": "z", "endPath": ""}
    start = end = (0.0, 0.0)
    for command, points in commands:
        places = [(round(x * scale, 2), round(-y * scale, 2)) for x, y in points]
        steps = (f"{x - end[0]:.2f},{y - end[1]:.2f}" for x, y in places)
        yield letters[command] + " ".join(steps)
        end = places[-1] if places else start
        start = end if command == "moveTo" else start


@cache
def _open_font(path: Path) -> Any:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    return TTFont(path, lazy=True)
