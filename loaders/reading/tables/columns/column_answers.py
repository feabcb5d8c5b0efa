"""Which answer a column gives in a row: its own cell, or one above it that still holds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

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
        self._above: dict[int, tuple[Value, Position]] = dict(around.carried)
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
        self._plan = self._plan_columns()
        self._helpers = {each.column for each in columns if each.field.helper}

    def list_groups(self) -> dict[int, tuple[Value, Position]]:
        """What the columns that are written once for a group of rows say so far, by column."""
        groups = (each.column for each in self._columns if each.field.type in GROUPING)
        return {column: self._above[column] for column in groups if column in self._above}

    def read(self, record: Record, row: int, own: dict[int, Value]) -> list[Answer]:
        """The answers of a row's cells, those left out whose words an earlier row had: they
        go straight into the record."""
        self._carried -= own.keys()
        if self._fills or self._carried or self._rows.has_odd_cells:
            columns = self._columns
        else:
            columns = self._take_known(record, row, own)
        return [found for each in columns if (found := self._answer(row, each, own))]

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
                value, position = self._above.get(at, (None, position))
            if value is None and column.field.type == "scope":
                value, position = self._continue_scope(at, own) or (None, position)
        elif value.__class__ is str and may_be_ditto(value):
            if is_ditto(value):
                parts = (position,)
                value, position = self._above.get(at, (None, position))
            elif column.field.type == "text":
                value = self._join_above(at, value)
        if value is None:
            return None
        self._above[at] = (value, position)
        if column.field.type == "scope" and "indicator" in self._titles:
            self._asked.add(((value, position), own.get(self._titles["indicator"].column)))
        return Answer(column.field, value, position, column.title, column.stage, parts)

    def _join_above(self, at: int, value: str) -> str:
        """「〃（午後の部）」 with the words it leaves out; as written where that is unclear."""
        rest, (above, _) = split_partial_ditto(value), self._above.get(at, (None, None))
        if not rest or not isinstance(above, str):
            return value
        return join_partial_ditto(above.strip(), rest) or value

    def _continue_scope(self, column: int, own: dict[int, Value]) -> tuple[Value, Position] | None:
        """A scope written once, its indicators below each other: it holds until one comes again."""
        above = self._above.get(column)
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

    def _take_known(self, record: Record, row: int, own: dict[int, Value]) -> list[Column]:
        """Answers the cells whose words an earlier row had; the columns still to be read."""
        rest = []
        fields, origins, above = record.fields, record.origins, self._above
        dates = self._rows.lenses.dates
        for at, name, words, kind, column in self._plan:
            value = own.get(at)
            if value is None:
                if column.instead:
                    rest.append(column)
                continue
            if words is not None:
                found = words[value]
            elif kind == "date" and name in dates:
                found = dates[name].known.get(value, UNSURE)
            elif kind == "government" and self._is_settled(record, own):
                found = self._rows.lenses.find_local(record, name).known.get(value, UNSURE)
            else:
                found = UNSURE
            if found is UNSURE:
                rest.append(column)
                continue
            position = (row, at)
            fields[name], origins[name] = found, position
            above[at] = (value, position)
        return rest

    def _is_settled(self, record: Record, own: Mapping[int, Value]) -> bool:
        """Whether what a government's name leans on is read by now: the row's forum, and that the
        row has no prefecture or code of its own."""
        if not self._helpers.isdisjoint(own):
            return False
        forum = self._titles.get("forum")
        return forum is None or forum.column not in own or record.fields["forum"] is not None

    def _plan_columns(self) -> list[tuple[int, str, Words | None, str, Column]]:
        """Each column with its place, its field's name, the words known of it and its type;
        neither for a stage's marks, or where two columns answer one field and the later one
        holds."""
        counts = Counter(each.field.name for each in self._columns)
        leaning = {
            each.column
            for each in self._columns
            if each.stage is not None or each.instead or counts[each.field.name] > 1
        }
        return [
            (
                each.column,
                each.field.name,
                None if each.column in leaning else self._rows.words.get(each.field.name),
                "" if each.column in leaning else each.field.type,
                each,
            )
            for each in self._columns
        ]
