"""Last year's sheet beside this year's: its rows are of its own year, whichever is asked for."""

from collections.abc import Iterator, Sequence

from loaders.grid import Grid
from loaders.reading.row_labels import is_note
from loaders.values.dates.fiscal_years import parse_fiscal_year
from loaders.values.text import LONGEST_WORD

#: A sheet's title is among its first rows.
TITLE_ROWS = 2


def find_other_years(grids: Sequence[Grid], asked: int | None) -> dict[str, int]:
    """Sheet -> the year that its name or title states, where another sheet states the one asked
    for; alone, a title may be wrong, and who asks knows better."""
    if asked is None or len(grids) < 2:
        return {}
    stated = {grid.sheet: year for grid in grids if (year := _find_year(grid))}
    if asked not in stated.values():
        return {}
    return {sheet: year for sheet, year in stated.items() if year != asked}


def _find_year(grid: Grid) -> int | None:
    """The one fiscal year that a sheet's name and its first rows speak of."""
    years = {year for text in _list_texts(grid) if (year := parse_fiscal_year(text)) is not None}
    return years.pop() if len(years) == 1 else None


def _list_texts(grid: Grid) -> Iterator[str]:
    yield grid.sheet
    for row in grid.rows[:TITLE_ROWS]:
        for value in row:
            if isinstance(value, str) and len(value) <= LONGEST_WORD and not is_note(value):
                yield value
