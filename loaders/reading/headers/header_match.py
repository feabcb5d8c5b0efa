"""A layout's header as found on a sheet, and how well its titles speak for the layout."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from data.layout import Field, Layout, title_key
from data.title_states import State, find_state, names_total
from loaders.grid import a1
from loaders.reading.headers.titles import (
    MARK,
    STRONG,
    WEAK,
    Match,
    find_second,
    layouts_knowing,
    match_title,
)
from loaders.reading.records.records import COUNTED_TYPES, list_needed
from loaders.reading.row_labels import is_last_years
from loaders.values.dates.fiscal_years import parse_fiscal_year, parse_year_heading

#: What the sheet's own name says weighs as much as two titles known to no other layout.
HINT_WEIGHT = 2.0
#: A title the layout does not know speaks a little against it.
STRANGER_WEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Column:
    """A grid column that answers a field; `stage` where it is a mark column."""

    column: int
    field: Field
    title: str
    cell: str
    stage: str | None = None
    rank: int = STRONG
    #: the column whose cell holds where this one's is blank: 当初予定 beside 変更後予定
    instead: int | None = None

    @property
    def state(self) -> State:
        return find_state(title_key(self.title))

    @property
    def is_total(self) -> bool:
        return self.field.type in COUNTED_TYPES and names_total(title_key(self.title))


@dataclass(slots=True)
class Header:
    """A layout's header: rows first_row–last_row, its columns, and what was odd about it."""

    layout: Layout
    first_row: int
    last_row: int
    columns: list[Column]
    strangers: dict[int, str] = field(default_factory=dict)
    duplicates: list[Column] = field(default_factory=list)
    #: columns of answers that another column's have taken the place of
    superseded: set[int] = field(default_factory=set)
    guessed: list[Column] = field(default_factory=list)
    #: fiscal years that titles of figures and dates speak of
    years: set[int] = field(default_factory=set)
    #: columns of other years than the sheet's
    other_years: set[int] = field(default_factory=set)
    #: strangers that are not to be guessed: those, and a legend's
    unguessed: set[int] = field(default_factory=set)
    score: float = 0.0
    #: no other table stands beside it
    alone: bool = True

    @property
    def first_column(self) -> int:
        return min([*(each.column for each in self.columns), *self.strangers])

    @property
    def last_column(self) -> int:
        return max([*(each.column for each in self.columns), *self.strangers])

    def repeats(self, other: "Header") -> bool:
        """Whether the same titles stand in the same columns, as on a next page."""
        return self.layout is other.layout and [(c.column, c.title) for c in self.columns] == [
            (c.column, c.title) for c in other.columns
        ]

    def drop_duplicates(self, columns: Collection[int]) -> None:
        """The titles over some columns are none of the table's: they stand over a legend."""
        dropped = {each.column: each.title for each in self.duplicates if each.column in columns}
        self.strangers |= dropped
        self.duplicates = [each for each in self.duplicates if each.column not in dropped]

    def find(self, name: str) -> Column | None:
        return next((each for each in self.columns if each.field.name == name), None)

    def take_stranger(self, column: Column) -> None:
        """Let a column under a vague or unknown title answer a field; the guess is said."""
        self.strangers.pop(column.column, None)
        self.guessed.append(column)
        rest = [each for each in self.columns if each.column != column.column]
        self.columns = sorted([*rest, column], key=lambda each: each.column)

    def give_up(self, column: Column) -> None:
        """Let a column answer nothing after all."""
        self.columns.remove(column)
        self.guessed = [each for each in self.guessed if each is not column]
        self.strangers[column.column] = column.title
        self.unguessed.add(column.column)

    def missing(self) -> list[Field]:
        """Required fields without a column, in the layout's order."""
        present = {each.field.name for each in self.columns}
        return [each for each in self.layout.required if each.name not in present]


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known before a header is looked for.

    `hints` names the layouts that the sheet's name and titles speak of; `titles` are
    titles mapped by hand, (layout, title key) → field name; `inside` says that a table has
    begun above, so that a row of answers must not pass for titles; `lone` that a single
    title will do, as on a roster of names under a sheet name that says so; `fiscal_year` is
    the sheet's: figures and dates under another year's title are not its answers; `hidden`
    are its hidden columns, which yield to what is in sight.
    """

    hints: frozenset[str] = frozenset()
    titles: Mapping[tuple[str, str], str] = field(default_factory=dict)
    inside: bool = False
    lone: bool = False
    fiscal_year: int | None = None
    #: the one layout that a person has chosen for the sheet
    only: str | None = None
    hidden: frozenset[int] = frozenset()
    #: the titles of the table above that no field answers to, by column
    above: Mapping[int, str] = field(default_factory=dict)


def match_header(
    layout: Layout,
    rows: range,
    paths: dict[int, tuple[tuple[str, ...], int]],
    clues: Clues,
) -> Header | None:
    """The layout's header on these rows, scored; None where no title is the layout's."""
    header = Header(layout, rows[0], rows[-1], [])
    for column, (path, row) in paths.items():
        match = (
            match_title(layout, path)
            or _match_year(layout, path)
            or _match_by_hand(layout, path[-1], clues)
        )
        years = _find_years(match.field, path) if match else set()
        header.years |= years
        is_others = years and clues.fiscal_year is not None and clues.fiscal_year not in years
        if is_others or any(map(is_last_years, path)):
            header.unguessed.add(column)
            header.other_years.add(column)
        if match is None or column in header.unguessed:
            header.strangers[column] = path[-1]
        else:
            found = Column(column, match.field, path[-1], a1(row, column), match.stage, match.rank)
            header.columns.append(found)
    _keep_best_columns(header, clues.hidden)
    if not header.strangers and layout.id in clues.hints:
        _name_by_codes(header)
    header.score = _score(header, clues.hints)
    return header if header.columns else None


def _name_by_codes(header: Header) -> None:
    """A list of codes without any name: they name the governments."""
    code = header.find("government_code")
    if code is not None and header.layout.has("government") and header.find("government") is None:
        named = replace(code, field=header.layout.field("government"))
        header.columns[header.columns.index(code)] = named


def _find_years(field: Field, path: tuple[str, ...]) -> set[int]:
    """The fiscal years that the titles of a figure, date or stage speak of: R2実績,
    令和3年度 > 目標, 令和２年度末の段階."""
    if field.type not in COUNTED_TYPES | {"stage"} and not field.within_year:
        return set()
    return {year for title in path if (year := parse_fiscal_year(title)) is not None}


def _match_year(layout: Layout, path: tuple[str, ...]) -> Match | None:
    """The figure that a title over years alone asks for: 参加者数 over R2（参考） | R3."""
    *groups, leaf = path
    match = match_title(layout, tuple(groups)) if groups and parse_year_heading(leaf) else None
    return match if match and match.field.type in COUNTED_TYPES else None


def _match_by_hand(layout: Layout, title: str, clues: Clues) -> Match | None:
    name = clues.titles.get((layout.id, title_key(title))) if clues.titles else None
    return Match(layout.field(name), None, STRONG) if name and layout.has(name) else None


#: Which of several columns of one field answers: the one that says it is the newest first.
_STATES: tuple[State, ...] = ("latest", "", "former")


def _keep_best_columns(header: Header, hidden: frozenset[int]) -> None:
    """One column a field: strong before weak, one in sight before a hidden draft, 変更後 before
    当初, a total before its parts; mark columns only beside each other."""

    def rank(each: Column) -> tuple[int, bool, int, bool, int]:
        state = _STATES.index(each.state)
        return each.rank, each.column in hidden, state, not each.is_total, each.column

    marks = [each for each in header.columns if each.rank == MARK]
    kept: dict[str, Column] = {}
    for each in sorted((c for c in header.columns if c.rank != MARK), key=rank):
        first = kept.setdefault(each.field.name, each)
        if first is each:
            continue
        if rank(first)[1:3] != rank(each)[1:3]:
            header.superseded.add(each.column)
            header.strangers[each.column] = each.title
            if each.column not in hidden and first.state == "latest":
                kept[each.field.name] = replace(first, instead=each.column)
        elif first.is_total > each.is_total:
            header.strangers[each.column] = each.title
            header.unguessed.add(each.column)
        elif first.rank == each.rank == STRONG:
            header.duplicates.append(each)
        else:
            header.strangers[each.column] = each.title
    header.unguessed |= header.superseded
    for each in header.columns:
        is_left = each.rank == WEAK and each.column in header.strangers.keys() - header.unguessed
        second = find_second(header.layout, each.title, kept) if is_left else None
        if second is not None:
            kept[second.name] = replace(each, field=second)
            del header.strangers[each.column]
    header.columns = sorted(kept.values(), key=lambda column: column.column)
    _add_mark_columns(header, marks, kept)


def _add_mark_columns(header: Header, marks: list[Column], kept: dict[str, Column]) -> None:
    stages = {each.stage for each in marks}
    if len(stages) >= 2 and not any(each.field.name in kept for each in marks):
        header.columns = sorted([*header.columns, *marks], key=lambda column: column.column)
    else:
        header.strangers.update({each.column: each.title for each in marks})


def _weight(column: Column) -> float:
    """A title of few layouts says more than one of many."""
    sharing = len(layouts_knowing(column.title)) or 1
    return (0.5 if column.rank == WEAK else 1.0) * max(0.2, 1 / sharing)


def _score(header: Header, hints: frozenset[str]) -> float:
    one_each = {each.field.name: _weight(each) for each in header.columns}
    complete = not [each for each in header.missing() if each.type not in ("forum", "scope")]
    return (
        sum(one_each.values())
        + HINT_WEIGHT * (header.layout.id in hints)
        + 0.5 * complete
        - STRANGER_WEIGHT * (len(header.strangers) + len(header.duplicates))
    )


def is_acceptable(header: Header, clues: Clues) -> bool:
    """Whether enough speaks for a layout: its required titles, or its name and two titles."""
    names = {each.field.name for each in header.columns if not each.field.helper}
    strong = {each.field.name for each in header.columns if each.rank != WEAK} & names
    required = list_needed(header.layout)
    present = [name for name in required if name in names]
    if clues.only is not None and present == required:
        return bool(names)
    if header.layout.id in clues.hints:
        marked = any(each.rank == MARK for each in header.columns)
        asked = {each.field.name for each in header.columns if each.rank != MARK} & names
        asked &= strong if marked else asked  # 区分 | 検討 | 成立 | 計: a table of counts
        return (len(names) >= 2 and bool(asked - {"forum"})) or (
            clues.lone and bool(names) and present == required
        )
    if len(strong) < 2:
        return False
    return (len(names) >= 3 and len(present) * 2 >= len(required)) or (
        present == required and len(names) >= 2
    )
