"""Our own reading of an ods workbook: content.xml through expat, under the cell limits.

OpenDocument 1.3 part 3, §9 (tables) and §19 (attributes): empty and equal cells and rows
are written once with a count, which may be a million; only content is ever repeated here.
"""

import re
import xml.parsers.expat
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from loaders.grid import Area, Value
from loaders.opening import limits
from loaders.opening.formats.cell_styles import CellStyle
from loaders.opening.formats.colours import speaks_of_colour
from loaders.opening.formats.number_formats import parse_double
from loaders.opening.formats.ods_styles import OdsStyles
from loaders.opening.formats.xml_text import join_runs
from loaders.opening.refusals import RefusalError
from loaders.opening.sparse_grid import NO_RESULT, SparseGrid

Attributes = dict[str, str]

_DURATION = re.compile(r"(-?)PT?(?:([0-9]+)D)?T?(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9.,]+)S)?")
#: what stands in a cell beside its own text: comments, drawings, furigana
_ASIDE = ("office:annotation", "draw:", "text:ruby-text", "text:tracked-changes")
_CHUNK = 1 << 20
#: how Excel and LibreOffice show what a formula could not compute
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|(?:Err|エラー):\d+"
)


def read_grids(content: bytes, named_styles: bytes = b"") -> list[SparseGrid]:
    """Every table of the spreadsheet. Raises RefusalError("damaged") for bad XML.

    `named_styles` is the part styles.xml, whose styles those of the content build on.
    """
    styles = OdsStyles(speaks_of_colour(content))
    for part in filter(None, (named_styles, content)):
        scan = _ContentScan(styles)
        try:
            for start in range(0, len(part), _CHUNK):
                scan.parser.Parse(part[start : start + _CHUNK], start + _CHUNK >= len(part))
        except (xml.parsers.expat.ExpatError, ValueError, LookupError) as error:
            raise RefusalError("damaged") from error
    return scan.grids


def _repeat(attributes: Attributes, name: str) -> int:
    return max(int(attributes.get(name, 1)), 1)


class _ContentScan:
    """State between expat's events. Tags bear their customary prefixes in every writer."""

    def __init__(self, styles: OdsStyles) -> None:
        self.styles = styles
        self.grids: list[SparseGrid] = []
        self.grid: SparseGrid | None = None
        self.row = self.column = self.first_hidden = 0
        self.row_attributes: Attributes = {}
        #: first column beyond each run of columns, and their cells' style
        self.column_styles: list[tuple[int, str]] = []
        self.cell_styles: dict[str, CellStyle] = {}
        self.values: list[Value] = []
        self.cell: Attributes | None = None
        self.runs: list[tuple[str, bool | None]] = []
        self.spans: list[bool | None] = []
        self.aside = self.depth = 0
        #: what is aside: the outermost tag and the last one, its text, a comment's author
        self.aside_kind = self.aside_tag = self.aside_text = self.aside_author = ""
        self.parser = xml.parsers.expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.starts: dict[str, Callable[[Attributes], None]] = {
            "table:table": self._start_table,
            "table:table-column": self._start_column,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
            "text:p": lambda _: self._start_paragraph(),
            "text:span": self._start_span,
            "text:s": lambda found: self._text(" " * min(_repeat(found, "text:c"), 1000)),
            "text:tab": lambda _: self._text("\t"),
            "text:line-break": lambda _: self._text("\n"),
        }
        self.ends: dict[str, Callable[[], None]] = {
            "text:span": lambda: self._end_span(),
            "table:table": self._end_table,
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
        }

    def _refuse_doctype(self, *_: object) -> None:
        raise RefusalError("dangerous_xml")

    def _start(self, name: str, attributes: Attributes) -> None:
        if self.aside or name.startswith(_ASIDE):
            self._start_aside(name)
        elif self.grid is None and name != "table:table":
            self.styles.start(name, attributes)
        elif name in self.starts:
            self.starts[name](attributes)

    def _end(self, name: str) -> None:
        if self.aside:
            self._end_aside()
        elif self.grid is None:
            self.styles.end(name)
        elif name in self.ends:
            self.ends[name]()

    def _text(self, text: str) -> None:
        if self.grid is None:
            self.styles.text(text)
        elif self.aside:
            self._hear_aside(text)
        elif self.runs:
            self.runs.append((text, self.spans[-1] if self.spans else None))

    def _start_aside(self, name: str) -> None:
        self.aside += 1
        self.aside_tag = name
        if self.aside == 1:
            self.aside_kind, self.aside_text, self.aside_author = name, "", ""
        elif name == "text:p" and self.aside_text:
            self.aside_text += "\n"

    def _end_aside(self) -> None:
        """Note what a comment or shape said, at the cell that it stands in."""
        self.aside -= 1
        if self.aside or self.grid is None or not self.aside_text:
            return
        place = (max(self.row, 1), self.column + 1)
        if self.aside_kind == "office:annotation":
            self.grid.add_comment(place, self.aside_author, self.aside_text)
        elif self.aside_kind.startswith("draw:"):
            self.grid.add_floating(place, self.aside_text)

    def _hear_aside(self, text: str) -> None:
        if self.aside_tag == "dc:creator":
            self.aside_author += text
        elif self.aside_tag.startswith("text:") and len(self.aside_text) < limits.ASIDE_TEXT:
            self.aside_text += text

    def _start_paragraph(self) -> None:
        self.runs.append(("\n" if self.runs else "", None))

    def _start_span(self, attributes: Attributes) -> None:
        struck = self.styles.strikes_span(attributes.get("text:style-name", ""))
        outer = self.spans[-1] if self.spans else None
        self.spans.append(outer if struck is None else struck)

    def _end_span(self) -> None:
        if self.spans:
            self.spans.pop()

    def _start_table(self, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > 1:
            return
        hidden = self.styles.hides_table(attributes.get("table:style-name", ""))
        self.grid = SparseGrid(attributes.get("table:name", ""), hidden)
        self.row = self.column = 0
        self.column_styles = []

    def _end_table(self) -> None:
        self.depth -= 1
        if self.depth or self.grid is None:
            return
        self.grid.trim_hidden()
        self.grids.append(self.grid)
        self.grid = None

    def _start_column(self, attributes: Attributes) -> None:
        count = min(_repeat(attributes, "table:number-columns-repeated"), limits.EXCEL_COLUMNS)
        if attributes.get("table:visibility", "visible") != "visible" and self.grid:
            last = min(self.column + count, limits.EXCEL_COLUMNS)
            self.grid.hidden_columns.update(range(self.column + 1, last + 1))
        self.column += count
        self.column_styles.append(
            (self.column, attributes.get("table:default-cell-style-name", ""))
        )

    def _start_row(self, attributes: Attributes) -> None:
        self.row_attributes, self.values, self.column = attributes, [], 0
        self.row += 1

    def _end_row(self) -> None:
        """Keep the row as often as it is repeated; empty rows only move on."""
        assert self.grid is not None
        count = _repeat(self.row_attributes, "table:number-rows-repeated")
        last = self.row + count - 1
        if self.row_attributes.get("table:visibility", "visible") != "visible":
            self.grid.hidden_rows.update(range(self.row, min(last, limits.SHEET_ROWS) + 1))
        if self.values:
            for number in range(self.row, last + 1):
                self._repeat_marks(number)
                self.grid.add_trimmed(number, list(self.values))
        self.row = last

    def _repeat_marks(self, number: int) -> None:
        """A repeated row repeats what is noted of its cells."""
        assert self.grid is not None
        if number == self.row:
            return
        for column in range(1, len(self.values) + 1):
            self.grid.copy_marks((self.row, column), (number, column))

    def _start_cell(self, attributes: Attributes) -> None:
        self.cell, self.runs, self.spans = attributes, [], []

    def _end_cell(self) -> None:
        if self.cell is None or self.grid is None:
            return
        attributes, self.cell = self.cell, None
        self.column += 1
        self._add_merge(attributes)
        count = _repeat(attributes, "table:number-columns-repeated")
        first, self.column = self.column, self.column + count - 1
        value = self._read_value(attributes)
        kept = value != "" or (self.row, first) in self.grid.errors
        self.runs = []
        if not kept:
            return
        self.grid.mark((self.row, first), self._find_style(attributes, first), value)
        if self.column > limits.EXCEL_COLUMNS:
            raise RefusalError("damaged")
        self.values += [""] * (first - 1 - len(self.values))
        self.values += [value] * count
        self._repeat_across(first)

    def _repeat_across(self, first: int) -> None:
        assert self.grid is not None
        for column in range(first + 1, self.column + 1):
            self.grid.copy_marks((self.row, first), (self.row, column))

    def _add_merge(self, attributes: Attributes) -> None:
        assert self.grid is not None
        height = _repeat(attributes, "table:number-rows-spanned")
        width = _repeat(attributes, "table:number-columns-spanned")
        if height == width == 1:
            return
        if len(self.grid.merges) >= limits.MERGES:
            raise RefusalError("merges", sheet=self.grid.sheet, limit=limits.MERGES)
        last_row = min(self.row + height - 1, limits.EXCEL_ROWS)
        last_column = min(self.column + width - 1, limits.EXCEL_COLUMNS)
        self.grid.merges.append(Area(self.row, self.column, last_row, last_column))

    def _read_value(self, attributes: Attributes) -> Value:
        """The cell's value, "" for a blank or, with a note in `errors`, for no value."""
        assert self.grid is not None
        kind = attributes.get("office:value-type", "")
        text = join_runs(self.runs)
        computed = kind not in ("", "string") or "table:formula" in attributes
        is_error = attributes.get("calcext:value-type") == "error"
        if is_error or (computed and _ERROR.fullmatch(text.strip())):
            self.grid.errors[self.row, self.column_first(attributes)] = text or "#VALUE!"
            return ""
        if not kind:
            if attributes.get("table:formula") and not text:
                self.grid.errors[self.row, self.column_first(attributes)] = NO_RESULT
            return text
        if kind == "percentage":
            self.grid.percents.add((self.row, self.column_first(attributes)))
        return read_typed(kind, attributes, text)

    def _find_style(self, attributes: Attributes, column: int) -> CellStyle:
        """The cell's own style, else its row's, else its column's."""
        name = attributes.get("table:style-name") or self.row_attributes.get(
            "table:default-cell-style-name"
        )
        if not name:
            name = next((style for last, style in self.column_styles if column <= last), "")
        if name not in self.cell_styles:
            self.cell_styles[name] = self.styles.find_cell_style(name)
        return self.cell_styles[name]

    def column_first(self, attributes: Attributes) -> int:
        """The first column of the cell just closed; `column` is already at its last."""
        return self.column - _repeat(attributes, "table:number-columns-repeated") + 1


def read_typed(kind: str, attributes: Attributes, text: str) -> Value:
    """A value by its declared type; text where the declaration does not hold.

    >>> read_typed("date", {"office:date-value": "2020-06-18"}, "R2.6.18")
    datetime.date(2020, 6, 18)
    """
    if kind in ("float", "percentage", "currency"):
        number = parse_double(attributes.get("office:value", ""))
        return text if number is None else number
    if kind == "boolean":
        return attributes.get("office:boolean-value") == "true"
    if kind == "date":
        return read_date(attributes.get("office:date-value", "")) or text
    if kind == "time":
        return read_duration(attributes.get("office:time-value", "")) or text
    written = attributes.get("office:string-value", text)
    return text if written == text else written


def read_date(text: str) -> date | datetime | None:
    """ISO 8601; a date alone where there is no time of day."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    moment = moment.replace(tzinfo=None)
    return moment.date() if moment.time() == time.min else moment


def read_duration(text: str) -> time | timedelta | None:
    """A time of day, or a duration when it is a day or more.

    >>> read_duration("PT12H30M00S"), read_duration("PT36H00M00S")
    (datetime.time(12, 30), datetime.timedelta(days=1, seconds=43200))
    """
    found = _DURATION.fullmatch(text.strip())
    if not found:
        return None
    days, hours, minutes, seconds = (
        float((part or "0").replace(",", ".")) for part in found.groups()[1:]
    )
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if found[1]:
        return -span
    return (datetime.min + span).time() if span < timedelta(days=1) else span
