"""The child process that draws: `python -m exports.pictures.render_process FOLDER` (see
store.child), the folder being the fonts' own.

vl-convert brings a JavaScript engine of some 100 MB that never gives its memory back, and
it may abort; here neither touches the process that serves the screens. A request is a JSON
object:

    {"spec": {…}}                                    -> the chart as SVG, text as text
    {"svg": "…", "format": "png", "scale": 2}        -> png, pdf, or svg with text as shapes
"""

import json
import sys
from pathlib import Path
from typing import Any

import vl_convert

from exports.errors import ExportError
from exports.pictures.fonts import FAMILY, find_package_font, prepare_fonts
from exports.pictures.outlines import outline_text
from exports.pictures.rare_signs import show_missing
from exports.pictures.renderer import LIMITS
from store.child.serving import Answer, Reason, serve

DOTS = 96
#: Japanese only: the engine brings a Latin font of its own.
SAMPLE = "国民会議の令和アー"


def start() -> Answer:
    """Prepare the fonts and test them."""
    folder = register_fonts()
    check_text_is_drawn()
    return lambda request: [draw(json.loads(request), folder)]


def explain(error: Exception) -> Reason:
    """A key of exports.errors.REASONS; the engine's own mistake is told in its first line."""
    if isinstance(error, ExportError):
        return error.reason, error.facts
    return "not_drawn", {"reason": str(error).partition("\n")[0][:200]}


def register_fonts() -> Path:
    """The cut fonts first, the whole ones behind them for rare signs."""
    folder = prepare_fonts(Path(sys.argv[1]) if sys.argv[1:] else None)
    vl_convert.register_font_directory(str(folder))
    for weight in ("regular", "bold"):
        vl_convert.register_font_directory(str(find_package_font(weight).parent))
    return folder


def check_text_is_drawn() -> None:
    """Compare a picture with text against one without, and bold against regular.

    vl-convert draws no text and gives no error where it finds no font.
    """
    empty, regular, bold = (
        _draw_sample(*sample) for sample in (("", 400), (SAMPLE, 400), (SAMPLE, 700))
    )
    if len({empty, regular, bold}) < 3:
        raise ExportError("no_text")


def draw(request: dict[str, Any], folder: Path) -> bytes:
    if "spec" in request:
        return str(vl_convert.vegalite_to_svg(request["spec"], allowed_base_urls=[])).encode()
    svg = show_missing(request["svg"])
    if request["format"] == "pdf":
        return bytes(vl_convert.svg_to_pdf(svg))
    shapes = outline_text(svg, folder)  # quicker than the engine, which asks each font anew
    return draw_png(shapes, request["scale"]) if request["format"] == "png" else shapes.encode()


def draw_png(svg: str, scale: float) -> bytes:
    """A drawing's dot is 1/96 inch, and the file says so: at ×2 it has 192 dots an inch. (The
    engine counts from 72.)"""
    return bytes(vl_convert.svg_to_png(svg, scale=72 / DOTS, ppi=DOTS * scale))


def _draw_sample(text: str, weight: int) -> bytes:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="24">'
        f'<text x="2" y="18" font-family="{FAMILY}" font-weight="{weight}">{text}</text></svg>'
    )
    return bytes(vl_convert.svg_to_png(svg))


if __name__ == "__main__":
    serve(start, explain, LIMITS)
