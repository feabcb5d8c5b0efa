"""What the texts around a table say of all its records; those texts' entries in the account."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from data.layout import Field
from loaders.grid import Position, Value
from loaders.reading.account import TITLE, Mark, is_filled
from loaders.reading.context.blank_cells import find_repeats
from loaders.reading.context.unit_notes import find_notes_within
from loaders.reading.headers.header_match import Header
from loaders.reading.headers.headers import known_match
from loaders.reading.headers.titles import STRONG, Match
from loaders.reading.recognise import (
    LONGEST_LABEL,
    SheetPlan,
    captions_above,
    mark_label,
)
from loaders.reading.records.answers import Surroundings
from loaders.reading.records.records import COUNTED_TYPES, split_date
from loaders.reading.row_labels import is_note
from loaders.reading.tables.headings import (
    find_labelled,
    find_scope,
    find_table_choice,
    find_table_date,
    find_table_status,
)
from loaders.reading.tables.table_result import TableResult
from loaders.reading.view import SheetView
from loaders.values.coerce import Context, coerce
from loaders.values.dates.dates import DateContext
from loaders.values.dates.fiscal_years import parse_fiscal_year, parse_year_heading
from loaders.values.names.forums import find_forum
from loaders.values.units import UnitNote, find_unit_notes


def surround(
    plan: SheetPlan,
    header: Header,
    previous: TableResult | None,
    carried: dict[str, tuple[Any, Position]],
    after_row: int,
) -> tuple[Surroundings, dict[Position, Mark]]:
    """What the texts above a table say of its records, down from the last row of the tables above
    it (`after_row`); those texts' entries in the account."""
    around = Surroundings(plan.fiscal_year, plan.forum, sheet_titles=plan.titles)
    sheet = plan.view.grid.sheet
    around.units = list(previous.around.units if previous else find_unit_notes(sheet))
    around.spoken = set(plan.spoken)
    first = (header.first_row, header.first_column)  # a sheet's name has no cell of its own
    around.defaults = {n: (v, first) for n, v in _read_for_all(header, sheet, None).items()}
    above = list(captions_above(plan, header, after_row))
    if previous is not None:
        bare = header.layout.bare_forum_names
        forums = (find_forum(text, bare) for _, text in above if not is_note(text))
        named = [forum for forum in forums if forum]
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
    around.defaults |= {name: said for name, said in carried.items() if header.layout.has(name)}
    return around, marks


def _read_for_all(header: Header, text: str, year: int | None) -> dict[str, Any]:
    """The scope, status or day that a title, or a sheet's name, gives to all records of a table."""
    finders = (find_table_status, find_table_choice, find_labelled)
    found = [*(find(header, text) for find in finders), find_table_date(header, text, year)]
    said: dict[str, Any] = dict(filter(None, found))
    return said | ({"scope": scope} if (scope := find_scope(header, text)) else {})


def _mark_units(units: Iterable[UnitNote]) -> Mark:
    return Mark("context", "units", "、".join(each.scale.text for each in units))


def hear_notes(
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
    """「活動目的と概要」 above a table, its answer right of it, below it, or behind a colon; or
    「時点：令和3年3月31日」, of a field without a column.

    True where the text is a question only, and its answer stands in another cell.
    """
    label, _, inline = text.replace("：", ":").partition(":")
    match = known_match(header.layout, label)
    if match is None or is_note(text):
        return False
    is_caption = match.field.caption or match.field.type in ("forum", "choice")
    if not is_caption and not _holds_for_all(header, match):
        return False
    answer = _caption_answer(plan, header, position, inline.strip(), is_caption)
    if answer is None or (said := _read_said(plan, match.field, answer[0])) is None:
        return False
    carried[match.field.name] = (said, answer[1])
    return answer[1] != position


def _holds_for_all(header: Header, match: Match) -> bool:
    """Whether a name above a table is clearly that of an answer that it has no column for; a
    figure that stands once is counted once."""
    field = match.field
    is_plain = match.rank == STRONG and not match.stage and not field.helper
    return is_plain and field.type not in COUNTED_TYPES and header.find(field.name) is None


def _read_said(plan: SheetPlan, field: Field, value: Value) -> Any:
    """What is said once for all records; None where it is not clear, or no certain day."""
    dates = DateContext(fiscal_year=plan.fiscal_year)
    reading = coerce(field, value, Context(forum=plan.forum, dates=dates))
    if reading.code is not None or field.type != "date" or reading.value is None:
        return None if reading.code is not None else reading.value
    day, text = split_date(reading.value)
    return day if text is None else None


def _caption_answer(
    plan: SheetPlan, header: Header, position: Position, inline: str, may_stand_below: bool
) -> tuple[Any, Position] | None:
    if inline:
        return inline, position
    row, column = position
    beside = _beside(plan.view, row, column)
    for place in (beside, (row + 1, column)) if may_stand_below else (beside,):
        origin = plan.view.origin(*place)
        value = plan.view.grid.value(*origin)
        if isinstance(value, str | date) and is_filled(value) and origin[0] < header.first_row:
            return value, origin
    return None


def _beside(view: SheetView, row: int, column: int) -> Position:
    origin = view.origin(row, column)
    while view.origin(row, column) == origin and column <= view.column_count:
        column += 1
    return row, column
