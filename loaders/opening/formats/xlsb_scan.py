"""Our own reading of an xlsb workbook: the records of [MS-XLSB] 2.4 that hold values.

Each part is a run of records: a number, a length (both in sevens of bits), the content.
What it is worth: calamine alone shows an error value as a blank, and neither merged, hidden nor
struck cells nor per cents, so that a merged government would be missing in all rows but one.
"""

import itertools
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.grid import Area, Value
from loaders.opening import limits
from loaders.opening.formats import number_formats
from loaders.opening.formats.cell_styles import CellStyle
from loaders.opening.formats.number_formats import shorten_number
from loaders.opening.formats.xlsx_book import read_relations
from loaders.opening.formats.xml_text import decode_line_ends, join_runs
from loaders.opening.package_scan import Parts
from loaders.opening.refusals import RefusalError
from loaders.opening.sparse_grid import SparseGrid

_ROW, _BLANK, _RK, _ERROR, _BOOLEAN, _REAL, _STRING, _SHARED = range(8)
_FORMULA_STRING, _FORMULA_NUMBER, _FORMULA_BOOLEAN, _FORMULA_ERROR = range(8, 12)
_RICH_STRING = 62
_SHARED_ITEM, _FONT, _FORMAT, _STYLE, _COLUMN, _BOOK_PROPERTIES, _SHEET, _MERGE = (
    19,
    43,
    44,
    47,
    60,
    153,
    156,
    176,
)
_STYLES_BEGIN, _STYLES_END = 617, 618
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_HIDDEN_ROW, _STRUCK_FONT, _RICH_TEXT = 0x10, 0x08, 0x01
_CELL_HEAD = 8
_BOOK = "xl/workbook.bin"


@dataclass(slots=True)
class _Book:
    parts: Parts
    sheets: list[tuple[str, str, bool]]
    since_1904: bool
    styles: list[CellStyle]
    struck_fonts: list[bool]
    shared: list[str]


def read_grids(parts: Parts) -> Iterator[SparseGrid]:
    """Each worksheet. Raises RefusalError("damaged") for records that don't hold together."""
    try:
        book = _read_book(parts)
        for name, part, hidden in book.sheets:
            grid = SparseGrid(name, hidden, since_1904=book.since_1904)
            yield _GridReader(book, grid).read(parts[part])
    except (struct.error, IndexError, KeyError, UnicodeDecodeError) as error:
        raise RefusalError("damaged") from error


def iterate_records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record; a last one cut short is an IndexError.

    >>> list(iterate_records(bytes([0x9C, 0x01, 2, 7, 8])))
    [(156, b'\\x07\\x08')]
    """
    place, end = 0, len(part)
    while place < end:
        number, place = part[place], place + 1
        if number & 0x80:
            number, place = (number & 0x7F) | (part[place] & 0x7F) << 7, place + 1
        length = shift = 0
        more = True
        while more and shift < 28:
            byte, place = part[place], place + 1
            length |= (byte & 0x7F) << shift
            shift, more = shift + 7, byte > 0x7F
        if place + length > end:
            raise IndexError("record cut short")
        yield number, part[place : place + length]
        place += length


def _read_text(content: bytes, place: int) -> tuple[str, int]:
    """A counted UTF-16 text and the place behind it; a null text is empty."""
    (length,) = struct.unpack_from("<I", content, place)
    place += 4
    if length == 0xFFFFFFFF:
        return "", place
    end = place + length * 2
    if end > len(content):
        raise IndexError("text cut short")
    return decode_line_ends(content[place:end].decode("utf-16-le", "replace")), end


def _read_book(parts: Parts) -> _Book:
    relations = read_relations(parts, _BOOK)
    by_type = {kind: target for kind, target in relations.values()}
    sheets, since_1904 = [], False
    for number, content in iterate_records(parts[_BOOK]):
        if number == _BOOK_PROPERTIES:
            since_1904 = bool(content[0] & 1)
        elif number == _SHEET:
            key, place = _read_text(content, 8)
            kind, target = relations.get(key, ("", ""))
            if kind == "worksheet":
                hidden = content[:4] != bytes(4)
                sheets.append((_read_text(content, place)[0], target, hidden))
    struck_fonts, styles = _read_styles(parts.get(by_type.get("styles", ""), b""))
    shared = parts.get(by_type.get("sharedStrings", ""), b"")
    texts = [
        _read_rich_text(item, 0, struck_fonts)
        for number, item in iterate_records(shared)
        if number == _SHARED_ITEM
    ]
    return _Book(parts, sheets, since_1904, styles, struck_fonts, texts)


def _read_rich_text(content: bytes, place: int, struck_fonts: list[bool]) -> str:
    """A text with the runs behind it: where each begins, and its font (2.5.121, 2.5.155)."""
    text, end = _read_text(content, place + 1)
    if not content[place] & _RICH_TEXT:
        return text
    (count,) = struct.unpack_from("<I", content, end)
    starts = [struct.unpack_from("<HH", content, end + 4 + 4 * at) for at in range(count)]
    bounds = [0, *(start for start, _ in starts), len(text)]
    fonts = [None, *(struck_fonts[font] for _, font in starts)]
    pieces = (text[start:stop] for start, stop in itertools.pairwise(bounds))
    return join_runs((piece, font) for piece, font in zip(pieces, fonts, strict=True) if piece)


def _read_styles(part: bytes) -> tuple[list[bool], list[CellStyle]]:
    """Whether each font is struck through, and each cell style, in their order."""
    fonts: list[bool] = []
    styles: list[CellStyle] = []
    codes: dict[int, str] = {}
    inside = False
    for number, content in iterate_records(part):
        if number == _FORMAT:
            codes[struct.unpack_from("<H", content)[0]] = _read_text(content, 2)[0]
        elif number == _FONT:
            fonts.append(bool(content[2] & _STRUCK_FONT))
        elif number in (_STYLES_BEGIN, _STYLES_END):
            inside = number == _STYLES_BEGIN
        elif number == _STYLE and inside:
            key, font = struct.unpack_from("<HH", content, 2)
            built_in = number_formats.find_built_in(key)
            found = number_formats.find_format(codes[key]) if key in codes else built_in
            styles.append(CellStyle(*found, fonts[font] if font < len(fonts) else False))
    return fonts, styles


def decode_rk(raw: int) -> float:
    """A number packed into 32 bits ([MS-XLSB] 2.5.122).

    >>> decode_rk(133 << 2 | 2), decode_rk(5700 << 2 | 3)
    (133.0, 57.0)
    """
    number: float
    if raw & 2:
        number = float((raw >> 2) - (1 << 30 if raw >> 31 else 0))
    else:
        number = struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))[0]
    return number / 100 if raw & 1 else number


class _GridReader:
    """Collects one sheet part's rows; records count rows and columns from 0."""

    def __init__(self, book: _Book, grid: SparseGrid) -> None:
        self.book = book
        self.grid = grid
        self.row = 0
        self.values: list[Value] = []
        self.readers: dict[int, Callable[[bytes], Value]] = {
            _RK: lambda cell: self._read_number(
                cell, decode_rk(*struct.unpack_from("<I", cell, 8))
            ),
            _REAL: lambda cell: self._read_number(cell, *struct.unpack_from("<d", cell, 8)),
            _FORMULA_NUMBER: lambda cell: self._read_number(
                cell, *struct.unpack_from("<d", cell, 8)
            ),
            _BOOLEAN: lambda cell: cell[8] != 0,
            _FORMULA_BOOLEAN: lambda cell: cell[8] != 0,
            _STRING: lambda cell: _read_text(cell, 8)[0],
            _FORMULA_STRING: lambda cell: _read_text(cell, 8)[0],
            _RICH_STRING: lambda cell: _read_rich_text(cell, 8, book.struck_fonts),
            _SHARED: lambda cell: self.book.shared[struct.unpack_from("<I", cell, 8)[0]],
            _ERROR: self._note_error,
            _FORMULA_ERROR: self._note_error,
        }

    def read(self, part: bytes) -> SparseGrid:
        for number, content in iterate_records(part):
            if number in self.readers:
                self._add_cell(content, self.readers[number])
            elif number == _ROW:
                self._start_row(content)
            elif number == _COLUMN:
                self._hide_columns(content)
            elif number == _MERGE:
                self._add_merge(content)
        self._end_row()
        self.grid.trim_hidden()
        return self.grid

    def _start_row(self, content: bytes) -> None:
        self._end_row()
        self.row = struct.unpack_from("<I", content)[0] + 1
        if content[11] & _HIDDEN_ROW:
            self.grid.hidden_rows.add(self.row)

    def _end_row(self) -> None:
        if self.row in self.grid.rows:
            raise RefusalError("damaged")
        self.grid.add_trimmed(self.row, self.values)
        self.values = []

    def _add_cell(self, content: bytes, read: Callable[[bytes], Value]) -> None:
        column = struct.unpack_from("<I", content)[0]
        if not len(self.values) <= column < limits.EXCEL_COLUMNS:
            raise RefusalError("damaged")
        self.values += [""] * (column - len(self.values))
        value = read(content)
        self.values.append(value)
        place = (self.row, column + 1)
        if value != "" or place in self.grid.errors:
            self.grid.mark(place, self._find_style(content), value)

    def _find_style(self, content: bytes) -> CellStyle:
        index = struct.unpack_from("<I", content, 4)[0] & 0xFFFFFF
        return self.book.styles[index] if index < len(self.book.styles) else CellStyle()

    def _note_error(self, content: bytes) -> Value:
        place = (self.row, struct.unpack_from("<I", content)[0] + 1)
        self.grid.errors[place] = _ERRORS.get(content[_CELL_HEAD], "#VALUE!")
        return ""

    def _read_number(self, content: bytes, value: float) -> Value:
        number = shorten_number(value)
        if number is None:
            return ""
        kind = self._find_style(content).kind
        return number_formats.convert_serial(number, kind, self.book.since_1904)

    def _hide_columns(self, content: bytes) -> None:
        first, last, _, _, flags = struct.unpack_from("<IIIIH", content)
        if flags & 1:
            last = min(last, limits.EXCEL_COLUMNS - 1)
            self.grid.hidden_columns.update(range(first + 1, last + 2))

    def _add_merge(self, content: bytes) -> None:
        if len(self.grid.merges) >= limits.MERGES:
            raise RefusalError("merges", sheet=self.grid.sheet, limit=limits.MERGES)
        top, bottom, left, right = struct.unpack_from("<IIII", content)
        if top <= bottom < limits.EXCEL_ROWS and left <= right < limits.EXCEL_COLUMNS:
            self.grid.merges.append(Area(top + 1, left + 1, bottom + 1, right + 1))
