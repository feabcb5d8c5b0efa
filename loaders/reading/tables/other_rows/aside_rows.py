"""Rows of a table under a heading that says not to count them."""

from collections.abc import Sequence

from loaders.checking.problems import Problem
from loaders.grid import Value
from loaders.reading.context.set_aside import find_set_aside, report_set_aside
from loaders.reading.row_labels import is_framed
from loaders.reading.tables.headings import Headings
from loaders.reading.view import SheetView


class AsideRows:
    """Follows one table's headings, of which few say such a thing; the next one ends them."""

    def __init__(self, view: SheetView, last_row: int, headings: Headings) -> None:
        self._view, self._last_row, self._headings = view, last_row, headings
        #: whether such a heading holds for the next row
        self.is_on = False
        self.problems: list[Problem] = []

    def takes(self, row: int, cells: Sequence[tuple[int, Value]], follows: bool) -> bool:
        """Whether a row heads such rows or is one; a mere draft's heading `follows` others."""
        column, value = cells[0]
        if len(cells) > 1 or not isinstance(value, str):
            return self.is_on
        firmness = find_set_aside(value)
        if (firmness == "said" or (firmness and follows and is_framed(value))) and self._heads(row):
            problem = report_set_aside(self._view.grid.sheet, (row, column), value)
            self.problems.append(problem)
            self.is_on = True
        elif self.is_on and self._heads(row):
            self.is_on = not (is_framed(value) or self._headings.set(row, column, value, True))
        return self.is_on

    def _heads(self, row: int) -> bool:
        """Whether a row of several cells comes next."""
        below = (list(self._view.filled(at)) for at in range(row + 1, self._last_row + 1))
        return len(next(filter(None, below), ())) > 1
