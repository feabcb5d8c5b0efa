"""Our own reading of an xls workbook (BIFF5–BIFF8), by xlrd with its formats."""

import io
from collections.abc import Iterator

import xlrd
from xlrd.biffh import error_text_from_code

from loaders.grid import Area, Value
from loaders.opening import limits
from loaders.opening.formats import number_formats
from loaders.opening.formats.cell_styles import CellStyle
from loaders.opening.formats.colours import name_colour, speaks_of_colour
from loaders.opening.formats.xml_text import decode_line_ends, join_runs
from loaders.opening.refusals import RefusalError
from loaders.opening.sparse_grid import SparseGrid

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(1, 6)


def read_grids(data: bytes) -> Iterator[SparseGrid]:
    """Each worksheet; chart and macro sheets are left out by xlrd. Raises RefusalError."""
    book = open_book(data)
    styles = [_read_style(book, each) for each in book.xf_list]
    for sheet in book.sheets():
        yield _GridReader(book, sheet, styles).read()


def open_book(data: bytes) -> xlrd.book.Book:
    """xlrd's book. Raises RefusalError("password") for any encryption."""
    try:
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except MemoryError:
        raise
    except Exception as error:  # xlrd asserts, indexes and unpacks its way through odd files
        reason = "password" if "encrypted" in str(error) else "damaged"
        raise RefusalError(reason) from error


def _read_style(book: xlrd.book.Book, style: xlrd.formatting.XF) -> CellStyle:
    key = style.format_key
    entry = book.format_map.get(key)
    code = entry.format_str if entry is not None else ""
    found = number_formats.find_format(code) if code else number_formats.find_built_in(key)
    struck = _is_struck(book, style.font_index)
    return CellStyle(*found, struck, tuple(_list_colours(book, style)))


def _list_colours(book: xlrd.book.Book, style: xlrd.formatting.XF) -> Iterator[str]:
    """What colours a style shows: "fill yellow", "font red"."""
    fonts = book.font_list[style.font_index : style.font_index + 1]
    numbers = [("font", font.colour_index) for font in fonts]
    if style.background.fill_pattern:
        numbers.append(("fill", style.background.pattern_colour_index))
    for what, number in numbers:
        name = name_colour("%02x%02x%02x" % (book.colour_map.get(number) or (255, 255, 255)))
        if name and (what, name) != ("font", "black"):
            yield f"{what} {name}"


def _is_struck(book: xlrd.book.Book, font: int) -> bool:
    return font < len(book.font_list) and bool(book.font_list[font].struck_out)


class _GridReader:
    """One sheet of xlrd's into a grid; xlrd counts from 0."""

    def __init__(
        self, book: xlrd.book.Book, sheet: xlrd.sheet.Sheet, styles: list[CellStyle]
    ) -> None:
        self.book = book
        self.sheet = sheet
        self.styles = styles
        self.grid = SparseGrid(sheet.name, sheet.visibility != 0, since_1904=bool(book.datemode))

    def read(self) -> SparseGrid:
        for row in range(self.sheet.nrows):
            self._read_row(row)
        if len(self.sheet.merged_cells) > limits.MERGES:
            raise RefusalError("merges", sheet=self.grid.sheet, limit=limits.MERGES)
        self.grid.merges = [
            Area(top + 1, left + 1, bottom, right)
            for top, bottom, left, right in self.sheet.merged_cells
        ]
        self.grid.hidden_rows = {
            row + 1 for row, info in self.sheet.rowinfo_map.items() if info.hidden
        }
        self.grid.hidden_columns = {
            column + 1 for column, info in self.sheet.colinfo_map.items() if info.hidden
        }
        self.grid.trim_hidden()
        for (row, column), note in self.sheet.cell_note_map.items():
            self.grid.add_comment((row + 1, column + 1), note.author or "", note.text)
        if self.grid.colours and not self._speaks_of_colour():
            self.grid.colours.clear()
        return self.grid

    def _speaks_of_colour(self) -> bool:
        texts = (text for row in self.grid.rows.values() for text in row if isinstance(text, str))
        return speaks_of_colour("\n".join(texts).encode())

    def _read_row(self, row: int) -> None:
        values = [
            self._read_value(row, column, kind, value)
            for column, (kind, value) in enumerate(
                zip(self.sheet.row_types(row), self.sheet.row_values(row), strict=True)
            )
        ]
        self.grid.add_trimmed(row + 1, values)
        for column, value in enumerate(values):
            place = (row + 1, column + 1)
            if value != "" or place in self.grid.errors:
                self.grid.mark(place, self._find_style(row, column), value)

    def _find_style(self, row: int, column: int) -> CellStyle:
        index: int = self.sheet.cell_xf_index(row, column)
        return self.styles[index]

    def _read_text(self, row: int, column: int, text: str) -> str:
        """A text with its runs: xlrd tells where each begins, and its font."""
        starts = self.sheet.rich_text_runlist_map.get((row, column), [])
        if not starts:
            return decode_line_ends(text)
        ends = [start for start, _ in starts[1:]] + [len(text)]
        before = text[: starts[0][0]]
        runs: list[tuple[str, bool | None]] = [(before, None)] if before else []
        runs += [
            (decode_line_ends(text[start:end]), _is_struck(self.book, font))
            for (start, font), end in zip(starts, ends, strict=True)
        ]
        return join_runs(runs)

    def _read_value(self, row: int, column: int, kind: int, value: str | float) -> Value:
        if kind == _TEXT:
            return self._read_text(row, column, str(value))
        if kind in (_NUMBER, _DATE):
            return self._read_number(row, column, float(value))
        if kind == _BOOLEAN:
            return bool(value)
        if kind == _ERROR:
            place = (row + 1, column + 1)
            self.grid.errors[place] = error_text_from_code.get(int(value), "#VALUE!")
        return ""

    def _read_number(self, row: int, column: int, value: float) -> Value:
        number = number_formats.shorten_number(value)
        if number is None:
            return ""
        kind = self._find_style(row, column).kind
        return number_formats.convert_serial(number, kind, self.grid.since_1904)
