"""From read workbooks into the store: one batch a workbook, every value with its cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.check import FileResult, read_workbook
from loaders.grid import Grid, a1
from loaders.problems import Problem
from loaders.recognise import Options
from loaders.records import Record, SheetResult
from loaders.safe_open import WorkbookReader
from loaders.text import clean_text
from store.batches import (
    Accepted,
    StoredCell,
    StoredProblem,
    StoredRecord,
    Submission,
    accept,
    list_batches,
)
from store.database import Database
from store.errors import SubmissionRefused
from store.journal import JournalEntry

PLAN_FOLDER = Path(__file__).parents[1] / "data" / "plan"

#: The slot of figures that belong to no forum (roster, the Congress's own facts).
CONGRESS = "congress"

#: Who stands in the history for what the app loads by itself on first start.
PLAN_LOADER = "初期データ（令和3年度 事業計画書）"

#: Errors that speak about a sum, not about a record: the records themselves are good.
_SPARING = frozenset({"total_mismatch", "missing_column", "duplicate_column"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """One workbook of a load: what was read, and what came of it.

    `batch` is None where nothing was written; then `refusal` says why, unless the file
    was handed to the app's inbox.
    """

    file: FileResult
    batch: Accepted | None = None
    record_count: int = 0
    parked_count: int = 0
    refusal: Problem | None = None
    handed_over: bool = False


def split_records(sheet: SheetResult) -> tuple[list[Record], list[Record]]:
    """The records that may count, and those that wait because of an error in one of their cells."""
    faulty = {
        problem.cell
        for problem in sheet.problems
        if problem.level == "error" and problem.code not in _SPARING
    }
    if not faulty:
        return sheet.records, []
    good = [each for each in sheet.records if not _cells_of(each) & faulty]
    waiting = [each for each in sheet.records if _cells_of(each) & faulty]
    return good, waiting


def _cells_of(record: Record) -> set[str]:
    return {record.cell, *(a1(*position) for position in record.origins.values())}


def build_submission(
    result: FileResult,
    content: bytes,
    accepted_by: str,
    options: Options,
    reason: str | None = None,
) -> Submission:
    """What the store takes of a read workbook.

    Raises SubmissionRefused where the file holds no sheet of ours, or a sheet's fiscal
    year is not known.
    """
    ours = [sheet for sheet in result.sheets if sheet.layout is not None]
    undated = [sheet.sheet for sheet in ours if sheet.fiscal_year is None]
    if not ours or undated:
        raise SubmissionRefused(f"{result.name}: no fiscal year on {undated or 'any sheet'}")
    records = [record for sheet in ours for record in _store_records(sheet)]
    slots = dict.fromkeys((each.forum, each.fiscal_year, each.layout) for each in records)
    slots.update(dict.fromkeys(_empty_slots(ours)))
    return Submission(
        file_name=result.name,
        content=content,
        fiscal_year=options.fiscal_year,
        forum=options.forum,
        accepted_by=accepted_by,
        slots=list(slots),
        records=records,
        problems=[_store_problem(each) for each in result.all_problems],
        reason=reason,
    )


def _empty_slots(sheets: list[SheetResult]) -> Iterator[tuple[str, int, str]]:
    """A sheet without records still speaks for its forum: there is nothing to report."""
    for sheet in sheets:
        if not sheet.records and sheet.layout is not None and sheet.fiscal_year is not None:
            yield sheet.forum or CONGRESS, sheet.fiscal_year, sheet.layout.id


def _store_records(sheet: SheetResult) -> Iterator[StoredRecord]:
    assert sheet.layout is not None
    assert sheet.fiscal_year is not None
    good, _ = split_records(sheet)
    for record in good:
        fields = record.to_json()["fields"]
        slot = fields.get("forum") or fields.get("scope") or CONGRESS
        yield StoredRecord(
            sheet.layout.id,
            slot,
            sheet.fiscal_year,
            sheet.sheet,
            record.cell,
            fields,
            _store_cells(record, sheet.grid),
        )


def _store_cells(record: Record, grid: Grid | None) -> list[StoredCell]:
    cells = []
    for name, position in record.origins.items():
        written = clean_text(grid.value(*position)) if grid else None
        state = record.states.get(name) or ("blank" if written is None else "reported")
        rule = record.layout.field(name).type
        cells.append(StoredCell(name, a1(*position), written, state, rule))
    return cells


def _store_problem(problem: Problem) -> StoredProblem:
    return StoredProblem(
        problem.level,
        problem.code,
        problem.sheet,
        problem.cell,
        problem.title,
        problem.found,
        problem.expected,
    )


def load_content(
    database: Database,
    reader: WorkbookReader,
    content: bytes,
    name: str,
    options: Options,
    accepted_by: str,
) -> Loaded:
    """Read one workbook and write what is good of it as one batch."""
    result = read_workbook(reader.read(content, name), options)
    if not result.readable:
        return Loaded(result)
    try:
        submission = build_submission(result, content, accepted_by, options)
        batch = accept(database, submission)
    except SubmissionRefused:
        return Loaded(result, refusal=explain_refusal(result))
    return Loaded(result, batch, len(submission.records), count_waiting(result))


def explain_refusal(result: FileResult) -> Problem:
    """Why a readable workbook could not be loaded."""
    ours = [sheet for sheet in result.sheets if sheet.layout is not None]
    if not ours:
        return Problem("nothing_to_load", result.name)
    undated = next(sheet for sheet in ours if sheet.fiscal_year is None)
    return Problem("unknown_fiscal_year", result.name, undated.sheet)


def count_waiting(result: FileResult) -> int:
    """How many records of a workbook wait because of an error."""
    return sum(len(split_records(sheet)[1]) for sheet in result.sheets if sheet.layout)


def load_files(
    database: Database, paths: Sequence[Path], options: Options, accepted_by: str
) -> Iterator[Loaded]:
    """Load workbooks one by one, each in a batch and a transaction of its own."""
    with WorkbookReader() as reader:
        for path in paths:
            content = _read_bytes(path)
            if content is None:
                yield Loaded(read_workbook(reader.read(path, path.name), options))
            else:
                yield load_content(database, reader, content, path.name, options, accepted_by)


def _read_bytes(path: Path) -> bytes | None:
    """The file's bytes; None where it can't be read, which the reader then explains."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def ensure_plan_loaded(database: Database, folder: Path = PLAN_FOLDER) -> int:
    """Load the plan's own workbooks into a store that holds nothing; returns the batches.

    The first start of the app needs no set-up step and no network.
    """
    if list_batches(database):
        return 0
    loaded = list(load_files(database, sorted(folder.glob("*.xlsx")), Options(), PLAN_LOADER))
    return sum(1 for each in loaded if each.batch is not None)


def read_archived(content: bytes, entry: JournalEntry) -> Submission:
    """The submission that archived bytes made when they were accepted (for `rebuild`)."""
    options = Options(entry.fiscal_year, entry.forum)
    with WorkbookReader() as reader:
        result = read_workbook(reader.read(content, entry.file_name or ""), options)
    return build_submission(result, content, entry.accepted_by, options, entry.reason)
