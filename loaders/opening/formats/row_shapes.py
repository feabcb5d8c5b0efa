"""Rows of a sheet part that are written like an earlier one but for their number and texts.

A table's rows repeat each other. The first of a shape is taken apart by a regular expression; of
the others only the texts are cut out, once all that stands around these is found to be the same.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from loaders.opening.formats.xml_text import unescape_xml

#: What texts are cut out at, and what stands for a row's number: no character of XML.
CUT, NUMBER = "\0", "\1"
_TEXT_TAGS = ("<v>", "</v>", "<t>", "</t>")
_ROW = '<row r="'
#: Characters of all shapes; a sheet of more is no table, and is taken apart row by row.
_ROOM = 1 << 22


class PlainCells(NamedTuple):
    """A row's cells, none with formula, error or rich text; `styles` is None when all are
    shared strings."""

    columns: tuple[int, ...]
    styles: tuple[str, ...] | None
    types: tuple[str, ...]
    texts: Sequence[str]


class Row(NamedTuple):
    """One <row>, its cells one by one or `plain`. `ordered`: its cells ascend, and no row
    came before with its number."""

    number: int
    hidden: bool
    cells: list["Cell"]
    plain: PlainCells | None = None
    ordered: bool = True


#: one <c>: column, style, type, "" or a formula's mark, content of <v>, content of <is>
Cell = tuple[int, str, str, str, str, str]


def holds_marks(xml: str) -> bool:
    """Whether a text, which is no XML then, has such a sign of its own."""
    return CUT in xml or NUMBER in xml


def cut_texts(xml: str) -> str:
    """Marks where each text begins and ends.

    >>> cut_texts("<c><v>3</v></c>").split(CUT)
    ['<c><v>', '3', '</v></c>']
    """
    for tag in _TEXT_TAGS:
        if tag in xml:
            xml = xml.replace(tag, CUT + tag if tag[1] == "/" else tag + CUT)
    return xml


def join_texts(piece: str) -> str:
    """A piece as it was before its texts were cut."""
    return piece.replace(CUT, "")


class Shape(NamedTuple):
    """What rows have in common: what stands around the texts, `NUMBER` in place of the row's, and
    the cells that have a text."""

    frame: str
    hidden: bool
    columns: tuple[int, ...]
    styles: tuple[str, ...] | None
    types: tuple[str, ...]


class RowShapes:
    """The shapes of one sheet's rows so far; a row is a piece whose texts are cut."""

    def __init__(self) -> None:
        #: by their frames without the number's digits anywhere
        self._known: dict[str, Shape] = {}
        self._room = _ROOM

    def find(self, piece: str) -> Row | None:
        """The row, where an earlier one is written like it."""
        frame, digits, texts = _part(piece)
        shape = self._known.get(frame.replace(digits, ""))
        if shape is None or shape.frame.replace(NUMBER, digits) != frame or not _is_number(digits):
            return None
        if "&" in piece:
            texts = [*map(unescape_xml, texts)]
        cells = PlainCells(shape.columns, shape.styles, shape.types, texts)
        return Row(int(digits), shape.hidden, [], cells)

    def learn(self, piece: str, row: Row) -> None:
        """Remember how a row was written, where it is plain and each of its texts was cut."""
        if row.plain is None or self._room < 0:
            return
        frame, digits, texts = _part(piece)
        if digits != str(row.number):
            return
        columns, styles, types, said = row.plain
        filled = [at for at, text in enumerate(said) if text]
        if [said[at] for at in filled] != [*map(unescape_xml, texts)]:
            return
        self._room -= len(frame)
        self._known[frame.replace(digits, "")] = Shape(
            re.sub(rf'(<row r="|<c r="[A-Z]+){digits}"', rf'\1{NUMBER}"', frame),
            row.hidden,
            tuple(columns[at] for at in filled),
            styles and tuple(styles[at] for at in filled),
            types and tuple(types[at] for at in filled),
        )


def _part(piece: str) -> tuple[str, str, list[str]]:
    """What stands around a row's texts, its number's digits ("\\n" for none), and its texts."""
    parts = piece.split(CUT)
    start = piece.find(_ROW) + len(_ROW)
    return CUT.join(parts[::2]), piece[start : piece.find('"', start)] or "\n", parts[1::2]


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) <= 7
