"""What the store takes of a read workbook: good records with their cells, the others to wait."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loaders.check import FileResult, pause_garbage_collection
from loaders.checking.problems import Problem
from loaders.grid import Grid, a1
from loaders.intake.handling import FIX_RULE, Place, read_written, render_handling
from loaders.intake.uploads import Upload
from loaders.intake.waiting import explain_waiting, split_records
from loaders.reading.records.records import Record, SheetResult
from loaders.values.text import clean_text
from store.actor import CONGRESS, Actor
from store.batches import ParkedRecord, StoredCell, StoredProblem, StoredRecord, Submission
from store.decisions.parked import UNASSIGNED
from store.errors import SubmissionRefused


@pause_garbage_collection()
def make_submission(upload: Upload, by: Actor, reason: str | None = None) -> Submission:
    """The good rows to count and the others to wait.

    Raises SubmissionRefused where the file holds no sheet of ours, or a sheet's fiscal year
    is not known; `explain_refusal` then says so to the sender.
    """
    ours, handling = upload.sheets, upload.handling
    undated = [sheet.sheet for sheet in ours if sheet.fiscal_year is None]
    if not ours or undated:
        raise SubmissionRefused(f"{upload.name}: no fiscal year on {undated or 'any sheet'}")
    written = read_written(upload.workbook.grids, handling.fixes)
    records = [record for sheet in ours for record in _store_records(sheet, written)]
    parked = [record for sheet in ours for record in _park_records(sheet)]
    return Submission(
        file_name=upload.name,
        content=upload.content,
        fiscal_year=handling.fiscal_year,
        forum=handling.forum,
        accepted_by=by,
        slots=_list_slots(ours, records, parked),
        records=records,
        problems=[_store_problem(each) for each in upload.result.all_problems],
        parked=parked,
        options=render_handling(
            handling, upload.workbook.grids, set(upload.layouts), upload.taken_grids
        ),
        reason=reason,
    )


def explain_refusal(result: FileResult) -> Problem:
    """Why a readable workbook could not be accepted.

    What neither lacks a sheet of ours nor a year holds something that the store can't keep.
    """
    ours = [sheet for sheet in result.sheets if sheet.layout is not None]
    if not ours:
        return Problem("nothing_to_load", result.name)
    for sheet in ours:
        if sheet.fiscal_year is None:
            return Problem("unknown_fiscal_year", result.name, sheet.sheet)
    return Problem("submission_refused", result.name)


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
    sheet: SheetResult, mended: Mapping[Place, str | None]
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
            _store_cells(record, sheet.grid, mended),
        )


def _park_records(sheet: SheetResult) -> Iterator[ParkedRecord]:
    assert sheet.layout is not None
    assert sheet.fiscal_year is not None
    for record, problems in explain_waiting(sheet):
        fields = record.to_json()["fields"]
        yield ParkedRecord(
            sheet.layout.id,
            _find_slot(record, fields),
            sheet.fiscal_year,
            sheet.sheet,
            record.cell,
            fields,
            [_store_problem(each) for each in problems],
        )


def _find_slot(record: Record, fields: Mapping[str, Any]) -> str:
    """A waiting row's forum; it may be the very thing that is wrong with it."""
    missing = UNASSIGNED if record.layout.has("forum") else CONGRESS
    return fields.get("forum") or fields.get("scope") or missing


def _store_cells(
    record: Record, grid: Grid | None, mended: Mapping[Place, str | None]
) -> list[StoredCell]:
    cells = []
    for name, position in record.origins.items():
        cell = a1(*position)
        written = clean_text(grid.value(*position)) if grid else None
        state = record.states.get(name) or ("blank" if written is None else "reported")
        rule: str = record.layout.field(name).type
        if (record.sheet, cell) in mended:
            written, rule = mended[record.sheet, cell], FIX_RULE
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
