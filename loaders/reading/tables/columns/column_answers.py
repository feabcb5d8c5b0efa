"""Which answer a column gives in a row: its own cell, or one above it that still holds."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from loaders.grid import Position, Value
from loaders.reading.headers.header_match import Column
from loaders.reading.records.answers import UNSURE, Answer, Surroundings, Words
from loaders.reading.records.records import COUNTED_TYPES, Record
from loaders.reading.records.rows import RowReader
from loaders.reading.view import SheetView
from loaders.values.dittos import join_partial_ditto, split_partial_ditto
from loaders.values.text import is_ditto, is_unsaid, leaves_unchanged, may_be_ditto

#: Types of columns that are written once for all rows of a group.
GROUPING = frozenset({"forum", "prefecture"})


class ColumnPlan(NamedTuple):
    """A column with its field's name, the words known of it and its type; neither for a stage's
    marks, or where two columns answer one field and the later one holds."""

    column: Column
    name: str
    words: Words | None
    kind: str


class ColumnAnswers:
    """The columns of one table as they answer row by row; remembers what stood above."""

    def __init__(
        self,
        view: SheetView,
        columns: Sequence[Column],
        rows: RowReader,
        around: Surroundings,
    ) -> None:
        self._view, self._columns, self._rows = view, columns, rows
        self._titles = {each.field.name: each for each in reversed(columns)}
        self.above: dict[int, tuple[Value, Position]] = dict(around.carried)
        self._asked: set[tuple[Any, Value]] = set()
        #: columns whose value holds over a page break until it is written again
        self._carried = set(around.carried)
        #: whether a blank cell may be answered by one above it
        self._fills = (
            bool(view.origins)
            or bool(around.repeats)
            or any(each.field.type == "scope" for each in columns)
        )
        self._repeats = around.repeats
        self.plan = self._plan_columns()
        self._helpers = {each.column for each in columns if each.field.helper}

    def list_groups(self) -> dict[int, tuple[Value, Position]]:
        """What the columns that are written once for a group of rows say so far, by column."""
        groups = (each.column for each in self._columns if each.field.type in GROUPING)
        return {column: self.above[column] for column in groups if column in self.above}

    def read(self, record: Record, row: int, own: dict[int, Value]) -> list[Answer]:
        """The answers of a row's cells, those left out whose words an earlier row had: they
        go straight into the record."""
        self._carried -= own.keys()
        columns = self._take_known(record, own) if self.stand_alone else self._columns
        return [found for each in columns if (found := self._answer(row, each, own))]

    @property
    def stand_alone(self) -> bool:
        """Whether just now a cell answers for its own row, and nothing else does."""
        return not (self._fills or self._carried or self._rows.has_odd_cells)

    @property
    def stand_in(self) -> bool:
        """Whether a column answers where another one's cell is blank."""
        return any(each.instead for each in self._columns)

    def read_leaning(
        self,
        record: Record,
        plans: Sequence[ColumnPlan],
        values: Sequence[Value],
        filled: Collection[int],
    ) -> list[Answer]:
        """The answers of some cells of a row, of which `filled` has a value, less those known."""
        told = list(zip(plans, values, strict=True))
        rest = [plan for plan, value in told if not self._take(record, filled, plan, value)]
        if not rest:
            return []
        own = {plan.column.column: value for plan, value in told}
        return [found for each in rest if (found := self._answer(record.row, each.column, own))]

    def turn_page(self) -> None:
        """What is written once a group holds on the next page until it is written again."""
        self._carried = set(self.list_groups())

    def _answer(self, row: int, column: Column, own: dict[int, Value]) -> Answer | None:
        at = column.column
        value, position = own.get(at), (row, at)
        parts: tuple[Position, ...] = ()
        is_kept = column.instead is not None and (is_unsaid(value) or leaves_unchanged(value))
        if is_kept and column.instead and not is_unsaid(own.get(column.instead)):
            parts = () if value is None else (position,)
            value, position = own[column.instead], (row, column.instead)
        if value is None:
            value, position = self._inherited(row, column)
            repeats = column.field.name in self._repeats and column.stage is None
            if value is None and (repeats or at in self._carried):
                value, position = self.above.get(at, (None, position))
            if value is None and column.field.type == "scope":
                value, position = self._continue_scope(at, own) or (None, position)
        elif value.__class__ is str and may_be_ditto(value):
            if is_ditto(value):
                parts = (position,)
                value, position = self.above.get(at, (None, position))
            elif column.field.type == "text":
                value = self._join_above(at, value)
        if value is None:
            return None
        self.above[at] = (value, position)
        if column.field.type == "scope" and "indicator" in self._titles:
            self._asked.add(((value, position), own.get(self._titles["indicator"].column)))
        return Answer(column.field, value, position, column.title, column.stage, parts)

    def _join_above(self, at: int, value: str) -> str:
        """「〃（午後の部）」 with the words it leaves out; as written where that is unclear."""
        rest, (above, _) = split_partial_ditto(value), self.above.get(at, (None, None))
        if not rest or not isinstance(above, str):
            return value
        return join_partial_ditto(above.strip(), rest) or value

    def _continue_scope(self, column: int, own: dict[int, Value]) -> tuple[Value, Position] | None:
        """A scope written once, its indicators below each other: it holds until one comes again."""
        above = self.above.get(column)
        indicator = self._titles.get("indicator")
        asked = (above, own.get(indicator.column)) if indicator else None
        if above is None or asked is None or asked in self._asked:
            return None
        self._asked.add(asked)
        return above

    def _inherited(self, row: int, column: Column) -> tuple[Value, Position]:
        """A cell merged downward answers for all its rows, unless it counts something."""
        position = self._view.origins and self._view.origins.get((row, column.column))
        if not position or position[1] != column.column:
            return None, (row, column.column)
        if column.field.type in COUNTED_TYPES and position[0] != row:
            return None, (row, column.column)
        return self._view.grid.value(*position), position

    def _take_known(self, record: Record, own: dict[int, Value]) -> list[Column]:
        """Answers the cells whose words an earlier row had; the columns still to be read."""
        return [
            plan.column
            for plan in self.plan
            if (
                plan.column.instead
                if (value := own.get(plan.column.column)) is None
                else not self._take(record, own, plan, value)
            )
        ]

    def _take(
        self, record: Record, filled: Collection[int], plan: ColumnPlan, value: Value
    ) -> bool:
        """Whether it is known what a cell says in this row, which then is entered."""
        column, name, words, kind = plan
        found = UNSURE
        if words is not None:
            found = words[value]
        elif kind == "date":
            if lens := self._rows.lenses.dates.get(name):
                found = lens.known.get(value, UNSURE)
        elif kind == "government" and self._is_settled(record, filled):
            found = self._rows.lenses.find_local(record, name).known.get(value, UNSURE)
        if found is UNSURE:
            return False
        position = (record.row, column.column)
        record.fields[name], record.origins[name] = found, position
        self.above[column.column] = (value, position)
        return True

    def _is_settled(self, record: Record, own: Collection[int]) -> bool:
        """Whether what a government's name leans on is read by now: the row's forum, and that the
        row has no prefecture or code of its own."""
        if not self._helpers.isdisjoint(own):
            return False
        forum = self._titles.get("forum")
        return forum is None or forum.column not in own or record.fields["forum"] is not None

    def _plan_columns(self) -> list[ColumnPlan]:
        counts = Counter(each.field.name for each in self._columns)
        plans = []
        for each in self._columns:
            name, kind = each.field.name, each.field.type
            if each.stage is not None or each.instead or counts[name] > 1:
                plans.append(ColumnPlan(each, name, None, ""))
            else:
                plans.append(ColumnPlan(each, name, self._rows.words.get(name), kind))
        return plans
