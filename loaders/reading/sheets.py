"""One sheet → records and problems of every layout found on it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from data.layout import Field
from loaders.checking.checks import check_records, check_totals
from loaders.checking.count_tables import check_count_tables
from loaders.checking.other_layout import report_other_layout
from loaders.checking.outside_totals import check_outside_totals
from loaders.checking.parts import find_unread_parts
from loaders.checking.problems import Problem
from loaders.checking.title_answers import drop_titles
from loaders.checking.unread import report_unread
from loaders.grid import Grid, Position, a1
from loaders.reading.account import TITLE, Account, Mark
from loaders.reading.cards.cards import read_cards
from loaders.reading.context.answers_apart import read_apart
from loaders.reading.context.asides import hear_asides
from loaders.reading.context.blank_cells import find_repeats
from loaders.reading.context.other_bodies import is_other_bodys
from loaders.reading.context.other_sheets.draft_sheets import set_aside_sheet
from loaders.reading.context.other_sheets.example_sheets import is_example_sheet
from loaders.reading.context.set_aside import find_drafts, list_headings, set_aside
from loaders.reading.context.targets import read_as_targets
from loaders.reading.context.unit_notes import find_notes_within
from loaders.reading.headers.header_match import Header
from loaders.reading.headers.headers import known_match
from loaders.reading.readings import read_best
from loaders.reading.recognise import (
    LONGEST_LABEL,
    Options,
    SheetPlan,
    captions_above,
    find_last_row,
    mark_label,
    plan_sheet,
)
from loaders.reading.records.answers import Surroundings
from loaders.reading.records.records import SheetResult, list_asked
from loaders.reading.row_labels import is_note
from loaders.reading.tables.columns.coded_columns import name_coded_columns
from loaders.reading.tables.headings import (
    find_labelled,
    find_scope,
    find_table_choice,
    find_table_date,
    find_table_status,
)
from loaders.reading.tables.table_reader import TableReader
from loaders.reading.tables.table_result import TableResult
from loaders.reading.tables.totals.scope_totals import settle_scope_totals
from loaders.reading.view import SheetView
from loaders.returning.remedies import load_words
from loaders.values.coerce import Context, coerce
from loaders.values.dates.fiscal_years import parse_fiscal_year, parse_year_heading
from loaders.values.names.forums import find_forum, name_forum
from loaders.values.units import UnitNote, find_unit_notes
from words.problems import EXPECTED

#: So many numbers where a text is asked for are no accident.
FEWEST_NUMBERS = 3

UNKNOWN_TITLE = Mark("title", "unknown_title")


def read_sheet(grid: Grid, file_name: str, options: Options) -> list[SheetResult]:
    """The results of a sheet, one a layout; a sheet that is not ours gives one warning."""
    best = read_best(grid, lambda drawn: _read_plain(drawn, file_name, options))
    if best.account is None:
        return [_refuse_sheet(grid, "unknown_layout")]
    if read_apart(best.results, grid):
        best.account = Account(grid, best.results)
    if is_example_sheet(grid, best.account):
        return [_refuse_sheet(grid, "example_sheet")]
    if grid.sheet in options.drafts:
        best.results = [set_aside_sheet(each, grid) for each in best.results]
        best.account = Account(grid, best.results)
    for each in best.results:
        each.account, each.grid = best.account, grid
    hear_asides(best.results, grid, load_words()["author"])
    report_unread(best.account)
    for each in best.results:
        each.problems += find_unread_parts(each)
    if grid.sheet not in options.layouts:
        report_other_layout(best.results, grid)
    return best.results


def _read_plain(grid: Grid, file_name: str, options: Options) -> list[SheetResult]:
    """The results of a sheet that is a plain table or cards; none where it is not ours."""
    plan = plan_sheet(SheetView(grid), file_name, options)
    results: dict[str, SheetResult] = {}
    for part in _read_parts(plan):
        assert part.layout is not None
        known = results.setdefault(part.layout.id, SheetResult(grid.sheet, part.layout))
        known.extend(part)
    for each in results.values():
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
    drafts = find_drafts(plan.view, plan.headers)
    for place, header in enumerate(plan.headers):
        around, marks = _surround(plan, header, previous, carried)
        last_row = find_last_row(plan, place)
        above = [text for _, text in list_headings(plan.view, plan.headers, header)]
        read_as_targets(header, [*above, *plan.titles, plan.view.grid.sheet])
        marks |= _hear_notes(plan, header, last_row, around)
        table = TableReader(plan.view, header, last_row, around).read()
        if is_other_bodys(table, plan.titles, plan.clues.hints):
            continue
        if place in drafts:
            yield set_aside(table.result, header, drafts[place])
            continue
        if previous is not None and header.repeats(previous.header):
            table.before = previous
        previous = table
        table.result.marks |= marks
        _report_header(previous, plan.view)
        previous.result.problems += check_totals(previous)
        settled = list(settle_scope_totals(previous, plan.view.grid))
        previous.result.problems += settled
        yield previous.result


def _surround(
    plan: SheetPlan,
    header: Header,
    previous: TableResult | None,
    carried: dict[str, tuple[Any, Position]],
) -> tuple[Surroundings, dict[Position, Mark]]:
    """What the texts above a table say of its records; those texts' entries in the account."""
    around = Surroundings(plan.fiscal_year, plan.forum, sheet_titles=plan.titles)
    sheet = plan.view.grid.sheet
    around.units = list(previous.around.units if previous else find_unit_notes(sheet))
    around.spoken = set(plan.spoken)
    first = (header.first_row, header.first_column)  # a sheet's name has no cell of its own
    around.defaults = {n: (v, first) for n, v in _read_for_all(header, sheet, None).items()}
    above = list(captions_above(plan, header, previous.last_row if previous else 0))
    if previous is not None:
        named = [forum for _, text in above if (forum := find_forum(text)) and not is_note(text)]
        around.forum = named[-1] if named else plan.forum
        if not named and header.repeats(previous.header):
            around.carried = previous.groups
        _carry_headings(around, previous, header)
    around.fiscal_year = _find_block_year(plan, [text for _, text in above], previous is None)
    marks: dict[Position, Mark] = {}
    for position, text in above:
        around.repeats |= find_repeats(header.layout, text)
        if position in plan.spoken:
            continue
        units = find_unit_notes(text)
        around.units = [*units, *around.units]
        if _read_caption(plan, header, position, text, carried):
            marks[position] = TITLE
        elif said := _read_for_all(header, text, plan.fiscal_year):
            around.defaults |= {name: (value, position) for name, value in said.items()}
            names = (str(getattr(value, "text", value)) for value in said.values())
            marks[position] = Mark("context", "sheet_label", " ".join(names))
        elif any(position == at for _, at in carried.values()):
            continue  # the answer to a question beside it or above it
        elif previous is not None and (mark := mark_label(plan, text)):
            marks[position] = mark
        elif units and position not in plan.marks:
            marks[position] = _mark_units(units)
    around.defaults |= carried
    return around, marks


def _read_for_all(header: Header, text: str, year: int | None) -> dict[str, Any]:
    """The scope, status or day that a title, or a sheet's name, gives to all records of a table."""
    finders = (find_table_status, find_table_choice, find_labelled)
    found = [*(find(header, text) for find in finders), find_table_date(header, text, year)]
    said: dict[str, Any] = dict(filter(None, found))
    return said | ({"scope": scope} if (scope := find_scope(header, text)) else {})


def _mark_units(units: Iterable[UnitNote]) -> Mark:
    return Mark("context", "units", "、".join(each.scale.text for each in units))


def _hear_notes(
    plan: SheetPlan, header: Header, last_row: int, around: Surroundings
) -> dict[Position, Mark]:
    """What the notes in and below a table say of it; their entries in the account."""
    marks: dict[Position, Mark] = {}
    for position, text in find_notes_within(plan.view, header, last_row):
        if units := find_unit_notes(text):
            around.units = [*units, *around.units]
            around.spoken.add(position)
            marks[position] = _mark_units(units)
        around.repeats |= find_repeats(header.layout, text)
    return marks


def _find_block_year(plan: SheetPlan, above: list[str], is_first: bool) -> int | None:
    """The year that the texts directly above a table give it: ■令和元年度分.

    Those above the first are the sheet's own, of which only a heading is nearer than a title.
    """
    if plan.other_year:
        return plan.other_year
    short = [text for text in above if len(text) <= LONGEST_LABEL and not is_note(text)]
    parse = parse_year_heading if is_first else parse_fiscal_year
    years = [year for text in short if (year := parse(text)) is not None]
    if not years or (is_first and plan.is_year_given):
        return plan.fiscal_year
    return years[-1]


def _carry_headings(around: Surroundings, previous: TableResult, header: Header) -> None:
    """A heading directly above a table was met as the last heading of the one before."""
    last = previous.result.records[-1].row if previous.result.records else 0
    for name, (value, position) in previous.around.defaults.items():
        if position[0] > last and header.layout.has(name):
            around.defaults[name] = (value, position)


def _read_caption(
    plan: SheetPlan,
    header: Header,
    position: Position,
    text: str,
    carried: dict[str, tuple[Any, Position]],
) -> bool:
    """「活動目的と概要」 above a table, its answer right of it, below it, or behind a colon.

    True where the text is a question only, and its answer stands in another cell.
    """
    label, _, inline = text.replace("：", ":").partition(":")
    match = known_match(header.layout, label)
    if match is None or is_note(text):
        return False
    if not (match.field.caption or match.field.type in ("forum", "choice")):
        return False
    answer = _caption_answer(plan, header, position, inline.strip())
    if answer is None:
        return False
    value, at = answer
    reading = coerce(match.field, value, Context())
    if reading.code is not None or reading.value is None:
        return False
    carried[match.field.name] = (reading.value, at)
    return at != position


def _caption_answer(
    plan: SheetPlan, header: Header, position: Position, inline: str
) -> tuple[Any, Position] | None:
    if inline:
        return inline, position
    row, column = position
    for place in _beside(plan.view, row, column), (row + 1, column):
        origin = plan.view.origin(*place)
        value = plan.view.grid.value(*origin)
        if isinstance(value, str) and value.strip() and origin[0] < header.first_row:
            return value, origin
    return None


def _beside(view: SheetView, row: int, column: int) -> Position:
    origin = view.origin(row, column)
    while view.origin(row, column) == origin and column <= view.column_count:
        column += 1
    return row, column


def _report_header(table: TableResult, view: SheetView) -> None:
    header, result = table.header, table.result
    name_coded_columns(table)
    result.marks |= dict(_mark_titles(header, view))
    result.strangers |= {
        a1(header.last_row, column): title for column, title in header.strangers.items()
    }
    sheet = result.sheet
    for each in header.guessed:
        result.problems.append(
            Problem(
                "uncertain_column", "", sheet, each.cell, each.title, each.title, each.field.title
            )
        )
    for each in table.columns:
        if each.field.type == "text" and _holds_only_numbers(result, each.field.name):
            found = EXPECTED["only_numbers"].format(title=each.title)
            result.problems.append(
                Problem(
                    "uncertain_column", "", sheet, each.cell, each.title, found, each.field.title
                )
            )
    for each in header.duplicates:
        result.problems.append(
            Problem("duplicate_column", "", sheet, each.cell, each.field.title, each.title)
        )
    for missing in _missing_fields(table):
        cell = a1(header.last_row, header.first_column)
        result.problems.append(Problem("missing_column", "", sheet, cell, missing.title))


def _holds_only_numbers(result: SheetResult, name: str) -> bool:
    """Whether a text's answers are nothing but numbers: of a list that is not here, perhaps."""
    said = (text for record in result.records if (text := record.fields.get(name)))
    first = list(islice(said, FEWEST_NUMBERS))
    return len(first) == FEWEST_NUMBERS and all(map(str.isdecimal, chain(first, said)))


def _mark_titles(header: Header, view: SheetView) -> Iterator[tuple[Position, Mark]]:
    """The cells of a header: titles that were understood, and others."""
    known = {each.column for each in (*header.columns, *header.duplicates)}
    for row in range(header.first_row, header.last_row + 1):
        for column, _ in view.filled(row):
            if column in known:
                yield (row, column), TITLE
            elif column in header.strangers:
                yield (row, column), UNKNOWN_TITLE


def _is_said_above(table: TableResult, field: Field) -> bool:
    """Whether a title or caption answers for a table that holds no record yet."""
    if table.result.records:
        return False
    return field.name in table.around.defaults or (
        field.type == "forum" and table.around.forum is not None
    )


def _missing_fields(table: TableResult) -> Iterator[Field]:
    """Required fields without a column that captions and headings did not answer either."""
    present = {each.field.name for each in table.columns}
    if table.around.forum is not None:
        present |= {each.name for each in table.header.layout.fields if each.type == "forum"}
    for each in list_asked(table.header.layout):
        if each.name not in present and not _is_said_above(table, each):
            records = table.result.records
            if not records or any(record.fields.get(each.name) is None for record in records):
                yield each


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
