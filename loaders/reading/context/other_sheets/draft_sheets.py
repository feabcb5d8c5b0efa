"""Sheets that their own name calls a draft, beside a sheet of the same kind that counts."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.grid import Area, Grid, Position, parse_a1
from loaders.reading.account import Region
from loaders.reading.context.set_aside import SET_ASIDE, find_set_aside, report_set_aside
from loaders.reading.headers.titles import layouts_named
from loaders.reading.records.records import Record, SheetResult
from loaders.values.dates.fiscal_years import parse_fiscal_year
from loaders.values.text import fold_key
from loaders.values.vocabulary import get_words


def find_draft_sheets(sheets: Sequence[SheetResult]) -> frozenset[str]:
    """The names of such sheets; one of another year or forum is no draft of this one's. A 控え
    repeats what counts, record by record (`loaders.checking.copies`)."""
    drafts = [each for each in sheets if each.records and is_draft_name(each.sheet)]
    names = {each.sheet for each in drafts}
    counting = [each for each in sheets if each.records and each.sheet not in names]
    return frozenset(
        draft.sheet for draft in drafts if any(is_of_one(draft, each) for each in counting)
    )


def is_draft_name(name: str) -> bool:
    """
    >>> [is_draft_name(each) for each in ("下書き", "マッチング（旧）", "行事計画案", "旧名簿")]
    [True, True, True, False]
    >>> [is_draft_name(each) for each in ("技術提案", "旧（控え）", "控除額（旧）", "R2（参考）")]
    [False, False, True, False]
    """
    if parse_fiscal_year(name) is not None:
        return False
    key = fold_key(name)
    words = [fold_key(each) for each in get_words("set_aside", "drafts")]
    rests = [key.removesuffix(each) for each in words if key.endswith(each)]
    rests += [key.removeprefix(each) for each in words if key.startswith(each)]
    if any(not rest or layouts_named(rest) for rest in rests):
        return True
    return find_set_aside(name) in ("said", "draft")


def is_of_one(draft: SheetResult, other: SheetResult) -> bool:
    """Whether two sheets are of one kind, and of one year and forum where both say theirs."""
    return draft.layout is other.layout and all(
        None in (one, another) or one == another
        for one, another in (
            (draft.fiscal_year, other.fiscal_year),
            (draft.forum, other.forum),
        )
    )


def set_aside_sheet(result: SheetResult, grid: Grid) -> SheetResult:
    """A layout's result without its records: said once for the sheet."""
    width = max(map(len, grid.rows))
    whole = Region(Area(1, 1, len(grid.rows), width), SET_ASIDE)
    first = min(map(_get_place, result.records), default=(1, 1))
    problem = report_set_aside(grid.sheet, first, grid.sheet)
    return replace(result, records=[], problems=[problem], strangers={}, marks={}, regions=[whole])


def _get_place(record: Record) -> Position:
    return parse_a1(record.cell)
