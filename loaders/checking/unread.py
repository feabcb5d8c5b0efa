"""The cells of a sheet of ours that nobody read: said in ranges, with the titles over them."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from loaders.checking.problems import Problem
from loaders.grid import Position, a1
from loaders.reading.account import Account, Region
from loaders.reading.records.records import SheetResult
from loaders.values.text import clean_text
from words.problems import EXPECTED

#: A range's further parts are counted, not listed.
MOST_RANGES = 5
#: A form may ask for as few things that we do not.
FEWEST_UNKNOWN = 2

#: The rows of a column's unread cells, and its title.
Run = tuple[list[int], str]


def report_unread(account: Account[SheetResult]) -> None:
    """Add `unread_cells` to the result in whose table, card or row the cells stand, and
    `no_records` to one that has nothing to show for what was filled in."""
    for result in account.results:
        if not result.records and _is_filled_in(account, result):
            first = min(region.area[:2] for region in result.regions)
            assert result.layout is not None
            result.problems.append(
                Problem("no_records", "", result.sheet, a1(*first), result.layout.title)
            )
    for block in list_blocks(account, account.unread):
        result, (row, column) = block.result, block.cells[0]
        found = clean_text(account.grid.value(row, column)) or ""
        problem = Problem(
            "unread_cells",
            "",
            result.sheet,
            a1(row, column),
            block.title or EXPECTED["untitled"],
            block.ranges,
            found[:40],
            is_turned=_lacks_answer(result),
        )
        result.problems.append(problem)


class Block(NamedTuple):
    """Cells of the same rows in neighbouring columns, row by row; `title` is what stands over
    them, "" for nothing."""

    result: SheetResult
    cells: list[Position]
    title: str

    @property
    def ranges(self) -> str:
        return _name_ranges(self.cells)


def list_blocks(account: Account[SheetResult], places: Iterable[Position]) -> Iterator[Block]:
    """Some cells of a sheet in blocks, each with the result in whose table or card it stands."""
    for result, columns in _group_by_result(account, places):
        for cells, titles in _join_columns(columns):
            yield Block(result, cells, "、".join(dict.fromkeys(filter(None, titles))))


def _group_by_result(
    account: Account[SheetResult], places: Iterable[Position]
) -> Iterator[tuple[SheetResult, dict[int, Run]]]:
    """Per result: column → its rows among the places and its title, in the order of columns."""
    homes: dict[int, dict[tuple[int, int], Run]] = defaultdict(dict)
    regions = [
        (at, number, region)
        for at, result in enumerate(account.results)
        for number, region in enumerate(result.regions)
    ]
    turns = sorted({row for _, _, each in regions for row in _list_turns(each)})
    known: dict[tuple[int, int], list[int]] = {}
    for row, column in places:
        stretch = (bisect_right(turns, row), column)  # of rows with the same regions
        if stretch not in known:
            at, number, region = _find_home(row, column, regions)
            title = region.find_title(row, column) if region else ""
            known[stretch], _ = homes[at].setdefault((number, column), ([], title))
        known[stretch].append(row)
    for at, runs in sorted(homes.items()):
        for number in sorted({number for number, _ in runs}):
            yield (
                account.results[at],
                {column: run for (n, column), run in sorted(runs.items()) if n == number},
            )


def _list_turns(region: Region) -> tuple[int, int]:
    """The row from which a region holds, and that from which it no longer does."""
    return region.area.first_row, region.area.last_row + 1


def _find_home(
    row: int, column: int, regions: list[tuple[int, int, Region]]
) -> tuple[int, int, Region | None]:
    """The result and region of an unread cell; the region itself only where it holds the cell."""
    for at, number, region in regions:
        if region.holds(row, column):
            return at, number, region
    for at, number, region in regions:
        if region.spans(row):
            return at, number, None
    return 0, -1, None


def _join_columns(columns: dict[int, Run]) -> Iterator[tuple[list[Position], list[str]]]:
    """Neighbouring columns unread in the same rows are one block; its cells by row."""
    numbered = ((column - at, column) for at, column in enumerate(columns))
    for (_, rows), group in groupby(numbered, key=lambda pair: (pair[0], columns[pair[1]][0])):
        block = [column for _, column in group]
        yield [(row, each) for row in rows for each in block], [columns[c][1] for c in block]


def _name_ranges(cells: list[Position]) -> str:
    """
    >>> _name_ranges([(4, 2), (5, 2), (7, 2)]), _name_ranges([(4, 2), (4, 3)])
    ('B4:B5、B7', 'B4:C4')
    """
    first, last = min(column for _, column in cells), max(column for _, column in cells)
    rows = sorted({row for row, _ in cells})
    starts = [row for at, row in enumerate(rows) if not at or rows[at - 1] != row - 1]
    ends = [row for at, row in enumerate(rows) if rows[at + 1 : at + 2] != [row + 1]]
    names = [
        a1(start, first) if (start, first) == (end, last) else f"{a1(start, first)}:{a1(end, last)}"
        for start, end in zip(starts, ends, strict=True)
    ]
    rest = f" ほか{len(names) - MOST_RANGES}か所" if len(names) > MOST_RANGES else ""
    return "、".join(names[:MOST_RANGES]) + rest


def name_places(places: Sequence[Position]) -> str:
    """
    >>> name_places([(4, 2), (5, 2), (4, 5)])
    'B4:B5、E4'
    """
    columns = sorted({column for _, column in places})
    return "、".join(_name_ranges([each for each in places if each[1] == at]) for at in columns)


def _is_filled_in(account: Account[SheetResult], result: SheetResult) -> bool:
    """Whether anything below a result's first title was left over, or a day or number taken for
    a title, or as many texts that nobody knows as titles; a blank form says that there is nothing
    to report."""
    first = min(region.area.first_row for region in result.regions)
    rules = Counter(mark.rule for mark in result.marks.values())
    if rules["unknown_title"] >= max(rules["title"], FEWEST_UNKNOWN):
        return True
    below = (entry for entry in account if entry.row > first)
    return any(
        entry.kind in ("unread", "elsewhere")
        or (
            entry.rule == "unknown_title"
            and not isinstance(account.grid.value(entry.row, entry.column), str)
        )
        for entry in below
    )


def _lacks_answer(result: SheetResult) -> bool:
    """Whether a required answer is missing for want of a column."""
    return any(each.code == "missing_column" for each in result.problems)
