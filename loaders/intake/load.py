"""From read workbooks into the store: one batch a workbook, every value with its cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from loaders.check import FileResult, read_workbook
from loaders.checking.problems import Problem
from loaders.grid import Grid, a1
from loaders.intake.fixes import FIX_RULE, Handling, parse_handling, render_handling
from loaders.opening.safe_open import Workbook, WorkbookReader
from loaders.reading.recognise import Options
from loaders.reading.records import Record, SheetResult, required_missing
from loaders.values.text import clean_text
from store.batches import (
    Accepted,
    ParkedRecord,
    StoredCell,
    StoredProblem,
    StoredRecord,
    Submission,
    accept,
    list_batches,
)
from store.database import Database
from store.decisions.parked import UNASSIGNED
from store.decisions.titles import find_titles
from store.errors import SubmissionRefused
from store.log.batch import BatchEntry

PLAN_FOLDER = Path(__file__).parents[2] / "data" / "plan"

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
    """The records that may count, and those that wait.

    A record waits because of an error in one of its cells, for lack of a required answer,
    because another sheet of the workbook has it too, or because it is of another year: the
    sheet speaks for its own year only.
    """
    faulty = set(_index_faults(sheet))
    waiting = {
        id(each)
        for each in sheet.records
        if each.copy_of or _must_wait(each, faulty) or _is_of_other_year(each, sheet)
    }
    good = [each for each in sheet.records if id(each) not in waiting]
    return good, [each for each in sheet.records if id(each) in waiting]


def _must_wait(record: Record, faulty: set[str]) -> bool:
    lacking = next(required_missing(record.layout, record.fields), None)
    return lacking is not None or bool(faulty and _cells_of(record) & faulty)


def _is_of_other_year(record: Record, sheet: SheetResult) -> bool:
    return record.fiscal_year not in (None, sheet.fiscal_year)


def _index_faults(sheet: SheetResult) -> dict[str, list[Problem]]:
    """Cell -> the errors that keep its records waiting."""
    faults: dict[str, list[Problem]] = {}
    for problem in sheet.problems:
        if problem.level == "error" and problem.code not in _SPARING:
            faults.setdefault(problem.cell, []).append(problem)
    return faults


def _cells_of(record: Record) -> set[str]:
    return {record.cell, *(a1(*position) for position in record.origins.values())}


def build_submission(
    result: FileResult,
    content: bytes,
    accepted_by: str,
    handling: Handling,
    reason: str | None = None,
) -> Submission:
    """What the store takes of a workbook that was read with a handling.

    Raises SubmissionRefused where the file holds no sheet of ours, or a sheet's fiscal
    year is not known.
    """
    ours = [sheet for sheet in result.sheets if sheet.layout is not None]
    undated = [sheet.sheet for sheet in ours if sheet.fiscal_year is None]
    if not ours or undated:
        raise SubmissionRefused(f"{result.name}: no fiscal year on {undated or 'any sheet'}")
    found = {(fix.sheet, fix.cell): fix.found for fix in handling.fixes}
    records = [record for sheet in ours for record in _store_records(sheet, found)]
    parked = [record for sheet in ours for record in _park_records(sheet)]
    return Submission(
        file_name=result.name,
        content=content,
        fiscal_year=handling.options.fiscal_year,
        forum=handling.options.forum,
        accepted_by=accepted_by,
        slots=_list_slots(ours, records, parked),
        records=records,
        problems=[_store_problem(each) for each in result.all_problems],
        parked=parked,
        options=_describe_handling(ours, handling),
        reason=reason,
    )


def _describe_handling(ours: Sequence[SheetResult], handling: Handling) -> dict[str, Any]:
    layouts = {sheet.layout.id for sheet in ours if sheet.layout}
    grids = [sheet.grid for sheet in ours if sheet.grid]
    return render_handling(handling, layouts, grids)


def _list_slots(
    sheets: Sequence[SheetResult],
    records: Sequence[StoredRecord],
    parked: Sequence[ParkedRecord],
) -> list[tuple[str, int, str]]:
    """What the workbook speaks for: also where all it says waits, or says that there is none."""
    slots = dict.fromkeys((each.forum, each.fiscal_year, each.layout) for each in records)
    waiting = dict.fromkeys((each.forum, each.fiscal_year, each.layout) for each in parked)
    slots.update({slot: None for slot in waiting if slot[0] != UNASSIGNED})
    slots.update(dict.fromkeys(_empty_slots(sheets)))
    spoken_for = {slot[1:] for slot in slots}
    slots.update({slot: None for slot in waiting if slot[1:] not in spoken_for})
    return list(slots)


def _empty_slots(sheets: Sequence[SheetResult]) -> Iterator[tuple[str, int, str]]:
    """A sheet without records still speaks for its forum: there is nothing to report."""
    for sheet in sheets:
        if not sheet.records and sheet.layout is not None and sheet.fiscal_year is not None:
            yield sheet.forum or CONGRESS, sheet.fiscal_year, sheet.layout.id


def _store_records(
    sheet: SheetResult, found: Mapping[tuple[str, str], str | None]
) -> Iterator[StoredRecord]:
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
            _store_cells(record, sheet.grid, found),
        )


def _park_records(sheet: SheetResult) -> Iterator[ParkedRecord]:
    assert sheet.layout is not None
    assert sheet.fiscal_year is not None
    faults = _index_faults(sheet)
    _, waiting = split_records(sheet)
    for record in waiting:
        fields = record.to_json()["fields"]
        yield ParkedRecord(
            sheet.layout.id,
            _find_slot(record, fields),
            sheet.fiscal_year,
            sheet.sheet,
            record.cell,
            fields,
            [_store_problem(each) for each in _explain_waiting(sheet, record, faults)],
        )


def _find_slot(record: Record, fields: Mapping[str, Any]) -> str:
    """A waiting row's forum; it may be the very thing that is wrong with it."""
    missing = UNASSIGNED if record.layout.has("forum") else CONGRESS
    return fields.get("forum") or fields.get("scope") or missing


def _explain_waiting(
    sheet: SheetResult, record: Record, faults: Mapping[str, Sequence[Problem]]
) -> list[Problem]:
    """The errors in a record's cells; for a column that is not there, the error about it."""
    cells = _cells_of(record)
    found = [problem for cell, each in faults.items() if cell in cells for problem in each]
    if found:
        return found
    if _is_of_other_year(record, sheet):
        return [each for each in sheet.problems if each.cell in cells]
    about_all = "duplicate_record" if record.copy_of else "missing_column"
    return [problem for problem in sheet.problems if problem.code == about_all]


def _store_cells(
    record: Record, grid: Grid | None, found: Mapping[tuple[str, str], str | None]
) -> list[StoredCell]:
    cells = []
    for name, position in record.origins.items():
        cell = a1(*position)
        written = clean_text(grid.value(*position)) if grid else None
        state = record.states.get(name) or ("blank" if written is None else "reported")
        rule: str = record.layout.field(name).type
        if (record.sheet, cell) in found:
            written, rule = found[record.sheet, cell], FIX_RULE
        cells.append(StoredCell(name, cell, written, state, rule))
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
    """Read one workbook and write it as one batch; what is not good of it is parked."""
    workbook = reader.read(content, name)
    result, options = read_with_titles(database, workbook, options)
    if not result.readable:
        return Loaded(result)
    try:
        submission = build_submission(result, content, accepted_by, Handling(options))
        batch = accept(database, submission)
    except SubmissionRefused:
        return Loaded(result, refusal=explain_refusal(result))
    return Loaded(result, batch, len(submission.records), len(submission.parked))


def read_with_titles(
    database: Database, workbook: Workbook, options: Options
) -> tuple[FileResult, Options]:
    """Read a workbook with what was learned of its forum's titles; the options then used."""
    result = read_workbook(workbook, options)
    titles = find_titles(database, result.forum, result.fiscal_year)
    if not result.readable or not titles:
        return result, options
    options = replace(options, titles={**titles, **options.titles})
    return read_workbook(workbook, options), options


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


def read_archived(content: bytes, entry: BatchEntry) -> Submission:
    """The submission that archived bytes made when they were accepted (for `rebuild`)."""
    handling = parse_handling(entry.options, entry.fiscal_year, entry.forum)
    with WorkbookReader() as reader:
        workbook = reader.read(content, entry.file_name or "")
    workbook.grids = handling.prepare(workbook.grids)
    result = read_workbook(workbook, handling.options)
    return build_submission(result, content, entry.accepted_by, handling, entry.reason)
