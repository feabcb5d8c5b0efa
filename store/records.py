"""The records of one load as they are kept, whether they count or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_
from typing import Any

import duckdb

from data.layout import load_layouts
from store.layout_tables import PLACE_COLUMNS, SEARCH_COLUMN
from store.moments import END_OF_TIME, drop_time_zone

#: Sheet, layout, the slot's forum and fiscal year.
Place = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """One record; `fields` are its layout's columns (a scheduled value has four)."""

    layout: str
    batch_id: int
    record_id: int
    forum: str
    fiscal_year: int
    sheet: str
    cell: str
    fields: dict[str, Any]


def read_batch_records(cursor: duckdb.DuckDBPyConnection, batch_id: int) -> list[KeptRecord]:
    """A load's records, in the order of layouts, then of the workbook."""
    wanted = _equals("batch_id", batch_id)
    return [
        record
        for layout in _list_layouts(cursor, wanted)
        for record in _read_layout(cursor, layout, wanted)
    ]


def count_batch_records(cursor: duckdb.DuckDBPyConnection, batch_id: int) -> dict[Place, int]:
    """How many of a load's records stand where, in the same order."""
    wanted = _equals("batch_id", batch_id)
    counts: dict[Place, int] = {}
    for layout in _list_layouts(cursor, wanted):
        rows = cursor.table(layout).filter(wanted)
        places = rows.aggregate("sheet, slot_forum, fiscal_year, count(*), min(record_id) AS first")
        for sheet, forum, fiscal_year, count, _ in places.order("first").fetchall():
            counts[sheet, layout, forum, fiscal_year] = count
    return counts


def _list_layouts(cursor: duckdb.DuckDBPyConnection, wanted: duckdb.Expression) -> list[str]:
    """Those that a load speaks for."""
    slots = cursor.table("batch_slots").filter(wanted).select("layout").fetchall()
    spoken_for = {layout for (layout,) in slots}
    return [each.id for each in load_layouts() if each.id in spoken_for]


def read_record(
    cursor: duckdb.DuckDBPyConnection, layout: str, batch_id: int, record_id: int
) -> KeptRecord | None:
    """One record of a load; None where the load has no such."""
    wanted = _equals("batch_id", batch_id) & _equals("record_id", record_id)
    return next(iter(_read_layout(cursor, layout, wanted)), None)


def read_counting(
    cursor: duckdb.DuckDBPyConnection,
    layout: str,
    as_of: datetime | None = None,
    wanted: duckdb.Expression | None = None,
    most: int | None = None,
) -> list[KeptRecord]:
    """A layout's records that count at a moment (UTC; None: now), the newest year first: those
    wanted, up to so many."""
    moment = drop_time_zone(as_of) if as_of else END_OF_TIME
    relation = cursor.table_function(f"{layout}_as_of", [moment])
    relation = relation if wanted is None else relation.filter(wanted)
    ordered = relation.order("fiscal_year DESC, batch_id, record_id")
    return _build_all(layout, ordered if most is None else ordered.limit(most))


def holds_words(words: Iterable[str]) -> duckdb.Expression:
    """That a record's searched texts hold each of the folded words."""
    column = duckdb.ColumnExpression(SEARCH_COLUMN)
    held = [
        duckdb.FunctionExpression("contains", column, duckdb.ConstantExpression(word))
        for word in words
    ]
    return reduce(and_, held)


def is_answer(field: str, value: str) -> duckdb.Expression:
    """That a record has this answer."""
    return _equals(field, value)


def _read_layout(
    cursor: duckdb.DuckDBPyConnection, layout: str, wanted: duckdb.Expression
) -> list[KeptRecord]:
    return _build_all(layout, cursor.table(layout).filter(wanted).order("record_id"))


def _build_all(layout: str, relation: duckdb.DuckDBPyRelation) -> list[KeptRecord]:
    names = relation.columns
    return [_build(layout, dict(zip(names, row, strict=True))) for row in relation.fetchall()]


def _build(layout: str, row: dict[str, Any]) -> KeptRecord:
    row.pop(SEARCH_COLUMN, None)  # made of the others: no field of its own
    values: list[Any] = [row.pop(place.name) for place in PLACE_COLUMNS]
    return KeptRecord(*[layout, *values, row])


def read_field_cells(
    cursor: duckdb.DuckDBPyConnection, batch_id: int
) -> dict[tuple[str, int, str], str]:
    """(layout, record number, field) -> the cell it was read from, of one load."""
    cells = cursor.table("cells").filter(_equals("batch_id", batch_id))
    rows = cells.select("layout", "record_id", "field", "cell").fetchall()
    return {(layout, record, field): cell for layout, record, field, cell in rows}


def read_states(
    cursor: duckdb.DuckDBPyConnection, layout: str, batch_id: int, record_id: int
) -> dict[str, str]:
    """Field -> its state (reported, blank, undecided, not_applicable), of one record."""
    relation = cursor.table("cells").filter(
        _equals("batch_id", batch_id) & _equals("record_id", record_id) & _equals("layout", layout)
    )
    return dict(relation.select("field", "state").fetchall())


def _equals(column: str, value: int | str) -> duckdb.Expression:
    return duckdb.ColumnExpression(column) == duckdb.ConstantExpression(value)
