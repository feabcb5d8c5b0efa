"""The same record on two sheets of a workbook: 提出用 and 控え, a hidden draft, a list of all."""

from collections.abc import Iterator, Sequence
from typing import Any

from loaders.checking.checks import build_key
from loaders.checking.problems import Problem
from loaders.reading.records.records import Record, SheetResult, required_missing
from loaders.values.text import fold_key
from loaders.values.vocabulary import get_words
from words.problems import EXPECTED


def find_copies(sheets: Sequence[SheetResult], file: str) -> None:
    """Let the second of each pair wait, and say so; a sheet that is all copies says it once.

    A hidden sheet and one called 控え come second, else the later one does.
    """
    if len({each.sheet for each in sheets}) < 2:
        return
    first: dict[tuple[Any, ...], Record] = {}
    for sheet in sorted(sheets, key=_rank_sheet):
        copies = []
        for key, record in _list_keys(sheet):
            original = first.setdefault(key, record)
            if original.sheet != record.sheet:
                record.copy_of = f"{original.sheet}!{original.cell}"
                copies.append(record)
        sheet.problems += [each.in_file(file) for each in _report_copies(sheet, copies)]


def _rank_sheet(sheet: SheetResult) -> tuple[bool, bool]:
    is_hidden = sheet.grid is not None and sheet.grid.hidden
    name = fold_key(sheet.sheet)
    return is_hidden, any(fold_key(word) in name for word in get_words("sheets", "copies"))


def _list_keys(sheet: SheetResult) -> Iterator[tuple[tuple[Any, ...], Record]]:
    layout = sheet.layout
    for record in sheet.records if layout else ():
        if not record.withdrawn and not any(required_missing(record.layout, record.fields)):
            year = record.fiscal_year or sheet.fiscal_year
            yield (record.layout.id, year, *build_key(record.layout, record)), record


def _report_copies(sheet: SheetResult, copies: list[Record]) -> Iterator[Problem]:
    if len(copies) > 1 and len(copies) == len(sheet.records):
        all_of_them = EXPECTED["copies"].format(first=copies[0].copy_of, count=len(copies) - 1)
        yield _build_problem(copies[0], all_of_them)
        return
    yield from (_build_problem(record, record.copy_of) for record in copies)


def _build_problem(record: Record, original: str) -> Problem:
    return Problem("duplicate_record", "", record.sheet, record.cell, "", "", original)
