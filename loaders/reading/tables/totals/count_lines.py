"""A line that states several counts of the rows above it: 計 2回・74名, 計 5件（検討3件）."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from data.layout import Field, Layout
from loaders.reading.records.records import Record
from loaders.values.choices import find_choice, freeze_choices
from loaders.values.text import LONGEST_WORD, is_total, normalise

_LINE = re.compile(r"(?P<label>\S{0,8}?計)[\s:]*(?P<counts>[^\s:].*)")
_SEPARATORS = re.compile(r"[()\s・、,/]+")
_COUNT = re.compile(
    r"(?P<word>\D{0,10}?)(?P<number>\d{1,5})(?P<unit>回|件|名|人|者|社|団体|自治体|校)"
)


class Count(NamedTuple):
    """検討3件: what is counted, "" for all rows, how many, and in which unit."""

    word: str
    number: int
    unit: str


@lru_cache(maxsize=4096)
def parse_counts(text: str) -> Sequence[Count]:
    """The counts of a line that states two or more and nothing else; none of any other text.

    >>> [each.number for each in parse_counts("計　5件（検討3件　成立1件）")]
    [5, 3, 1]
    >>> parse_counts("計画 2回・3件"), parse_counts("設計2回・30名"), parse_counts("計 3件")
    ((), (), ())
    """
    line = _LINE.fullmatch(normalise(text).strip()) if len(text) < LONGEST_WORD * 2 else None
    if line is None or not is_total(line["label"]):
        return ()
    found = [_COUNT.fullmatch(each) for each in _SEPARATORS.split(line["counts"]) if each]
    counts = tuple(Count(each["word"], int(each["number"]), each["unit"]) for each in found if each)
    return counts if len(counts) == len(found) > 1 else ()


def find_wrong_counts(
    layout: Layout, counts: Sequence[Count], spans: Sequence[Sequence[Record]]
) -> Iterator[tuple[str, str, str]]:
    """What each count is of that is true of no span of rows: its title, what is stated and what
    the first span has. The first may count the rows; a word that names no choice is not held
    against anything."""
    for count in counts:
        sums = [_add_up(layout, count, count is counts[0], records) for records in spans]
        if None not in sums and count.number not in sums:
            stated = f"{count.number}{count.unit}"
            yield count.word, stated, f"{sums[0]}{count.unit}"


def _add_up(layout: Layout, count: Count, is_first: bool, records: Sequence[Record]) -> int | None:
    """How many a count is of among the records; None where it is not known of all of them."""
    if count.word:
        return _count_chosen(layout, count.word, records)
    field = next((each for each in layout.answers if _is_counted(each, count.unit)), None)
    if field is None:
        return len(records) if is_first else None
    numbers = [record.fields[field.name] for record in records]
    return None if None in numbers else sum(numbers)


def _is_counted(field: Field, unit: str) -> bool:
    return field.type == "count" and unit in field.units


def _count_chosen(layout: Layout, word: str, records: Sequence[Record]) -> int | None:
    for field in layout.answers:
        if field.type in ("choice", "stage") and (
            choice := find_choice(word, freeze_choices(field.choices))
        ):
            answers = [record.fields[field.name] for record in records]
            return None if None in answers else answers.count(choice)
    return None
