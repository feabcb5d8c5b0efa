"""How a view declares what its frame's columns hold: one short call a column.

A column's heading is no part of it: that is the word under the column's name, looked up when
a figure is made (`View.headings`, else `views.model.words`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from views.model.figure import Column, ColumnKind


@dataclass(frozen=True, slots=True)
class Declared:
    """A `Column` whose words are still keys: `unit` of a unit, `missing` of what a missing
    number is called. The other fields are the column's own."""

    kind: ColumnKind
    unit: str = ""
    number_format: str = ""
    state: str = ""
    unit_from: str = ""
    missing: str = ""

    def name(self, title: str, find_word: Callable[[str], str]) -> Column:
        """The column as people read it; `find_word` gives the wording under a key."""
        return Column(
            title,
            self.kind,
            find_word(self.unit) if self.unit else "",
            self.number_format,
            self.state,
            self.unit_from,
            find_word(self.missing) if self.missing else "",
        )


def text(missing: str = "") -> Declared:
    return Declared("text", missing=missing)


def date() -> Declared:
    return Declared("date")


def count(unit: str = "", state: str = "", missing: str = "") -> Declared:
    """A whole number of one unit."""
    return Declared("count", unit, state=state, missing=missing)


def ratio(number_format: str = "", missing: str = "") -> Declared:
    """A part of the whole, 0 to 1."""
    return Declared("ratio", number_format=number_format, missing=missing)


def number(unit_from: str, state: str = "", missing: str = "") -> Declared:
    """A number whose unit differs by row and stands in the column `unit_from`."""
    return Declared("number", state=state, unit_from=unit_from, missing=missing)
