"""What a row's own columns say of its answers: its fiscal year, what its figures are counted in."""

from collections.abc import Mapping

from loaders.grid import Value
from loaders.reading.account import Mark
from loaders.reading.headers.header_match import Header
from loaders.reading.records.rows import RowReader
from loaders.reading.tables.columns.column_context import find_unit_columns, find_year_column
from loaders.reading.view import SheetView
from loaders.values.coerce import list_count_units
from loaders.values.dates.fiscal_years import parse_year_cell
from loaders.values.units import Scale, holds_for, parse_unit


class RowContext:
    """Enters it row by row below one header, of which most have no such columns."""

    def __init__(self, view: SheetView, header: Header, rows: RowReader) -> None:
        self._view, self._rows = view, rows
        self._year_column = find_year_column(header)
        self._unit_columns = find_unit_columns(header)
        self._fields = {each.column: each.field for each in header.columns}
        self.is_needed = bool(self._year_column or self._unit_columns)

    def enter(self, row: int, own: Mapping[int, Value]) -> None:
        if self._year_column:
            self._enter_year(row, self._year_column)
        self._rows.row_scales = {}
        for at, columns in self._unit_columns.items():
            unit = parse_unit(str(own.get(at, "")))
            counted = [each for each in columns if unit and self._counts_in(unit, each)]
            if unit and counted:
                self._rows.row_scales |= dict.fromkeys(counted, unit)
                self._rows.context[row, at] = Mark("context", "units", unit.text)

    def _enter_year(self, row: int, column: int) -> None:
        """The year that the row's own column names; blank below it the same goes on."""
        position = self._view.origin(row, column)
        if year := parse_year_cell(self._view.grid.value(*position)):
            self._rows.enter_year(year)
            self._rows.context[position] = Mark("context", "row_year", str(year))

    def _counts_in(self, unit: Scale, column: int) -> bool:
        field = self._fields[column]
        return holds_for(unit, list_count_units() if field.type == "measure" else field.units)
