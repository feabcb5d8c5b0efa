"""Rows that only go on with the record above: prose below prose, lines that a page broke."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from loaders.grid import Value
from loaders.reading.headers.header_match import Column, Header
from loaders.reading.records.records import Record
from loaders.reading.row_labels import is_bracketed, is_numbering_title, is_unfinished
from loaders.reading.view import SheetView

#: Text columns of forms this wide hold prose, narrower ones words.
PROSE_WIDTH = 22
#: A line this long may have been full; a shorter one, before a longer one, was not.
FULL_LINE = 6
#: A record may lack one required answer.
FEWEST_LACKING = 2

_NEW_LINE = re.compile(r"\s*(?:[・･○●◆■※*-]|[①-⑳]|\(?\d{1,2}[.)）])")


class Joint(NamedTuple):
    """What stands between a record's text and the one that goes on with it."""

    sign: str


LINE, BROKEN = Joint("\n"), Joint("")


class Continuations:
    """Tells such rows below one header."""

    def __init__(
        self,
        view: SheetView,
        header: Header,
        columns: Mapping[int, Column],
        required: Sequence[str],
    ) -> None:
        self._view, self._header, self._columns = view, header, columns
        self._titles = {each.field.name: each for each in reversed(header.columns)}
        self._required = {name for name in required if name in self._titles}
        strangers = header.strangers.items()
        self._numbering = next((at for at, title in strangers if is_numbering_title(title)), None)

    def find(
        self, row: int, own: Mapping[int, Value], above: Record, is_next: bool
    ) -> Joint | None:
        """How a row goes on with the record above it, which it directly follows (`is_next`) or
        not; None where it is a record of its own."""
        if self._view.origins and self._is_merged(row, own, above):
            return LINE
        if not is_next or not self._says_more(own, above):
            return None
        if len(own) == 1 and self._goes_on(own, above):
            return LINE
        if self._lacks_number(row, own, above) or self._ends_sentence(own, above):
            starts = any(_NEW_LINE.match(str(text)) for text in own.values())
            return LINE if starts else BROKEN
        return None

    def _is_merged(self, row: int, own: Mapping[int, Value], above: Record) -> bool:
        """Whether all that tells records apart is merged down over both, and the rest is text."""
        keys = [self._titles.get(name) for name in self._header.layout.key]
        merged = all(
            each is not None
            and self._view.origins.get((row, each.column)) == above.origins.get(each.field.name)
            for each in keys
        )
        return merged and all(
            self._columns[at].field.type == "text" for at in own if at in self._columns
        )

    def _says_more(self, own: Mapping[int, Value], above: Record) -> bool:
        """Whether all cells are texts below texts of the record."""
        return all(
            (column := self._columns.get(at)) is not None
            and column.field.type == "text"
            and isinstance(value, str)
            and isinstance(above.fields.get(column.field.name), str)
            for at, value in own.items()
        )

    def _goes_on(self, own: Mapping[int, Value], above: Record) -> bool:
        """Whether a row's one cell is the rest of the text above it: prose that tells no
        records apart, what stands in a bracket, or the end of a sentence."""
        ((column, text),) = own.items()
        field = self._columns[column].field
        if is_bracketed(str(text)) or is_unfinished(above.fields[field.name]):
            return True
        if not self._required - {field.name}:
            return False
        # below a government's name written once, another text is another record
        layout = self._header.layout
        tells = field.name in layout.key and (field.required or layout.has("government"))
        return not tells and (field.width or 0) >= PROSE_WIDTH

    def _ends_sentence(self, own: Mapping[int, Value], above: Record) -> bool:
        """Whether a row that lacks the first column's answer and several required ones goes on
        where a text of the record above breaks off."""
        names = {self._columns[at].field.name for at in own}
        if self._header.first_column in own or len(self._required - names) < FEWEST_LACKING:
            return False
        is_whole = all(above.fields[name] is not None for name in self._required)
        return is_whole and any(is_unfinished(above.fields[name]) for name in names)

    def _lacks_number(self, row: int, own: Mapping[int, Value], above: Record) -> bool:
        """Whether a list that numbers its records goes on without a number, below a record that
        lacks nothing: a page's lines were broken. Where a name is all that a record must say, the
        one above says more, and this is nothing but the end of a name."""
        if self._numbering is None or self._view.value(row, self._numbering) is not None:
            return False
        rest = self._required - {self._columns[at].field.name for at in own}
        lines = [
            (above.fields[self._columns[at].field.name], str(text)) for at, text in own.items()
        ]
        if not any(len(line) >= min(len(rest_of_it), FULL_LINE) for line, rest_of_it in lines):
            return False  # a line is broken where it is full
        is_whole = all(above.fields[name] is not None for name in self._required)
        if not is_whole or self._view.value(above.row, self._numbering) is None:
            return False
        return bool(rest) or (len(own) == 1 and len(above.origins) > FEWEST_LACKING)
