"""Schedules whose months are told by no word: bars of colour, or arrows drawn over the cells."""

from collections.abc import Iterator, Sequence

from data.layout import Field
from loaders.checking.problems import Problem
from loaders.checking.unread import name_places
from loaders.grid import Grid, Position, a1, parse_a1
from loaders.reading.records.records import Record, SheetResult
from loaders.reading.shapes.field_columns.dated_columns import period_of

#: Fewer months in a row head no schedule.
FEWEST_MONTHS = 3


def find_unmarked_months(result: SheetResult) -> Iterator[Problem]:
    """Once a sheet, the records without a date in whose rows nothing stands below the months."""
    field, grid = result.layout.find_type("scheduled") if result.layout else None, result.grid
    if field is None or grid is None or field.required:  # a record without it is named as it is
        return
    undated = [each for each in result.records if _is_undated(each, field)]
    if not undated or not (titles := _find_months(grid, undated[0].row)):
        return
    ends = {area[:2]: area.last_column for area in grid.merges}
    columns = [at for title in titles for at in range(title[1], ends.get(title, title[1]) + 1)]
    rows = [each for each in undated if not any(grid.value(each.row, at) for at in columns)]
    if rows:
        first, *more = [a1(*place) for place in (*titles, (rows[-1].row, columns[-1]))]
        found = name_places([parse_a1(each.cell) for each in rows])
        place = (grid.sheet, first, field.title, found)
        yield Problem("unmarked_months", "", *place, also=tuple(more))


def _is_undated(record: Record, field: Field) -> bool:
    said = record.fields[field.name] or field.name in record.origins or field.name in record.states
    return not said and not record.withdrawn


def _find_months(grid: Grid, row: int) -> Sequence[Position]:
    """The titles of months in the nearest row above that has so many."""
    for above in range(min(row, len(grid.rows)) - 1, 0, -1):
        cells = enumerate(grid.rows[above - 1], start=1)
        found = [(above, at) for at, value in cells if isinstance(value, str) and period_of(value)]
        if len(found) >= FEWEST_MONTHS:
            return found
    return []
