"""Columns whose titles are parts of one field's."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from data.layout import Field, load_layouts, title_key, title_keys
from loaders.grid import Value
from loaders.reading.headers.titles import layouts_knowing
from loaders.reading.view import SheetView
from loaders.values.choices import parse_mark
from loaders.values.coerce import Context, coerce
from loaders.values.dates.dates import DateContext
from loaders.values.reading import Reading
from loaders.values.text import LONGEST_WORD

#: Whether 6/1 is a day does not hang on its year.
ANY_YEAR = Context(dates=DateContext(fiscal_year=2020))
#: Wider runs of parts are no field.
MOST_PARTS = 16

#: The values of a row's parts → the one value that they say; raises PartsError.
Compose = Callable[[Sequence[Value]], Value]


class PartsError(Exception):
    """The parts do not make one value: they stay as they are."""


@cache
def load_shapes() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("shapes.toml").read_text("utf-8"))


@cache
def part_of(text: str) -> str:
    """year, month, … of a title, whatever a bracket adds: 日（曜）; "" for any other."""
    parts, own = load_shapes()["parts"].items(), title_keys(text)
    return next((part for part, keys in parts if any(key in keys for key in own)), "")


def numbers_records(text: str) -> bool:
    """Whether a text only heads the titles below it: 項目 | 事例1 | 事例2."""
    return title_key(text) in load_shapes()["record_titles"]["words"]


@dataclass(slots=True)
class Run:
    """Columns first … last whose titles in `row` are parts of one field, and how a row's parts
    are made one. `title` is the field's own title, over the parts where it `has_group`."""

    row: int
    first: int
    last: int
    title: str
    has_group: bool
    compose: Compose
    #: the column that states the sum of the others
    sum_column: int | None = None
    #: whether the parts are levels, of which the last is the answer's own
    has_levels: bool = False
    #: whether a row that says nothing else is only ready to be filled in
    is_prelisted: bool = False
    #: `row`, and the rows further down where the titles of the parts stand again
    rows: set[int] = field(default_factory=set)

    @property
    def columns(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def title_rows(self) -> set[int]:
        return {row - self.has_group for row in self.rows}

    def find_rows(self, view: SheetView) -> None:
        titles = [view.text(self.row, column) for column in self.columns]
        rows = range(self.row, view.row_count + 1)
        self.rows = {r for r in rows if [view.text(r, c) for c in self.columns] == titles}


def as_text(value: Value) -> str:
    return value.strip() if isinstance(value, str) else ""


def find_adjacent(first: int, texts: dict[int, str], holds: Callable[[str], bool]) -> list[int]:
    """The columns from `first` on, side by side, whose titles `holds` accepts."""
    columns = []
    for column in range(first, first + MOST_PARTS):
        if not holds(texts.get(column, "")):
            break
        columns.append(column)
    return columns


def make_run(
    view: SheetView, row: int, columns: Sequence[int], kind: str, compose: Compose
) -> Run | None:
    """A run under its group title; without one under the kind's own name."""
    group = find_group_title(view, row, columns)
    title = group or load_shapes()["titles"].get(kind, "")
    if not title:
        return None
    return Run(row, columns[0], columns[-1], title, bool(group), compose)


def find_group_title(view: SheetView, row: int, columns: Sequence[int]) -> str:
    """The title merged over the columns, or written over the first and blank over the rest."""
    if row == 1:
        return ""
    text = view.text(row - 1, columns[0])
    origins = {view.origin(row - 1, column) for column in columns}
    alone = all(
        view.origin(row - 1, column) == view.origin(row - 1, columns[0])
        or view.value(row - 1, column) in (None, "")
        for column in columns
    )
    starts_here = min(origins)[1] == columns[0]
    return text if alone and starts_here and layouts_knowing(text) else ""


def is_set(value: Value) -> bool:
    """Whether a cell under an option is marked; raises PartsError where it says anything else.

    >>> is_set("○"), is_set("→"), is_set(None), is_set("－")
    (True, True, False, False)
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return False
    if isinstance(value, str) and set(value.strip()) <= set("→←⇒⇔↔━■●◎★▲△▼▽☆◆◇"):
        return True
    reading = parse_mark(value)
    if reading.code is not None or reading.state == "undecided":
        raise PartsError
    return bool(reading.value)


def read_alone(field: Field, value: Value) -> Reading:
    """What a cell says of a field by itself; shapes ask the same words over and over."""
    if isinstance(value, str) and len(value) <= LONGEST_WORD:
        return _read_word(field, value)
    return coerce(field, value, ANY_YEAR)


@lru_cache(maxsize=1 << 14)
def _read_word(field: Field, word: str) -> Reading:
    return coerce(field, word, ANY_YEAR)


@cache
def list_fields(*types: str) -> tuple[Field, ...]:
    return tuple(each for layout in load_layouts() for each in layout.fields if each.type in types)
