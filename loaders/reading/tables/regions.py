"""What the cells of a table are that no record took, as far as their column tells."""

from collections.abc import Collection, Sequence

from data.layout import title_keys
from loaders.grid import Area, Position
from loaders.reading.account import UNREAD, Mark, Region
from loaders.reading.headers.header_match import Column, Header
from loaders.reading.row_labels import is_numbering_title, is_row_number
from loaders.reading.tables.other_rows.side_rows import find_flags
from loaders.reading.view import SheetView

OTHER_YEAR = Mark("elsewhere", "other_year")
SUPERSEDED = Mark("elsewhere", "superseded")
DUPLICATE = Mark("unread", "duplicate")
MEMBERSHIP = Mark("context", "membership")
NUMBERING, UNASKED = Mark("furniture", "numbering"), Mark("furniture", "unasked")


def list_regions(
    view: SheetView,
    header: Header,
    columns: Sequence[Column],
    area: tuple[int, int],
    taken: Collection[Position],
) -> list[Region]:
    """A table's area from its first column down to its last row (`area`) and, before it, its
    columns that number rows or are another year's; `taken` are headings and the like in it."""
    first, bottom = area
    titles = header.strangers | {each.column: each.title for each in columns}
    top = header.first_row
    doubled = {each.column for each in header.duplicates}
    unread = {*range(first, min(titles)), *header.strangers} - doubled
    marks = {column: _mark_column(view, header, column, bottom, taken) for column in unread}
    marks |= dict.fromkeys(doubled, DUPLICATE)
    spans = [
        Region(Area(top, column, bottom, column), mark)
        for column, mark in sorted(marks.items())
        if mark
    ]
    table = Region(Area(top, first, bottom, max(titles)), UNREAD, titles)
    if not header.alone:
        return [*spans, table]
    beside = Area(header.last_row + 1, first, bottom, view.column_count)
    return [*spans, table, Region(beside, UNREAD)]


def _mark_column(
    view: SheetView, header: Header, column: int, bottom: int, taken: Collection[Position]
) -> Mark | None:
    """What the cells of a column that answers no field are, where that is known."""
    if column in header.superseded:
        return SUPERSEDED
    if column in header.other_years:
        return OTHER_YEAR
    if column in find_flags(header, view.grid.rows):
        return MEMBERSHIP
    title = header.strangers.get(column, "")
    if header.layout.unasked.intersection(title_keys(title)):
        return UNASKED
    if not is_numbering_title(title):
        return None
    values = (
        view.grid.value(row, column)
        for row in range(header.last_row + 1, bottom + 1)
        if (row, column) not in taken
    )
    return NUMBERING if all(is_row_number(value) for value in values) else None
