"""The child process that draws: `python -m exports.pictures.render_process`, fed through pipes.

vl-convert brings a JavaScript engine of some 100 MB that never gives its memory back, and
it may abort; here neither touches the process that serves the screens. Requests and answers
are frames (`exports.pictures.pipes`). A request is a JSON object:

    {"spec": {…}}                                    -> the chart as SVG, text as text
    {"svg": "…", "format": "png", "scale": 2}        -> png, pdf, or svg with text as shapes

An answer begins with "+" and holds the bytes, or with "-" and holds a reason (a key of
texts.EXPORT_ERRORS) and its details as JSON. The first frame tells how the start went.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

import vl_convert

from exports.errors import ExportError
from exports.pictures.fonts import FAMILY, find_package_font, prepare_fonts
from exports.pictures.outlines import outline_text
from exports.pictures.pipes import read_frame, write_frame

#: Viewers of the screens come first.
NICENESS = 5
#: Japanese only: the engine brings a Latin font of its own.
SAMPLE = "国民会議の令和アー"


def main() -> None:
    """Prepare the fonts, test them, then serve requests until the parent closes the pipe."""
    requests, answers = sys.stdin.buffer, _claim_standard_output()
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    try:
        folder = register_fonts()
        check_text_is_drawn()
    except ExportError as error:
        write_frame(answers, _render_refusal(error.reason, error.facts))
        return
    write_frame(answers, b"+")
    while (request := read_frame(requests)) is not None:
        write_frame(answers, answer(json.loads(request), folder))


def register_fonts() -> Path:
    """The cut fonts first, the whole ones behind them for rare signs."""
    folder = prepare_fonts()
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


def answer(request: dict[str, Any], folder: Path) -> bytes:
    """One request's answer; a drawing that fails is told, not raised."""
    try:
        return b"+" + serve(request, folder)
    except ExportError as error:
        return _render_refusal(error.reason, error.facts)
    except Exception as error:  # the engine's own mistake is no reason to leave without word
        return _render_refusal("not_drawn", {"reason": str(error).splitlines()[0][:200]})


def serve(request: dict[str, Any], folder: Path) -> bytes:
    if "spec" in request:
        return str(vl_convert.vegalite_to_svg(request["spec"], allowed_base_urls=[])).encode()
    svg = request["svg"]
    if request["format"] == "png":
        return bytes(vl_convert.svg_to_png(svg, scale=request["scale"]))
    if request["format"] == "pdf":
        return bytes(vl_convert.svg_to_pdf(svg))
    return outline_text(svg, folder).encode()


def _draw_sample(text: str, weight: int) -> bytes:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="24">'
        f'<text x="2" y="18" font-family="{FAMILY}" font-weight="{weight}">{text}</text></svg>'
    )
    return bytes(vl_convert.svg_to_png(svg))


def _render_refusal(reason: str, facts: dict[str, object]) -> bytes:
    return b"-" + json.dumps([reason, facts]).encode()


def _claim_standard_output() -> BinaryIO:
    """The pipe to the parent, out of reach of a library's print."""
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    return pipe


if __name__ == "__main__":
    main()
