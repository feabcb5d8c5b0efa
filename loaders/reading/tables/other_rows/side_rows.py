"""Rows that their columns tell to be no records: readings of names, others' members, sums."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from data.layout import expand, title_key, title_keys
from loaders.grid import Position, Value
from loaders.reading.context.set_aside import is_presence
from loaders.reading.headers.header_match import Column, Header
from loaders.reading.records.records import COUNTED_TYPES, Record
from loaders.reading.row_labels import parse_count_line
from loaders.reading.tables.table_result import Cells
from loaders.values.names.governments import parse_government
from loaders.values.text import is_total, normalise
from loaders.values.vocabulary import get_words

_KANA = re.compile(r"[ぁ-ゖァ-ヺー・ ()]+")


class SideRows:
    """Tells such rows below one header, of which most have none."""

    def __init__(
        self,
        header: Header,
        columns: Mapping[int, Column],
        rows: Sequence[Sequence[Value]],
        origins: Mapping[Position, Position],
    ) -> None:
        self._rows, self._others, self._origins = rows, header.layout.others, origins
        self._counted = {at for at, c in columns.items() if c.field.type in COUNTED_TYPES}
        words = get_words("readings", "titles")
        self._kana = {at for at, c in columns.items() if any(word in c.title for word in words)}
        self._names = [at for at, each in columns.items() if each.field.type == "government"]
        titles = header.strangers | {at: each.title for at, each in columns.items()}
        asked = {title_key(each) for each in self._others.titles}
        self._kinds = [at for at, title in titles.items() if asked & set(title_keys(title))]
        self._flags = find_flags(header, rows)
        self._dates = [at for at, each in columns.items() if each.field.type == "date"]
        self.is_needed = bool(self._kana or self._kinds or self._flags)

    def find(self, row: int, cells: Cells) -> str:
        """ "reading", "no_member" or "other_member"; "" for any other row."""
        if self._is_reading(row, cells):
            return "reading"
        own = dict(cells)
        if self._flags and self._is_absent(own):
            return "no_member"
        return "other_member" if self._is_anothers(own) else ""

    def _is_absent(self, own: Mapping[int, Value]) -> bool:
        """非会員, or no ○ where members have one; a row with a date of its own was one once."""
        said = {is_presence(own[at]) if at in own else False for at in self._flags}
        return said == {False} and not any(at in own for at in self._dates)

    def _is_reading(self, row: int, cells: Cells) -> bool:
        """なるとし above 鳴門市, under a title that announces it; what else the row holds is
        merged down, and so the next row's too."""
        readings = [(at, value) for at, value in cells if at in self._kana]
        others = {at for at, _ in cells} - self._kana
        if not readings or not all(_is_kana(value) for _, value in readings):
            return False
        if others & self._counted or any(
            self._origins.get((row + 1, at)) != (row, at) for at in others
        ):
            return False
        below = self._rows[row] if row < len(self._rows) else ()
        return any(at <= len(below) and _is_name(below[at - 1]) for at, _ in readings)

    def _is_anothers(self, own: Mapping[int, Value]) -> bool:
        """A member that its kind calls a company or person, and that is no government."""
        kinds = [normalise(kind) for at in self._kinds if isinstance(kind := own.get(at), str)]
        if not any(_holds(kind, self._others.theirs) for kind in kinds):
            return False
        if any(_holds(kind, self._others.ours) for kind in kinds):
            return False
        return all(parse_government(own.get(at)).value is None for at in self._names)


def find_flags(header: Header, rows: Sequence[Sequence[Value]]) -> list[int]:
    """The columns that say of each body of a roster whether it is a member: 加入の有無."""
    if header.layout.key != ("government",):
        return []
    return [
        at
        for at, title in header.strangers.items()
        if _get_flag_titles().intersection(title_keys(title))
        and any(is_presence(row[at - 1]) for row in rows[header.last_row :] if at <= len(row))
    ]


@cache
def _get_flag_titles() -> frozenset[str]:
    patterns = get_words("set_aside", "asked")
    return frozenset(title_key(each) for pattern in patterns for each in expand(pattern))


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _is_kana(value: Value) -> bool:
    return isinstance(value, str) and bool(_KANA.fullmatch(normalise(value)))


def _is_name(value: Value) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not _is_kana(value)


def is_bare_total(cells: Cells, columns: Mapping[int, Column], records: Sequence[Record]) -> bool:
    """Whether a row of figures alone is what the records above have together, without a label."""
    known = [columns[at] for at, _ in cells if at in columns]
    if len(records) < 2 or not records[0].layout.totals or len(known) < len(cells):
        return False
    if not all(each.field.type in COUNTED_TYPES for each in known):
        return False
    return all(
        value == sum(record.fields[columns[at].field.name] or 0 for record in records)
        for at, value in cells
    )


def sums_up(cells: Cells, columns: Mapping[int, Column]) -> bool:
    """Whether a row's label is a total's; 「計83名」 beside a name is that record's own figure."""
    figures = {at for at, each in columns.items() if each.field.type in COUNTED_TYPES}
    texts = [(at, value) for at, value in cells[:3] if isinstance(value, str)]
    named = [value for at, value in texts if at not in figures or not parse_count_line(value)]
    return any(map(is_total, named or [value for _, value in texts]))
