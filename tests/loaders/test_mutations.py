"""A good sheet, altered as people alter sheets: it reads the same, or a problem says why not.

Every sample (sheet of every layout, as table, sideways, card and matrix) with every mutation.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from loaders.grid import Area, Grid, Position
from loaders.reading.records.records import Record, SheetResult
from tests.loaders.account_law import check_results
from tests.loaders.good_sheets import GOOD, list_answers, list_records, read
from tests.loaders.mutations import (
    build,
    duplicate,
    duplicate_beside,
    hide_column,
    hide_row,
    insert_columns,
    insert_rows,
    join_columns,
    list_cells,
    list_places,
    merge,
    move_block,
    split_block,
    split_merge,
    split_text,
    swap_columns,
)

Mutants = Iterator[tuple[str, Grid]]


@cache
def answers_of(name: str) -> list[str]:
    """What a good sheet says."""
    return list_answers(list_records(read(GOOD[name])))


TABLES = [name for name in GOOD if name.endswith(", table")]


def find_top(grid: Grid) -> int:
    """The first row with more than a title in it."""
    return next(
        row for row, cells in enumerate(grid.rows, start=1) if len(cells) - cells.count(None) > 1
    )


def list_moved(grid: Grid) -> Mutants:
    for top in (1, find_top(grid)):
        for down, right in ((1, 0), (3, 0), (0, 1), (0, 3), (2, 2)):
            yield f"{top}: {down} down, {right} right", move_block(grid, top, down, right)


def list_hidden(grid: Grid) -> Mutants:
    for row in range(1, len(grid.rows) + 1):
        yield f"row {row}", hide_row(grid, row)
    for column in range(1, _width(grid) + 1):
        yield f"column {column}", hide_column(grid, column)


def list_with_rows(grid: Grid) -> Mutants:
    for row in range(1, len(grid.rows) + 1):
        for count in (1, 2):
            yield f"{count} at {row}", insert_rows(grid, row, count)


def list_with_columns(grid: Grid) -> Mutants:
    for column in range(1, _width(grid) + 1):
        yield f"at {column}", insert_columns(grid, column)


def list_swapped(grid: Grid) -> Mutants:
    """No merged range stands across the two columns."""
    columns = range(1, _width(grid) + 1)
    across = {
        column
        for each in grid.merges
        if each.first_column < each.last_column
        for column in range(each.first_column, each.last_column + 1)
    }
    free = [column for column in columns if column not in across]
    for left in free:
        for right in free[free.index(left) + 1 :]:
            yield f"{left} and {right}", swap_columns(grid, left, right, find_top(grid))


def list_merged(grid: Grid) -> Iterator[tuple[Area, Grid]]:
    """Each cell with the one below, the one beside, and both."""
    taken = {place for each in grid.merges for place in list_places(each)}
    for row, column in list_cells(grid):
        for down, right in ((1, 0), (0, 1), (1, 1)):
            area = Area(row, column, row + down, column + right)
            if area.last_row <= len(grid.rows) and not taken.intersection(list_places(area)):
                yield area, merge(grid, area)


def list_duplicated(grid: Grid) -> Mutants:
    for gap in (0, 1, 4):
        for top in (1, find_top(grid)):
            yield f"{top} below after {gap}", duplicate(grid, top, gap)
        yield f"beside after {gap}", duplicate_beside(grid, find_top(grid), gap)


def list_split(grid: Grid) -> Mutants:
    """Merged cells apart; blocks in two, the titles printed again; texts over two columns."""
    for at, area in enumerate(grid.merges):
        yield f"merge {area}", split_merge(grid, at)
    top = find_top(grid)
    for row in range(top + 1, len(grid.rows) + 1):
        if not any(each.first_row < row <= each.last_row for each in grid.merges):
            for gap in (0, 2):
                yield f"block before {row}", split_block(grid, row, range(top, top + 1), gap)
            yield f"page before {row}", split_block(grid, row, range(1, top + 1), 1)


def list_split_texts(grid: Grid) -> Iterator[tuple[Position, Grid]]:
    taken = {place for each in grid.merges for place in list_places(each)}
    for place, value in list_cells(grid).items():
        if isinstance(value, str) and len(value) > 1 and place not in taken:
            yield place, split_text(grid, place)


def list_joined(grid: Grid) -> Mutants:
    """Neighbours in one column, under both titles: 行事名（開催日）."""
    for right in range(2, _width(grid) + 1):
        for pair in ((right - 1, right), (right, right - 1)):
            yield f"{pair}", join_columns(grid, *pair, find_top(grid))


def list_with_nothing(name: str) -> Mutants:
    """A row more that says in place of a name that there was nothing, and when."""
    grid, (record, *_) = GOOD[name], list_records(read(GOOD[name]))
    dated = [each.name for each in record.layout.answers if each.type in ("date", "scheduled")]
    for field in record.layout.required if name in TABLES else ():
        for said in ("開催なし", "（実施せず）", "該当なし") if field.type == "text" else ():
            for at in (find_top(grid) + 1, len(grid.rows) + 1):
                when = {(at, record.origins[each][1]): "6月" for each in dated[:1]}
                cells = {**list_cells(insert_rows(grid, at)), **when}
                cells[at, record.origins[field.name][1]] = said
                yield f"{said} at {at}", build(grid, cells, grid.merges)


def _width(grid: Grid) -> int:
    return max(map(len, grid.rows))


def read_lawful(grid: Grid) -> list[SheetResult]:
    results = read(grid)
    check_results(results)
    return results


def list_silent(name: str, mutants: Mutants) -> list[str]:
    """The mutations after which a sheet says something else, and no problem says so."""
    return [
        what
        for what, grid in mutants
        if _forget_texts(list_answers(list_records(results := read_lawful(grid))))
        != _forget_texts(answers_of(name))
        and not any(result.problems for result in results)
    ]


def _forget_texts(answers: list[str]) -> list[str]:
    """The answers, however a day was written: a mutation may write it as text."""
    return sorted(re.sub(r"'text': '[^']*', ", "", each) for each in answers)


def list_changed(name: str, mutants: Mutants) -> list[str]:
    return [
        what
        for what, grid in mutants
        if list_answers(list_records(read_lawful(grid))) != answers_of(name)
    ]


@pytest.mark.parametrize("mutate", [list_moved, list_hidden])
@pytest.mark.parametrize("name", GOOD)
def test_moved_or_hidden_cells_read_the_same(name: str, mutate: Callable[[Grid], Mutants]) -> None:
    assert list_changed(name, mutate(GOOD[name])) == []


@pytest.mark.parametrize("mutate", [list_with_columns, list_swapped])
@pytest.mark.parametrize("name", TABLES)
def test_columns_of_a_table_stand_in_any_order(
    name: str, mutate: Callable[[Grid], Mutants]
) -> None:
    assert list_changed(name, mutate(GOOD[name])) == []


@pytest.mark.parametrize("name", TABLES)
def test_two_columns_in_one_are_read_apart_or_noticed(name: str) -> None:
    assert list_silent(name, list_joined(GOOD[name])) == []


@pytest.mark.parametrize("name", TABLES)
def test_row_that_says_that_nothing_was_is_no_record(name: str) -> None:
    assert list_changed(name, list_with_nothing(name)) == []


#: What is done to a good sheet; a table is held to more where its columns are moved, above.
ALTERED = [
    (name, mutate)
    for name in GOOD
    for mutate in (list_with_rows, list_with_columns, list_swapped, list_duplicated, list_split)
    if name not in TABLES or mutate not in (list_with_columns, list_swapped)
]


@pytest.mark.parametrize(("name", "mutate"), ALTERED)
def test_sheet_reads_the_same_or_a_problem_says_why_not(
    name: str, mutate: Callable[[Grid], Mutants]
) -> None:
    assert list_silent(name, mutate(GOOD[name])) == []


@pytest.mark.parametrize("name", GOOD)
def test_text_split_over_two_columns_is_noticed(name: str) -> None:
    """Or read on, but for a name above one column of several: to anyone that is two names."""
    records = list_records(read(GOOD[name]))
    names = {each.origins.get("name") for each in records if name.endswith(", sideways")}
    for place, grid in list_split_texts(GOOD[name]):
        results = read_lawful(grid)
        if place not in names and not any(result.problems for result in results):
            assert _join(list_records(results)) == _join(records), place


def _join(records: list[Record]) -> list[str]:
    """The answers without the line breaks within them."""
    return [each.replace("\\n", "") for each in list_answers(records)]


@pytest.mark.parametrize("name", GOOD)
def test_merge_changes_the_records_that_it_covers_alone(name: str) -> None:
    """A covered value is gone from the workbook; what the merge shows may stand for it."""
    grid = GOOD[name]
    records = list_records(read(grid))
    for area, merged in list_merged(grid):
        results = read_lawful(merged)
        if any(result.problems for result in results):
            continue
        covered = set(list_places(area))
        others = [each for each in records if not covered.intersection(each.origins.values())]
        found = list_answers(list_records(results))
        assert len(found) <= len(records)
        assert [each for each in list_answers(others) if each not in found] == [], area
