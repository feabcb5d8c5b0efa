"""A good sheet, altered as people alter sheets: it reads the same, or a problem says why not."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.grid import Area, Grid, Value
from loaders.reading.recognise import Options
from loaders.reading.records import SheetResult, to_plain
from loaders.reading.sheets import read_sheet
from tests.loaders.test_reader_robustness import check_account

TITLES: list[Value] = ["No.", "行事名", "開催日", "会場", "参加者数", "実施状況"]
ROWS: list[list[Value]] = [
    [1, "講習会", "R2.6.1", "広島会館", 30, "開催"],
    [2, "見学会", "R2.7.1", "呉会館", 40, "開催"],
    [3, "展示会", "R2.8.1", "福山会館", 50, "中止"],
    [4, "出前授業", "R2.9.1", "三原会館", 60, "延期"],
]
#: The first row and column of the good table.
TOP, WIDTH = 3, len(TITLES)


def draw_good() -> Grid:
    return Grid(
        "行事実績", [["令和2年度 中国フォーラム 行事実績"], [], [*TITLES], *([*r] for r in ROWS)]
    )


def list_answers(results: list[SheetResult]) -> list[dict[str, object]]:
    records = [record for result in results for record in result.records]
    plain = [{name: to_plain(value) for name, value in r.fields.items()} for r in records]
    return sorted(plain, key=repr)


GOOD = list_answers(read_sheet(draw_good(), "調査票.xlsx", Options()))

rows_of_table = st.integers(TOP, TOP + len(ROWS))
columns = st.integers(1, WIDTH)


def insert_row(grid: Grid, row: int) -> None:
    grid.rows.insert(row - 1, [])


def insert_column(grid: Grid, column: int) -> None:
    for cells in grid.rows[TOP - 1 :]:
        cells.insert(column - 1, None)


def swap_columns(grid: Grid, left: int, right: int) -> None:
    for cells in grid.rows[TOP - 1 :]:
        cells[left - 1], cells[right - 1] = cells[right - 1], cells[left - 1]


def merge_down(grid: Grid, row: int, column: int) -> None:
    """As Excel does: only the first cell's value stays."""
    if row < TOP + len(ROWS):
        grid.merges.append(Area(row, column, row + 1, column))
        grid.rows[row][column - 1] = None


def merge_across(grid: Grid, row: int, column: int) -> None:
    if column < WIDTH:
        grid.merges.append(Area(row, column, row, column + 1))
        grid.rows[row - 1][column] = None


def move_block(grid: Grid, down: int, right: int) -> None:
    for cells in grid.rows[TOP - 1 :]:
        cells[:0] = [None] * right
    grid.rows[TOP - 1 : TOP - 1] = [[] for _ in range(down)]


def duplicate_block(grid: Grid, gap: int) -> None:
    grid.rows += [[] for _ in range(gap)] + [[*cells] for cells in grid.rows[TOP - 1 :]]


def hide_row(grid: Grid, row: int) -> None:
    grid.hidden_rows = frozenset({row})


def hide_column(grid: Grid, column: int) -> None:
    grid.hidden_columns = frozenset({column})


def split_cell(grid: Grid, row: int, column: int) -> None:
    """Half of a cell's text in a new column beside it, the table's other rows shifted along."""
    for at, cells in enumerate(grid.rows[TOP - 1 :], start=TOP):
        value = cells[column - 1]
        rest = str(value)[len(str(value)) // 2 :] if at == row and isinstance(value, str) else None
        if rest is not None:
            cells[column - 1] = str(value)[: len(str(value)) // 2]
        cells.insert(column, rest)


Mutation = Callable[[Grid], None]


def _of(mutate: Callable[..., None], *parts: st.SearchStrategy[int]) -> st.SearchStrategy[Mutation]:
    return st.tuples(*parts).map(lambda at: lambda grid: mutate(grid, *at))


#: These change nothing that a person would read differently.
harmless = st.one_of(
    _of(insert_row, st.integers(1, TOP)),
    _of(insert_column, columns),
    _of(swap_columns, columns, columns),
    _of(move_block, st.integers(0, 4), st.integers(0, 4)),
    _of(hide_row, rows_of_table),
    _of(hide_column, columns),
)
any_mutation = st.one_of(
    harmless,
    _of(insert_row, rows_of_table),
    _of(merge_across, st.just(TOP), columns),
    _of(duplicate_block, st.integers(0, 4)),
    _of(split_cell, rows_of_table, columns),
)


def read_mutated(mutate: Mutation) -> list[SheetResult]:
    grid = draw_good()
    mutate(grid)
    results = read_sheet(grid, "調査票.xlsx", Options())
    for result in results:
        if result.account is not None:
            check_account(result.account)
    return results


@given(harmless)
@settings(max_examples=150)
def test_harmless_change_reads_the_same(mutate: Mutation) -> None:
    assert list_answers(read_mutated(mutate)) == GOOD


@given(any_mutation)
@settings(max_examples=400)
def test_changed_sheet_reads_the_same_or_a_problem_says_why(mutate: Mutation) -> None:
    results = read_mutated(mutate)
    said = any(result.problems for result in results)
    assert said or list_answers(results) == GOOD


@given(
    rows_of_table.filter(lambda row: row > TOP),
    columns,
    st.sampled_from([merge_down, merge_across]),
)
def test_merge_changes_the_covered_answer_at_most(
    row: int, column: int, merge: Callable[[Grid, int, int], None]
) -> None:
    """A covered value is gone from the workbook; what the merge shows may stand for it."""
    found = list_answers(read_mutated(lambda grid: merge(grid, row, column)))
    changed = [each for each in found if each not in GOOD]
    lost = [each for each in GOOD if each not in found]
    assert len(found) == len(GOOD)
    assert len(changed) == len(lost) <= 1
    for before, after in zip(lost, changed, strict=True):
        assert sum(before[name] != after[name] for name in before) == 1
