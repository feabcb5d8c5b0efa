"""What became of every non-empty cell of a sheet that is taken: the account (DESIGN.md §7).

An answer is written on its record where it is read (`Record.origins`, `Record.parts`).
Whatever else consumes a cell writes a `Mark` on it, or on a `Region` of cells, beside the
records that it gives (`SheetResult.marks`, `.regions`). A cell that nobody wrote about is
unread in a row that has an answer and elsewhere outside all regions. So the entries add up
to the non-empty cells, whatever the grid and whatever the readers did.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from typing import Any, Generic, NamedTuple, Protocol, TypeVar
from weakref import ref

from data.layout import Layout
from loaders.grid import Area, Grid, Position, Value, a1
from loaders.reading.row_labels import is_note

#: The kinds of entry; `words.account.KINDS` names them.
KINDS = (
    *("unread", "answer", "title", "context", "total", "furniture", "struck", "copy"),
    "elsewhere",
)
_CODES = {kind: code for code, kind in enumerate(KINDS, start=1)}
_ANSWERED, _UNREAD = bytes([_CODES["answer"]]), _CODES["unread"]
#: Kinds that a cell is called by though it is also an answer.
_OUTDOING = frozenset({"context", "struck"})


class Mark(NamedTuple):
    """What a cell was taken for, by which rule (a key of `words.account.RULES`), and what it
    decided or was held against, for people to read: "2020", "133"."""

    kind: str
    rule: str
    said: str = ""


#: A field's title where it stands, and what stood ready in a row that says nothing else.
TITLE, PRELISTED = Mark("title", "title"), Mark("furniture", "prelisted")
#: What says which part of an answer or record a cell is; a text over what it speaks of.
PART_TITLE, HEADING = Mark("title", "part_title"), Mark("context", "heading")
TOTAL_LABEL = Mark("total", "total_label")


class Region(NamedTuple):
    """What the cells of an area are that nobody took one by one.

    `titles` are those over its columns, `row_titles` those left of its rows.
    """

    area: Area
    mark: Mark
    titles: Mapping[int, str] = {}
    row_titles: Mapping[int, str] = {}

    def spans(self, row: int) -> bool:
        return self.area.first_row <= row <= self.area.last_row

    def holds(self, row: int, column: int) -> bool:
        first_row, first_column, last_row, last_column = self.area
        return first_row <= row <= last_row and first_column <= column <= last_column

    def find_title(self, row: int, column: int) -> str:
        """The title over a cell, or left of it."""
        return self.titles.get(column) or self.row_titles.get(row, "")

    def list_titles(self) -> list[str]:
        return [*self.titles.values(), *self.row_titles.values()]


def list_texts_above(grid: Grid, regions: Iterable[Region]) -> list[tuple[Position, str]]:
    """The texts above all regions of a sheet, row by row: its headings."""
    top = min((each.area.first_row for each in regions), default=1)
    return [
        ((row, column), value)
        for row, cells in enumerate(grid.rows[: top - 1], start=1)
        for column, value in enumerate(cells, start=1)
        if isinstance(value, str) and value
    ]


class Answering(Protocol):
    """What the account asks of a record (`loaders.reading.records.records.Record`)."""

    layout: Layout
    cell: str
    origins: dict[str, Position]
    parts: list[tuple[str, Position]]


class Told(Protocol):
    """What it asks of a layout's result (`loaders.reading.records.records.SheetResult`)."""

    layout: Layout | None
    marks: dict[Position, Mark]
    regions: list[Region]

    @property
    def records(self) -> Sequence[Answering]: ...


Result = TypeVar("Result", bound=Told)
#: A record and the name of the field that a cell answers.
Use = tuple[Answering, str]


class Entry(NamedTuple):
    """One cell's entry: its position, what it was taken for, and, for an answer or a helper's
    cell, the records and fields that it went into (a merged cell goes into several)."""

    row: int
    column: int
    kind: str
    rule: str
    said: str = ""
    uses: tuple[Use, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """
        >>> Entry(4, 2, "title", "title").to_json()
        {'cell': 'B4', 'kind': 'title', 'rule': 'title', 'said': '', 'answers': []}
        """
        return {
            "cell": a1(self.row, self.column),
            "kind": self.kind,
            "rule": self.rule,
            "said": self.said,
            "answers": [{"record": record.cell, "field": name} for record, name in self.uses],
        }


class Entered(NamedTuple):
    """All that an account has found, as plain data: `Account.restore` makes it again of it."""

    counts: dict[str, int]
    unread: list[Position]
    codes: list[bytearray]
    marks: dict[Position, Mark]


STRUCK = Mark("struck", "struck")
UNREAD, ELSEWHERE = Mark("unread", "unread"), Mark("elsewhere", "elsewhere")
ANSWER, HELPER, NOTE = (
    Mark("answer", "answer"),
    Mark("context", "helper"),
    Mark("furniture", "note"),
)
#: What a cell without a mark of its own is by its code: nearly all cells are one of these.
_UNMARKED = {_CODES[each.kind]: each for each in (ANSWER, HELPER, UNREAD, ELSEWHERE)}


def is_filled(value: Value) -> bool:
    """Whether a cell counts: white space alone is an empty cell."""
    return value is not None and not (isinstance(value, str) and (not value or value.isspace()))


def list_rows(grid: Grid) -> list[list[Value]]:
    """The rows as Excel shows them: with errors, and with what is struck through."""
    unshown = {
        **{place: grid.struck[place] for place in list_struck(grid)},
        **{place: text for place, text in grid.errors.items() if not is_filled(grid.value(*place))},
    }
    if not unshown:
        return grid.rows
    rows = [list(row) for row in grid.rows]
    for (row, column), value in unshown.items():
        rows += [[] for _ in range(row - len(rows))]
        cells = rows[row - 1]
        cells += [None] * (column - len(cells))
        cells[column - 1] = value
    return rows


def list_struck(grid: Grid) -> list[Position]:
    """The cells that are struck through whole."""
    return [
        place
        for place, value in grid.struck.items()
        if is_filled(value) and not is_filled(grid.value(*place))
    ]


def _find_turns(regions: Sequence[Region]) -> Mapping[int, set[int]]:
    """Row -> the places of the regions that begin there or are past."""
    turns: defaultdict[int, set[int]] = defaultdict(set)
    for place, each in enumerate(regions):
        turns[each.area.first_row] ^= {place}
        turns[each.area.last_row + 1] ^= {place}
    return turns


@dataclass(slots=True)
class Account(Generic[Result]):
    """The account of one sheet, shared by the results of all its layouts.

    Iterating gives an `Entry` for each non-empty cell, row by row; `counts` has the number
    of entries by kind; `unread` the positions of the unread ones that no other problem names.

        for entry in result.account:
            entry.kind, entry.rule, entry.said, [(r.cell, name) for r, name in entry.uses]
    """

    grid: Grid
    told: InitVar[Iterable[Result]]
    counts: dict[str, int] = field(default_factory=dict)
    unread: list[Position] = field(default_factory=list)
    #: row by row, one code a cell: 0 where nobody wrote a mark or an answer
    _codes: list[bytearray] = field(default_factory=list)
    _rows: list[list[Value]] = field(default_factory=list)
    _marks: dict[Position, Mark] = field(default_factory=dict)
    #: weakly, as each result has its account: what is no longer read is free at once
    _told: list["ref[Result]"] = field(default_factory=list)

    def __post_init__(self, told: Iterable[Result]) -> None:
        self._told = [ref(result) for result in told]
        self._rows = list_rows(self.grid)
        self._codes = [bytearray(len(row) + 1) for row in self._rows]
        for result in self.results:
            self._enter_answers(result)
        for result in self.results:
            self._enter_marks(result)
        for position in list_struck(self.grid):
            self._marks[position] = STRUCK
            self._enter(position, _CODES[STRUCK.kind])
        self._settle_rest()

    @property
    def entered(self) -> Entered:
        return Entered(self.counts, self.unread, self._codes, self._marks)

    @classmethod
    def restore(cls, grid: Grid, told: Iterable[Result], entered: Entered) -> "Account[Result]":
        """The account of a sheet that was read elsewhere. Raises ValueError where it is of another
        sheet."""
        account: Account[Result] = cls.__new__(cls)
        account.grid, account._rows = grid, list_rows(grid)
        account.counts, account.unread, account._codes, account._marks = entered
        account._told = [ref(result) for result in told]
        if [len(row) + 1 for row in account._rows] != list(map(len, account._codes)):
            raise ValueError(f"no account of {grid.sheet}")
        return account

    @property
    def results(self) -> list[Result]:
        """The results of the sheet's layouts, as long as somebody has them."""
        return [result for each in self._told if (result := each()) is not None]

    def _enter(self, position: Position, code: int) -> None:
        row, column = position
        if row <= len(self._codes) and column < len(self._codes[row - 1]):
            self._codes[row - 1][column] = code

    def _enter_answers(self, result: Result) -> None:
        assert result.layout is not None
        helpers = {each.name for each in result.layout.fields if each.helper}
        codes, answer, context = self._codes, _CODES["answer"], _CODES["context"]
        for record in result.records:
            at, line = 0, bytearray()
            for name, (row, column) in record.origins.items():
                if row != at:
                    at, line = row, codes[row - 1] if row <= len(codes) else bytearray()
                if column < len(line):
                    line[column] = context if name in helpers else answer
            for name, position in record.parts:
                self._enter(position, context if name in helpers else answer)

    def _enter_marks(self, result: Result) -> None:
        """What decided something for an answer or took it back is said of its cell instead;
        any other mark (a title merged down over the first row) leaves it an answer."""
        for position, mark in result.marks.items():
            row, column = position
            code = self._codes[row - 1][column : column + 1] if row <= len(self._codes) else b""
            if code != _ANSWERED or mark.kind in _OUTDOING:
                self._marks[position] = mark
                self._enter(position, _CODES[mark.kind])

    def _settle_rest(self) -> None:
        """Marks for the cells that nobody took: by region, else by what their row holds. One
        loop without a call for each cell: it runs over every sheet that is read."""
        answer = _CODES["answer"]
        self.unread = [place for place, mark in self._marks.items() if mark == UNREAD]
        regions = [region for result in self.results for region in result.regions]
        turns = _find_turns(regions)
        near: list[int] = []
        #: a column's mark in rows with the same regions: ledgers have thousands of them
        settled: dict[tuple[int, bool], Mark] = {}
        entered = bytearray()
        has_blanks = any(not text or text.isspace() for text in self.grid.texts)
        for row, (codes, values) in enumerate(zip(self._codes, self._rows, strict=True), 1):
            filled = [column for column, value in enumerate(values, 1) if value is not None]
            if has_blanks:
                filled = [column for column in filled if is_filled(values[column - 1])]
            if row in turns:
                near = sorted({*near} ^ turns[row])
                settled.clear()
            inside = answer in codes
            for column in [each for each in filled if not codes[each]]:
                key = (column, inside)
                if key not in settled:
                    holding = (regions[at].mark for at in near if regions[at].holds(row, column))
                    settled[key] = next(holding, UNREAD if inside else ELSEWHERE)
                mark, value = settled[key], values[column - 1]
                if mark is UNREAD and not (value.__class__ is str and is_note(str(value))):
                    codes[column] = _UNREAD
                    self.unread.append((row, column))
                    continue
                mark = NOTE if mark is UNREAD else mark
                codes[column] = _CODES[mark.kind]
                if _UNMARKED.get(codes[column]) is not mark:
                    self._marks[row, column] = mark
            if len(codes) - codes.count(0) == len(filled):
                entered += codes
            else:  # a blank cell is no entry, though an answer was missed there
                entered += bytes([codes[column] for column in filled])
        self.unread.sort()
        self.counts = {kind: entered.count(code) for kind, code in _CODES.items()}

    def __iter__(self) -> Iterator[Entry]:
        return self.list_entries(range(1, len(self._rows) + 1))

    def list_entries(self, rows: Iterable[int]) -> Iterator[Entry]:
        """The entries of some rows (1-based, none beyond `height`)."""
        rows = list(rows)
        uses = self._list_uses(set(rows))
        for row in rows:
            for column, value in enumerate(self._rows[row - 1], start=1):
                if is_filled(value):
                    yield self._describe(row, column, uses.get((row, column), ()))

    @property
    def height(self) -> int:
        return len(self._rows)

    @property
    def width(self) -> int:
        return max(map(len, self._rows), default=0)

    def find(self, kind: str) -> list[Position]:
        """The positions of one kind of entry, row by row."""
        code = _CODES[kind]
        return [
            (row, column)
            for row, codes in enumerate(self._codes, start=1)
            if code in codes
            for column, each in enumerate(codes)
            if each == code
        ]

    def _describe(self, row: int, column: int, uses: Iterable[Use]) -> Entry:
        mark = self._marks.get((row, column)) or _UNMARKED[self._codes[row - 1][column]]
        return Entry(row, column, *mark, tuple(uses))

    def _list_uses(self, rows: set[int]) -> dict[Position, list[Use]]:
        uses: defaultdict[Position, list[Use]] = defaultdict(list)
        for result in self.results:
            for record in result.records:
                for name, position in [*record.origins.items(), *record.parts]:
                    if position[0] in rows:
                        uses[position].append((record, name))
        return uses
