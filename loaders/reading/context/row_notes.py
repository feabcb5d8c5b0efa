"""Notes that take rows back by their numbers: 「No.3及びNo.7は取下げのため含めない」."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from loaders.checking.problems import Problem
from loaders.grid import Grid, a1
from loaders.reading.context.asides import list_outside, tell_withdrawn
from loaders.reading.context.set_aside import takes_back
from loaders.reading.records.records import Record, SheetResult
from loaders.values.numbered import parse_codes
from loaders.values.text import normalise
from loaders.values.vocabulary import get_words

#: A longer text is a letter.
_LONGEST_NOTE = 200
_NUMBER = r"(?:no\.?|番号|整理番号|項番|連番|通し番号) ?"
_NOTE = re.compile(
    rf"(?:^|[^a-z]){_NUMBER}(?P<numbers>\d{{1,4}}"
    rf"(?: ?(?:及び|および|並びに|[と、,・&]) ?(?:{_NUMBER})?\d{{1,4}})*)"
    r"番?(?:の(?:案件|行事|件|自治体|会員|\d件))? ?[はが:、] ?(?P<said>[^。]+)",
    re.IGNORECASE,
)
#: No such note is without one of these.
_MAY_NAME = re.compile("[nNｎＮ][oOｏＯ]|№|番")
_REASON = re.compile("のため(?:に|、)?|により|につき|に伴い|、")
_DIGITS = re.compile(r"\d+")


class RowNote(NamedTuple):
    numbers: tuple[int, ...]
    said: str


@lru_cache(maxsize=1 << 10)
def parse_row_note(text: str) -> RowNote | None:
    """
    >>> parse_row_note("（注）No.3及びNo.7は、企業の辞退により取下げ。件数に含めない。")
    RowNote(numbers=(3, 7), said='企業の辞退により取下げ')
    >>> parse_row_note("※No.2は概数"), parse_row_note("3と7は取下げ")
    (RowNote(numbers=(2,), said='概数'), None)
    """
    found = _NOTE.search(normalise(text)) if len(text) <= _LONGEST_NOTE else None
    if found is None:
        return None
    numbers = tuple(map(int, _DIGITS.findall(found["numbers"])))
    return RowNote(numbers, found["said"].strip("、 "))


def hear_row_notes(results: Sequence[SheetResult], grid: Grid) -> None:
    """Let the records wait that such a note takes back; one of rows that are not found is pointed
    out."""
    notes = _list_notes(grid) if results else {}
    records = [record for each in results for record in each.records] if notes else []
    taken = {at for record in records for at in record.origins.values()}
    for place, text in list_outside(grid, taken, notes.keys()):
        note = notes[text]
        result, named = _find_named(results, grid, note.numbers)
        for record in named:
            record.withdrawn = True
            result.problems.append(tell_withdrawn(record, note.said))
        if not named:
            said = (grid.sheet, a1(*place), "", a1(*place))
            result.problems.append(Problem("unread_cells", "", *said, text.strip()))


def _list_notes(grid: Grid) -> dict[str, RowNote]:
    """Texts that take rows back, wherever they stand."""
    texts = grid.texts.find(_MAY_NAME)
    parsed = {each: parse_row_note(each) for each in texts if len(each) <= _LONGEST_NOTE}
    return {each: note for each, note in parsed.items() if note and _takes_back(note.said)}


def _takes_back(said: str) -> bool:
    """Whether a note says that its rows do not count, and not that they may not.

    >>> [_takes_back(each) for each in ("企業の辞退により取下げとなった", "件数に含めない", "概数")]
    [True, True, False]
    >>> _takes_back("取下げの可能性あり")
    False
    """
    if any(word in said for word in get_words("withdrawals", "doubts")):
        return False
    words = (*get_words("withdrawals", "words"), *get_words("withdrawals", "not_counted"))
    is_said = any(len(word) > 1 and word in said for word in words)
    return is_said or any(map(takes_back, _REASON.split(said)))


def _find_named(
    results: Sequence[SheetResult], grid: Grid, numbers: Sequence[int]
) -> tuple[SheetResult, list[Record]]:
    """The one result of which each number is that of one record, and these records; none of the
    first where there is no such."""
    for result in results:
        by_number: dict[int, list[Record]] = {}
        for record in result.records:
            for number in _read_number(record, grid):
                by_number.setdefault(number, []).append(record)
        named = [by_number.get(each, []) for each in numbers]
        if all(len(each) == 1 for each in named):
            return result, [record for (record,) in named]
    return results[0], []


def _read_number(record: Record, grid: Grid) -> tuple[int, ...]:
    """What alone stands in a record's row left of all its answers, where that is a number."""
    first = min((column for row, column in record.origins.values() if row == record.row), default=1)
    values = [grid.value(record.row, each) for each in range(1, first)]
    told = [each for each in values if each is not None]
    return parse_codes(told[0]) if len(told) == 1 else ()
