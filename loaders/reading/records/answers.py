"""What a row's or card's cells answer, and what holds for all of them."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from data.layout import Field, Layout
from loaders.grid import Position, Value
from loaders.values.coerce import COERCERS, Context
from loaders.values.text import may_be_ditto
from loaders.values.units import UnitNote

_NO_CONTEXT = Context()
#: Types whose reading leans on nothing but the cell itself.
_PLAIN = frozenset({"text", "choice", "choices", "stage", "forum", "scope"})
UNSURE = object()
_SIMPLE = frozenset({"reported", "blank"})
#: Read first, because the others lean on them.
_FIRST_TYPES = {"prefecture": 0, "government_code": 1, "forum": 2, "scope": 3, "indicator": 4}


class Answer(NamedTuple):
    """What answers a field: the value as it stands and where it stands."""

    field: Field
    value: Value
    position: Position
    title: str
    stage: str | None = None
    #: the other cells that say so too, or that the value was made of
    parts: tuple[Position, ...] = ()


class Words(dict[Value, Any]):
    """A table's words in one field -> what they mean in any row, filled as they are met; `UNSURE`
    for one that needs its row, says 〃, 未定 or 該当なし, or has something wrong with it."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._coerce = COERCERS[field.type]

    def __missing__(self, word: Value) -> Any:
        if word.__class__ is not str or may_be_ditto(word):
            return UNSURE
        return self[word] if self.learn(word) else UNSURE

    def learn(self, word: str) -> bool:
        """Whether a word is one of them, from here on."""
        found, state, code, _ = self._coerce(self._field, word, _NO_CONTEXT)
        if code is not None or state not in _SIMPLE:
            return False
        self[word] = found
        return True


@dataclass(slots=True)
class Surroundings:
    """What holds for all rows of a table until something else is said.

    `defaults` are values of captions and heading rows by field name, with their cells.
    """

    fiscal_year: int | None = None
    forum: str | None = None
    prefecture: str | None = None
    #: the texts above the sheet's first table, as a printed page repeats them
    sheet_titles: tuple[str, ...] = ()
    #: column → the value that the page before ends with, and holds until it is written again
    carried: dict[int, tuple[Value, Position]] = field(default_factory=dict)
    defaults: dict[str, tuple[Any, Position]] = field(default_factory=dict)
    #: the units that notes and titles give to figures, the nearest first
    units: list[UnitNote] = field(default_factory=list)
    #: fields whose blank cells repeat what stands above, by a note
    repeats: frozenset[str] = frozenset()
    #: cells in the table's rows that have said all they say of the table
    spoken: set[Position] = field(default_factory=set)


def list_words(layout: Layout) -> dict[str, Words]:
    """Field name -> its words, none yet, for the fields that do not lean on their row."""
    return {each.name: Words(each) for each in layout.fields if each.type in _PLAIN}


def reading_order(field: Field) -> int:
    """Helpers, forum, scope and indicator first: the others are read in their light."""
    return _FIRST_TYPES.get(field.type, len(_FIRST_TYPES))
