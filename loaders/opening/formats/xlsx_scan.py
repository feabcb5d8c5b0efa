"""Our own reading of an xlsx or xlsm workbook's sheets, by the book's styles and strings."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, time
from itertools import repeat

from loaders.grid import Position, Value
from loaders.opening import limits
from loaders.opening.formats import number_formats
from loaders.opening.formats.cell_styles import CellStyle, Kind, RichText
from loaders.opening.formats.number_formats import parse_double
from loaders.opening.formats.row_blocks import Block, CellKind, Column
from loaders.opening.formats.row_shapes import PlainCells, Row
from loaders.opening.formats.sheet_scan import (
    SheetFrame,
    UnusualXmlError,
    is_hidden,
    scan_any,
    scan_plain,
)
from loaders.opening.formats.xlsx_book import SheetPart, XlsxBook
from loaders.opening.formats.xml_text import References, decode_escapes, unescape_all
from loaders.opening.refusals import RefusalError
from loaders.opening.sparse_grid import NO_RESULT, SparseGrid

Converter = Callable[[str], Value]
#: a row's converters, and the places of those whose style says something of the value
Plan = tuple[list[Converter], list[tuple[int, CellStyle]]]
#: cell types: numbers (the default) and texts
_NUMERIC = ("", "n")
_TEXTUAL = ("inlineStr", "str")
_PLAIN = CellStyle()
#: shared strings whose numbers are kept as they are written
_MOST_NUMBERED = 1 << 16
RowScan = Callable[[bytes, SheetFrame], Iterator[Row] | Iterator[Row | Block]]


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


class SharedTexts(dict[str | None, Value]):
    """A book's shared strings by their numbers as cells write them; raises IndexError for a
    number that none has. A cell without a number is blank."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(zip(map(str, range(_MOST_NUMBERED)), texts, strict=False))
        self[None] = ""
        self._texts = texts

    def __missing__(self, key: str | None) -> Value:
        assert key is not None
        if key.isascii() and key.strip().isdigit():
            return self._texts[int(key)]
        if key.strip():
            raise IndexError(key)
        return ""


class _GridReader:
    """Turns scanned rows into values by the workbook's strings and styles.

    What makes a value of a cell's text depends on its style and type alone, and the rows of
    a table repeat them, so both the converters and a whole row's plan are kept.
    """

    def __init__(self, book: XlsxBook, sheet: SheetPart) -> None:
        self.shared = SharedTexts(book.shared)
        self.since_1904 = book.since_1904
        self.grid = SparseGrid(sheet.name, sheet.hidden, since_1904=book.since_1904)
        self.styles = {str(number): style for number, style in enumerate(book.styles)}
        self.has_strikes = book.has_strikes
        self.references = References()
        self.converters: dict[tuple[str, str], Converter] = {}
        self.plans: dict[tuple[tuple[str, ...], tuple[str, ...]], Plan] = {}

    def read(self, scan: RowScan, part: bytes) -> SparseGrid:
        frame = SheetFrame(self.grid.sheet, needs_styles=self.has_strikes)
        for row in scan(part, frame):
            if isinstance(row, Block):
                self._add_block(row)
                continue
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

    def _add_block(self, block: Block) -> None:
        """Rows of a table, their values made column by column."""
        hidden = {each: is_hidden(each) for each in {*block.attributes}}
        if any(hidden.values()):
            rows = zip(block.numbers, block.attributes, strict=True)
            found = {number for number, each in rows if hidden[each]}
            self.grid.hidden_rows |= {each for each in found if each <= limits.SHEET_ROWS}
        columns = {at: self._read_column(each) for at, each in block.columns.items()}
        if not columns:
            return
        blank = repeat("")
        every = (columns.get(at, blank) for at in range(1, max(columns) + 1))
        for number, row in zip(block.numbers, zip(*every, strict=False), strict=True):
            values: list[Value] = list(row)
            while values and values[-1] == "":
                values.pop()
            if values:
                first = 1 if values[0] != "" else _find_first(values)
                self.grid.add_row(number, values, first)
        self._mark_block(block, columns)

    def _mark_block(self, block: Block, columns: dict[int, list[Value]]) -> None:
        """What the cells' styles say, row by row."""
        found: dict[Position, tuple[CellStyle, Value]] = {}
        for at, column in block.columns.items():
            styles = {tag: self._find_style(style) for tag, (style, _) in column.kinds.items()}
            marked = {tag: style for tag, style in styles.items() if not style.is_plain}
            if marked:
                cells = zip(block.numbers, column.tags, columns[at], strict=True)
                found |= {(n, at): (marked[tag], v) for n, tag, v in cells if tag in marked}
        for place in sorted(found):
            style, value = found[place]
            if value != "":
                self.grid.mark(place, style, value)

    def _read_column(self, column: Column) -> list[Value]:
        """The values of a column's cells; its texts repeat, so each is read once."""
        tags, texts, kinds = column
        (kind, *others) = {*kinds.values()}
        if kind[1] == "s" and not others:
            with suppress(IndexError):  # it may be spelt with references
                return list(map(self.shared.__getitem__, texts))
        if not others:
            return list(map(self._read_texts(kind, {*texts}).__getitem__, texts))
        told: defaultdict[str | None, set[str | None]] = defaultdict(set)
        for tag, text in {*zip(tags, texts, strict=True)}:
            told[tag].add(text)
        known: dict[str | None, dict[str | None, Value]] = {None: {None: ""}}
        known |= {tag: self._read_texts(each, told[tag]) for tag, each in kinds.items()}
        return [known[tag][text] for tag, text in zip(tags, texts, strict=True)]

    def _read_texts(self, kind: CellKind, texts: Collection[str | None]) -> dict[str | None, Value]:
        """The value of each text in cells of one style and type; blank where there is none."""
        told = [each for each in texts if each is not None]
        convert = self._find_converter(*kind)
        read = unescape_all(told, self.references)
        try:
            return {None: "", **dict(zip(told, map(convert, read), strict=True))}
        except IndexError as error:
            raise RefusalError("damaged") from error

    def _add_plain(self, number: int, cells: PlainCells) -> None:
        """A row without formulas, errors and rich text, by the plan of its styles and types."""
        try:
            if cells.styles is None:
                values: list[Value] = list(map(self.shared.__getitem__, cells.texts))
            else:
                values = self._follow_plan(number, cells, cells.styles)
        except IndexError as error:
            raise RefusalError("damaged") from error
        while values and values[-1] == "":
            values.pop()
        if not values:
            return
        columns = cells.columns
        if len(columns) > len(values):
            columns = columns[: len(values)]
        if self.has_strikes:
            self._strike_texts(number, cells, values)
        if columns[-1] != len(values):
            values = _spread(columns, values)
        first = columns[0]
        if values[first - 1] == "":
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
            return self.shared.__getitem__
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


def _find_first(values: Sequence[Value]) -> int:
    return next(at for at, value in enumerate(values, start=1) if value != "")


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
