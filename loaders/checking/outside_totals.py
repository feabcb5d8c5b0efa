"""Totals that stand apart from the rows they sum up: 参加者合計 191名 above a table."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from data.layout import Field
from loaders.checking.problems import Problem
from loaders.grid import Area, Grid, Position, Value, a1
from loaders.reading.account import TOTAL_LABEL, UNREAD, Mark, Region
from loaders.reading.headers.titles import STRONG, match_title
from loaders.reading.records.records import Record, SheetResult
from loaders.reading.row_labels import is_comparison, is_conditional
from loaders.values.numbers import parse_count
from loaders.values.text import LONGEST_WORD, is_total, normalise
from loaders.values.vocabulary import get_words

#: 参加者合計：191名, 総計 3件
_INLINE = re.compile(r"(?P<label>[^\d:]{1,20}?)[\s:]*(?P<figure>\d[\d,]*\s*[^\d\s]{0,3})")
#: Units that count the records themselves.
_ROW_UNITS = re.compile(r"[\d,]+\s*(?:件|団体|自治体|市町村|会員)$")


class Stated(NamedTuple):
    """A figure that a label beside it calls a total."""

    label: str
    figure: Value
    position: Position
    at_label: Position


def check_outside_totals(result: SheetResult, grid: Grid) -> Iterator[Problem]:
    """Hold each such figure against all records of its sheet; where it is not clear what it
    sums up, and nothing is as many, it is left unread, and so named."""
    records = [each for each in result.records if not each.withdrawn]
    if not records or result.layout is None or not result.layout.totals:
        return
    for stated in _list_stated(result, grid):
        mark = result.marks.get(stated.position)
        if mark and mark.kind == "total":  # held against the records already
            continue
        field = _find_field(result, stated.label)
        units = field.units if field else ("名", "人", "件", "団体", "自治体")
        count = parse_count(stated.figure, units).value
        if count is None:
            continue
        sums = _list_sums(result, records, field, str(stated.figure))
        result.marks[stated.at_label] = TOTAL_LABEL
        if count in sums:
            result.marks[stated.position] = Mark("total", "checked", str(count))
        elif field is not None and sums:
            result.marks[stated.position] = Mark("total", "checked", str(sums[0]))
            place = (result.sheet, a1(*stated.position), stated.label)
            yield Problem("total_mismatch", "", *place, str(count), str(sums[0]))
        else:
            row, column = stated.position
            result.marks.pop(stated.position, None)
            area = Area(row, column, row, column)
            result.regions.insert(0, Region(area, UNREAD, {column: stated.label}))


def _list_stated(result: SheetResult, grid: Grid) -> Iterator[Stated]:
    """The totals in rows above and below all tables of a sheet."""
    rows = {row for r in result.regions for row in range(r.area.first_row, r.area.last_row + 1)}
    for row, values in enumerate(grid.rows, start=1):
        if row in rows:
            continue
        cells = [(at, v) for at, v in enumerate(values, start=1) if v not in (None, "")]
        stated = list(_read_row(row, cells)) if cells else []
        if stated and not _answers(result.records, {(row, at) for at, _ in cells}):
            yield from stated


def _answers(records: Iterable[Record], places: Set[Position]) -> bool:
    """Whether any of the cells is a record's answer."""
    return any(not places.isdisjoint(record.origins.values()) for record in records)


def _read_row(row: int, cells: Sequence[tuple[int, Value]]) -> Iterator[Stated]:
    beside = [*cells[1:], (0, None)]
    for (column, value), (at, following) in zip(cells, beside, strict=True):
        if not isinstance(value, str) or len(value) > LONGEST_WORD:
            continue
        inline = _INLINE.fullmatch(normalise(value).strip())
        if _names_total(value):
            if at == column + 1 and following is not None:
                yield Stated(value.strip(), following, (row, at), (row, column))
        elif inline and _names_total(inline["label"]):
            yield Stated(inline["label"], inline["figure"], (row, column), (row, column))


def _names_total(label: str) -> bool:
    plain = normalise(label).strip(" :")
    is_other = is_comparison(plain) or is_conditional(plain)
    return not is_other and (is_total(plain) or plain.endswith(get_words("totals", "outside")))


def _find_field(result: SheetResult, label: str) -> Field | None:
    """The counted field, one of the sheet's, whose total a label names."""
    assert result.layout is not None
    plain = normalise(label).strip(" :")
    for ending in ("", *get_words("totals", "outside"), *get_words("totals", "endings")):
        match = match_title(result.layout, (plain.removesuffix(ending),))
        if match is not None and match.rank == STRONG and match.field.type == "count":
            return match.field
    return None


def _list_sums(
    result: SheetResult, records: Sequence[Record], field: Field | None, figure: str
) -> list[int]:
    """What the figure may be: its field's sum, or of any field, or the number of records."""
    assert result.layout is not None
    counted = [field] if field else [each for each in result.layout.answers if each.type == "count"]
    refused = {each.cell for each in result.problems if each.level == "error"}
    sums = []
    for each in counted:
        values = [record.fields[each.name] for record in records]
        if not any(record.cell_of(each.name) in refused for record in records):
            sums.append(sum(value or 0 for value in values))
    return sums if field or not _ROW_UNITS.search(normalise(figure)) else [*sums, len(records)]
