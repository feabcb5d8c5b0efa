"""What a load brought, as it goes from one process's database to the others': Parquet by table."""

import io
from collections.abc import Iterator

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from store.tables import insert_kept, list_row_tables, read_batch_rows


def pack_rows(cursor: duckdb.DuckDBPyConnection, batch_id: int) -> Iterator[tuple[str, bytes]]:
    """The tables into which a load brought rows, each with these rows."""
    for name in list_row_tables(cursor):
        rows = read_batch_rows(cursor, name, batch_id)
        if len(rows):
            file = io.BytesIO()
            pq.write_table(rows, file, compression="zstd")
            yield name, file.getvalue()


def unpack_rows(cursor: duckdb.DuckDBPyConnection, table: str, packed: bytes) -> None:
    """Insert packed rows; those of a table that is kept no longer are left out."""
    if table in list_row_tables(cursor):
        insert_kept(cursor, table, pq.read_table(pa.BufferReader(packed)))
