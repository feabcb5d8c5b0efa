"""Which records of a sheet may count, and which wait, and why."""

from collections.abc import Iterator, Mapping, Sequence

from loaders.checking.problems import Problem
from loaders.grid import a1, parse_a1
from loaders.reading.records.records import Record, SheetResult, required_missing

#: Errors that speak about a sum, not about a record: the records themselves are good.
_SPARING = frozenset({"total_mismatch", "missing_column", "duplicate_column"})


def split_records(sheet: SheetResult) -> tuple[list[Record], list[Record]]:
    """The records that may count, and those that wait.

    A record waits because of an error in one of its cells, for lack of a required answer,
    because another sheet of the workbook has it too, or because it is of another year: the
    sheet speaks for its own year only. All wait where it is not known what sheet it is.
    """
    if any(each.code == "other_layout" for each in sheet.problems):
        return [], list(sheet.records)
    faults = _index_faults(sheet)
    places = {parse_a1(cell) for cell in faults if cell and ":" not in cell}
    waiting = {
        id(each)
        for each in sheet.records
        if each.copy_of
        or each.cell in faults
        or not places.isdisjoint(each.origins.values())
        or next(required_missing(each.layout, each.fields), None)
        or _is_of_other_year(each, sheet)
    }
    good = [each for each in sheet.records if id(each) not in waiting]
    return good, [each for each in sheet.records if id(each) in waiting]


def _is_of_other_year(record: Record, sheet: SheetResult) -> bool:
    return record.fiscal_year not in (None, sheet.fiscal_year)


def _index_faults(sheet: SheetResult) -> dict[str, list[Problem]]:
    """Cell -> the errors that keep its records waiting."""
    faults: dict[str, list[Problem]] = {}
    for problem in sheet.problems:
        if problem.level == "error" and problem.code not in _SPARING:
            for cell in problem.cells or ("",):
                faults.setdefault(cell, []).append(problem)
    return faults


def _cells_of(record: Record) -> set[str]:
    return {record.cell, *(a1(*position) for position in record.origins.values())}


def explain_waiting(sheet: SheetResult) -> Iterator[tuple[Record, list[Problem]]]:
    """Each record that waits, with the problems that say why."""
    faults = _index_faults(sheet)
    order = {cell: place for place, cell in enumerate(faults)}
    _, waiting = split_records(sheet)
    for record in waiting:
        yield record, _explain(sheet, record, faults, order)


def _explain(
    sheet: SheetResult,
    record: Record,
    faults: Mapping[str, Sequence[Problem]],
    order: Mapping[str, int],
) -> list[Problem]:
    """The errors in a record's cells, in their `order`; for a column that is not there, the error
    about it."""
    cells = _cells_of(record)
    if found := cells & faults.keys():
        told = (each for cell in sorted(found, key=order.__getitem__) for each in faults[cell])
        return [*{id(each): each for each in told}.values()]
    if _is_of_other_year(record, sheet):
        return [each for each in sheet.problems if each.cell in cells]
    about_all = {"duplicate_record"} if record.copy_of else {"missing_column", "other_layout"}
    return [problem for problem in sheet.problems if problem.code in about_all]
