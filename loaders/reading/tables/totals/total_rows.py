"""Rows of a table that add up the rows above them: subtotals, pages' totals, counts in words."""

from collections.abc import Mapping, Sequence

from loaders.grid import Value, a1
from loaders.reading.headers.header_match import Column
from loaders.reading.records.rows import RowReader
from loaders.reading.row_labels import (
    is_average,
    is_conditional,
    is_grand_total,
    is_page_total,
    parse_count_line,
)
from loaders.reading.tables.headings import Headings
from loaders.reading.tables.table_result import Cells, TableResult, Total
from loaders.reading.tables.totals.count_lines import Count, find_wrong_counts, parse_counts
from loaders.values.text import is_total


class TotalRows:
    """Follows one table's totals: which records each of them covers."""

    def __init__(
        self,
        result: TableResult,
        columns: Mapping[int, Column],
        headings: Headings,
        rows: RowReader,
    ) -> None:
        self._result, self._columns = result, columns
        self._headings, self._rows = headings, rows
        self._layout, self._records = result.header.layout, result.result.records
        self._since_subtotal = 0
        #: the first record of the printed page
        self._page_start = 0

    def turn_page(self) -> None:
        self._page_start = len(self._records)

    def read(self, row: int, cells: Cells) -> None:
        """A subtotal covers the records since the last one, any other total all of them."""
        label = next(str(v) for _, v in cells if isinstance(v, str) and is_total(v))
        counted = {column: value for column, value in cells if self._is_counted(column, value)}
        if is_average(label):
            self._result.mark(row, cells, "furniture", "average")
            return
        if is_conditional(label):
            self._result.mark(row, cells, "total", "partial_total")
            return
        labels = [each for each in cells if each[0] not in counted and isinstance(each[1], str)]
        said = [each for each in labels if is_total(each[1])]
        self._result.mark(row, said, "total", "total_label")
        start = self._page_start if is_page_total(label) else self._since_subtotal
        self._add(row, counted, start, is_grand_total(label))

    def add_bare(self, row: int, cells: Cells) -> None:
        """A total without a label, of the records since the last one."""
        self._add(row, dict(cells), self._since_subtotal, is_grand=False)

    def read_count_line(self, row: int, column: int, value: Value) -> bool:
        """「提案数　3件」, 「計 2回・74名」 below the rows that it counts."""
        if not self._records or not isinstance(value, str):
            return False
        counts = parse_counts(value)
        count = "" if counts else parse_count_line(value)
        if not counts and not (count and self._layout.totals):
            return False
        is_partial = not counts and self._headings.names_choice(value)
        rule = "partial_total" if is_partial else "total_label"
        self._result.mark(row, [(column, value)], "total", rule)
        if counts:
            self._check_counts(a1(row, column), counts)
        elif not is_partial:
            self.add_bare(row, [(column, count)])
        return True

    def _check_counts(self, cell: str, counts: Sequence[Count]) -> None:
        spans = [self._records[self._since_subtotal :], self._records]
        for fault in find_wrong_counts(self._layout, counts, spans):
            self._rows.report("total_mismatch", cell, *fault)
        self._since_subtotal = len(self._records)

    def _add(self, row: int, cells: dict[int, Value], start: int, is_grand: bool) -> None:
        self._result.totals.append(Total(row, cells, start, len(self._records), is_grand))
        self._since_subtotal = len(self._records)
        self._result.last_row = row

    def _is_counted(self, column: int, value: Value) -> bool:
        """Columns of counts and marks are summed; 「3団体」 under names counts the rows."""
        known = self._columns.get(column)
        return known is not None and not (isinstance(value, str) and is_total(value))
