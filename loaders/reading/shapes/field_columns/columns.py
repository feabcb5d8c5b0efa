"""A field over several columns, drawn as one column."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from loaders.checking.problems import Problem
from loaders.grid import Area, Grid, Position, Value, a1
from loaders.reading.account import PART_TITLE, PRELISTED, Mark
from loaders.reading.headers.headers import list_near
from loaders.reading.headers.titles import layouts_knowing
from loaders.reading.shapes.field_columns.counted_columns import (
    CountParts,
    find_counts,
    find_digits,
    find_options,
)
from loaders.reading.shapes.field_columns.dated_columns import (
    find_date,
    find_months,
    find_span,
    find_twins,
    find_years,
)
from loaders.reading.shapes.field_columns.levels import find_levels
from loaders.reading.shapes.reshaped import BLANK, Cell, Reshaped, draw
from loaders.reading.shapes.runs import PartsError, Run, as_text
from loaders.reading.view import SheetView
from loaders.values.text import is_total, is_unsaid

#: Titles further down belong to tables whose kind the first ones have shown.
LAST_TITLE_ROW = 40


def propose_columns(view: SheetView) -> Iterator[Reshaped]:
    """The sheet with every such run of columns drawn as one; nothing where there is none."""
    runs: list[Run] = []
    for row in range(1, min(view.row_count, LAST_TITLE_ROW) + 1):
        for run in _find_runs(view, row):
            if not any(set(run.columns) & set(each.columns) for each in runs):
                run.find_rows(view)
                runs.append(run)
    if runs:
        yield _draw_runs(view, sorted(runs, key=lambda run: run.first))


def _find_runs(view: SheetView, row: int) -> Iterator[Run]:
    filled = list_near(view, row)
    texts = {column: as_text(value) for column, value in filled}
    above = (view.text(row - 1, column) for column in texts)
    if len(texts) < 2 or not any(map(layouts_knowing, [*texts.values(), *above])):
        return
    for first in texts:
        for find in (
            find_date,
            find_twins,
            find_span,
            find_months,
            find_years,
            find_options,
            find_counts,
        ):
            if (run := find(view, row, first, texts)) is not None:
                yield run
                break
    yield from find_digits(view, row, texts)
    yield from find_levels(view, row, texts)


def _draw_runs(view: SheetView, runs: Sequence[Run]) -> Reshaped:
    grid = view.grid
    problems: list[Problem] = []
    spent = _list_spent_rows(view, runs)
    shown = [row for row in range(1, view.row_count + 1) if row not in spent]
    prelisted = _list_prelisted(view, runs)
    rows = [_draw_row(view, row, runs, problems, prelisted) for row in shown]
    marks = prelisted | {
        (row, column): PART_TITLE
        for run in runs
        for row in run.rows
        for column in run.columns
        if row not in run.title_rows and grid.value(row, column) is not None
    }
    return draw(grid, rows, _shift_merges(grid, runs, spent), marks, problems)


def _list_prelisted(view: SheetView, runs: Sequence[Run]) -> dict[Position, Mark]:
    """The months and days that stand ready for rows that say nothing else."""
    return {
        (row, column): PRELISTED
        for run in runs
        if run.is_prelisted
        for row in range(run.row + 1, view.row_count + 1)
        if _is_ready(view, row, run)
        for column, _ in view.filled(row)
        if column in run.columns
    }


def _is_ready(view: SheetView, row: int, run: Run) -> bool:
    """Whether a row holds a month or day, its weekday perhaps, and nothing else."""
    said = [(column, value) for column, value in view.filled(row) if not is_unsaid(value)]
    dated = any(column in run.columns and re.search(r"\d", str(value)) for column, value in said)
    return dated and all(column in run.columns for column, _ in said)


def _list_spent_rows(view: SheetView, runs: Sequence[Run]) -> set[int]:
    """The rows that hold titles of parts below group titles, and nothing else."""
    parts = {column for run in runs for column in run.columns}
    rows = {row for run in runs if run.has_group for row in run.rows}
    return {row for row in rows if all(column in parts for column, _ in view.filled(row))}


def _draw_row(
    view: SheetView,
    row: int,
    runs: Sequence[Run],
    problems: list[Problem],
    prelisted: Collection[Position],
) -> list[Cell]:
    values = view.grid.rows[row - 1]
    cells, column = [], 1
    by_first = {run.first: run for run in runs}
    while column <= max(len(values), runs[-1].last if values else 0):
        run = by_first.get(column)
        if run is None:
            cells.append(Cell(view.grid.value(row, column), ((row, column),)))
            column += 1
        else:
            cells.append(_draw_cell(view, row, run, problems, prelisted))
            column = run.last + 1
    return cells


def _draw_cell(
    view: SheetView,
    row: int,
    run: Run,
    problems: list[Problem],
    prelisted: Collection[Position],
) -> Cell:
    """A title's cell, or a row's parts as one; parts that make no value stay where they are."""
    places = [(row, column) for column in run.columns]
    filled = [place for place in places if _says_something(view.grid, place)]
    if row in run.title_rows:
        return Cell(run.title, tuple(filled))
    if row in run.rows or row < run.row:
        first = filled[0] if filled and row < run.row else places[0]
        return Cell(view.grid.value(*first) if row < run.row else None, (first,))
    values = [view.grid.value(*place) for place in places]
    if total := next((v for v in values if isinstance(v, str) and is_total(v)), None):
        return Cell(total, tuple(filled))
    try:
        value = run.compose(values)
    except PartsError:
        return BLANK
    if places[0] in prelisted:
        return BLANK
    if run.sum_column is not None:
        _check_sum(view, row, run, values, problems)
        filled.sort(key=lambda place: place[1] != run.sum_column)
    if run.has_levels:
        filled.reverse()
    return Cell(value, tuple(filled) or (places[0],))


def _says_something(grid: Grid, place: Position) -> bool:
    return grid.value(*place) is not None or place in grid.errors or place in grid.struck


def _check_sum(
    view: SheetView, row: int, run: Run, values: Sequence[Value], problems: list[Problem]
) -> None:
    assert isinstance(run.compose, CountParts)
    assert run.sum_column is not None
    if differing := run.compose.disagrees(values):
        cell = a1(row, run.sum_column)
        problems.append(Problem("total_mismatch", "", view.grid.sheet, cell, run.title, *differing))


def _shift_merges(grid: Grid, runs: Sequence[Run], spent: set[int]) -> list[Area]:
    """The merges as they lie in the drawing; a title above parts is merged down over them."""
    inside = {column: run.first for run in runs for column in run.columns}

    def shift_column(column: int) -> int:
        first = inside.get(column, column)
        return first - sum(run.last - run.first for run in runs if run.first < first)

    def shift_row(row: int) -> int:
        return row - sum(each <= row for each in spent)

    over_parts = [
        Area(row - 1, run.first, row, run.last) for run in runs if run.has_group for row in run.rows
    ]
    starts = {area[:2] for area in over_parts}
    areas = [
        Area(shift_row(top), shift_column(left), shift_row(bottom), shift_column(right))
        for top, left, bottom, right in [*_list_outer(grid.merges, runs), *over_parts]
        if (top, left, bottom, right) in over_parts or (top, left) not in starts
    ]
    return [area for area in areas if area[:2] != area[2:]]


def _list_outer(merges: Iterable[Area], runs: Sequence[Run]) -> Iterator[Area]:
    """The merges but those of single parts: a part that stands for several rows is carried."""
    for area in merges:
        if not any(
            run.first < run.last
            and area.first_row > run.row
            and run.first <= area.first_column
            and area.last_column <= run.last
            for run in runs
        ):
            yield area
