"""Answers that stand apart from their records: in the title over a part of their count, and in
a caption below the table."""

from collections.abc import Iterable, Iterator

from data.layout import Field
from loaders.grid import Area, Grid, Position
from loaders.reading.account import PART_TITLE, TITLE, UNREAD, Region
from loaders.reading.headers.titles import STRONG, match_title
from loaders.reading.records.records import SheetResult
from loaders.reading.row_labels import strip_signs
from loaders.values.choices import find_choice, freeze_choices
from loaders.values.text import LONGEST_WORD


def read_apart(results: Iterable[SheetResult], grid: Grid) -> bool:
    """Give records what stands apart from them and they have no answer to; whether there was
    any, so that the account is anew."""
    return any([_read_part_titles(each, grid) | _read_captions(each, grid) for each in results])


def _read_part_titles(result: SheetResult, grid: Grid) -> bool:
    """29 under 参加者数 ｜ 出前授業 also says which kind it was."""
    assert result.layout is not None
    titles = {
        column: str(grid.value(row, column))
        for (row, column), mark in result.marks.items()
        if mark is PART_TITLE
    }
    was_read = False
    for field in result.layout.answers if len(titles) > 1 else ():
        if field.type != "choice":
            continue
        choices = freeze_choices(field.choices)
        named = {column: find_choice(title, choices) for column, title in titles.items()}
        if None in named.values() or len({*named.values()}) < 2:
            continue
        for record in result.records:
            places = [*record.origins.values(), *(place for _, place in record.parts)]
            told = {place for place in places if place[1] in named}
            if (
                len(told) == 1
                and field.name not in record.origins
                and not record.fields[field.name]
            ):
                place = told.pop()
                record.fields[field.name] = named[place[1]]
                record.origins[field.name] = place
                was_read = True
    return was_read


def _read_captions(result: SheetResult, grid: Grid) -> bool:
    """【活動目的と概要】 below all tables, and its text: what stands once, above them mostly. What
    is asked there otherwise, and no record answers, is left unread, and so said."""
    assert result.layout is not None
    last = max((each.area.last_row for each in result.regions), default=0)
    asked = [
        each
        for each in result.layout.answers
        if each.type == "text" and not any(each.name in record.origins for record in result.records)
    ]
    was_read = False
    for field, (row, column), at in _list_captions(result, grid, asked, last):
        if field.caption and at > row:
            result.marks[row, column] = TITLE
            for record in result.records:
                record.fields[field.name] = str(grid.value(at, column)).strip()
                record.origins[field.name] = (at, column)
        else:
            result.marks.pop((row, column), None)  # no heading: nothing stands below it
            area = Area(row, column, at, column)
            result.regions.insert(0, Region(area, UNREAD, {column: field.title}))
        was_read = True
    return was_read


def _list_captions(
    result: SheetResult, grid: Grid, asked: list[Field], last: int
) -> Iterator[tuple[Field, Position, int]]:
    """Each such title's field, its place and the row of its text: its own behind a colon, or the
    one below it where both stand alone."""
    assert result.layout is not None
    for row in range(last + 1, len(grid.rows) + 1) if asked and result.records else ():
        text, column = _find_lone(grid, row)
        label, _, inline = text.replace("：", ":").partition(":")
        is_above = bool(text) and not inline and _find_lone(grid, row + 1)[1] == column
        if (inline or is_above) and len(label) <= LONGEST_WORD:
            match = match_title(result.layout, (strip_signs(label),))
            if match and match.rank == STRONG and match.field in asked:
                yield match.field, (row, column), row + is_above


def _find_lone(grid: Grid, row: int) -> tuple[str, int]:
    """The one text of a row and its column; "" where it holds none or more."""
    values = grid.rows[row - 1] if row <= len(grid.rows) else []
    said = [(each, at) for at, each in enumerate(values, start=1) if each not in (None, "")]
    text, column = said[0] if len(said) == 1 else ("", 0)
    return (text, column) if isinstance(text, str) else ("", 0)
