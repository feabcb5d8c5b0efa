"""Names with their values around a table that nobody took up: 「会場：県庁」 below it, 時点 and its
day beside it. A person reads them into every record; what we do not is left unread, and so said.
"""

from collections.abc import Iterator, Sequence, Set

from data.layout import Field, Layout
from loaders.grid import Area, Grid, Position
from loaders.reading.account import UNREAD, Account, Region, is_filled
from loaders.reading.headers.titles import STRONG, match_title
from loaders.reading.records.records import SheetResult
from loaders.reading.row_labels import is_note, strip_signs
from loaders.values.text import LONGEST_WORD


def doubt_labelled(results: Sequence[SheetResult], account: Account[SheetResult]) -> bool:
    """Leave unread what such a name and its value say of a field that no record answers; whether
    there was any, so that the account is anew."""
    elsewhere = {*account.find("elsewhere")}
    was_found = False
    for result in (each for each in results if each.records):
        assert result.layout is not None
        answered = {name for each in result.records for name in each.origins}
        idle = {place for place, mark in result.marks.items() if mark.rule == "heading"}
        for cells, field in _list_labelled(account.grid, result.layout, elsewhere | idle):
            if field.name not in answered:
                for place in cells:
                    result.marks.pop(place, None)
                area = Area(*cells[0], *cells[-1])
                result.regions.insert(0, Region(area, UNREAD, {c: field.title for _, c in cells}))
                was_found = True
    return was_found


def _list_labelled(
    grid: Grid, layout: Layout, places: Set[Position]
) -> Iterator[tuple[list[Position], Field]]:
    """The cells of each such name and value, and the field named."""
    for row, column in sorted(places):
        text = grid.value(row, column)
        if not isinstance(text, str) or len(text) > 2 * LONGEST_WORD or is_note(text):
            continue
        label, _, inline = text.replace("：", ":").partition(":")
        beside = (row, column + 1)
        if not inline.strip() and not (beside in places and is_filled(grid.value(*beside))):
            continue
        match = match_title(layout, (strip_signs(label),)) if len(label) <= LONGEST_WORD else None
        if match and match.rank == STRONG and not match.stage:
            yield [(row, column)] if inline.strip() else [(row, column), beside], match.field
