"""A grid with its merged cells spread out, and its texts ready for comparison."""

from collections.abc import Sequence

from loaders.grid import Area, Grid, Position, Value

#: Merges larger than this are page furniture, not data; spreading them would cost memory.
LARGEST_SPREAD = 20_000
#: All merges of a sheet together; real ones do not overlap and stay far below.
MOST_SPREAD = 1_000_000

#: Rows of which the filled cells are kept: all shapes look at them; those of a ledger are many.
LAST_KEPT = 1000


class SheetView:
    """Looks at one grid by position, merged cells answering with their origin's value."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.row_count = len(grid.rows)
        self.column_count = max((len(row) for row in grid.rows), default=0)
        self.origins = spread_merges(grid.merges, self.row_count, self.column_count)
        self._filled: dict[int, list[tuple[int, Value]]] = {}

    def origin(self, row: int, column: int) -> Position:
        """The position whose value shows here: the merge's first cell, or the cell itself."""
        return self.origins.get((row, column), (row, column))

    def value(self, row: int, column: int) -> Value:
        if self.origins:
            row, column = self.origins.get((row, column), (row, column))
        return self.grid.value(row, column)

    def text(self, row: int, column: int) -> str:
        """The value as a title would be compared: "" for anything but text."""
        value = self.value(row, column)
        return value.strip() if isinstance(value, str) else ""

    def filled(self, row: int) -> Sequence[tuple[int, Value]]:
        """The columns of a row with a value of their own, merge covers left out."""
        found = self._filled.get(row)
        if found is None:
            found = self._list_filled(row)
            if row <= LAST_KEPT:
                self._filled[row] = found
        return found

    def is_filled(self, row: int) -> bool:
        """Whether a row has a value of its own."""
        if self.origins or not 1 <= row <= self.row_count:
            return bool(self.filled(row))
        values = self.grid.rows[row - 1]
        return values.count(None) + values.count("") < len(values)

    def _list_filled(self, row: int) -> list[tuple[int, Value]]:
        values = self.grid.rows[row - 1] if 1 <= row <= self.row_count else []
        found: list[tuple[int, Value]] = [
            (column, value)
            for column, value in enumerate(values, start=1)
            if value is not None and value != ""
        ]
        return (
            [each for each in found if (row, each[0]) not in self.origins]
            if self.origins
            else found
        )


def spread_merges(merges: list[Area], last_row: int, last_column: int) -> dict[Position, Position]:
    """Covered position → the merge's first cell, inside the used range only.

    >>> spread_merges([Area(1, 1, 2, 2)], 2, 1)
    {(2, 1): (1, 1)}
    """
    origins: dict[Position, Position] = {}
    spread = 0
    for area in merges:
        bottom, right = min(area.last_row, last_row), min(area.last_column, last_column)
        size = (bottom - area.first_row + 1) * (right - area.first_column + 1)
        if size > LARGEST_SPREAD or spread > MOST_SPREAD:
            continue
        spread += size
        first = (area.first_row, area.first_column)
        for row in range(area.first_row, bottom + 1):
            for column in range(area.first_column, right + 1):
                origins[row, column] = first
        origins.pop(first, None)
    return origins
