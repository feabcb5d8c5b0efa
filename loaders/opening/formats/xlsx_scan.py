"""Our own reading of an xlsx or xlsm workbook: sheets, styles, strings, then each grid.

Follows the package's relations rather than part names, and local tag names rather than
namespaces, so that Strict Open XML and prefixed spellings read like the usual ones.
"""

import posixpath
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from loaders.grid import Position, Shown, Value
from loaders.opening import limits
from loaders.opening.formats import number_formats
from loaders.opening.formats.cell_styles import CellStyle, Kind, RichText
from loaders.opening.formats.number_formats import parse_double
from loaders.opening.formats.sheet_scan import (
    PlainCells,
    Row,
    SheetFrame,
    UnusualXmlError,
    scan_any,
    scan_plain,
)
from loaders.opening.formats.xml_text import decode_escapes, is_set, join_runs, read_rich_text
from loaders.opening.package_scan import Parts
from loaders.opening.refusals import RefusalError
from loaders.opening.sparse_grid import NO_RESULT, SparseGrid

Converter = Callable[[str], Value]
#: a row's converters, and the places of those whose style says something of the value
Plan = tuple[list[Converter], list[tuple[int, CellStyle]]]
#: cell types: numbers (the default) and texts
_NUMERIC = ("", "n")
_TEXTUAL = ("inlineStr", "str")
_PLAIN = CellStyle()
RowScan = Callable[[bytes, SheetFrame], Iterator[Row]]


_ITEM = re.compile(
    r'<si>(?:<t(?: xml:space="preserve")?>([^<]*)</t></si>|(.*?)</si>)|<si ?/>', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet of the workbook: its name, part and whether its tab is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class XlsxBook:
    """The parts a sheet's values depend on. `styles` are in the order of cellXfs."""

    parts: Parts
    sheets: list[SheetPart]
    since_1904: bool
    styles: list[CellStyle]
    shared: list[str]

    @property
    def has_strikes(self) -> bool:
        """Whether any cell can be struck through."""
        return any(style.struck for style in self.styles) or any(
            isinstance(text, RichText) for text in self.shared
        )


def read_book(parts: Parts) -> XlsxBook:
    """Everything but the sheets' rows. Raises RefusalError when the package is no workbook."""
    book_part = _find_book_part(parts)
    root = parse_part(parts, book_part)
    relations = read_relations(parts, book_part)
    by_type = {kind: target for kind, target in relations.values()}
    properties = find_first(root, "workbookPr")
    return XlsxBook(
        parts=parts,
        sheets=list(_find_sheets(root, relations)),
        since_1904=properties is not None and properties.get("date1904") in ("1", "true"),
        styles=_read_styles(parts, by_type.get("styles", "")),
        shared=_read_shared(parts.pop(by_type.get("sharedStrings", ""), b"")),
    )


def parse_part(parts: Parts, name: str) -> ElementTree.Element:
    """A small part as a tree; DOCTYPE was refused when the package was inflated."""
    part = parts.get(name)
    if part is None or len(part) > limits.SMALL_PART_BYTES:
        raise RefusalError("damaged")
    try:
        return ElementTree.fromstring(part)  # noqa: S314 (no DOCTYPE gets this far)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise RefusalError("damaged") from error


def local_name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def find_all(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (element for element in root.iter() if local_name(element) == name)


def find_first(root: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next(find_all(root, name), None)


def _find_book_part(parts: Parts) -> str:
    if "_rels/.rels" in parts:
        for kind, target in read_relations(parts, "").values():
            if kind == "officeDocument" and target in parts:
                return target
    return "xl/workbook.xml"


def read_relations(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (last word of its type, target part) of one part's relations."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found = {}
    for relation in find_all(parse_part(parts, path), "Relationship"):
        if relation.get("TargetMode", "").lower() == "external":
            continue
        target = relation.get("Target", "").replace("\\", "/")
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
        kind = relation.get("Type", "").rpartition("/")[2]
        found[relation.get("Id", "")] = (kind, target)
    return found


def _find_sheets(
    root: ElementTree.Element, relations: dict[str, tuple[str, str]]
) -> Iterator[SheetPart]:
    """Worksheets only: chart, dialog and macro sheets hold no table."""
    for sheet in find_all(root, "sheet"):
        key = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        kind, target = relations.get(key, ("", ""))
        if kind == "worksheet":
            hidden = sheet.get("state", "visible") != "visible"
            yield SheetPart(decode_escapes(sheet.get("name", "")), target, hidden)


def _read_styles(parts: Parts, name: str) -> list[CellStyle]:
    """What each cell style says of a value, in the order of cellXfs."""
    if name not in parts:
        return []
    root = parse_part(parts, name)
    codes = {
        element.get("numFmtId", ""): element.get("formatCode", "")
        for element in find_all(root, "numFmt")
    }
    fonts = find_first(root, "fonts")
    struck = {str(number) for number, font in enumerate(fonts or ()) if _is_struck(font)}
    styles = find_first(root, "cellXfs")
    return [
        CellStyle(*_find_format(each.get("numFmtId", "0"), codes), each.get("fontId") in struck)
        for each in styles or ()
    ]


def _is_struck(font: ElementTree.Element) -> bool:
    line = find_first(font, "strike")
    return line is not None and is_set(line.attrib)


def _find_format(number: str, codes: dict[str, str]) -> tuple[Kind, Shown]:
    if number in codes:
        return number_formats.find_format(codes[number])
    return number_formats.find_built_in(int(number) if number.isdecimal() else 0)


def _read_shared(part: bytes) -> list[str]:
    """The shared strings in their order."""
    try:
        return _read_plain_shared(part)
    except (UnusualXmlError, UnicodeDecodeError):
        return _read_any_shared(part)


def _read_plain_shared(part: bytes) -> list[str]:
    if b"<!" in part or part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"encoding" in part[:200]:
        declared = re.match(rb"""\s*<\?xml[^>]*encoding=["']utf-8["']""", part, re.IGNORECASE)
        if b"<!" in part or not declared:
            raise UnusualXmlError
    text = part.decode("utf-8")
    found = _ITEM.findall(text)
    if len(found) != text.count("<si>") + text.count("<si/>") + text.count("<si />"):
        raise UnusualXmlError
    if text and not found and ":si" in text:
        raise UnusualXmlError
    if "&" not in text and "_x" not in text and "\r" not in text:
        return [read_rich_text(rich) if rich else plain for plain, rich in found]
    return [read_rich_text(rich or f"<t>{plain}</t>") for plain, rich in found]


def _read_any_shared(part: bytes) -> list[str]:
    """The same by a real parser, for prefixed, commented or UTF-16 spellings."""
    try:
        root = ElementTree.fromstring(part)  # noqa: S314 (no DOCTYPE gets this far)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise RefusalError("damaged") from error
    return [join_runs(_find_runs(item)) for item in find_all(root, "si")]


def _find_runs(item: ElementTree.Element) -> Iterator[tuple[str, bool | None]]:
    struck = next((_is_struck(child) for child in item if local_name(child) == "rPr"), None)
    for child in item:
        if local_name(child) == "t":
            yield decode_escapes(child.text or ""), struck
        elif local_name(child) == "r":
            yield from _find_runs(child)


def read_grid(book: XlsxBook, sheet: SheetPart, strict: bool = False) -> SparseGrid:
    """One sheet by our own reading; `strict` insists on the real XML parser."""
    part = book.parts.get(sheet.part)
    if part is None:
        raise RefusalError("damaged")
    if not strict:
        try:
            return _GridReader(book, sheet).read(scan_plain, part)
        except UnusualXmlError:
            pass
    return _GridReader(book, sheet).read(scan_any, part)


class _GridReader:
    """Turns scanned rows into values by the workbook's strings and styles.

    What makes a value of a cell's text depends on its style and type alone, and the rows of
    a table repeat them, so both the converters and a whole row's plan are kept.
    """

    def __init__(self, book: XlsxBook, sheet: SheetPart) -> None:
        self.shared = book.shared
        self.since_1904 = book.since_1904
        self.grid = SparseGrid(sheet.name, sheet.hidden, since_1904=book.since_1904)
        self.styles = {str(number): style for number, style in enumerate(book.styles)}
        self.has_strikes = book.has_strikes
        self.converters: dict[tuple[str, str], Converter] = {}
        self.plans: dict[tuple[tuple[str, ...], tuple[str, ...]], Plan] = {}

    def read(self, scan: RowScan, part: bytes) -> SparseGrid:
        frame = SheetFrame(self.grid.sheet, needs_styles=self.has_strikes)
        for row in scan(part, frame):
            if row.hidden and row.number <= limits.SHEET_ROWS:
                self.grid.hidden_rows.add(row.number)
            if row.plain:
                self._add_plain(row.number, row.plain)
            elif row.cells:
                self._add_cells(row)
        self.grid.merges = frame.merges
        self.grid.hidden_columns = frame.hidden_columns
        self.grid.trim_hidden()
        return self.grid

    def _add_plain(self, number: int, cells: PlainCells) -> None:
        """A row without formulas, errors and rich text, by the plan of its styles and types."""
        try:
            if cells.styles is None:
                values: list[Value] = list(map(self.shared.__getitem__, map(int, cells.texts)))
            else:
                values = self._follow_plan(number, cells, cells.styles)
        except IndexError as error:
            raise RefusalError("damaged") from error
        while values and values[-1] == "":
            values.pop()
        if not values:
            return
        columns = cells.columns[: len(values)]
        if self.has_strikes:
            self._strike_texts(number, cells, values)
        if columns[-1] != len(values):
            values = _spread(columns, values)
        first = next(column for column in columns if values[column - 1] != "")
        self.grid.add_row(number, values, first)

    def _strike_texts(self, number: int, cells: PlainCells, values: list[Value]) -> None:
        """Texts with a struck part; a plan knows only cells that are struck out whole."""
        for column, style, value in zip(cells.columns, cells.styles or (), values, strict=False):
            if isinstance(value, RichText):
                self.grid.strike((number, column), value, self._find_style(style).struck)

    def _follow_plan(self, number: int, cells: PlainCells, styles: tuple[str, ...]) -> list[Value]:
        plan = self.plans.get((styles, cells.types))
        if plan is None:
            pairs = list(zip(styles, cells.types, strict=True))
            converters = [self._find_converter(style, kind) for style, kind in pairs]
            found = enumerate(map(self._find_style, styles))
            marked = [(index, style) for index, style in found if not style.is_plain]
            plan = self.plans[styles, cells.types] = (converters, marked)
        values = [convert(text) for convert, text in zip(plan[0], cells.texts, strict=True)]
        for index, style in plan[1]:
            if values[index] != "":
                self.grid.mark((number, cells.columns[index]), style, values[index])
        return values

    def _add_cells(self, row: Row) -> None:
        columns: list[int] = []
        values: list[Value] = []
        for column, style, kind, formula, text, inline in row.cells:
            if not (text or inline or formula):
                continue
            place = (row.number, column)
            value = self._read_value(place, style, kind, formula, text, inline)
            if value != "" or place in self.grid.errors:
                self._mark(place, style, value)
                columns.append(column)
                values.append(value)
        if columns and row.ordered:
            self.grid.add_row(row.number, _spread(columns, values), columns[0])
        elif columns:
            self._add_loose(row.number, columns, values)

    def _add_loose(self, number: int, columns: list[int], values: list[Value]) -> None:
        """Cells in any order; an address given twice keeps the last and both readings."""
        found: dict[int, Value] = {
            column: value
            for column, value in enumerate(self.grid.rows.pop(number, ()), start=1)
            if value != ""
        }
        for column, value in zip(columns, values, strict=True):
            if found.get(column, value) != value:
                self.grid.conflicts[number, column] = (str(found[column]), str(value))
            found[column] = value
        ascending = sorted(found)
        if ascending[-1] > limits.EXCEL_COLUMNS:
            raise RefusalError("damaged")
        in_order = [found[column] for column in ascending]
        self.grid.add_row(number, _spread(ascending, in_order), ascending[0])

    def _read_value(
        self, place: Position, style: str, kind: str, formula: str, text: str, inline: str
    ) -> Value:
        """The cell's value; "" for a blank or, with a note in `errors`, for no value."""
        if kind == "e":
            self.grid.errors[place] = text.strip() or "#VALUE!"
            return ""
        if inline or not text.strip():
            if formula and kind in _NUMERIC:
                self.grid.errors[place] = NO_RESULT
            return inline or (text if kind in _TEXTUAL else "")
        try:
            value = self._find_converter(style, kind)(text)
        except IndexError as error:
            raise RefusalError("damaged") from error
        return value

    def _mark(self, place: Position, style: str, value: Value) -> None:
        found = self._find_style(style)
        if not found.is_plain or isinstance(value, RichText):
            self.grid.mark(place, found, value)

    def _find_style(self, style: str) -> CellStyle:
        return self.styles.get(style, _PLAIN)

    def _find_converter(self, style: str, kind: str) -> Converter:
        """What makes a value of a cell's text; "" stays blank."""
        if (style, kind) not in self.converters:
            self.converters[style, kind] = self._build_converter(style, kind)
        return self.converters[style, kind]

    def _build_converter(self, style: str, kind: str) -> Converter:
        if kind == "s":
            return self._read_shared
        if kind in _TEXTUAL:
            return decode_escapes
        if kind == "b":
            return lambda text: text.strip() in ("1", "true") if text.strip() else ""
        if kind == "d":
            return _read_iso
        format_kind = self._find_style(style).kind
        if format_kind in ("number", "percent"):
            return read_number
        return lambda text: self._read_moment(text, format_kind)

    def _read_shared(self, key: str) -> Value:
        if key.isascii() and key.strip().isdigit():
            return self.shared[int(key)]
        if key.strip():
            raise IndexError(key)
        return ""

    def _read_moment(self, text: str, kind: Kind) -> Value:
        number = read_number(text)
        if isinstance(number, str):
            return number
        return number_formats.convert_serial(number, kind, self.since_1904)


def read_number(text: str) -> int | float | str:
    """The number a cell stores; text that is none stays as it is.

    >>> read_number("133"), read_number(" 0.57"), read_number("")
    (133, 0.57, '')
    """
    if not text:
        return ""
    number = parse_double(text)
    if number is None:
        number = parse_double(text.strip())
    return decode_escapes(text) if number is None else number


def _spread(columns: Sequence[int], values: list[Value]) -> list[Value]:
    """The values at their columns, "" between them."""
    spread: list[Value] = [""] * columns[-1]
    for column, value in zip(columns, values, strict=True):
        spread[column - 1] = value
    return spread


def _read_iso(text: str) -> Value:
    """A cell of type "d": ISO 8601, a date alone where there is no time of day."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return decode_escapes(text)
    moment = moment.replace(tzinfo=None)
    return moment.date() if moment.time() == time.min else moment
