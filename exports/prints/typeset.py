"""Printed pages set by Typst: tagged PDF (PDF/UA-1), in our font and no other.

Words come as data and are never markup, so a name that looks like a command stays a name. Typst
refuses a page without a title, a language or a picture's alternative text.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from exports.errors import ExportError
from exports.pictures.fonts import WEIGHTS, find_package_font, prepare_fonts
from exports.pictures.rare_signs import show_missing, tell_missing
from exports.pictures.text_fit import QUANTITY

FOLDER = Path(__file__).parent


def typeset(page: str, said: Mapping[str, Any]) -> bytes:
    """The PDF of a page (`<page>.typ` beside this file) filled with what it says.
    Raises ExportError."""
    words = json.dumps(said, ensure_ascii=False)
    try:
        content = typst.compile(
            FOLDER / f"{page}.typ",
            root=FOLDER,
            font_paths=_open_fonts(),
            sys_inputs={
                "said": show_missing(words),
                "missing": tell_missing(words),
                "quantity": QUANTITY,
            },
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        raise ExportError("not_drawn", reason=str(error).partition("\n")[0][:200]) from error
    assert isinstance(content, bytes)
    return content


@cache
def _open_fonts() -> typst.Fonts:
    """The cut fonts, and behind them the whole ones for rare signs."""
    folders = [prepare_fonts(), *(find_package_font(weight).parent for weight in WEIGHTS)]
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
