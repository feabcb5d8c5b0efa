"""Records, cells and problems as rows of the schema's tables, inserted in bulk.

Rows go in as Arrow tables of the table's own types: no SQL text is made of values, and
70,000 rows take a fraction of a second.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Literal

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]

from data.layout import Layout, find_layout
from store.errors import SubmissionRefused
from store.figures.sums import TABLE as SUMS
from store.folding import fold_texts
from store.layout_tables import SEARCH_COLUMN
from store.reference import read_government_names

State = Literal["reported", "blank", "undecided", "not_applicable"]


@dataclass(frozen=True, slots=True)
class StoredCell:
    """Where one field's value came from; `cell` is an A1 address on the record's sheet."""

    field: str
    cell: str
    written: str | None
    state: State = "reported"
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One record of a layout, its fields as in the JSON contract (DESIGN.md §7).

    `forum` is the slot's: a forum id, a KPI scope, or congress. `fields` has ISO dates as
    text (dates do too) and `scheduled`/`held` as mapping; a field left out is null.
    """

    layout: str
    forum: str
    fiscal_year: int
    sheet: str
    cell: str
    fields: Mapping[str, Any]
    cells: Sequence[StoredCell] = field(default=())


@dataclass(frozen=True, slots=True)
class StoredProblem:
    """A warning that was accepted with its load."""

    level: str
    code: str
    sheet: str = ""
    cell: str = ""
    title: str = ""
    found: str = ""
    expected: str = ""


Rows = list[dict[str, Any]]


def insert_submitted(
    cursor: duckdb.DuckDBPyConnection,
    batch_id: int,
    records: Sequence[StoredRecord],
    problems: Sequence[StoredProblem],
) -> None:
    """Insert what a load brings.

    Raises SubmissionRefused for a field that a layout lacks, a value of another type than
    its column, or nothing where there has to be something.
    """
    try:
        insert_records(cursor, batch_id, records)
        insert_cells(cursor, batch_id, records)
        insert_problems(cursor, batch_id, problems)
    except (ValueError, TypeError, KeyError, OverflowError, duckdb.ConstraintException) as error:
        raise SubmissionRefused(f"batch {batch_id}: {error!r}") from error


def insert_records(
    cursor: duckdb.DuckDBPyConnection, batch_id: int, records: Sequence[StoredRecord]
) -> None:
    """Insert each record into its layout's table; its number is its place, from 1."""
    numbered = sorted(enumerate(records, 1), key=lambda pair: pair[1].layout)
    for table, group in groupby(numbered, key=lambda pair: pair[1].layout):
        layout, schema = find_layout(table), _read_schema(cursor, table)
        rows = [_build_row(layout, schema, batch_id, number, record) for number, record in group]
        if layout.searched:
            _add_search_words(cursor, layout, rows)
        _insert_rows(cursor, table, schema, _gather_columns(schema, rows))


def _add_search_words(cursor: duckdb.DuckDBPyConnection, layout: Layout, rows: Rows) -> None:
    """What the search looks through, with the governments' names as the reference has them."""
    named = [(field.name, field.type == "government") for field in layout.searched]
    codes = (row.get(name) for row in rows for name, is_code in named if is_code)
    names = read_government_names(cursor, filter(None, codes))
    for row in rows:
        answers = ((row.get(name), is_code) for name, is_code in named)
        row[SEARCH_COLUMN] = fold_texts(
            names.get(answer) if is_code else answer for answer, is_code in answers
        )


def insert_cells(
    cursor: duckdb.DuckDBPyConnection, batch_id: int, records: Sequence[StoredRecord]
) -> None:
    columns = _gather_cells(records)
    schema = _read_schema(cursor, "cells")
    _insert_rows(cursor, "cells", schema, [[batch_id] * len(columns[0]), *columns])


def insert_problems(
    cursor: duckdb.DuckDBPyConnection, batch_id: int, problems: Sequence[StoredProblem]
) -> None:
    schema = _read_schema(cursor, "problems")
    columns = [[getattr(problem, name) for problem in problems] for name in schema.names[1:]]
    _insert_rows(cursor, "problems", schema, [[batch_id] * len(problems), *columns])


def insert_columns(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[Sequence[Any]]
) -> None:
    """Insert whole columns, in the table's order, in bulk."""
    _insert_rows(cursor, table, _read_schema(cursor, table), columns)


def insert_kept(cursor: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Insert rows as another database had them: a column that they lack is null, one that the
    table has no longer is left out."""
    schema = _read_schema(cursor, table)
    nothing = [None] * len(rows)
    kept = {name: rows.column(name).to_pylist() for name in rows.column_names}
    _insert_rows(cursor, table, schema, [kept.get(name, nothing) for name in schema.names])


def list_tables(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """All tables of a database."""
    names = cursor.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()
    return [name for (name,) in names]


def list_row_tables(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables of rows that a load brings."""
    return [name for name in list_load_tables(cursor) if name != SUMS]


def list_load_tables(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """The same, and what is made of these rows."""
    rows = cursor.execute(
        "SELECT table_name FROM duckdb_columns() AS c"
        " JOIN duckdb_tables() AS t USING (table_name)"
        " WHERE column_name = 'batch_id' AND table_name NOT IN ('batches', 'carried_batches')"
        " ORDER BY table_name"
    ).fetchall()
    return [name for (name,) in rows]


def read_batch_rows(cursor: duckdb.DuckDBPyConnection, table: str, batch_id: int) -> pa.Table:
    """What a load brought into a table."""
    return cursor.table(table).filter(f"batch_id = {batch_id}").to_arrow_table()


def _gather_cells(records: Sequence[StoredRecord]) -> list[list[Any]]:
    """The columns of table cells, without their batch. Not by rows: a ledger has fifty thousand,
    and the garbage collector would look through them again and again."""
    cells = [cell for record in records for cell in record.cells]
    return [
        [record.layout for record in records for _ in record.cells],
        [number for number, record in enumerate(records, 1) for _ in record.cells],
        [cell.field for cell in cells],
        [record.sheet for record in records for _ in record.cells],
        *([getattr(cell, name) for cell in cells] for name in ("cell", "written", "state", "rule")),
    ]


def _read_schema(cursor: duckdb.DuckDBPyConnection, table: str) -> pa.Schema:
    return cursor.table(table).limit(0).to_arrow_table().schema


def _build_row(
    layout: Layout, schema: pa.Schema, batch_id: int, number: int, record: StoredRecord
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in record.fields.items():
        if name in layout.scheduled:
            row |= _spread_scheduled(name, value)
        else:
            row[name] = value
    unknown = row.keys() - set(schema.names)
    if unknown:
        raise SubmissionRefused(f"{layout.id} has no field {', '.join(sorted(unknown))}")
    return row | {
        "batch_id": batch_id,
        "record_id": number,
        "slot_forum": record.forum,
        "fiscal_year": record.fiscal_year,
        "sheet": record.sheet,
        "cell": record.cell,
    }


def _spread_scheduled(name: str, value: Mapping[str, Any] | None) -> dict[str, Any]:
    """`scheduled` as the four columns it is kept in."""
    if value is None:
        return {}
    return {
        f"{name}_text": value["text"],
        f"{name}_periods": [
            {end: _parse_iso(period[end]) for end in ("start", "end")}
            for period in value["periods"]
        ],
        f"{name}_precision": value["precision"],
        f"{name}_tentative": value["tentative"],
    }


def _gather_columns(schema: pa.Schema, rows: Rows) -> list[list[Any]]:
    columns = []
    for entry in schema:
        values = [row.get(entry.name) for row in rows]
        columns.append([_parse_iso(v) for v in values] if pa.types.is_date(entry.type) else values)
    return columns


def _parse_iso(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _insert_rows(
    cursor: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema, columns: Sequence[Any]
) -> None:
    if not len(columns[0]):
        return
    arrays = [pa.array(c, type=t) for c, t in zip(columns, schema.types, strict=True)]
    cursor.from_arrow(pa.Table.from_arrays(arrays, schema=schema)).insert_into(table)
