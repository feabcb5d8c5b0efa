"""Columns whose answers are all numbers or letters that no legend explains: named once."""

import re
from collections.abc import Sequence

from loaders.checking.problems import Problem
from loaders.grid import a1, parse_a1
from loaders.reading.headers.header_match import Column
from loaders.reading.records.records import CHOSEN, SheetResult
from loaders.reading.tables.table_result import TableResult
from loaders.values.text import normalise
from words.problems import EXPECTED

#: One such cell may be a slip.
FEWEST_CODED = 2

_CODE = re.compile(r"\(?(?:\d{1,2}|[A-Za-zア-オイロハニホ])[).]?")


def name_coded_columns(table: TableResult) -> None:
    """One problem a column in place of one a cell, where none of its cells says a word."""
    for column in table.columns:
        if column.field.type in CHOSEN and column.stage is None:
            refused = [each for each in table.result.problems if _refuses(each, column)]
            answers = (record.fields.get(column.field.name) for record in table.result.records)
            if len(refused) >= FEWEST_CODED and all(map(_is_coded, refused)) and not any(answers):
                _name_once(table.result, column, refused)


def _refuses(problem: Problem, column: Column) -> bool:
    return problem.code == "invalid_choice" and parse_a1(problem.cell)[1] == column.column


def _is_coded(problem: Problem) -> bool:
    return bool(_CODE.fullmatch(normalise(problem.found)))


def _name_once(result: SheetResult, column: Column, refused: Sequence[Problem]) -> None:
    first, *also = (a1(*place) for place in sorted(parse_a1(each.cell) for each in refused))
    found = EXPECTED["only_codes"].format(title=column.title, first=first, last=also[-1])
    title = column.field.title
    place = (result.sheet, first, title)
    cells = tuple(also)
    named = Problem("uncertain_column", "", *place, found, title, is_turned=True, also=cells)
    result.problems = [*(each for each in result.problems if each not in refused), named]
