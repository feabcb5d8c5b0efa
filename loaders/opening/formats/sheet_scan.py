"""Our own reading of one xlsx sheet part: every row's cells, as text, with their marks.

Two ways to the same rows. `scan_plain` knows only the spelling that Excel, LibreOffice,
openpyxl and the like write, and is fast; at anything else it raises `UnusualXmlError`, and
`scan_any` (expat) reads the sheet again, however it is spelt. What the first is worth: 5,000 × 20
cells take it about 3 times as long as a bare calamine, and expat 11 times.
"""

import itertools
import operator
import re
import xml.parsers.expat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from loaders.grid import Area
from loaders.opening import limits
from loaders.opening.formats.row_blocks import Block, RowBlocks
from loaders.opening.formats.row_shapes import (
    Cell,
    PlainCells,
    Row,
    RowShapes,
    cut_texts,
    holds_marks,
    join_texts,
)
from loaders.opening.formats.xml_text import (
    References,
    decode_escapes,
    decode_references,
    is_set,
    join_runs,
    read_rich_text,
    unescape_xml,
)
from loaders.opening.refusals import RefusalError


class UnusualXmlError(Exception):
    """The sheet is spelt in a way the fast scan does not know."""


@dataclass(slots=True)
class SheetFrame:
    """What a sheet part says outside its rows."""

    sheet: str
    #: whether every row tells its cells' styles, and none is taken for shared strings alone
    needs_styles: bool = False
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)


_CHUNK = 1 << 20
_ROW_END = b"</row>"
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?'
    r'(?: (?:cm|vm|ph)="[^"]*")* ?'
    r"(?:/>|>(?:(<f)(?: [^<>]*)?(?:/>|>[^<]*</f>))?"
    r'(?:(?:<v|<is><t)(?: xml:space="preserve")?>([^<]*)(?:</v>|</t></is>)|<v ?/>|<is>(.*?)</is>)?'
    r"</c>)",
    re.DOTALL,
)
_FAR_CELL = re.compile(rb'<c (?!r="[A-Z][0-9]{1,5}")')
_MATTERS = re.compile(rb"<v|<is|<f|hidden=")
_SHARED_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]+")? t="s"><v>([0-9]+)</v></c>'
)
_ROW_START = re.compile(r'\s*<row r="([0-9]{1,7})"([^<>]*?)(/?)>')
_EMPTY_ROWS = re.compile(r"(?:\s*<row(?: [^<>]*)?/>)+")
_HIDDEN = re.compile(r'\b(?:hidden="(?:1|true)"|ht="0")')
_COLUMN = re.compile(r"<col (.*?)/?>")
_ATTRIBUTE = re.compile(r'([a-zA-Z]+)="([^"]*)"')
_MERGE = re.compile(r'<mergeCell ref="([^"]*)" ?(?:/>|></mergeCell>)')
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


@cache
def column_number(letters: str) -> int:
    """
    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@cache
def _column_numbers(letters: tuple[str, ...]) -> tuple[int, ...]:
    """The columns of one row's cells; rows of a table share them, so they are kept."""
    numbers = tuple(map(column_number, letters))
    if any(left >= right for left, right in itertools.pairwise(numbers)):
        raise UnusualXmlError
    return numbers


def is_surely_small(part: bytes) -> bool:
    """Whether no cell lies beyond column Z or row 99,999, as far as a glance can tell.

    >>> is_surely_small(b'<c r="Z99999">'), is_surely_small(b'<c r="AA1">')
    (True, False)
    """
    return not _FAR_CELL.search(part)


def scan_plain(part: bytes, frame: SheetFrame) -> Iterator[Row | Block]:
    """Rows in ascending order, those of a long table in blocks; fills `frame` by the time it
    ends. Raises UnusualXmlError."""
    body_start = part.find(b"<sheetData")
    if body_start < 0 or part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnusualXmlError
    head_end = part.index(b">", body_start) + 1
    body_end = part.rfind(b"</sheetData>")
    _read_head(_decode_plain(part[:body_start]), frame)
    if part[head_end - 2 : head_end] == b"/>":
        body_end = head_end
    if body_end < head_end:
        raise UnusualXmlError
    yield from _scan_body(part, head_end, body_end, frame.needs_styles)
    _read_tail(_decode_plain(part[body_end:]), frame)


def _decode_plain(piece: bytes) -> str:
    """Text of a piece that has no comment, CDATA or second encoding in it."""
    if b"<!" in piece or (b"encoding=" in piece[:200] and b"utf-8" not in piece[:200].lower()):
        raise UnusualXmlError
    try:
        return piece.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnusualXmlError from error


def _scan_body(part: bytes, start: int, end: int, needs_styles: bool) -> Iterator[Row | Block]:
    """The rows between two offsets, decoded a megabyte at a time."""
    last, known, shapes, blocks = 0, References(), RowShapes(), RowBlocks()
    while start < end:
        stop = part.find(_ROW_END, min(start + _CHUNK, end), end)
        stop = end if stop < 0 else stop + len(_ROW_END)
        if not _MATTERS.search(part, start, stop):  # a column coloured to the last row
            start = stop
            continue
        xml = _decode_plain(part[start:stop])
        for piece in [xml] if needs_styles else blocks.cut(xml):
            if isinstance(piece, Block):
                last = _find_last(last, piece.numbers)
                yield piece
                continue
            for row in filter(
                None, _list_rows(decode_references(piece, known), shapes, needs_styles)
            ):
                last = _find_last(last, [row.number])
                yield row
        start = stop


def _find_last(before: int, numbers: Sequence[int]) -> int:
    """The last of rows; raises UnusualXmlError where they don't ascend."""
    if numbers[0] <= before or not all(map(operator.lt, numbers, numbers[1:])):
        raise UnusualXmlError
    return numbers[-1]


def _list_rows(xml: str, shapes: RowShapes, needs_styles: bool) -> Iterator[Row | None]:
    """Each row of a text that ends in </row>; None for the space after the last."""
    if holds_marks(xml):
        yield from (_read_row(piece, needs_styles) for piece in xml.split("</row>"))
        return
    for piece in cut_texts(xml).split("</row>"):
        row = shapes.find(piece)
        if row is None and (row := _read_row(join_texts(piece), needs_styles)):
            shapes.learn(piece, row)
        yield row


def _read_row(piece: str, needs_styles: bool) -> Row | None:
    """One row of text that ended in </row>; None for the space after the last."""
    head = _ROW_START.match(piece)
    if head is None or head[3]:
        empty = _EMPTY_ROWS.match(piece)
        piece = piece[empty.end() :] if empty else piece
        if not piece.strip():
            return None
        head = _ROW_START.match(piece)
    if head is None or head[3] or piece.count("<row") > 1:
        raise UnusualXmlError
    return _read_cells(piece, head.end(), head[1], is_hidden(head[2]), needs_styles)


def is_hidden(attributes: str) -> bool:
    """Whether a row's tag hides it."""
    return bool(attributes) and _HIDDEN.search(attributes) is not None


def _read_cells(piece: str, start: int, digits: str, hidden: bool, needs_styles: bool) -> Row:
    """The row's cells; all must be spelt as known, and bear the row's own number."""
    count = piece.count("<c", start)
    if not count:
        return Row(int(digits), hidden, [])
    plain = not needs_styles and piece.count(' t="s"><v>', start) == count
    found = (_SHARED_CELL if plain else _CELL).findall(piece, start)
    if len(found) != count:
        raise UnusualXmlError
    letters, numbers, *fields = zip(*found, strict=True)
    if numbers.count(digits) != count:
        raise UnusualXmlError
    columns = _column_numbers(letters)
    if plain:
        return Row(int(digits), hidden, [], PlainCells(columns, None, (), fields[0]))
    return _build_row(int(digits), hidden, columns, fields, "&" in piece)


def _build_row(
    number: int,
    hidden: bool,
    columns: tuple[int, ...],
    fields: list[tuple[str, ...]],
    escaped: bool,
) -> Row:
    styles, types, formulas, texts, inlines = fields
    if escaped:
        texts = tuple(map(unescape_xml, texts))
    if not any(formulas) and not any(inlines) and "e" not in types:
        return Row(number, hidden, [], PlainCells(columns, styles, types, texts))
    inlines = tuple(map(_read_inline, inlines))
    cells = list(zip(columns, styles, types, formulas, texts, inlines, strict=True))
    return Row(number, hidden, cells)


def _read_inline(inline: str) -> str:
    return read_rich_text(inline) if inline else ""


def _read_head(head: str, frame: SheetFrame) -> None:
    for found in _COLUMN.finditer(head):
        _hide_columns(dict(_ATTRIBUTE.findall(found[1])), frame)


def _hide_columns(attributes: dict[str, str], frame: SheetFrame) -> None:
    if attributes.get("hidden") in ("1", "true") or attributes.get("width") == "0":
        first, last = int(attributes.get("min", 0)), int(attributes.get("max", 0))
        frame.hidden_columns.update(range(max(first, 1), min(last, limits.EXCEL_COLUMNS) + 1))


def _read_tail(tail: str, frame: SheetFrame) -> None:
    references = _MERGE.findall(tail)
    if len(references) != tail.count("<mergeCell "):
        raise UnusualXmlError
    for reference in references:
        add_merge(reference, frame)


def add_merge(reference: str, frame: SheetFrame) -> None:
    """Note a merged range; one that is no range is left out, as Excel does on repair."""
    found = _AREA.fullmatch(reference)
    if not found or found[3] is None:
        return
    if len(frame.merges) >= limits.MERGES:
        raise RefusalError("merges", sheet=frame.sheet, limit=limits.MERGES)
    rows = sorted((int(found[2]), int(found[4])))
    columns = sorted((column_number(found[1]), column_number(found[3])))
    if rows[0] > 0 and rows[1] <= limits.EXCEL_ROWS and columns[1] <= limits.EXCEL_COLUMNS:
        frame.merges.append(Area(rows[0], columns[0], rows[1], columns[1]))


def scan_any(part: bytes, frame: SheetFrame) -> Iterator[Row]:
    """Rows as they stand in any well-formed sheet part. Raises RefusalError("damaged")."""
    scan = _ExpatScan(frame)
    view = memoryview(part)
    for start in range(0, len(part), _CHUNK):
        scan.feed(bytes(view[start : start + _CHUNK]), start + _CHUNK >= len(part))
        yield from scan.take_rows()


class _ExpatScan:
    """Collects rows from expat's events; prefixes of tag names do not matter."""

    def __init__(self, frame: SheetFrame) -> None:
        self.frame = frame
        self.rows: list[Row] = []
        self.cells: list[Cell] = []
        self.cell: dict[str, str] | None = None
        self.row_number = self.column = 0
        self.hidden = False
        self.formula = ""
        self.value: list[str] = []
        self.runs: list[tuple[list[str], bool | None]] = []
        self.struck: bool | None = None
        self.target: list[str] | None = None
        self.phonetic = 0
        self.parser = xml.parsers.expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def feed(self, piece: bytes, final: bool) -> None:
        try:
            self.parser.Parse(piece, final)
        except (xml.parsers.expat.ExpatError, ValueError, LookupError) as error:
            raise RefusalError("damaged") from error

    def take_rows(self) -> list[Row]:
        rows, self.rows = self.rows, []
        return rows

    def _refuse_doctype(self, *_: object) -> None:
        raise RefusalError("dangerous_xml")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name in ("v", "t") and self.cell is not None and not self.phonetic:
            self.target = self.value if name == "v" else self._start_text()
        elif name in ("r", "rPr"):
            self.struck = None if name == "r" else False
        elif name == "strike":
            self.struck = is_set(attributes)
        elif name == "f":
            self.formula = "f"
        elif name == "rPh":
            self.phonetic += 1
        elif name == "col":
            _hide_columns(attributes, self.frame)
        elif name == "mergeCell":
            add_merge(attributes.get("ref", ""), self.frame)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.row_number = int(attributes.get("r", self.row_number + 1))
        self.hidden = attributes.get("hidden") in ("1", "true") or attributes.get("ht") == "0"
        self.column, self.cells = 0, []

    def _start_cell(self, attributes: dict[str, str]) -> None:
        found = _AREA.fullmatch(attributes.get("r", ""))
        self.column = column_number(found[1]) if found else self.column + 1
        if found:
            self.row_number = int(found[2])
        self.cell, self.formula = attributes, ""
        self.value, self.runs, self.struck = [], [], None

    def _start_text(self) -> list[str]:
        pieces: list[str] = []
        self.runs.append((pieces, self.struck))
        return pieces

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "t"):
            self.target = None
        elif name == "c" and self.cell is not None:
            self._end_cell(self.cell)
        elif name == "row":
            self.rows.append(Row(self.row_number, self.hidden, self.cells, ordered=False))
        elif name == "rPh":
            self.phonetic -= 1

    def _end_cell(self, attributes: dict[str, str]) -> None:
        text = "".join(self.value)
        inline = join_runs((decode_escapes("".join(run)), struck) for run, struck in self.runs)
        style, kind = attributes.get("s", ""), attributes.get("t", "")
        self.cells.append((self.column, style, kind, self.formula, text, inline))
        self.cell = None

    def _text(self, text: str) -> None:
        if self.target is not None:
            self.target.append(text)
