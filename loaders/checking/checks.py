"""Rules across cells, rows and sheets."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from data.figures import list_added_up, list_ratios
from data.layout import Layout, Sum
from loaders.checking.problems import Problem
from loaders.grid import Value, a1
from loaders.reading.account import Mark
from loaders.reading.headers.header_match import Column
from loaders.reading.records.records import COUNTED_TYPES, Record, SheetResult, to_plain
from loaders.reading.row_labels import split_items
from loaders.reading.tables.table_result import TableResult, Total
from loaders.values.dates.fiscal_years import build_fiscal_span
from loaders.values.names.forums import load_forums
from loaders.values.numbers import parse_count
from loaders.values.reading import BLANK, Reading
from loaders.values.units import scale_value
from words.problems import EXPECTED

#: Below these a total row counts the rows above.
ROW_COUNTED_TYPES = frozenset({"government", "text", "prefecture", "forum"})


def check_records(result: SheetResult) -> Iterator[Problem]:
    """All rules over the records of one layout on one sheet."""
    assert result.layout is not None
    records = [each for each in result.records if not each.withdrawn]
    yield from find_duplicates(result.layout, records)
    if sum(bool(region.titles) for region in result.regions) > 1:
        yield from find_halves(result.layout, records)
    yield from find_lists(result.layout, records)
    yield from check_date_order(result.layout, records)
    if result.fiscal_year is not None:
        yield from check_fiscal_year(result.layout, records, result.fiscal_year)
    for rule in result.layout.sums:
        yield from _check_indicator_sum(rule, records)
    for rule in result.layout.scope_sums:
        yield from _check_scope_sum(rule, records)
        yield from _check_forum_sums(records)


def find_duplicates(layout: Layout, records: list[Record]) -> Iterator[Problem]:
    """A record whose key answers all stand on an earlier record (DESIGN.md §7); that one too
    where both count something else: which of them is meant is not known."""
    seen: dict[tuple[Any, ...], Record] = {}
    doubted: set[str] = set()
    counts = [each.name for each in layout.answers if each.type in COUNTED_TYPES]
    required = [each.name for each in layout.required]
    for record in records:
        if None in map(record.fields.get, required):
            continue
        first = seen.setdefault((record.fiscal_year, *build_key(layout, record)), record)
        if first is not record:
            yield Problem("duplicate_record", "", record.sheet, record.cell, "", "", first.cell)
            if first.cell not in doubted and any(_differ(first, record, name) for name in counts):
                doubted.add(first.cell)
                yield Problem("duplicate_record", "", first.sheet, first.cell, "", "", record.cell)


def _differ(first: Record, second: Record, name: str) -> bool:
    one, other = first.fields[name], second.fields[name]
    return None not in (one, other) and one != other


def find_lists(layout: Layout, records: list[Record]) -> Iterator[Problem]:
    """A list in place of a happening's name: each of its items is a record of its own."""
    names = [each for each in layout.answers if each.name in layout.key and each.type == "text"]
    for record in records if layout.scheduled else ():
        for each in names:
            if items := split_items(record.fields[each.name]):
                cell, count = record.cell_of(each.name), str(len(items))
                yield Problem("several_in_cell", "", record.sheet, cell, each.title, count)


def find_halves(layout: Layout, records: list[Record]) -> Iterator[Problem]:
    """A record under one header that goes on with one under another: what both must have is the
    same, and neither answers what the other does."""
    own = [each.name for each in layout.answers if each.required or each.type in ("forum", "scope")]
    seen: dict[tuple[Any, ...], tuple[Record, set[str]]] = {}
    for record in records:
        key = (record.fiscal_year, *(_key_part(record.fields.get(name)) for name in own))
        said = {name for name in record.origins if record.fields.get(name) is not None} - {*own}
        first, before = seen.setdefault(key, (record, said))
        if first is not record and said and before and not said & before:
            yield Problem("duplicate_record", "", record.sheet, record.cell, "", "", first.cell)


def build_key(layout: Layout, record: Record) -> tuple[Any, ...]:
    """The answers that make a record the one it is, as they can be compared."""
    values = map(record.fields.get, layout.key)
    return tuple([each if each.__class__ is str else _key_part(each) for each in values])


def _key_part(value: Any) -> Any:
    """What is no text, as it can be compared."""
    plain = to_plain(value)
    if isinstance(plain, dict):
        return plain["text"]
    return tuple(plain) if isinstance(plain, list) else plain


def check_date_order(layout: Layout, records: list[Record]) -> Iterator[Problem]:
    """What comes later, a stage or the day one left, is not dated before what comes first."""
    names = layout.dates_in_order
    if not names:
        return
    for record in records:
        fields = record.fields
        dated = [(name, fields[name]) for name in names if fields.get(name)]
        # most cases have begun and no more: with that date alone nothing can be out of order
        if len(dated) > 1 or (dated and dated[0][0] != names[0]):
            yield from _check_dates(layout, record, dated)


def _check_dates(layout: Layout, record: Record, dated: list[tuple[str, Any]]) -> Iterator[Problem]:
    for (earlier, first), (later, second) in pairwise(dated):
        vague = record.fields.get(f"{earlier}_text") or record.fields.get(f"{later}_text")
        if second < first and not (vague and second[:7] >= first[:7]):
            hint = "stage_order" if layout.has("stage") else "date_order"
            yield _order_problem(layout, record, later, f"{first} → {second}", hint)
            return
    stage = record.fields.get("stage")
    if not stage:
        return
    reached = [f"{each}_on" for each in layout.field("stage").choices]
    if dated and reached.index(dated[-1][0]) > reached.index(f"{stage}_on"):
        name, day = dated[-1]
        if not record.fields.get(f"{name}_text"):
            yield _order_problem(layout, record, name, day, "stage_behind")


def _order_problem(layout: Layout, record: Record, name: str, found: str, hint: str) -> Problem:
    title = layout.field(name).title
    expected = EXPECTED[hint]
    return Problem("stage_order", "", record.sheet, record.cell_of(name), title, found, expected)


def check_fiscal_year(layout: Layout, records: list[Record], fiscal_year: int) -> Iterator[Problem]:
    """Records of another year than the sheet's; dates wholly outside the sheet's year."""
    first, last = (day.isoformat() for day in build_fiscal_span(fiscal_year))
    others = [each for each in records if each.fiscal_year not in (None, fiscal_year)]
    for record in others:
        found, expected = str(record.fiscal_year), str(fiscal_year)
        yield Problem("other_fiscal_year", "", record.sheet, record.cell, "", found, expected)
    own = records if not others else [r for r in records if r.fiscal_year in (None, fiscal_year)]
    for each in layout.fields:
        if not each.within_year:
            continue
        for record in own:
            value = record.fields.get(each.name)
            if value is None:
                continue
            span = (value, value) if value.__class__ is str else _span(value)
            if span and (span[1] < first or span[0] > last):
                found = record.fields.get(f"{each.name}_text") or _show(record.fields[each.name])
                cell = record.cell_of(each.name)
                yield Problem(
                    "outside_fiscal_year",
                    "",
                    record.sheet,
                    cell,
                    each.title,
                    found,
                    str(fiscal_year),
                )


def _span(value: Any) -> tuple[str, str] | None:
    """First and last day of a scheduled value, in ISO form."""
    if not value.periods:
        return None
    periods = value.periods
    return min(p[0] for p in periods).isoformat(), max(p[1] for p in periods).isoformat()


def _show(value: Any) -> str:
    return value if isinstance(value, str) else str(value.text)


def _check_indicator_sum(rule: Sum, records: list[Record]) -> Iterator[Problem]:
    """The headline equals its parts, scope by scope (133 = 113 + 14 + 6 + 0)."""
    scopes = dict.fromkeys(record.fields["scope"] for record in records)
    for scope in scopes:
        found = {r.fields["indicator"]: r for r in records if r.fields["scope"] == scope}
        yield from _compare(found.get(rule.total), [found.get(part) for part in rule.parts])


def _check_scope_sum(rule: Sum, records: list[Record]) -> Iterator[Problem]:
    """The total equals national and regional together, indicator by indicator."""
    found = {(r.fields["scope"], r.fields["indicator"]): r for r in records}
    for indicator in list_added_up((rule.total, *rule.parts)):
        parts = [found.get((part, indicator)) for part in rule.parts]
        yield from _compare(found.get((rule.total, indicator)), parts)


def _check_forum_sums(records: list[Record]) -> Iterator[Problem]:
    """What all regional forums have equals them together, where each says it."""
    found = {(r.fields["scope"], r.fields["indicator"]): r for r in records}
    forums = [each.id for each in load_forums() if each.kind == "regional"]
    for scope, indicator in found:
        if scope == "regional" and indicator not in list_ratios():
            parts = [found.get((forum, indicator)) for forum in forums]
            yield from _compare(found[scope, indicator], parts)


def _compare(total: Record | None, parts: list[Record | None]) -> Iterator[Problem]:
    """Nothing can be said while a part is not reported."""
    values = [part.fields["value"] if part else None for part in parts]
    if total is None or total.fields["value"] is None or None in values:
        return
    computed = sum(value for value in values if value is not None)
    stated = total.fields["value"]
    if stated != computed:
        title = total.layout.field("value").title
        cell = total.cell_of("value")
        yield Problem("total_mismatch", "", total.sheet, cell, title, str(stated), str(computed))


def check_totals(table: TableResult) -> Iterator[Problem]:
    """Total rows against the records above them; silent where a part could not be read."""
    if not table.totals:
        return
    asked = {column for total in table.totals for column in total.cells}
    running = {
        each.column: RunningSum(table, each) for each in table.columns if each.column in asked
    }
    ends = [total.last_record for total in table.totals] + [len(table.result.records)]
    spans = [_list_spans(total, ends[at + 1], ends) for at, total in enumerate(table.totals)]
    table.counting = {
        each.column.column for each in running.values() if _counts_rows(table, each, spans)
    }
    for total, each in zip(table.totals, spans, strict=True):
        for column in sorted(total.cells.keys() & running.keys()):
            yield from _check_total(table, total, running[column], each)


def _counts_rows(
    table: TableResult, running: "RunningSum", spans: list[list[tuple[int, int]]]
) -> bool:
    """Whether bare figures under names count the rows: two of them do, and most."""
    if running.column.field.type not in ROW_COUNTED_TYPES:
        return False
    stated = [
        value in [running.add_up(*span) for span in each]
        for total, each in zip(table.totals, spans, strict=True)
        if isinstance(value := total.cells.get(running.column.column), int)
    ]
    return sum(stated) >= 2 and sum(stated) * 2 > len(stated)


def _check_total(
    table: TableResult, total: Total, running: "RunningSum", spans: list[tuple[int, int]]
) -> Iterator[Problem]:
    """One figure of a total row; what it was held against goes into the account."""
    column = running.column
    stated = _read_stated(table, total.cells[column.column], column).value
    sums = [each for span in spans if (each := running.add_up(*span)) is not None]
    if total.is_grand and table.before is not None:
        pages = _add_up_pages(table, column, total.last_record)
        sums += [pages] if pages is not None else []
    if stated is None or not (_is_summed(column) or stated in sums):
        return
    table.result.marks[total.row, column.column] = _mark_total(stated, sums)
    if sums and stated not in sums:
        cell, sheet = a1(total.row, column.column), table.result.sheet
        yield Problem("total_mismatch", "", sheet, cell, column.title, str(stated), str(sums[0]))


def _add_up_pages(table: TableResult, column: Column, end: int) -> int | None:
    """What a column adds up to from the first page on; None where a part could not be read."""
    parts = [RunningSum(table, column).add_up(0, end)]
    while table.before is not None:
        table = table.before
        parts.append(RunningSum(table, column).add_up(0, len(table.result.records)))
    return None if None in parts else sum(part or 0 for part in parts)


def _mark_total(stated: int, sums: list[int]) -> Mark:
    """The account's entry for a total: what it was held against."""
    if not sums:
        return Mark("total", "not_checkable")
    return Mark("total", "checked", str(stated if stated in sums else sums[0]))


def _is_summed(column: Column) -> bool:
    """Figures and marks add up, names are counted; 「3回」 under the dates may count anything:
    where it is the number of rows it is checked, else it is left unread."""
    return column.stage is not None or column.field.type in COUNTED_TYPES | ROW_COUNTED_TYPES


def _read_stated(table: TableResult, value: Value, column: Column) -> Reading:
    """What a total row states: a count; under names and texts only with its unit (3団体)."""
    field = column.field
    if scale := table.scales.get(column.column):
        value = scale_value(value, scale, field.units)
    counts = isinstance(value, str) or column.column in table.counting
    if field.type in ROW_COUNTED_TYPES and not counts:
        return BLANK
    return parse_count(value, field.units)


def _list_spans(total: Total, next_end: int, ends: list[int]) -> list[tuple[int, int]]:
    """The records a total may honestly sum up, by its label first: from … up to, exclusive.

    Where the first total stands above all records, totals stand above what they sum up.
    """
    whole, part = (0, total.last_record), (total.first_record, total.last_record)
    above = [whole, part] if total.is_grand else [part, whole]
    if ends[0] > 0:
        return above
    group, rest = (total.last_record, next_end), (0, ends[-1])
    if total.last_record:
        return [group, rest, *above]
    return [rest, group] if total.is_grand else [group, rest]


class RunningSum:
    """What one column's records add up to, between any two of them."""

    def __init__(self, table: TableResult, column: Column) -> None:
        self.column = column
        self._sums, self._faults = [0], [0]
        name = column.field.name
        for record in table.result.records:
            place, amount = (record.row, name), 1
            if column.stage is not None:
                amount = int((record.row, column.column) in table.marked)
            elif column.field.type in COUNTED_TYPES:
                amount = record.fields[name] or 0
            counted = column.stage is None and column.field.type in COUNTED_TYPES
            holds = not record.withdrawn
            self._sums.append(self._sums[-1] + amount * holds)
            self._faults.append(self._faults[-1] + (counted and holds and place in table.faulty))

    def add_up(self, first: int, end: int) -> int | None:
        """None where a part could not be read."""
        if self._faults[end] > self._faults[first]:
            return None
        return self._sums[end] - self._sums[first]
