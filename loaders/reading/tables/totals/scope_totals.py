"""Total rows in tables of scopes: 計 below forums is what they add up to, no scope's own figure."""

from collections.abc import Iterator

from loaders.checking.problems import Problem
from loaders.grid import Grid, a1
from loaders.reading.account import TOTAL_LABEL, Mark
from loaders.reading.records.records import Record
from loaders.reading.tables.table_result import TableResult
from loaders.values.text import clean_text, fold_key, get_keys


def settle_scope_totals(table: TableResult, grid: Grid) -> Iterator[Problem]:
    """Take what only adds up forums out of the records, and hold it against them.

    A table with a subtotal of its own (全国フォーラム) states scopes; 総合計 is one too, unless it
    is just what the forums above have together.
    """
    layout, result, records = table.header.layout, table.result, table.result.records
    if not layout.scope_sums:
        return
    known = layout.field("scope").choices
    forums = [each for each in records if each.fields["scope"] not in (None, *known)]
    wholes = {rule.total for rule in layout.scope_sums}
    if not forums or {each.fields["scope"] for each in records} & ({*known} - wholes):
        return
    for record in [each for each in records if each.fields["scope"] in {None, *wholes}]:
        parts = [e for e in forums if e.fields["indicator"] == record.fields["indicator"]]
        if parts and _is_total(grid, record, parts):
            records.remove(record)
            label = ("invalid_choice", record.cell_of("scope"))
            result.problems = [each for each in result.problems if (each.code, each.cell) != label]
            yield from _check(table, record, parts)


def _is_total(grid: Grid, record: Record, parts: list[Record]) -> bool:
    place = record.origins.get("scope")
    label = clean_text(grid.value(*place)) if place else None
    if label and fold_key(label) in get_keys("totals", "bare"):
        return True
    return _add_up(parts, "value") in {record.fields["value"]} - {None}


def _check(table: TableResult, record: Record, parts: list[Record]) -> Iterator[Problem]:
    """Hold a total's figures against the forums', and enter its cells as a total's."""
    marks = table.result.marks
    for name, place in record.origins.items():
        if name not in ("target", "value"):
            marks[place] = TOTAL_LABEL
            continue
        stated, sum_ = record.fields[name], _add_up(parts, name)
        if sum_ is None:
            marks[place] = Mark("total", "not_checkable")
            continue
        marks[place] = Mark("total", "checked", str(sum_))
        if stated is not None and stated != sum_:
            title = record.layout.field(name).title
            cell = a1(*place)
            yield Problem("total_mismatch", "", record.sheet, cell, title, str(stated), str(sum_))


def _add_up(parts: list[Record], name: str) -> float | None:
    """None where a part has no figure: what it adds would be unknown."""
    values = [each.fields[name] for each in parts]
    return None if None in values else sum(values)
