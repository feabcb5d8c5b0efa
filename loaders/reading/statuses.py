"""Events that did not take place, though no column asks: 中止 in a name, a date, a remark."""

import re
from typing import NamedTuple

from data.layout import Field, Layout
from loaders.grid import Position
from loaders.reading.records import Record
from loaders.values.dates.dates import Scheduled
from loaders.values.remarks import find_status

#: A day that is named; where it can't be read, the cell has said more than that.
_NAMES_DAY = re.compile(r"\d ?[月/.] ?\d|\d ?[日月](?!\d)")
_STATUSES = frozenset({"cancelled", "postponed"})


class Heard(NamedTuple):
    """A status that a cell says beside its own answer."""

    status: str
    text: str
    title: str
    position: Position


def find_status_field(layout: Layout) -> Field | None:
    """The choice that tells whether an event took place."""
    return next((each for each in layout.fields if set(each.choices) >= _STATUSES), None)


def names_day(text: str) -> bool:
    """
    >>> names_day("9月1日→11月5日に延期"), names_day("R3年度に延期")
    (True, False)
    """
    return bool(_NAMES_DAY.search(text))


def list_heard(record: Record, status: Field | None) -> list[Heard]:
    """What a record's own words say of it: its texts, and its dates as written."""
    heard = []
    for each in record.layout.answers:
        value = record.fields[each.name]
        text = value.text if isinstance(value, Scheduled) else value
        if each is status or each.type not in ("text", "scheduled") or not isinstance(text, str):
            continue
        if each.name in record.origins and (said := find_status(text)):
            heard.append(Heard(said, text, each.title, record.origins[each.name]))
    return heard
