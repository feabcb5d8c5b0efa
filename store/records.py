"""The records of one load as they are kept, whether they count or not."""

from dataclasses import dataclass
from typing import Any

import duckdb

from store import folding
from store.tables import LAYOUTS

#: Columns that every layout's table has; the others are the record's fields.
PLACE_COLUMNS = ("batch_id", "record_id", "slot_forum", "fiscal_year", "sheet", "cell")


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


def read_batch_records(
    cursor: duckdb.DuckDBPyConnection, batch_id: int, layouts: tuple[str, ...] = LAYOUTS
) -> list[KeptRecord]:
    """A load's records, in the order of layouts, then of the workbook."""
    return [each for layout in layouts for each in _read_layout(cursor, batch_id, layout)]


def _read_layout(cursor: duckdb.DuckDBPyConnection, batch_id: int, layout: str) -> list[KeptRecord]:
    relation = cursor.table(layout).filter(_is_of(batch_id)).order("record_id")
    names = relation.columns
    return [_build(layout, dict(zip(names, row, strict=True))) for row in relation.fetchall()]


def _build(layout: str, row: dict[str, Any]) -> KeptRecord:
    row.pop(folding.COLUMN, None)  # made of the others: no field of its own
    values: list[Any] = [row.pop(name) for name in PLACE_COLUMNS]
    return KeptRecord(*[layout, *values, row])


def read_field_cells(
    cursor: duckdb.DuckDBPyConnection, batch_id: int
) -> dict[tuple[str, int, str], str]:
    """(layout, record number, field) -> the cell it was read from, of one load."""
    rows = cursor.table("cells").filter(_is_of(batch_id)).fetchall()
    return {(layout, record, field): cell for _, layout, record, field, _, cell, *_ in rows}


def _is_of(batch_id: int) -> duckdb.Expression:
    return duckdb.ColumnExpression("batch_id") == duckdb.ConstantExpression(batch_id)
