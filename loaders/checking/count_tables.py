"""Small tables of counts beside a ledger: 検討 2 | 成立 4 | 計 6. They give no records, and are
held against the ledger's."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from data.layout import Field
from loaders.checking.problems import Problem
from loaders.grid import Grid, Position, Value, a1
from loaders.reading.account import TOTAL_LABEL, Mark
from loaders.reading.records.records import SheetResult
from loaders.values.coerce import Context, coerce
from loaders.values.names.governments import is_prefecture_name, prefecture_of
from loaders.values.numbers import parse_count
from loaders.values.text import LONGEST_WORD, fold_key, is_total, normalise
from loaders.values.vocabulary import get_words

FEWEST_PARTS = 2
#: Types by whose answers records are counted, governments by their prefecture.
COUNTED_BY = frozenset({"stage", "choice", "text", "government"})
_INLINE = re.compile(r"(\D{2,10}?)[ :]*(\d{1,4})(?:件|回|団体|自治体|市町村)")


class Stated(NamedTuple):
    """A figure of such a table below or beside its label."""

    label: str
    figure: int
    position: Position
    at_label: Position


def check_count_tables(result: SheetResult, grid: Grid) -> Iterator[Problem]:
    """Mark the figures of tables that agree, and name those that do not where most others do;
    a table that agrees in little counts something else, and stays outside."""
    records = [each for each in result.records if not each.withdrawn]
    if not records or result.layout is None or not result.layout.totals:
        return
    for line in _list_lines(result, grid):
        parts = [each for each in line if not is_total(each.label)]
        for field in result.layout.answers:
            name = partial(_name_answer, field)
            named = [name(each.label) for each in parts]
            if field.type in COUNTED_BY and None not in named and len(parts) >= FEWEST_PARTS:
                answers = Counter(_group(field, record.fields[field.name]) for record in records)
                if any(answers[key] for key in named):
                    yield from _check(result, line, [answers[key] for key in named], len(records))
                    break


def _check(
    result: SheetResult, line: Sequence[Stated], counted: Sequence[int], records: int
) -> Iterator[Problem]:
    parts = [each for each in line if not is_total(each.label)]
    right = sum(each.figure == own for each, own in zip(parts, counted, strict=True))
    if right < max(len(parts) - right, 1):
        return
    whole = records if right == len(parts) else sum(each.figure for each in parts)
    own = dict(zip(parts, counted, strict=True)) | {each: whole for each in set(line) - {*parts}}
    for each, count in own.items():
        result.marks[each.at_label] = TOTAL_LABEL
        result.marks[each.position] = Mark("total", "checked", str(count))
        if each.figure != count:
            place = (result.sheet, a1(*each.position), each.label)
            yield Problem("total_mismatch", "", *place, str(each.figure), str(count))


def _name_answer(field: Field, label: str) -> Value:
    """The group of records that a label names; None where it names none of a field's."""
    if field.type == "government":
        return is_prefecture_name(label)
    if not field.choices:
        return fold_key(label)
    reading = coerce(field, label, Context())
    return reading.value if reading.code is None else None


def _group(field: Field, answer: Value) -> Value:
    """The group that a record's answer puts it into."""
    if answer is None or field.choices:
        return answer
    return prefecture_of(str(answer)) if field.type == "government" else fold_key(str(answer))


def _list_lines(result: SheetResult, grid: Grid) -> Iterator[list[Stated]]:
    """The runs of labels with a figure each, in rows outside all tables: the figures in the row
    below, or beside labels that stand below each other."""
    inside = {r for each in result.regions for r in range(each.area[0], each.area[2] + 1)}
    rows = {
        row: [(at, v) for at, v in enumerate(values, start=1) if v not in (None, "")]
        for row, values in enumerate(grid.rows, start=1)
        if row not in inside
    }
    yield [
        each
        for row, cells in rows.items()
        for at, v in cells
        for each in _state_inline(v, (row, at))
    ]
    run: list[Stated] = []
    for row, cells in rows.items():
        if labels := {at: v for at, v in cells if _is_label(v)}:
            below = [(at, v) for at, v in rows.get(row + 1, []) if not _counts_records(v)]
            if len(below) > 1 and labels.keys() >= {at for at, _ in below}:
                yield [
                    s for at, v in below for s in _state(labels[at], v, (row + 1, at), (row, at))
                ]
        stated = (
            list(_state(cells[0][1], cells[1][1], (row, cells[1][0]), (row, cells[0][0])))
            if len(cells) == 2
            else []
        )
        if not stated and run:
            yield run
            run = []
        run += stated
    yield run


def _state_inline(value: Value, place: Position) -> Iterator[Stated]:
    """高知県 2団体, in one cell."""
    text = normalise(value).strip() if isinstance(value, str) else ""
    found = _INLINE.fullmatch(text) if len(text) <= LONGEST_WORD else None
    if found:
        yield Stated(found[1], int(found[2]), place, place)


def _is_label(value: Value) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_WORD


def _counts_records(value: Value) -> bool:
    """件数, at the head of a row of figures."""
    return isinstance(value, str) and fold_key(value) in get_words("totals", "row_labels")


def _state(label: Value, value: Value, position: Position, at_label: Position) -> Iterator[Stated]:
    count = parse_count(value, ("件", "回", "団体", "自治体")).value
    if isinstance(label, str) and count is not None:
        yield Stated(label.strip(), count, position, at_label)
