"""Names side by side under one heading: 会員自治体名 merged over, or blank behind, the columns of a
prefecture's members, who may go on in the next rows. Drawn with a name a row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data.layout import Field
from loaders.grid import Position
from loaders.reading.account import Mark
from loaders.reading.headers.headers import WIDEST_TABLE
from loaders.reading.shapes.lists import find_prefecture, names_government, reads_government
from loaders.reading.shapes.reshaped import (
    BLANK,
    Cell,
    Reshaped,
    copy_rows,
    draw,
    list_header_rows,
)
from loaders.reading.view import SheetView

FEWEST_ROWS = 2


@dataclass(slots=True)
class Group:
    """The rows of one prefecture (the first has all that stands beside the names), its names."""

    row: int
    names: list[Position] = field(default_factory=list)


def propose_spread(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with such names drawn apart; nothing where no heading has several columns."""
    for row in list_header_rows(view):
        for column, value in view.filled(row):
            named = names_government(value)
            span = _find_span(view, row, column) if named else range(0)
            groups = _find_groups(view, row, span, named) if named and len(span) > 1 else []
            if sum(len(each.names) > 1 for each in groups) >= FEWEST_ROWS:
                yield _draw(view, row, span, groups)
                return


def _find_span(view: SheetView, row: int, column: int) -> range:
    """A heading's column and those to the right that have no heading of their own."""
    end = column + 1
    while end <= min(view.column_count, WIDEST_TABLE) and (
        view.origin(row, end) == (row, column) or view.value(row, end) is None
    ):
        end += 1
    return range(column, end)


def _find_groups(view: SheetView, row: int, span: range, named: Field) -> list[Group]:
    """The rows below a heading, as far down as all that stands under it are governments."""
    groups: list[Group] = []
    for each in range(row + 1, view.row_count + 1):
        filled = [column for column, _ in view.filled(each)]
        names = [(each, column) for column in filled if column in span]
        if not names:
            break
        if len(names) < len(filled) or not groups:
            groups.append(Group(each))
        prefecture = find_prefecture(view, groups[-1].row)
        items = [view.grid.value(*place) for place in names]
        if not all(isinstance(i, str) and reads_government(named, i, prefecture) for i in items):
            groups.pop() if not groups[-1].names else None
            break
        groups[-1].names += names
    return groups


def _draw(view: SheetView, row: int, span: range, groups: Sequence[Group]) -> Reshaped:
    """A group's row once a name; their number beside them is a total, checked here."""
    rows = copy_rows(view.grid, 1, row)
    rows = [[cell for at, cell in enumerate(line, start=1) if at not in span[1:]] for line in rows]
    marks: dict[Position, Mark] = {}
    for group in groups:
        own = [
            Cell(view.grid.value(group.row, each), ((group.row, each),))
            for each in range(1, view.column_count + 1)
            if each not in span[1:]
        ]
        for at, cell in enumerate(own):
            if cell.value == len(group.names):
                marks[cell.places[0]] = Mark("total", "checked", str(len(group.names)))
                own[at] = BLANK
        for place in group.names:
            name = Cell(view.grid.value(*place), (place,))
            beside = own if place[0] == group.row else [Cell(cell.value) for cell in own]
            rows.append([*beside[: span[0] - 1], name, *beside[span[0] :]])
    last = groups[-1].names[-1][0]
    return draw(view.grid, [*rows, *copy_rows(view.grid, last + 1, view.row_count)], (), marks)
