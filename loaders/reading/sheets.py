"""One sheet → records and problems of every layout found on it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from loaders.checking.checks import check_records, check_totals
from loaders.checking.count_tables import check_count_tables
from loaders.checking.lone_names import find_lone_names
from loaders.checking.other_layout import report_other_layout
from loaders.checking.outside_totals import check_outside_totals
from loaders.checking.parts import find_unread_parts
from loaders.checking.problems import Problem
from loaders.checking.shared_causes import join_shared
from loaders.checking.title_answers import drop_titles
from loaders.checking.unmarked_months import find_unmarked_months
from loaders.checking.unread import report_unread
from loaders.grid import Grid, Position
from loaders.reading.account import Account
from loaders.reading.cards.cards import read_cards
from loaders.reading.context.answers_apart import read_apart
from loaders.reading.context.asides import hear_asides
from loaders.reading.context.captions import hear_notes, surround
from loaders.reading.context.labelled import doubt_labelled
from loaders.reading.context.other_bodies import is_other_bodys
from loaders.reading.context.other_sheets.draft_sheets import set_aside_sheet
from loaders.reading.context.other_sheets.example_sheets import is_example_sheet
from loaders.reading.context.row_notes import hear_row_notes
from loaders.reading.context.set_aside import find_drafts, list_headings, set_aside
from loaders.reading.context.signs.sign_notes import hear_signs
from loaders.reading.context.targets import doubt_sums_of_years, read_as_targets
from loaders.reading.readings import Reading, read_best
from loaders.reading.recognise import (
    Options,
    SheetPlan,
    find_last_row,
    plan_sheet,
)
from loaders.reading.records.answers import Surroundings
from loaders.reading.records.records import SheetResult
from loaders.reading.tables.table_reader import TableReader
from loaders.reading.tables.table_report import report_header
from loaders.reading.tables.table_result import TableResult
from loaders.reading.tables.totals.scope_totals import settle_scope_totals
from loaders.reading.view import SheetView
from loaders.returning.remedies import load_words
from loaders.values.names.forums import name_forum
from words.problems import EXPECTED


def read_sheet(grid: Grid, file_name: str, options: Options) -> list[SheetResult]:
    """The results of a sheet, one a layout; a sheet that is not ours gives one warning."""
    given = options.references.drawings.get(grid.sheet)
    best = read_best(grid, lambda drawn: _read_plain(drawn, file_name, options), given)
    if best.account is None or (grid.sheet in options.references.lists and _is_short(best)):
        return [_refuse_sheet(grid, "unknown_layout")]
    if read_apart(best.results, grid):
        best.account = Account(grid, best.results)
    if is_example_sheet(grid, best.account):
        return [_refuse_sheet(grid, "example_sheet")]
    if doubt_labelled(best.results, best.account):
        best.account = Account(grid, best.results)
    if grid.sheet in options.drafts:
        best.results = [set_aside_sheet(each, grid) for each in best.results]
        best.account = Account(grid, best.results)
    for each in best.results:
        each.account, each.grid = best.account, grid
    hear_asides(best.results, grid, load_words()["author"])
    hear_signs(best.results, grid)
    hear_row_notes(best.results, grid)
    report_unread(best.account)
    for each in best.results:
        each.problems += [
            *find_unread_parts(each),
            *find_lone_names(each),
            *find_unmarked_months(each),
        ]
        join_shared(each)
    if grid.sheet not in options.layouts:
        report_other_layout(best.results, grid)
    return best.results


def _is_short(best: Reading) -> bool:
    """Whether a sheet lacks a column that its records need."""
    return any(each.code == "missing_column" for sheet in best.results for each in sheet.problems)


def _read_plain(grid: Grid, file_name: str, options: Options) -> list[SheetResult]:
    """The results of a sheet that is a plain table or cards; none where it is not ours."""
    plan = plan_sheet(SheetView(grid), file_name, options)
    results: dict[str, SheetResult] = {}
    for part in _read_parts(plan):
        assert part.layout is not None
        known = results.setdefault(part.layout.id, SheetResult(grid.sheet, part.layout))
        known.extend(part)
    for each in results.values():
        if _is_in_pieces(each, plan):
            each.records, each.problems = [], []
        each.fiscal_year, each.forum = plan.fiscal_year, plan.forum
        years = {record.fiscal_year for record in each.records}
        if each.fiscal_year is None and len(years) == 1:
            each.fiscal_year = years.pop()
        if options.forum is None and _count_forums(each) > 1:
            each.forum = None  # the first of several blocks' names stood above the first table
        drop_titles(each)
        _finish(each, grid, plan)
    for each in islice(results.values(), 1):
        each.marks |= plan.marks
    return list(results.values())


def _is_in_pieces(result: SheetResult, plan: SheetPlan) -> bool:
    """Whether each of a sheet's tables lacks what a record must say, and titles stand again below
    others that ask for nothing in common: their rows are parts of cards, and none is a record."""
    own = [each for each in plan.headers if each.layout is result.layout and not plan.cards]
    asked = [frozenset(column.field.name for column in each.columns) for each in own]
    is_apart = any(one.isdisjoint(other) for one, other in pairwise(asked))
    is_repeated = len({*asked}) < len(asked)
    lacks = all(any(field.type != "forum" for field in each.missing()) for each in own)
    return is_apart and is_repeated and lacks


def _count_forums(result: SheetResult) -> int:
    return len({record.fields.get("forum") for record in result.records} - {None})


def _refuse_sheet(grid: Grid, code: str) -> SheetResult:
    return SheetResult(grid.sheet, None, problems=[Problem(code, "", grid.sheet)])


def _read_parts(plan: SheetPlan) -> Iterator[SheetResult]:
    if plan.cards:
        around = Surroundings(plan.other_year or plan.fiscal_year, plan.forum)
        yield read_cards(plan.view, plan.cards, around)
    carried: dict[str, tuple[Any, Position]] = {}
    previous: TableResult | None = None
    bottoms: dict[int, int] = {}  # first row of the tables side by side -> their last
    drafts = find_drafts(plan.view, plan.headers)
    for place, header in enumerate(plan.headers):
        above_row = max(
            (last for row, last in bottoms.items() if row < header.first_row), default=0
        )
        around, marks = surround(plan, header, previous, carried, above_row)
        last_row = find_last_row(plan, place)
        headings = [text for _, text in list_headings(plan.view, plan.headers, header)]
        named = [*headings, *plan.titles, plan.view.grid.sheet]
        read_as_targets(header, named)
        marks |= hear_notes(plan, header, last_row, around)
        table = TableReader(plan.view, header, last_row, around).read()
        if is_other_bodys(table, plan.titles, plan.clues.hints):
            continue
        if place in drafts:
            yield set_aside(table.result, header, drafts[place])
            continue
        if previous is not None and header.repeats(previous.header):
            table.before = previous
        previous = table
        bottoms[header.first_row] = max(table.last_row, bottoms.get(header.first_row, 0))
        table.result.marks |= marks
        report_header(previous, plan.view)
        previous.result.problems += doubt_sums_of_years(header, plan.view.grid.sheet, named)
        previous.result.problems += check_totals(previous)
        settled = list(settle_scope_totals(previous, plan.view.grid))
        previous.result.problems += settled
        yield previous.result


def _finish(result: SheetResult, grid: Grid, plan: SheetPlan) -> None:
    """Checks over all records of a layout on a sheet, and what was read though hidden."""
    if grid.values_only:
        result.problems.append(Problem("values_only", "", grid.sheet))
    for own, other in plan.contradicts:
        found, expected = name_forum(own), name_forum(other)
        result.problems.append(Problem("cover_mismatch", "", grid.sheet, "", "", found, expected))
    if plan.has_mixed_years:
        result.problems.append(Problem("unknown_fiscal_year", "", grid.sheet))
    result.problems += check_records(result)
    result.problems += list(check_count_tables(result, grid))
    result.problems += list(check_outside_totals(result, grid))
    result.problems += _report_hidden(result, grid, plan)


def _report_hidden(result: SheetResult, grid: Grid, plan: SheetPlan) -> Iterator[Problem]:
    if grid.hidden:
        yield _hidden("hidden_sheet", grid.sheet, "", grid.sheet)
    for record in result.records:
        if record.row in grid.hidden_rows:
            yield _hidden("hidden_row", grid.sheet, record.cell, str(record.row))
    for header in plan.headers:
        for column in header.columns:
            if column.column in grid.hidden_columns and header.layout is result.layout:
                yield _hidden("hidden_column", grid.sheet, column.cell, column.title)


def _hidden(kind: str, sheet: str, cell: str, found: str) -> Problem:
    return Problem("hidden_content", "", sheet, cell, EXPECTED[kind], found)


def name_file(results: list[SheetResult], file_name: str) -> list[SheetResult]:
    """The same results, every problem naming its file."""
    for result in results:
        result.problems = [replace(each, file=file_name) for each in result.problems]
    return results
