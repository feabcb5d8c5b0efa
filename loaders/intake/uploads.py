"""A workbook as sent and as read with what a person decided about it.

An `Upload` is plain data and never changes: another handling gives another one, read anew
from the same grids, so that the file is opened only once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from loaders.check import FileResult
from loaders.checking.problems import Problem
from loaders.grid import Grid, parse_a1
from loaders.intake.handling import Handling, read_written
from loaders.intake.recognising import Recognise, recognise_here
from loaders.intake.waiting import split_records
from loaders.opening.safe_open import Workbook, WorkbookReader
from loaders.reading.records.records import SheetResult
from store.database import Database
from store.decisions.titles import find_titles


@dataclass(frozen=True, slots=True)
class Upload:
    """One workbook with a reading of it; `workbook` has the grids as sent."""

    content: bytes
    workbook: Workbook
    handling: Handling
    result: FileResult

    @property
    def name(self) -> str:
        return self.workbook.name

    @property
    def sha256(self) -> str:
        return self.workbook.sha256

    @property
    def readable(self) -> bool:
        return self.result.readable

    @property
    def sheet_names(self) -> list[str]:
        """Every sheet of the workbook, also those that are skipped or not ours."""
        return [grid.sheet for grid in self.workbook.grids]

    @property
    def sheets(self) -> list[SheetResult]:
        """The results of the sheets that are ours."""
        return [sheet for sheet in self.result.sheets if sheet.layout is not None]

    @property
    def layouts(self) -> list[str]:
        return list(dict.fromkeys(sheet.layout.id for sheet in self.sheets if sheet.layout))

    @property
    def taken_grids(self) -> list[Grid]:
        """The sheets that are ours, as they were read."""
        return [sheet.grid for sheet in self.sheets if sheet.grid]

    @property
    def problems(self) -> list[Problem]:
        """Errors first, then sheet by sheet, top to bottom."""
        order = {name: place for place, name in enumerate(self.sheet_names)}
        return sorted(self.result.all_problems, key=lambda each: _rank(each, order))

    @property
    def error_count(self) -> int:
        return sum(each.level == "error" for each in self.result.all_problems)

    def count_rows(self) -> tuple[int, int]:
        """How many records may count, and how many wait."""
        split = [split_records(sheet) for sheet in self.sheets]
        return sum(len(good) for good, _ in split), sum(len(waiting) for _, waiting in split)


def _rank(problem: Problem, order: Mapping[str, int]) -> tuple[bool, int, tuple[int, int]]:
    place = parse_a1(problem.cell.split(":")[0]) if problem.cell else (0, 0)
    return problem.level != "error", order.get(problem.sheet, -1), place


_AS_SENT = Handling()


def open_upload(
    reader: WorkbookReader,
    content: bytes,
    name: str,
    handling: Handling = _AS_SENT,
    recognise: Recognise = recognise_here,
) -> Upload:
    """Open and read uploaded bytes; a file that can't be read is an upload with its problem."""
    return read_opened(content, reader.read(content, name), handling, recognise)


def read_as(upload: Upload, handling: Handling, recognise: Recognise = recognise_here) -> Upload:
    """The same workbook read with another handling.

    A cell given the text that stands there is not mended. Raises KeyError for a mended cell
    on a sheet that the workbook lacks, ValueError for no cell address.
    """
    if handling == upload.handling or not upload.readable:
        return upload
    return read_opened(upload.content, upload.workbook, handling, recognise)


def read_with_learned_titles(database: Database, upload: Upload) -> Upload:
    """The upload read with what was learned of its forum's titles, under those of its own."""
    learned = find_titles(database, upload.result.forum, upload.result.fiscal_year)
    titles = tuple(sorted({**learned, **dict(upload.handling.titles)}.items()))
    return read_as(upload, replace(upload.handling, titles=titles))


def read_opened(
    content: bytes, workbook: Workbook, handling: Handling, recognise: Recognise = recognise_here
) -> Upload:
    """An opened workbook, read; one that could not be is an upload with its problem."""
    handling = _drop_idle_fixes(workbook, handling)
    return Upload(content, workbook, handling, recognise(workbook, handling))


def _drop_idle_fixes(workbook: Workbook, handling: Handling) -> Handling:
    written = read_written(workbook.grids, handling.fixes)
    fixes = tuple(fix for fix in handling.fixes if fix.text != (written[fix.place] or ""))
    return replace(handling, fixes=fixes)
