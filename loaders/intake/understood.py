"""A sheet as it was understood: a window of its cells, each with its entry in the account."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.checking.unread import list_blocks
from loaders.grid import a1, parse_a1
from loaders.intake.excerpt import Excerpt, cut_excerpt
from loaders.intake.uploads import Upload
from loaders.reading.account import Account, Entry
from loaders.reading.records.records import SheetResult

#: A window's size: what a person takes in at a glance, and a browser draws at once.
MOST_CELLS, MOST_ROWS, MOST_COLUMNS = 400, 30, 30
FEWEST_ROWS = 8
#: Rows of titles that stay over a window below them.
MOST_TITLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: `cell` is the first of `ranges`; `kind` is "unread" or "error"."""

    kind: str
    cell: str
    ranges: str
    title: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A window of a sheet of `height` rows and `width` columns around the cell `at`.

    `entries` are the window's, by cell; `counts` the whole sheet's, by kind; `faults` what
    problems say of a cell.
    """

    excerpt: Excerpt
    at: str
    entries: Mapping[str, Entry]
    counts: Mapping[str, int]
    faults: Mapping[str, list[str]]
    height: int
    width: int

    @property
    def is_whole(self) -> bool:
        shown = len(self.excerpt.rows), len(self.excerpt.columns)
        return shown == (self.height, self.width)


def list_places(upload: Upload, sheet: str) -> list[Place]:
    """What to look at on a sheet: unread cells in ranges, then the cells with an error."""
    account = find_account(upload, sheet)
    places = [
        Place("unread", a1(*block.cells[0]), block.ranges, block.title)
        for block in list_blocks(account, account.find("unread"))
    ]
    known = {each.cell for each in places}
    for problem in upload.problems:
        if problem.sheet == sheet and problem.level == "error" and problem.cell:
            if problem.cell not in known:
                places.append(Place("error", problem.cell, problem.place, problem.title))
            known.add(problem.cell)
    return places


def find_account(upload: Upload, sheet: str) -> Account[SheetResult]:
    """Raises KeyError for a sheet that is not one of ours."""
    for each in upload.sheets:
        if each.sheet == sheet and each.account:
            return each.account
    raise KeyError(sheet)


def show_sheet(upload: Upload, sheet: str, at: str = "A1") -> Understood:
    """A sheet as mended so far, around the cell `at`. Raises KeyError."""
    account = find_account(upload, sheet)
    row, column = parse_a1(at)
    columns = _cut(column, account.width, min(MOST_COLUMNS, account.width))
    count = min(MOST_ROWS, max(FEWEST_ROWS, MOST_CELLS // max(1, len(columns))))
    rows = _cut(row, account.height, min(count, account.height))
    shown = [*_list_title_rows(account, rows), *rows]
    entries = {
        a1(each.row, each.column): each
        for each in account.list_entries(shown)
        if each.column in columns
    }
    marks = {cell: each.kind for cell, each in entries.items()} | dict(_mark(upload, sheet))
    excerpt = cut_excerpt(account.grid, shown, columns, marks)
    faults: dict[str, list[str]] = {}
    for problem in upload.problems:
        for cell in problem.cells if problem.sheet == sheet else ():
            faults.setdefault(cell, []).append(problem.message)
    size = account.height, account.width
    return Understood(excerpt, at, entries, account.counts, faults, *size)


def _cut(middle: int, size: int, count: int) -> range:
    """So many of 1…size with `middle` in the upper half.

    >>> _cut(5, 9, 9), _cut(50, 100, 9), _cut(100, 100, 9)
    (range(1, 10), range(47, 56), range(92, 101))
    """
    first = max(1, min(middle - count // 3, size - count + 1))
    return range(first, first + count)


def _list_title_rows(account: Account[SheetResult], rows: range) -> list[int]:
    """The last rows of titles above a window, one below the other."""
    places = (place for result in account.results for place in result.marks.items())
    above = {row for (row, _), mark in places if mark.kind == "title" and row < rows.start}
    lowest = max(above, default=0)
    near = range(max(1, lowest - MOST_TITLE_ROWS + 1), lowest + 1)
    return [row for row in near if row in above]


def _mark(upload: Upload, sheet: str) -> Iterator[tuple[str, str]]:
    """What a cell is marked with before its kind: mended here, or with an error."""
    for fix in upload.handling.fixes:
        if fix.sheet == sheet:
            yield fix.cell, "fixed"
    for problem in upload.problems:
        is_error = problem.level == "error" and problem.code != "unread_cells"
        if problem.sheet == sheet and is_error:
            yield from ((cell, "error") for cell in problem.cells)
