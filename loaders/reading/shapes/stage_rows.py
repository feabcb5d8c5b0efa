"""A row for each stage that a case has reached, with its day beside it: 検討 | R3.5.12, 成立 |
R3.8.25. Drawn with a case a row: its furthest stage, and a column for each stage's day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from data.layout import Field, Layout, load_layouts
from loaders.grid import Position
from loaders.reading.account import PART_TITLE
from loaders.reading.headers.titles import match_title
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, copy_rows, draw, list_header_rows
from loaders.reading.shapes.runs import read_alone
from loaders.reading.view import SheetView

#: Fewer words of a case that its further rows share are no sign of one case.
FEWEST_SHARED = 2


class Case(NamedTuple):
    """A case's first row, and the row of each stage that it has reached, in their order."""

    row: int
    stages: dict[str, int]


class StageRows(NamedTuple):
    """The titles' row, the columns of stages and of their days, and stage → the day's field."""

    row: int
    stage: int
    day: int
    fields: Mapping[str, Field]
    cases: list[Case]


def propose_stage_rows(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with a case a row; nothing where no day stands beside a stage."""
    for layout in load_layouts():
        stage = next((each for each in layout.fields if each.type == "stage"), None)
        for row in list_header_rows(view) if stage else ():
            if stage and (found := _find(view, layout, stage, row)):
                yield _draw(view, found)
                return


def _find(view: SheetView, layout: Layout, stage: Field, row: int) -> StageRows | None:
    titles = {column: view.text(row, column) for column, _ in view.filled(row)}
    matches = {column: match_title(layout, (text,)) for column, text in titles.items()}
    columns = [at for at, match in matches.items() if match and match.field is stage]
    days = {
        at: fields
        for at, text in titles.items()
        if matches[at] is None and (fields := _list_days(layout, stage, text))
    }
    if len(columns) != 1 or len(days) != 1:
        return None
    ((day, fields),) = days.items()
    cases = _list_cases(view, stage, (row, columns[0]), day)
    return StageRows(row, columns[0], day, fields, cases) if cases else None


def _list_days(layout: Layout, stage: Field, title: str) -> dict[str, Field]:
    """Stage → the field that a title asks for beside it; nothing where it asks for no day."""
    found = {name: match_title(layout, (title, words[0])) for name, words in stage.choices.items()}
    days = {name: each.field for name, each in found.items() if each and each.field.type == "date"}
    return days if len({each.name for each in days.values()}) == len(stage.choices) else {}


def _list_cases(view: SheetView, stage: Field, title: Position, day: int) -> list[Case]:
    """The cases down to a blank row; none where a row says no stage, or one that is no later
    than the one above it of the same case."""
    row, column = title
    order = [*stage.choices]
    cases: list[Case] = []
    for each in range(row + 1, view.row_count + 1):
        if not any(view.filled(each)):
            break
        reached = read_alone(stage, view.grid.value(each, column)).value
        if reached is None:
            return []
        if cases and _goes_on(view, cases[-1].row, each, {column, day}):
            if order.index(reached) <= order.index([*cases[-1].stages][-1]):
                return []
            cases[-1].stages[reached] = each
        else:
            cases.append(Case(each, {reached: each}))
    return cases


def _goes_on(view: SheetView, first: int, row: int, apart: set[int]) -> bool:
    """Whether a row says nothing of its own but a stage and its day: all else is merged over both,
    said again or left blank."""
    others = [at for at in range(1, view.column_count + 1) if at not in apart]
    said = [at for at in others if view.grid.value(first, at) is not None]
    own = {at: view.value(row, at) for at in others if view.origin(row, at)[0] == row}
    repeats = all(value in (None, "", view.value(first, at)) for at, value in own.items())
    return repeats and len(said) >= FEWEST_SHARED


def _draw(view: SheetView, found: StageRows) -> Reshaped:
    grid = view.grid
    columns = [at for at in range(1, view.column_count + 1) if at != found.day]
    rows = copy_rows(grid, 1, found.row - 1)
    titles = [Cell(grid.value(found.row, at), ((found.row, at),)) for at in columns]
    rows.append([*titles, *(Cell(field.title) for field in found.fields.values())])
    rows += [_draw_case(view, found, case, columns) for case in found.cases]
    last = max(found.cases[-1].stages.values())
    marks = {(found.row, found.day): PART_TITLE}
    return draw(grid, [*rows, *copy_rows(grid, last + 1, view.row_count)], (), marks)


def _draw_case(view: SheetView, found: StageRows, case: Case, columns: Sequence[int]) -> list[Cell]:
    """What its rows say of a case, its furthest stage, and each stage's day."""
    rows = [*case.stages.values()]
    shown = [_show(view, reversed(rows) if at == found.stage else rows, at) for at in columns]
    days = (case.stages.get(name) for name in found.fields)
    return [*shown, *(_show(view, [row] if row else [], found.day) for row in days)]


def _show(view: SheetView, rows: Iterable[int], column: int) -> Cell:
    """What the first of the rows says, and the cells of all."""
    places = tuple(dict.fromkeys(view.origin(row, column) for row in rows))
    said = tuple(place for place in places if view.grid.value(*place) is not None)
    return Cell(view.grid.value(*said[0]), said) if said else BLANK
