"""What a sheet is: its layout, where its tables and cards stand, its fiscal year and forum."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from data.layout import Layout
from loaders.grid import Position
from loaders.reading.account import Mark
from loaders.reading.cards.card_headings import Card
from loaders.reading.cards.cards import find_cards
from loaders.reading.context.other_sheets.covers import NO_COVER, Cover
from loaders.reading.context.other_sheets.references import References
from loaders.reading.context.signs.legends import (
    Found,
    Outside,
    find_legends,
    list_coded,
    mark_legends,
    read_codes,
)
from loaders.reading.context.signs.letters import parse_letters, read_letters
from loaders.reading.headers.header_match import Clues, Header
from loaders.reading.headers.headers import find_headers, may_be_header
from loaders.reading.headers.titles import layouts_knowing, layouts_named
from loaders.reading.row_labels import is_note
from loaders.reading.view import SheetView
from loaders.values.dates.fiscal_years import (
    find_fiscal_year,
    parse_fiscal_year,
    parse_month_title,
    parse_months_title,
)
from loaders.values.names.forums import find_forum

#: The first header stands in the first rows, two more rows deep at most: DESIGN.md §7 asks for 30,
#: and a letter may be longer.
LAST_HEADER_START = 60
#: Rows that are looked at as headers, on a sheet that seems to be made of nothing else.
MOST_LOOKS = 400
#: A sheet's title is among its first texts.
LAST_TITLE_ROW, MOST_TITLES = 8, 12
#: Longer texts are prose; a forum or year named in passing there is no label. Two Latin letters
#: count as one sign.
LONGEST_LABEL = 60

_PART_OF_YEAR = re.compile("半期|[上下]期")


@dataclass(slots=True)
class Options:
    """What the caller says about a file; it overrides what titles and names say."""

    fiscal_year: int | None = None
    forum: str | None = None
    #: titles mapped by hand: (layout id, title key) → field name
    titles: Mapping[tuple[str, str], str] = field(default_factory=dict)
    #: layouts chosen by hand: sheet → layout id
    layouts: Mapping[str, str] = field(default_factory=dict)
    #: what numbers mean, by the workbook's other sheets
    legends: Sequence[Found] = ()
    #: what the workbook's covers say of the sheets that leave it open
    cover: Cover = NO_COVER
    #: sheets that only call themselves a draft of another one
    drafts: Set[str] = frozenset()
    #: lists that other sheets refer to by number, and those sheets with what the lists say
    references: References = field(default_factory=References)
    #: sheet → the year that it states beside a sheet of the year asked for
    other_years: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class SheetPlan:
    """Where a sheet's tables and cards are, and what its surroundings say."""

    view: SheetView
    headers: list[Header] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    fiscal_year: int | None = None
    forum: str | None = None
    clues: Clues = field(default_factory=Clues)
    #: figures of several fiscal years stand side by side, and nothing says which is meant
    has_mixed_years: bool = False
    #: whether a person has said the year
    is_year_given: bool = False
    #: the year of its rows, where another sheet is the year's that a person has said
    other_year: int | None = None
    #: the short texts above the first table
    titles: tuple[str, ...] = ()
    #: the account's entries for the texts above the tables
    marks: dict[Position, Mark] = field(default_factory=dict)
    #: the legends' cells: they have said all they say of the tables
    spoken: set[Position] = field(default_factory=set)
    #: the forum that the sheet names, and another that a letter in the workbook names
    contradicts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def layouts(self) -> list[Layout]:
        found = [header.layout for header in self.headers] + [card.layout for card in self.cards]
        return list(dict.fromkeys(found))


def plan_sheet(view: SheetView, file_name: str, options: Options) -> SheetPlan:
    """Recognise one sheet; a plan without headers and cards is a sheet that is not ours."""
    chosen = options.layouts.get(view.grid.sheet)
    hints = frozenset({chosen}) if chosen else _find_hints(view, file_name)
    hidden = view.grid.hidden_columns
    plan = SheetPlan(view, clues=Clues(hints, options.titles, only=chosen, hidden=hidden))
    plan.cards = find_cards(view, hints, chosen)
    taken = {row for card in plan.cards for row in range(card.first_row, card.last_row + 1)}
    if not plan.cards or _may_hold_both(plan):
        plan.headers = find_tables(plan, taken)
    if not plan.headers and not plan.cards and hints:
        plan.clues = replace(plan.clues, lone=True)
        plan.headers = find_tables(plan, taken)
    if not plan.headers and not plan.cards:
        return plan
    starts = [each.first_row for each in plan.headers] + [each.first_row for each in plan.cards]
    labels = list(_read_labels(view, min(starts) - 1))
    names = [*(text for _, text in labels), view.grid.sheet, file_name]
    plan.is_year_given = options.fiscal_year is not None
    plan.other_year = options.other_years.get(view.grid.sheet)
    plan.fiscal_year = options.fiscal_year or find_year(names[:-1])
    plan.titles = tuple(text for _, text in labels)
    _settle_forum(plan, names, options)
    _prefer_named(plan, taken)
    _settle_years(plan, taken, options.cover.fiscal_year or parse_fiscal_year(file_name))
    plan.marks = {
        position: mark for position, text in labels if (mark := mark_label(plan, text)) is not None
    }
    _read_signs(plan, labels)
    _read_codes(plan, options.legends)
    return plan


def _read_signs(plan: SheetPlan, labels: Iterable[tuple[Position, str]]) -> None:
    """From here on the plan's view shows words where cells hold signs of a legend above."""
    for position, text in labels:
        if letters := parse_letters(text):
            tables = [(header, find_last_row(plan, at)) for at, header in enumerate(plan.headers)]
            if words := read_letters(plan.view, tables, letters):
                plan.view = SheetView(plan.view.grid.with_values(words))
            plan.marks[position] = Mark("context", "legend")
            plan.spoken.add(position)


def _read_codes(plan: SheetPlan, legends: Sequence[Found]) -> None:
    """From here on the plan's view shows words where cells hold their numbers in a legend."""
    view = plan.view
    own = list(find_legends(view.grid, Outside(view, plan.headers, plan.cards)))
    if not own and not legends:
        return
    tables = [(header, find_last_row(plan, at)) for at, header in enumerate(plan.headers)]
    if coded := list_coded(view, tables, plan.cards):
        words = read_codes(view, coded, own, legends)
        plan.view = SheetView(view.grid.with_values(words)) if words else view
    marks = mark_legends(own, plan.layouts)
    for header in plan.headers:
        header.drop_duplicates({column for _, column in marks})
    plan.marks |= marks
    plan.spoken |= marks.keys()


def mark_label(plan: SheetPlan, text: str) -> Mark | None:
    """The account's entry for a text above a table, by what it says of the table."""
    named = layouts_named(text)
    said = [
        str(year) if (year := parse_fiscal_year(text)) == plan.fiscal_year and year else "",
        find_forum(text, all(layout.bare_forum_names for layout in plan.layouts)) or "",
        *(layout.id for layout in plan.layouts if layout.id in named),
    ]
    return Mark("context", "sheet_label", " ".join(filter(None, said))) if any(said) else None


def _settle_forum(plan: SheetPlan, names: list[str], options: Options) -> None:
    """What the sheet says, then a letter in the workbook, then the file's name; a sheet that asks
    each record for its forum, or is nobody's own, takes none from a letter."""
    asks = any(column.field.type == "forum" for each in plan.headers for column in each.columns)
    owned = all(layout.has("forum") for layout in plan.layouts)
    cover = options.cover.forum if owned and not asks else None
    own = _find_forum(names[:-1], plan.layouts)
    plan.forum = options.forum or own or cover or _find_forum(names[-1:], plan.layouts)
    plan.contradicts = [(own, cover)] if own and cover and own != cover else []


def _prefer_named(plan: SheetPlan, taken: set[int]) -> None:
    """A sheet that calls itself a roster and names no forum is none of the forums' lists, however
    few of its titles a roster has."""
    asking = [each for each in plan.headers if any(f.type == "forum" for f in each.missing())]
    named = {each.layout.id for each in plan.headers} & plan.clues.hints
    if plan.forum or plan.cards or named or not asking or len(plan.clues.hints) != 1:
        return
    clues = plan.clues
    plan.clues = replace(clues, only=next(iter(clues.hints)))
    headers = find_tables(plan, taken)
    plan.headers, plan.clues = headers or plan.headers, plan.clues if headers else clues


def _settle_years(plan: SheetPlan, taken: set[int], outer: int | None) -> None:
    """Where titles speak of years (R2実績, R3目標): the one said is the sheet's; other years'
    columns are left unread. `outer`, said outside the sheet, holds where that leaves it open."""
    years = {year for header in plan.headers for year in header.years}
    if plan.fiscal_year is None:
        year = years.pop() if len(years) == 1 else _find_month_year(plan.titles)
        plan.fiscal_year = year or outer
    if years - {plan.fiscal_year} and plan.fiscal_year is not None:
        plan.clues = replace(plan.clues, fiscal_year=plan.fiscal_year)
        plan.headers = find_tables(plan, taken)
    plan.has_mixed_years = plan.fiscal_year is None and len(years) > 1


def _find_month_year(titles: Sequence[str]) -> int | None:
    """The fiscal year of a report on a month, or on several of one year: 「令和２年７月
    行事実施報告」, 「第３四半期（令和３年１０月～１２月）」."""
    reports = [title for title in titles if layouts_named(title)]
    parts = [title for title in titles if title in reports or _PART_OF_YEAR.search(title)]
    if year := next(filter(None, map(parse_months_title, parts)), None):
        return year
    found = next((each for each in map(parse_month_title, reports) if each and each[0]), None)
    return find_fiscal_year(date(found[0], found[1], 1)) if found and found[0] else None


def _find_forum(names: list[str], layouts: list[Layout]) -> str | None:
    """The first forum named; a national one by its bare name only where its layout says so."""
    bare = all(layout.bare_forum_names for layout in layouts)
    return next((forum for name in names if (forum := find_forum(name, bare))), None)


def _may_hold_both(plan: SheetPlan) -> bool:
    return plan.view.row_count > max(card.last_row for card in plan.cards) + 1


def find_year(names: Iterable[str]) -> int | None:
    """The first fiscal year that a title, then the sheet's, then the file's name speaks of."""
    return next((year for name in names if (year := parse_fiscal_year(name)) is not None), None)


def _measure(text: str) -> int:
    return len(text) - sum(map(str.isascii, text)) // 2


def _read_labels(view: SheetView, last_row: int) -> Iterator[tuple[Position, str]]:
    """The short texts above a sheet's tables, sources and notes last: they name other years."""
    texts = [
        ((row, column), value.strip())
        for row in range(1, min(view.row_count, last_row) + 1)
        for column, value in view.filled(row)
        if isinstance(value, str)
        and 0 < _measure(value.strip()) <= LONGEST_LABEL
        and view.origins.get((last_row + 1, column), (0, 0))[0] != row
    ]
    yield from (each for each in texts if not is_note(each[1]))
    yield from (each for each in texts if is_note(each[1]) and parse_fiscal_year(each[1]))


def _find_hints(view: SheetView, file_name: str) -> frozenset[str]:
    """The layouts named by the sheet's title, else by its own name, else by the file's."""
    labels = islice(_read_labels(view, LAST_TITLE_ROW), MOST_TITLES)
    titles = [
        text for place, text in labels if not layouts_knowing(text) or _stands_apart(view, place[0])
    ]
    for names in (titles, [view.grid.sheet], [file_name.rpartition(".")[0]]):
        for name in names:
            if hint := layouts_named(name):
                return hint
    return frozenset()


def _stands_apart(view: SheetView, row: int) -> bool:
    """Whether a row's one text heads the sheet, though it may be a column's title: 行政会員."""
    return len([*view.filled(row)]) == 1 and not [*view.filled(row + 1)]


def find_tables(plan: SheetPlan, taken: set[int]) -> list[Header]:
    """Every table's header, top to bottom; the first must start in the first rows."""
    view, row, looks = plan.view, 1, 0
    headers: list[Header] = []
    while row <= view.row_count and looks < MOST_LOOKS:
        if not headers and row > LAST_HEADER_START + 2:
            break
        found: list[Header] = []
        if row not in taken and _may_start(view, row, bool(headers)):
            clues = _local_clues(plan, row, headers)
            if may_be_header(view, row, clues):
                looks += 1
                found = find_headers(view, row, clues)
        found = [each for each in found if each.first_row not in taken]
        headers += found
        row = max((each.last_row for each in found), default=row) + 1
    return headers


def _local_clues(plan: SheetPlan, row: int, headers: list[Header]) -> Clues:
    """Below a first table, a title directly above the next says more than the sheet's own."""
    if not headers:
        return plan.clues
    start = max(headers[-1].last_row + 1, row - LAST_TITLE_ROW)
    above = (
        value
        for each in range(row - 1, start - 1, -1)
        for _, value in plan.view.filled(each)
        if isinstance(value, str) and not layouts_knowing(value.strip())
    )
    named = next((found for text in above if (found := layouts_named(text[:80]))), None)
    hints = plan.clues.hints if plan.clues.only or named is None else named
    return replace(plan.clues, inside=True, hints=hints, above=headers[-1].strangers)


def _may_start(view: SheetView, row: int, inside: bool) -> bool:
    """A cheap look: below a first header, one of a row's first three texts must be a title."""
    if not inside:
        return True
    looked = 0
    for value in view.grid.rows[row - 1]:
        if isinstance(value, str) and value:
            if layouts_knowing(value.strip()):
                return True
            looked += 1
            if looked == 3:
                return False
    return False


def find_last_row(plan: SheetPlan, place: int) -> int:
    """The last row that may belong to a header's table: before the next header below it.

    `place` is the header's among the plan's, which stand top to bottom.
    """
    header = plan.headers[place]
    following = islice(plan.headers, place + 1, None)
    overlapping = (
        each.first_row
        for each in following
        if each.first_row > header.last_row and _overlap(each, header)
    )
    below = list(islice(overlapping, 1))
    below += [card.first_row for card in plan.cards if card.first_row > header.last_row]
    return min(below, default=plan.view.row_count + 1) - 1


def _overlap(left: Header, right: Header) -> bool:
    return left.first_column <= right.last_column and right.first_column <= left.last_column


def captions_above(
    plan: SheetPlan, header: Header, after_row: int
) -> Iterator[tuple[Position, str]]:
    """The texts between the tables above (their last row) and a header, top to bottom; of several
    in a row over tables side by side those over its own columns."""
    beside = [each for each in plan.headers if each.first_row == header.first_row]
    after = [each.first_column for each in beside if each.first_column > header.first_column]
    own = range(header.first_column, min(after, default=plan.view.column_count + 1))
    for row in range(after_row + 1, header.first_row):
        cells = [(at, v) for at, v in plan.view.filled(row) if isinstance(v, str) and v.strip()]
        for column, value in cells:
            is_lone = len(cells) == 1 and column < own.stop
            if len(beside) == 1 or is_lone or column in own:
                yield (row, column), value.strip()
