"""Lists that another sheet of the workbook refers to by their rows' numbers: ニーズ番号 N1 beside
シーズ番号 S2, the needs and seeds on sheets of their own. The one that refers is drawn with them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.grid import Grid, Value
from loaders.reading.shapes.reshaped import Cell, Reshaped, copy_rows, draw
from loaders.values.text import fold_key

#: Titles stand among a sheet's first rows; longer sheets are ledgers.
LAST_TITLE_ROW, LONGEST = 10, 1000
NUMBERS = ("番号", "no", "no.", "id", "コード")


class Numbered(NamedTuple):
    """A table whose column `at` (from 0) numbers its rows, or names numbers: its titles' row."""

    grid: Grid
    row: int
    at: int

    @property
    def key(self) -> str:
        return fold_key(str(self.grid.rows[self.row][self.at]))

    def list_numbers(self) -> list[str]:
        values = [line[self.at] for line in self.grid.rows[self.row + 1 :] if any(line)]
        return [str(each).strip() for each in values if each is not None]


@dataclass(slots=True)
class References:
    """Sheet → how it looks with what its numbers stand for; the sheets that are only such lists."""

    drawings: dict[str, Reshaped] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)


def find_references(grids: Sequence[Grid]) -> References:
    """Only a sheet that refers to two lists or more, each by all of its own numbers, is one."""
    found = References()
    short = [each for each in grids if len(each.rows) <= LONGEST] if len(grids) > 2 else []
    columns = [each for grid in short for each in _list_numbered(grid)]
    lists = {each.key: each for each in columns if each.at == 0 and _is_list(each, columns)}
    for grid in short:
        own = [each for each in columns if each.grid is grid and each.key in lists]
        said = {each.at: lists[each.key] for each in own if lists[each.key].grid is not grid}
        if len(said) > 1 and all(_refers(each, lists[each.key]) for each in own):
            found.drawings[grid.sheet] = _draw(own[0], said)
            found.lists |= {each.grid.sheet for each in said.values()}
    return found


def _list_numbered(grid: Grid) -> Iterator[Numbered]:
    for row, line in enumerate(grid.rows[:LAST_TITLE_ROW]):
        texts = [value for value in line if isinstance(value, str)]
        if len(texts) > 1:
            for at, value in enumerate(line):
                key = fold_key(value) if isinstance(value, str) else ""
                if key.endswith(NUMBERS) and key not in NUMBERS:
                    yield Numbered(grid, row, at)


def _is_list(each: Numbered, columns: Sequence[Numbered]) -> bool:
    """Whether each row has a number of its own, and no other numbers stand beside it."""
    alone = sum(other.grid is each.grid for other in columns) == 1
    numbers = each.list_numbers()
    return alone and bool(numbers) and len({*numbers}) == len(numbers)


def _refers(each: Numbered, known: Numbered) -> bool:
    return bool(each.list_numbers()) and {*each.list_numbers()} <= {*known.list_numbers()}


def _draw(first: Numbered, said: Mapping[int, Numbered]) -> Reshaped:
    """The sheet with the other columns of each list in place of its numbers."""
    rows = copy_rows(first.grid, 1, len(first.grid.rows))
    told = {at: _index(known) for at, known in said.items()}
    for line in rows[first.row :]:
        for at in sorted(said, reverse=True):
            cell = line[at]
            values = told[at].get(str(cell.value).strip(), ())
            line[at : at + 1] = [Cell(value, cell.places) for value in values] or [cell]
    return draw(first.grid, rows)


def _index(known: Numbered) -> dict[str, list[Value]]:
    """What stands beside each number of a list, and beside its title."""
    lines = [line for line in known.grid.rows[known.row :] if line[known.at] is not None]
    return {str(line[known.at]).strip(): line[known.at + 1 :] for line in lines}
