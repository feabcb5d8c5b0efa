"""Colour some cells of a worksheet's XML, and write into some; cells that are not there yet are put
in."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from loaders.grid import Position, a1
from loaders.returning.marking.styles import Styles
from loaders.returning.marking.xml_edit import (
    Edit,
    UnusualPartError,
    apply_edits,
    escape_text,
    read_prefix,
    read_tag,
    scan,
    set_attributes,
)

#: Elements of a worksheet that stand after its <legacyDrawing> (ECMA-376 CT_Worksheet).
_AFTER_DRAWING = frozenset(
    (
        *("legacyDrawingHF", "picture", "oleObjects", "controls", "AlternateContent"),
        *("webPublishItems", "tableParts", "extLst"),
    )
)
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z0-9:]+)[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
#: Of a formula that stands here for other cells too.
_SHARED_FORMULA = re.compile(rb"<(?:\w+:)?f\s[^<>]*?ref\s*=")
_STYLE = re.compile(rb"\ss\s*=\s*[\"'](\d+)[\"']")
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def parse_cell(cell: str) -> Position:
    """
    >>> parse_cell("F9")
    (9, 6)
    """
    match = _CELL.fullmatch(cell)
    if match is None:
        raise UnusualPartError(cell)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def find_origins(part: bytes, places: Iterable[Position]) -> dict[Position, Position]:
    """Cell -> the cell that shows in its place: the first of the merged range it lies in."""
    ordered = sorted(places)
    origins = {place: place for place in ordered}
    for match in _MERGE.finditer(part):
        cells = match[1].decode().partition(":")
        first, last = parse_cell(cells[0]), parse_cell(cells[2] or cells[0])
        span = slice(bisect_left(ordered, first), bisect_right(ordered, last))
        origins |= {place: first for place in ordered[span] if first[1] <= place[1] <= last[1]}
    return origins


@dataclass
class _Row:
    """The row being walked: its own style, its tag, and the last column seen."""

    number: int
    start: int
    style: int | None
    column: int = 0


class CellMarker:
    """Walks a sheet's XML once, noting the edits that colour `marks` (position -> ARGB) and write
    `texts` into some of them."""

    def __init__(
        self,
        part: bytes,
        marks: Mapping[Position, str],
        styles: Styles,
        texts: Mapping[Position, str] = MappingProxyType({}),
    ) -> None:
        self.part, self.styles = part, styles
        self.marks, self.texts = marks, texts
        #: whether a text stands where a formula did
        self.has_lost_formula = False
        self.waiting: dict[int, list[int]] = defaultdict(list)
        for row, column in sorted(marks):
            self.waiting[row].append(column)
        #: its rows, the next one last
        self._rows = list(reversed(self.waiting))
        self.edits: list[Edit] = []
        self.drawing: str | None = None
        self.drawing_place: int | None = None
        self.prefix = b""
        self._columns: list[tuple[int, int, int]] = []
        self._row = _Row(0, 0, None)
        #: the cell being walked that gets a text: its position, its first byte
        self._written: tuple[Position, int] | None = None
        self._data: int | None = None
        self._after_data = False
        scan(part, self._on_start, self._on_end)

    # -- walking ------------------------------------------------------------------------

    def _on_start(self, name: str, attributes: dict[str, str], at: int, depth: int) -> None:
        if depth == 1:
            self.prefix = read_prefix(read_tag(self.part, at))
        elif name == "c" and depth == 4 and self._data is not None:
            self._meet_cell(attributes, at)
        elif name == "row" and depth == 3 and self._data is not None:
            self._meet_row(attributes, at)
        elif name == "col" and depth == 3 and "style" in attributes:
            span = int(attributes["min"]), int(attributes["max"]), int(attributes["style"])
            self._columns.append(span)
        elif depth == 2:
            self._meet_section(name, attributes, at)

    def _meet_section(self, name: str, attributes: dict[str, str], at: int) -> None:
        if name == "sheetData":
            self._data = at
        elif name == "legacyDrawing":
            ids = [value for key, value in attributes.items() if key.endswith(":id")]
            self.drawing = ids[0] if ids else None
        elif self._after_data and name in _AFTER_DRAWING and self.drawing_place is None:
            self.drawing_place = at

    def _on_end(self, name: str, inside: int, after: int, depth: int) -> None:
        if name == "c" and depth == 4 and self._written:
            self._write_cell(*self._written, after)
        elif name == "row" and depth == 3 and self._data is not None:
            self._leave_row(inside, after)
        elif name == "sheetData" and depth == 2:
            self._leave_data(inside, after)
        elif depth == 1 and self.drawing_place is None:
            self.drawing_place = inside

    def _meet_row(self, attributes: dict[str, str], at: int) -> None:
        number = int(attributes.get("r", self._row.number + 1))
        while self._rows and self._rows[-1] < number:
            self._insert(at, self._build_row(self._rows.pop()))
        style = attributes.get("s") if attributes.get("customFormat") in ("1", "true") else None
        self._row = _Row(number, at, int(style) if style else None)

    def _meet_cell(self, attributes: dict[str, str], at: int) -> None:
        row = self._row
        reference = attributes.get("r")
        column = parse_cell(reference)[1] if reference else row.column + 1
        row.column = column
        waiting = self.waiting.get(row.number)
        if not waiting or column not in waiting:
            self._clear_cell(attributes, at)
        if not waiting or waiting[0] > column:
            return
        missing = [each for each in waiting if each < column]
        self._insert(at, b"".join(self._build_cell(row.number, each) for each in missing))
        if (row.number, column) in self.texts:
            self._written = (row.number, column), at
        elif column in waiting:
            tag = read_tag(self.part, at)
            style = self._style(row.number, column, int(attributes.get("s", 0)))
            self.edits.append(Edit(at, at + len(tag), set_attributes(tag, {"s": style})))
        self.waiting[row.number] = [each for each in waiting if each > column]

    def _write_cell(self, place: Position, at: int, after: int) -> None:
        """In place of the whole cell. Raises UnusualPartError for one that others take their
        formula from."""
        self._written = None
        cell = self.part[at:after]
        if _SHARED_FORMULA.search(cell):
            raise UnusualPartError(a1(*place))
        self.has_lost_formula |= bool(_FORMULA.search(cell))
        base = _STYLE.search(read_tag(cell, 0))
        style = self._style(*place, int(base[1]) if base else 0)
        self.edits.append(Edit(at, after, self._render_cell(*place, style)))

    def _clear_cell(self, attributes: dict[str, str], at: int) -> None:
        """A cell that an earlier check had marked gets its own colour back."""
        base = int(attributes.get("s", 0))
        if base in self.styles.marks:
            tag = read_tag(self.part, at)
            cleared = set_attributes(tag, {"s": str(self.styles.clear(base))})
            self.edits.append(Edit(at, at + len(tag), cleared))

    def _leave_row(self, inside: int, after: int) -> None:
        """Cells right of the row's last one; a row that closes itself is opened for them."""
        columns = self.waiting.pop(self._row.number, [])
        if not columns:
            return
        cells = b"".join(self._build_cell(self._row.number, each) for each in columns)
        tag = read_tag(self.part, self._row.start)
        # `spans` only helps to load faster; it must not promise fewer cells than there are
        opened = set_attributes(tag, {"spans": None})
        if inside == after:
            opened = opened.removesuffix(b"/>") + b">"
            cells += b"</%srow>" % self.prefix
        self.edits.append(Edit(self._row.start, self._row.start + len(tag), opened))
        self._insert(inside, cells)

    def _leave_data(self, inside: int, after: int) -> None:
        self._after_data = True
        rows = b"".join(self._build_row(row) for row in sorted(self.waiting) if self.waiting[row])
        if inside != after:
            self._insert(inside, rows)
        elif rows and self._data is not None:
            data = b"%ssheetData>" % self.prefix
            self.edits.append(Edit(self._data, after, b"<" + data + rows + b"</" + data))

    # -- what is put in -----------------------------------------------------------------

    def _insert(self, at: int, text: bytes) -> None:
        if text:
            self.edits.append(Edit(at, at, text))

    def _build_row(self, number: int) -> bytes:
        columns = self.waiting.pop(number, [])
        if not columns:
            return b""
        cells = b"".join(self._build_cell(number, each) for each in columns)
        return b'<%srow r="%d">%s</%srow>' % (self.prefix, number, cells, self.prefix)

    def _build_cell(self, row: int, column: int) -> bytes:
        own = self._row.style if self._row.number == row else None
        style = self._style(row, column, self._column_style(column) if own is None else own)
        return self._render_cell(row, column, style)

    def _render_cell(self, row: int, column: int, style: str) -> bytes:
        """Empty, or with its text as an inline string: nothing in it is ever a formula."""
        name, text = self.prefix, escape_text(self.texts.get((row, column), ""))
        head = b'<%sc r="%s" s="%s"' % (name, a1(row, column).encode(), style.encode())
        if not text:
            return head + b"/>"
        string = b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (name, name, text, name, name)
        return head + b' t="inlineStr">%s</%sc>' % (string, name)

    def _column_style(self, column: int) -> int:
        return next((style for low, high, style in self._columns if low <= column <= high), 0)

    def _style(self, row: int, column: int, base: int) -> str:
        is_mended = (row, column) in self.texts
        return str(self.styles.mark(base, self.marks[row, column], is_mended))

    # -- the result ---------------------------------------------------------------------

    def to_bytes(self, extra: Iterable[Edit] = ()) -> bytes:
        if self._data is None:
            raise UnusualPartError("sheetData")
        return apply_edits(self.part, [*self.edits, *extra])
