"""What was understood of a workbook, through a pipe: messages of declared types alone (msgspec), so
that the process that serves unpickles nothing, and a worker that was taken over can say no more
than a reading can.

A reading is one message with all but the records and accounts, then these in messages of bounded
size: taking one apart holds nobody up for long. Layouts travel by their ids and grids by their
places, as both sides have them. What several records share (an answer, the names of their fields)
and what several cells were taken for travels once, and is one object again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Annotated, TypeAlias

import msgspec

from data.layout import Layout, load_layouts
from loaders.check import FileResult, correct_grids
from loaders.checking.problems import Problem
from loaders.grid import Grid, Position
from loaders.opening.grid_transport import number_new
from loaders.opening.safe_open import Workbook
from loaders.reading.account import Account, Entered, Mark, Region
from loaders.reading.records.records import Record, SheetResult
from loaders.values.dates.dates import Scheduled
from loaders.values.reading import State

#: Records in one message.
CHUNK = 2000

#: Which sheet, grid or account of the reading, or how many.
Place = Annotated[int, msgspec.Meta(ge=0)]
Answer: TypeAlias = str | int | float | bool | list[str] | Scheduled | None


class _Told(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """What both kinds of message are told as: their members in order."""


class _Record(_Told, gc=False):
    """A record of its sheet's layout: `names` and `answers` are places among those told so far."""

    row: int
    cell: str
    names: Place
    answers: list[Place]
    origins: dict[str, Position]
    parts: list[tuple[str, Position]]
    states: dict[str, State]
    withdrawn: bool
    copy_of: str
    fiscal_year: int | None


class _Records(_Told):
    """With the names of fields, and the answers, that no record before had."""

    names: list[tuple[str, ...]]
    answers: list[Answer]
    records: list[_Record]


class _Sheet(_Told):
    """A `SheetResult` without its records."""

    sheet: str
    layout: str | None
    record_count: Place
    problems: list[Problem]
    strangers: dict[str, str]
    marks: dict[Position, Mark]
    regions: list[Region]
    account: Place | None
    grid: Place | None
    fiscal_year: int | None
    forum: str | None


class _Account(_Told):
    """`told`: the places of the sheets' results that it is of; `marked`: those of `marks`."""

    grid: Place
    told: list[Place]
    counts: dict[str, int]
    unread: list[Position]
    codes: list[bytearray]
    marks: list[Mark]
    marked: dict[Position, Place]


class _File(_Told):
    fiscal_year: int | None
    forum: str | None
    problems: list[Problem]
    sheets: list[_Sheet]
    account_count: Place


_ENCODER = msgspec.msgpack.Encoder()
_FILES = msgspec.msgpack.Decoder(_File)
_RECORDS = msgspec.msgpack.Decoder(_Records)
_ACCOUNTS = msgspec.msgpack.Decoder(_Account)


def dump_result(result: FileResult) -> Iterator[bytes]:
    places = {id(each): place for place, each in enumerate(result.grids)}
    accounts = {id(each): place for place, each in enumerate(result.accounts)}
    numbers = {id(each): number for number, each in enumerate(result.sheets)}
    sheets = [_dump_sheet(each, places, accounts) for each in result.sheets]
    head = (result.fiscal_year, result.forum, result.problems, sheets, len(accounts))
    yield _ENCODER.encode(_File(*head))
    shared = _Shared()
    for sheet in result.sheets:
        for at in range(0, len(sheet.records), CHUNK):
            yield _ENCODER.encode(shared.dump(sheet.records[at : at + CHUNK]))
    for account in result.accounts:
        told = [numbers[id(each)] for each in account.results if id(each) in numbers]
        yield _ENCODER.encode(_dump_account(account.entered, places[id(account.grid)], told))


class _Shared:
    """What records share, numbered as it is met: names by their texts, answers by what they are."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], int] = {}
        self._answers: dict[int, int] = {}

    def dump(self, records: Sequence[Record]) -> _Records:
        """The records must be kept until the last is told: an answer is known by its identity."""
        said = [tuple(record.fields) for record in records]
        names = number_new(self._names, zip(said, said, strict=True))
        answers = [each for record in records for each in record.fields.values()]
        numbers = list(map(id, answers))
        new = number_new(self._answers, zip(numbers, answers, strict=True))
        places = iter(map(self._answers.__getitem__, numbers))
        told = [
            _dump_record(record, self._names[each], list(islice(places, len(each))))
            for record, each in zip(records, said, strict=True)
        ]
        return _Records(names, new, told)


def _dump_account(entered: Entered, grid: int, told: list[int]) -> _Account:
    counts, unread, codes, marks = entered
    kinds = {mark: number for number, mark in enumerate(dict.fromkeys(marks.values()))}
    marked = {place: kinds[mark] for place, mark in marks.items()}
    return _Account(grid, told, counts, unread, codes, list(kinds), marked)


def _dump_sheet(
    sheet: SheetResult, places: Mapping[int, int], accounts: Mapping[int, int]
) -> _Sheet:
    return _Sheet(
        sheet.sheet,
        None if sheet.layout is None else sheet.layout.id,
        len(sheet.records),
        sheet.problems,
        sheet.strangers,
        sheet.marks,
        sheet.regions,
        None if sheet.account is None else accounts[id(sheet.account)],
        None if sheet.grid is None else places[id(sheet.grid)],
        sheet.fiscal_year,
        sheet.forum,
    )


def _dump_record(record: Record, names: int, answers: list[int]) -> _Record:
    return _Record(
        record.row,
        record.cell,
        names,
        answers,
        record.origins,
        record.parts,
        record.states,
        record.withdrawn,
        record.copy_of,
        record.fiscal_year,
    )


def load_result(parts: Iterable[bytes], workbook: Workbook) -> FileResult:
    """What `dump_result` told of the workbook that was read. Raises ValueError on anything else."""
    messages = iter(parts)
    try:
        result = _load_all(messages, workbook)
    except (msgspec.MsgspecError, LookupError, StopIteration, ValueError) as error:
        raise ValueError("no reading of this workbook") from error
    if next(messages, None) is not None:
        raise ValueError("more than a reading")
    return result


def _load_all(messages: Iterator[bytes], workbook: Workbook) -> FileResult:
    layouts = {each.id: each for each in load_layouts()}
    told = _FILES.decode(next(messages))
    result = FileResult(workbook.name, workbook.sha256, told.fiscal_year, told.forum)
    result.problems = told.problems
    result.grids, _ = correct_grids(workbook)
    result.sheets = [_load_sheet(each, layouts, result.grids) for each in told.sheets]
    names: list[tuple[str, ...]] = []
    answers: list[Answer] = []
    for sheet, said in zip(result.sheets, told.sheets, strict=True):
        while len(sheet.records) < said.record_count:
            sheet.records += _load_records(next(messages), sheet, names, answers)
    accounts = [
        _load_account(next(messages), result.sheets, result.grids)
        for _ in range(told.account_count)
    ]
    for sheet, said in zip(result.sheets, told.sheets, strict=True):
        sheet.account = None if said.account is None else accounts[said.account]
    return result


def _load_sheet(told: _Sheet, layouts: Mapping[str, Layout], grids: Sequence[Grid]) -> SheetResult:
    return SheetResult(
        told.sheet,
        None if told.layout is None else layouts[told.layout],
        problems=told.problems,
        strangers=told.strangers,
        marks=told.marks,
        regions=told.regions,
        grid=None if told.grid is None else grids[told.grid],
        fiscal_year=told.fiscal_year,
        forum=told.forum,
    )


def _load_records(
    message: bytes, sheet: SheetResult, names: list[tuple[str, ...]], answers: list[Answer]
) -> Iterator[Record]:
    """`names` and `answers`: what was told so far, to which what is new is added."""
    told, layout, name = _RECORDS.decode(message), sheet.layout, sheet.sheet
    if layout is None or not told.records:
        raise LookupError(name)
    names += told.names
    answers += told.answers
    for each in told.records:
        yield Record(
            layout,
            name,
            each.row,
            each.cell,
            dict(zip(names[each.names], map(answers.__getitem__, each.answers), strict=True)),
            each.origins,
            each.parts,
            each.states,
            each.withdrawn,
            each.copy_of,
            each.fiscal_year,
        )


def _load_account(
    message: bytes, sheets: Sequence[SheetResult], grids: Sequence[Grid]
) -> Account[SheetResult]:
    told = _ACCOUNTS.decode(message)
    marks = {place: told.marks[number] for place, number in told.marked.items()}
    entered = Entered(told.counts, told.unread, told.codes, marks)
    return Account.restore(grids[told.grid], [sheets[at] for at in told.told], entered)
