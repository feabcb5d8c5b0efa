"""Dates that lean on the day to their left or, without one, on the day above."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from loaders.reading.records.answers import Answer
from loaders.reading.records.records import Record
from loaders.values.dates.dates import Scheduled
from loaders.values.dates.relative import relate

_DATED = frozenset({"date", "scheduled"})


def relate_answer(record: Record, answer: Answer, above: Mapping[str, Any]) -> Answer:
    """「同月20日」 with its month written out, where an exact day says which; `above` are the
    fields of the record above. Any answer but a date is left as it is."""
    if answer.field.type not in _DATED:
        return answer
    day = _find_day_before(record, answer, above)
    return answer._replace(value=relate(str(answer.value), day)) if day else answer


def _find_day_before(record: Record, answer: Answer, above: Mapping[str, Any]) -> date | None:
    row, column = answer.position
    left = [
        (at, name)
        for name, (line, at) in record.origins.items()
        if line == row and at < column and record.layout.field(name).type in _DATED
    ]
    if left:
        return _find_day(max(left)[1], record.fields)
    return _find_day(answer.field.name, above)


def _find_day(name: str, fields: Mapping[str, Any]) -> date | None:
    said = fields.get(name)
    if isinstance(said, Scheduled):
        return said.periods[-1][1] if said.precision == "day" else None
    is_exact = isinstance(said, str) and not fields.get(f"{name}_text")
    return date.fromisoformat(str(said)) if is_exact else None
