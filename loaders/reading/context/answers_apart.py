"""Answers that stand apart from their records: in the title over a part of their count, and in
a caption below the table."""

from collections.abc import Iterable, Iterator

from data.layout import Field
from loaders.grid import Grid, Position
from loaders.reading.account import PART_TITLE, TITLE
from loaders.reading.records import SheetResult
from loaders.reading.row_labels import strip_signs
from loaders.reading.titles import STRONG, match_title
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
    """【活動目的と概要】 below all tables, and its text: what stands once, above them mostly."""
    assert result.layout is not None
    last = max((each.area.last_row for each in result.regions), default=0)
    asked = [
        each
        for each in result.layout.answers
        if each.caption and not any(record.fields[each.name] for record in result.records)
    ]
    was_read = False
    for field, title, place in _list_captions(result, grid, asked, last):
        result.marks[title] = TITLE
        for record in result.records:
            record.fields[field.name] = str(grid.value(*place)).strip()
            record.origins[field.name] = place
        was_read = True
    return was_read


def _list_captions(
    result: SheetResult, grid: Grid, asked: list[Field], last: int
) -> Iterator[tuple[Field, Position, Position]]:
    """Each caption's field, its title and the text below it, both alone in their rows."""
    assert result.layout is not None
    for row in range(last + 1, len(grid.rows)) if asked and result.records else ():
        text, below = _find_lone(grid, row), _find_lone(grid, row + 1)
        if text and below and text[1] == below[1] and len(text[0]) <= LONGEST_WORD:
            match = match_title(result.layout, (strip_signs(text[0]),))
            if match and match.rank == STRONG and match.field in asked:
                yield match.field, (row, text[1]), (row + 1, below[1])


def _find_lone(grid: Grid, row: int) -> tuple[str, int] | None:
    cells = [(value, at) for at, value in enumerate(grid.rows[row - 1], 1) if value is not None]
    said = [(value, at) for value, at in cells if value != ""]
    return said[0] if len(said) == 1 and isinstance(said[0][0], str) else None  # type: ignore[return-value]
