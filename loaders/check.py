"""Read workbooks and say what is in them; write nothing."""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from loaders.checking.copies import find_copies
from loaders.checking.corrections import apply_corrections, load_corrections
from loaders.checking.problems import Problem
from loaders.grid import Grid, Position
from loaders.opening.safe_open import Workbook, WorkbookReader
from loaders.reading.account import Account
from loaders.reading.context.other_sheets.covers import LAST_ROW, NO_COVER, Cover, read_covers
from loaders.reading.context.other_sheets.draft_sheets import find_draft_sheets
from loaders.reading.context.other_sheets.editions import find_older_editions
from loaders.reading.context.other_sheets.other_years import find_other_years
from loaders.reading.context.other_sheets.references import find_references
from loaders.reading.context.signs.legends import list_book_legends
from loaders.reading.recognise import Options
from loaders.reading.records.records import SheetResult
from loaders.reading.sheets import name_file, read_sheet
from loaders.returning.own_sheets import is_own_sheet
from loaders.values.names.government_index import load_index

Opened = TypeVar("Opened")


@dataclass(slots=True)
class FileResult:
    """One workbook, read: its sheets' results, or why it could not be opened."""

    name: str
    sha256: str
    fiscal_year: int | None = None
    forum: str | None = None
    sheets: list[SheetResult] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: what was read, with what is known to be wrong in this very file mended
    grids: list[Grid] = field(default_factory=list, repr=False)

    @property
    def readable(self) -> bool:
        return not self.problems

    @property
    def all_problems(self) -> list[Problem]:
        return [*self.problems, *(each for sheet in self.sheets for each in sheet.problems)]

    @property
    def has_errors(self) -> bool:
        return any(each.level == "error" for each in self.all_problems)

    @property
    def accounts(self) -> list[Account[SheetResult]]:
        """One account a sheet that is taken, whichever layouts it holds."""
        found = {id(each.account): each.account for each in self.sheets if each.account}
        return list(found.values())

    def list_unread(self) -> dict[str, list[Position]]:
        """Sheet name -> its cells that nobody read, for each sheet that is taken."""
        return {each.grid.sheet: each.find("unread") for each in self.accounts}

    def to_json(self, with_cells: bool = False) -> dict[str, Any]:
        """One entry of "files" of the command line's contract (DESIGN.md §7); `with_cells`
        gives each sheet its account cell by cell."""
        answer: dict[str, Any] = {
            "file": self.name,
            "sha256": self.sha256,
            "readable": self.readable,
            "fiscal_year": self.fiscal_year,
            "forum": self.forum,
            "sheets": [sheet.to_json(with_cells) for sheet in self.sheets],
        }
        if not self.readable:
            answer["problems"] = [each.to_json() for each in self.problems]
        return answer


def read_workbook(workbook: Workbook, options: Options) -> FileResult:
    """Every sheet of an opened workbook, recognised and coerced."""
    result = FileResult(workbook.name, workbook.sha256, problems=list(workbook.problems))
    if not workbook.readable:
        result.fiscal_year, result.forum = options.fiscal_year, options.forum
        return result
    result.grids, stale = correct_grids(workbook)
    grids = [each for each in result.grids if not is_own_sheet(each)]
    years = find_other_years(grids, options.fiscal_year)
    references = find_references(grids)
    options = replace(options, legends=list_book_legends(grids), other_years=years)
    options = replace(options, references=references)
    with pause_garbage_collection():
        for sheets in _read_sheets(grids, workbook.name, options):
            result.sheets += name_file(sheets, workbook.name)
    _report_stale(result, stale)
    ours = [sheet for sheet in result.sheets if sheet.layout]
    find_copies(ours, result.name)
    result.fiscal_year = options.fiscal_year or _only({sheet.fiscal_year for sheet in ours})
    result.forum = options.forum or _only({sheet.forum for sheet in ours})
    return result


def correct_grids(workbook: Workbook) -> tuple[list[Grid], list[Problem]]:
    """The grids that are read, with what is known to be wrong in this very file mended; and a
    problem for each correction that no longer applies."""
    return apply_corrections(workbook.grids, workbook.sha256, load_corrections())


def _read_sheets(grids: Sequence[Grid], file: str, options: Options) -> Iterator[list[SheetResult]]:
    """The results of each sheet; those that a cover among them says more of are read by it,
    and drafts once what counts is known.

    Covers are short: what is longer is read after them, and so once.
    """
    read: dict[int, list[SheetResult]] = {}
    cover = NO_COVER
    for is_long in (False, True):
        chosen = [n for n, grid in enumerate(grids) if (len(grid.rows) > LAST_ROW) is is_long]
        read |= {n: read_sheet(grids[n], file, replace(options, cover=cover)) for n in chosen}
        cover = read_covers(grids[n] for n in sorted(read) if _is_foreign(read[n]))
    results = [each for n in sorted(read) for each in read[n]]
    drafts = find_draft_sheets(results) | find_older_editions(results)
    options = replace(options, cover=cover, drafts=drafts)
    for n, grid in enumerate(grids):
        is_news = grid.sheet in drafts or _says_more(cover, read[n])
        yield read_sheet(grid, file, options) if is_news else read[n]


def _says_more(cover: Cover, sheets: Sequence[SheetResult]) -> bool:
    return any(
        each.layout
        and (
            cover.forum not in (None, each.forum)
            or cover.fiscal_year not in (None, each.fiscal_year)
        )
        for each in sheets
    )


def _is_foreign(sheets: Sequence[SheetResult]) -> bool:
    return any(each.code == "unknown_layout" for sheet in sheets for each in sheet.problems)


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """A ledger makes a hundred thousand small objects, all of them kept: a third of the time
    would go into looking for garbage among them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():  # a server's imports stay left out
                gc.freeze()  # all that was read counts as old at once,
                gc.unfreeze()  # so that no search for what is young runs over it
            gc.enable()


def _report_stale(result: FileResult, stale: list[Problem]) -> None:
    """Hang each correction that no longer applies on its sheet, or on the file's first."""
    for problem in stale:
        sheets = [each for each in result.sheets if each.sheet == problem.sheet] or result.sheets
        sheets[0].problems.append(problem.in_file(result.name))


def _only(values: set[Any]) -> Any:
    """The one value said; None where nothing or several things are said."""
    said = values - {None}
    return said.pop() if len(said) == 1 else None


def open_ahead(
    open_one: Callable[[Path, WorkbookReader], Opened],
    paths: Sequence[Path],
    own: WorkbookReader | None = None,
) -> Iterator[Opened]:
    """Open workbooks one by one: the child process has the next one while one is worked on here.
    A reader of one's `own` is closed at the end too."""
    with own or WorkbookReader() as reader, ThreadPoolExecutor(max_workers=1) as beside:
        opened = (beside.submit(open_one, path, reader) for path in paths)
        ahead = next(opened, None)
        with pause_garbage_collection():
            load_index()  # what any sheet is read by, while the child starts
        while ahead is not None:
            at_hand = ahead.result()
            ahead = next(opened, None)
            yield at_hand


def read_files(
    paths: Sequence[Path], options: Options, own: WorkbookReader | None = None
) -> Iterator[FileResult]:
    """Read workbooks one by one."""
    for workbook in open_ahead(lambda path, reader: reader.read(path, path.name), paths, own):
        yield read_workbook(workbook, options)


def check_files(
    paths: Sequence[Path], fiscal_year: int | None = None, forum: str | None = None
) -> list[dict[str, Any]]:
    """The "files" list of `python -m loaders check --json`."""
    options = Options(fiscal_year, forum)
    return [each.to_json() for each in read_files(paths, options)]
