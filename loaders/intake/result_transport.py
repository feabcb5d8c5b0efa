"""What was understood of a workbook, through a pipe: messages of declared types alone (msgspec), so
that the process that serves unpickles nothing, and a worker that was taken over can say no more
than a reading can.

A reading is one message with all but the records and accounts, then these in messages of bounded
size: taking one apart holds nobody up for long. Layouts travel by their ids and grids by their
places, as both sides have them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, TypeAlias

import msgspec

from data.layout import Layout, load_layouts
from loaders.check import FileResult, correct_grids
from loaders.checking.problems import Problem
from loaders.grid import Grid, Position
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
    """A record of its sheet's layout."""

    row: int
    cell: str
    fields: dict[str, Answer]
    origins: dict[str, Position]
    parts: list[tuple[str, Position]]
    states: dict[str, State]
    withdrawn: bool
    copy_of: str
    fiscal_year: int | None


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
    """`told`: the places of the sheets' results that it is of."""

    grid: Place
    told: list[Place]
    entered: Entered


class _File(_Told):
    fiscal_year: int | None
    forum: str | None
    problems: list[Problem]
    sheets: list[_Sheet]
    account_count: Place


_ENCODER = msgspec.msgpack.Encoder()
_FILES = msgspec.msgpack.Decoder(_File)
_RECORDS = msgspec.msgpack.Decoder(list[_Record])
_ACCOUNTS = msgspec.msgpack.Decoder(_Account)


def dump_result(result: FileResult) -> Iterator[bytes]:
    places = {id(each): place for place, each in enumerate(result.grids)}
    accounts = {id(each): place for place, each in enumerate(result.accounts)}
    numbers = {id(each): number for number, each in enumerate(result.sheets)}
    sheets = [_dump_sheet(each, places, accounts) for each in result.sheets]
    head = (result.fiscal_year, result.forum, result.problems, sheets, len(accounts))
    yield _ENCODER.encode(_File(*head))
    for sheet in result.sheets:
        for at in range(0, len(sheet.records), CHUNK):
            yield _ENCODER.encode(list(map(_dump_record, sheet.records[at : at + CHUNK])))
    for account in result.accounts:
        told = [numbers[id(each)] for each in account.results if id(each) in numbers]
        yield _ENCODER.encode(_Account(places[id(account.grid)], told, account.entered))


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


def _dump_record(record: Record) -> _Record:
    return _Record(
        record.row,
        record.cell,
        record.fields,
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
    except (msgspec.MsgspecError, LookupError, StopIteration) as error:
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
    for sheet, said in zip(result.sheets, told.sheets, strict=True):
        while len(sheet.records) < said.record_count:
            sheet.records += _load_records(next(messages), sheet)
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


def _load_records(message: bytes, sheet: SheetResult) -> Iterator[Record]:
    layout, name = sheet.layout, sheet.sheet
    if layout is None or not (told := _RECORDS.decode(message)):
        raise LookupError(name)
    for each in told:
        yield Record(
            layout,
            name,
            each.row,
            each.cell,
            each.fields,
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
    return Account.restore(grids[told.grid], [sheets[at] for at in told.told], told.entered)
