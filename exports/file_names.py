"""Names of exported files: what, scope, fiscal year, as of; good on Windows, macOS and Linux."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from views.model.figure import Figure
from words import Words

WORDS = Words(
    ja={
        "practice": "演習",
        "version": "第{version}回取込時点",
        "refreshed": "{stem}_数値更新",
        "minutes": "議事録_{name}_{held_on}",
    }
)

#: Windows counts UTF-16 units up to 255 with the extension, Linux bytes: Japanese takes three.
STEM_BYTES = 180
#: Not allowed on Windows, or read as something else by shells, mail programs and browsers.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*#%\s]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def name_file(figure: Figure, extension: str) -> str:
    """The name of a figure's file (演習_ in front of invented data).

    >>> import pandas as pd
    >>> figure = Figure("k", "", "活動計画", pd.DataFrame(), {}, fiscal_year=2021, version=4)
    >>> name_file(figure, "png")
    '活動計画_令和3年度_第4回取込時点.png'
    """
    version = WORDS["version"].format(version=figure.version) if figure.version else ""
    parts = (figure.topic or figure.key, figure.scope_text, figure.year_text, version)
    stem = mark_practice_file("_".join(part for part in parts if part), figure.is_practice)
    return f"{clean_stem(stem)}.{extension}"


def name_deck(title: str, figures: Sequence[Figure], extension: str) -> str:
    """The name of a file of several figures, by the rule for one: the first that is of a year says
    which, and the scope."""
    first = next((figure for figure in figures if figure.fiscal_year), figures[0])
    return name_file(replace(first, topic=title), extension)


def name_minutes(name: str, held_on: str, is_practice: bool) -> str:
    """The name of a meeting's minutes.

    >>> name_minutes("第5回 企画部会", "2026-11-20", is_practice=False)
    '議事録_第5回_企画部会_2026-11-20.docx'
    """
    stem = WORDS["minutes"].format(name=name, held_on=held_on)
    return f"{clean_stem(mark_practice_file(stem, is_practice))}.docx"


def name_refreshed(given: str, is_practice: bool) -> str:
    """The name of somebody's own deck with new numbers in it.

    >>> name_refreshed("部会資料.pptx", is_practice=False)
    '部会資料_数値更新.pptx'
    """
    stem = WORDS["refreshed"].format(stem=given.removesuffix(".pptx"))
    return f"{clean_stem(mark_practice_file(stem, is_practice))}.pptx"


def mark_practice_file(stem: str, is_practice: bool) -> str:
    """
    >>> mark_practice_file("行事予定", is_practice=True)
    '演習_行事予定'
    """
    return f"{WORDS['practice']}_{stem}" if is_practice else stem


def clean_stem(text: str) -> str:
    r"""A file name's stem without what systems refuse, cut to a length all of them take.

    >>> clean_stem('a/b:c?\n"d".'), clean_stem("CON"), clean_stem("..")
    ('a_b_c_d', '_CON', '_')
    """
    plain = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", text))
    printable = "".join(sign for sign in plain if unicodedata.category(sign)[0] != "C")
    stem = _cut(printable).strip("._ ")
    return f"_{stem}" if not stem or _RESERVED.match(stem) else stem


def _cut(text: str) -> str:
    return text.encode()[:STEM_BYTES].decode(errors="ignore")
