"""A sheet while it is being read: only rows that hold something, under the cell limits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loaders.grid import Area, Position, Shown, Value, a1
from loaders.opening import limits
from loaders.opening.formats.cell_styles import CellStyle, RichText
from loaders.opening.refusals import RefusalError

#: how a formula without a stored value is shown among a grid's errors
NO_RESULT = "数式（計算結果なし）"


@dataclass(slots=True)
class SparseGrid:
    """Rows by number, each from column A on; "" is a blank cell until `list_rows`.

    `first` and `last` are the corners of the rectangle around every cell with content
    (errors included): a parser that keeps sheets densely allocates just that.
    """

    sheet: str
    hidden: bool = False
    rows: dict[int, list[Value]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    percents: set[Position] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    conflicts: dict[Position, tuple[str, str]] = field(default_factory=dict)
    #: cells struck through: what is left of each and what is struck; `strike_out` parts them
    struck: dict[Position, tuple[Value, Value]] = field(default_factory=dict)
    coarse: dict[Position, Shown] = field(default_factory=dict)
    since_1904: bool = False
    values_only: bool = False
    comments: dict[Position, tuple[str, str]] = field(default_factory=dict)
    floating: list[tuple[Position, str]] = field(default_factory=list)
    colours: dict[Position, tuple[str, ...]] = field(default_factory=dict)
    slots: int = 0
    first_row: int = 0
    last_row: int = 0
    first_column: int = limits.EXCEL_COLUMNS + 1
    last_column: int = 0

    def add_row(self, number: int, values: list[Value], first_column: int) -> None:
        """Keep one row read whole; `first_column` is its first cell with content."""
        if not 1 <= number <= limits.EXCEL_ROWS or len(values) > limits.EXCEL_COLUMNS:
            raise RefusalError("damaged")
        last = len(values)
        self.rows[number] = values
        self.slots += last
        if not self.first_row or number < self.first_row:
            self.first_row = number
        if number > self.last_row:
            self.last_row = number
        if first_column < self.first_column:
            self.first_column = first_column
        if last > self.last_column:
            self.last_column = last
        if number > limits.SHEET_ROWS:
            self._refuse_stray(number, last)
        if self.slots > limits.SHEET_CELLS:
            raise RefusalError("cells", sheet=self.sheet, limit=limits.SHEET_CELLS)

    def add_trimmed(self, number: int, values: list[Value]) -> None:
        """Keep a row less its blank ends; errors count as content."""
        columns = [
            column
            for column, value in enumerate(values, start=1)
            if value != "" or (number, column) in self.errors
        ]
        if columns:
            self.add_row(number, values[: columns[-1]], columns[0])

    def add_comment(self, place: Position, author: str, text: str) -> None:
        """Note a comment's author and text, which often begins with the author's name."""
        text = text.strip().removeprefix(f"{author}:").removeprefix(f"{author}：").strip()
        if text and len(self.comments) < limits.ASIDES:
            self.comments[place] = (author[: limits.ASIDE_TEXT], text[: limits.ASIDE_TEXT])

    def add_floating(self, place: Position, text: str) -> None:
        """Note the text of a text box or shape, and the cell that it lies on."""
        if text.strip() and len(self.floating) < limits.ASIDES:
            self.floating.append((place, text.strip()[: limits.ASIDE_TEXT]))

    def mark(self, place: Position, style: CellStyle, value: Value) -> None:
        """Note what a cell's style says of its value."""
        if style.kind == "percent" and type(value) in (int, float):
            self.percents.add(place)
        elif style.shown != "day" and isinstance(value, date):
            self.coarse[place] = style.shown
        if style.colours:
            self.colours[place] = style.colours
        self.strike(place, value, style.struck)

    def strike(self, place: Position, value: Value, struck: bool) -> None:
        """Note the part of a cell that is struck through; `struck` is what its style says."""
        runs = value.runs if isinstance(value, RichText) else ((value, struck),)
        gone = [piece for piece, is_gone in runs if (struck if is_gone is None else is_gone)]
        if not gone:
            return
        kept = [piece for piece, is_gone in runs if not (struck if is_gone is None else is_gone)]
        rest = "".join(map(str, kept)).strip()
        whole = self.errors.get(place, value)
        self.struck[place] = (rest, "".join(map(str, gone)) if rest else whole)

    def copy_marks(self, source: Position, target: Position) -> None:
        """A repeated cell repeats what is noted of it."""
        kept: tuple[dict[Position, Any], ...] = (
            self.errors,
            self.struck,
            self.coarse,
            self.colours,
        )
        for marked in kept:
            if source in marked:
                marked[target] = marked[source]
        if source in self.percents:
            self.percents.add(target)

    def strike_out(self) -> None:
        """Leave what is struck through out of the rows, once both readings were compared."""
        for (row, column), (rest, _) in self.struck.items():
            self.rows[row][column - 1] = rest
            if rest == "":
                self.errors.pop((row, column), None)

    def _refuse_stray(self, row: int, column: int) -> None:
        raise RefusalError("stray_cell", sheet=self.sheet, cell=a1(row, column))

    @property
    def box(self) -> int:
        """Cells of the rectangle around all content."""
        height = self.last_row - self.first_row + 1
        return height * max(self.last_column - self.first_column + 1, 0)

    def refuse_wide_box(self) -> None:
        """Name the cell that stretches the sheet: the rightmost one."""
        for number, values in self.rows.items():
            if len(values) == self.last_column:
                self._refuse_stray(number, self.last_column)

    def trim_hidden(self) -> None:
        """Hidden rows and columns matter only as far as there is content."""
        self.hidden_rows = {row for row in self.hidden_rows if row <= self.last_row}
        self.hidden_columns = {col for col in self.hidden_columns if col <= self.last_column}

    def list_rows(self) -> Iterator[list[Value]]:
        """Every row from 1 to the last with content, "" for blanks."""
        return (self.rows.get(number, []) for number in range(1, self.last_row + 1))
