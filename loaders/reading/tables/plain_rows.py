"""Rows that are surely records and nothing else, told by their values: nearly all of a ledger.

Whether a rule about rows (totals, notes, printed pages, continuations, withdrawals) would look at
a row hangs on which of its cells are filled, with what type of value, and on what single texts
say. Both repeat, so each is asked once, the texts column by column; a row that any rule might
look at is left to the rules.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import repeat, zip_longest
from types import NoneType
from typing import Any, NamedTuple

from loaders.grid import Area, Value, column_letters
from loaders.reading.context.set_aside import is_absence, takes_back
from loaders.reading.records.answers import UNSURE, Answer
from loaders.reading.records.records import Record
from loaders.reading.records.rows import RowReader
from loaders.reading.tables.columns.column_answers import ColumnAnswers, ColumnPlan
from loaders.reading.tables.dated_remarks import speaks_of_date
from loaders.reading.tables.other_rows.furniture import FurnitureFinder, may_label
from loaders.values.remarks import find_status
from loaders.values.text import is_total, read_blank_state, says_nothing_was

#: Rows of fewer cells or texts may be headings, notes and the like.
FEWEST_CELLS, FEWEST_TEXTS = 4, 3
#: Cells that may label a row.
LABELS = 3
#: Types of answers that say when or whose a record is, or may say that there was nothing.
CONTEXT_TYPES = frozenset({"forum", "scope", "date", "scheduled"})
WORDED = frozenset({"text", "choice"})
TYPES = frozenset({NoneType, str, int, float, bool, date, datetime, time, timedelta})


class Shape(NamedTuple):
    """What rows have in common whose cells are filled with the same types of values.

    Known words answer `names`, in `columns`; `leaning` are the other columns of ours. `labels` may
    say what the row is, `witness` that it says something.
    """

    letters: str
    names: Sequence[str]
    columns: Sequence[int]
    leaning: Sequence[ColumnPlan]
    filled: frozenset[int]
    labels: Sequence[int]
    witness: int


class PlainRows:
    """Such rows of one table; nothing but their values may say what they are, as merged cells do.

    `apart` are the columns whose cells say nothing of their rows, ours among them.
    """

    def __init__(
        self,
        answers: ColumnAnswers,
        rows: RowReader,
        furniture: FurnitureFinder,
        apart: Collection[int],
        area: Area,
    ) -> None:
        """`area`: where they stand."""
        every = list(zip_longest(*rows.grid.rows[area.first_row - 1 : area.last_row]))
        spanned = every[area.first_column - 1 : area.last_column]
        columns = dict(enumerate(spanned, start=area.first_column))
        self._answers, self._rows, self._furniture = answers, rows, furniture
        self._plans = {each.column.column: each for each in answers.plan}
        words = {at: each.words for at, each in self._plans.items() if at in columns}
        self._worded = {at: each for at, each in words.items() if each is not None}
        self._apart, self._layout, self._titles = apart, rows.layout, furniture.titles
        self._columns, self._first_row = columns, area.first_row
        types = list(zip(*(map(type, each) for each in columns.values()), strict=True))
        shapes = {
            each: self._find_shape(dict(zip(columns, each, strict=True))) for each in {*types}
        }
        self._shapes = [shapes[each] for each in types]
        self._odd: set[int] = set()
        self._told = self._read_columns([each for each in shapes.values() if each])
        #: the row after the last that was asked about
        self._next = 0

    def read(self, row: int) -> tuple[Record, list[Answer]] | None:
        """The record that a row surely is, as far as known words answer it, and the answers that
        are still to be read; None for any other row."""
        at = row - self._first_row
        shape = self._shapes[at] if 0 <= at < len(self._shapes) else None
        if shape is None or at in self._odd:
            return None
        fields = dict(zip(self._rows.names, self._told[at], strict=True))
        origins = dict(zip(shape.names, zip(repeat(row), shape.columns), strict=False))
        record = self._rows.start(row, f"{shape.letters}{row}", fields, origins)
        if not shape.leaning:
            return record, []
        values = [self._columns[each.column.column][at] for each in shape.leaning]
        return record, self._answers.read_leaning(record, shape.leaning, values, shape.filled)

    def look_back(self, row: int) -> None:
        """Tell what stands in the columns of words above a row that may ask for it."""
        at = row - self._first_row
        for column in self._worded:
            values = self._columns[column]
            for above in range(at - 1, self._next - 1, -1):
                if values[above] is not None:
                    place = (self._first_row + above, column)
                    self._answers.above[column] = (values[above], place)
                    break
        self._next = max(at + 1, 0)

    # -- columns ------------------------------------------------------------------------

    def _read_columns(self, shapes: Collection[Shape]) -> list[tuple[Any, ...]]:
        """What each row's known words answer, in the order of a record's fields; notes the rows
        with a text that some rule might look at."""
        labels = {at for each in shapes for at in each.labels}
        witnesses = {each.witness for each in shapes}
        said: dict[str, Sequence[Any]] = {}
        for at, values in self._columns.items():
            texts = [each for each in dict.fromkeys(values) if each.__class__ is str]
            odd: set[Value] = {*self._titles.intersection(texts)}
            if at in self._worded:
                words = self._worded[at]
                known: dict[Value, Any] = {each: words[each] for each in texts}
                said[self._plans[at].name] = list(map(known.get, values))
                odd |= self._find_odd_words(at, known)
            else:
                odd |= {each for each in texts if not each or each.isspace()}
            if at not in self._apart:
                odd |= {each for each in texts if self._speaks_of_row(each)}
            if at in labels:
                odd |= {each for each in texts if is_total(each) or may_label(each)}
            if at in witnesses:
                odd |= {each for each in texts if self._says_little(each)}
            if odd:
                self._odd.update(row for row, each in enumerate(values) if each in odd)
        blank = [None] * len(self._shapes)
        return list(zip(*(said.get(each, blank) for each in self._rows.names), strict=True))

    def _find_odd_words(self, at: int, known: Mapping[Value, Any]) -> set[Value]:
        """The words of a column that lean on their rows, and those that leave a record without
        what it must say."""
        required = self._plans[at].column.field.required
        return {
            each
            for each, meaning in known.items()
            if meaning is UNSURE or (meaning is None and (required or not str(each).strip()))
        }

    def _says_little(self, text: str) -> bool:
        """Whether a witness is none."""
        if read_blank_state(text) is not None or says_nothing_was(text):
            return True
        return self._furniture.is_page_text(text)

    def _speaks_of_row(self, text: str) -> bool:
        """Whether a cell beside the answers takes the row back, or answers for it."""
        if self._layout.key == ("government",) and is_absence(text):
            return True
        if text.isascii():  # an address, a telephone number
            return False
        has_status = self._rows.statuses.listens and find_status(text) is not None
        return has_status or takes_back(text) or speaks_of_date(self._layout, text)

    # -- shapes -------------------------------------------------------------------------

    def _find_shape(self, types: Mapping[int, type]) -> Shape | None:
        """What rows of such values have in common; None where they may be anything."""
        filled = [at for at, each in types.items() if each is not NoneType]
        texts = {at for at in filled if types[at] is str}
        ours = [at for at in self._plans if at in filled]
        words = [at for at in ours if at in texts and at in self._worded]
        witness = self._find_witness(ours)
        if len(filled) < FEWEST_CELLS or len(texts) < FEWEST_TEXTS or witness is None:
            return None
        if not TYPES.issuperset(types.values()):
            return None
        if all(at in texts and self._is_text(at) for at in filled):
            return None  # texts below texts may go on with them
        return Shape(
            column_letters(min(ours)),
            [self._plans[at].name for at in words],
            words,
            [self._plans[at] for at in ours if at not in words],
            frozenset(filled),
            filled[:LABELS],
            witness,
        )

    def _find_witness(self, ours: Iterable[int]) -> int | None:
        """The column whose answer tells that a row says something, one of chosen words if it can
        be."""
        fields = {at: self._plans[at].column.field for at in ours}
        told = [at for at, f in fields.items() if f.required and f.type not in CONTEXT_TYPES]
        return min(told, key=lambda at: fields[at].type in WORDED, default=None)

    def _is_text(self, at: int) -> bool:
        return at in self._plans and self._plans[at].column.field.type == "text"
