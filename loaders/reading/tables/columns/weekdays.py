"""A column of weekdays beside one of dates: it answers nothing, but the dates must agree."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from loaders.grid import Value, a1
from loaders.reading.account import Mark
from loaders.reading.headers.header_match import Header
from loaders.reading.headers.headers import DATED_TYPES
from loaders.reading.records.records import Record
from loaders.reading.records.rows import RowReader
from loaders.reading.shapes.runs import part_of
from loaders.values.dates.scanner import find_weekday_fault
from loaders.values.text import clean_text

WEEKDAY = Mark("context", "weekday")
#: 木, （木）, 木曜日, 土・日
LONGEST_WEEKDAY = 8


class Weekdays:
    """Holds each row's weekday against the nearest date left of it, of one table."""

    def __init__(self, header: Header) -> None:
        titles = header.strangers.items()
        self.column = next((at for at, title in titles if part_of(title) == "weekday"), None)
        dates = [each for each in header.columns if each.field.type in DATED_TYPES]
        left = [each for each in dates if self.column and each.column < self.column]
        self._date = max(left, key=lambda each: each.column, default=None)
        self.are_asked = self._date is not None

    def check(self, record: Record, own: Mapping[int, Value], rows: RowReader) -> None:
        """Enter the row's weekday in the account, or name the date that has another one."""
        written = own.get(self.column) if self.column else None
        if self._date is None or not isinstance(written, str) or len(written) > LONGEST_WEEKDAY:
            return
        name = self._date.field.name
        day, place = _find_day(record.fields.get(name)), record.origins.get(name)
        if record.fields.get(f"{name}_text") or day is None or place is None or self.column is None:
            return
        rows.context[record.row, self.column] = WEEKDAY
        if fault := find_weekday_fault(written, day):
            shown = clean_text(rows.grid.value(*place)) or ""
            rows.report(
                "invalid_date", a1(*place), self._date.title, f"{shown}（{written}）", fault
            )


def _find_day(value: Any) -> date | None:
    """The one day that a date's answer is."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    if value is None or value.precision != "day" or len(value.periods) != 1:
        return None
    first, last = value.periods[0]
    return first if first == last else None
