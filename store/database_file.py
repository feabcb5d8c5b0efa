"""The file of a database: DuckDB's settings for it, the schema and reference tables in it, and
what was asked of it since it changed."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from store.disk.refusals import name_opening
from store.errors import SchemaDiffers
from store.reference import compute_reference_digest, load_reference
from store.schema import build_schema, compute_schema_digest

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # Typed macro parameters (schema.sql) need the storage of this version or later.
    "storage_compatibility_version": "v1.4.0",
    # No SQL of ours reads a file, fetches an extension, or picks up a Python variable.
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}


Asked = TypeVar("Asked")
_numbers = count()
#: Another number for each time that a store may have come to hold something else, whichever
#: database of this process wrote it.
_changes: dict[Path, int] = {}


class Recalled:
    """Answers to a database's questions, each good until its store changes."""

    def __init__(self, root: Path) -> None:
        self._place = root.resolve()
        self._answers: dict[object, tuple[int, Any]] = {}
        self.forget()

    def forget(self) -> None:
        """What is being asked meanwhile is not kept either."""
        _changes[self._place] = next(_numbers)

    def get(self, question: object, ask: Callable[[], Asked]) -> Asked:
        change = _changes[self._place]
        known = self._answers.get(question)
        if known is None or known[0] != change:
            known = self._answers[question] = change, ask()
        answer: Asked = known[1]
        return answer


def connect(path: Path, is_read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Raises DatabaseHeld, WriteFailed, DatabaseDamaged or SchemaDiffers."""
    try:
        return duckdb.connect(path, read_only=is_read_only, config=_CONFIG)
    except duckdb.Error as error:
        raise name_opening(path, error) from error


def create_schema(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(build_schema())
    version = {"version": compute_schema_digest()}
    cursor.execute("INSERT INTO store_version VALUES ($version, '')", version)


def is_new(cursor: duckdb.DuckDBPyConnection) -> bool:
    return not fetch_value(cursor, "SELECT count(*) FROM duckdb_tables()")


def check_version(cursor: duckdb.DuckDBPyConnection) -> None:
    """A store of before there were digests has a number; where none can be read, it is not one of
    this program."""
    try:
        version = fetch_value(cursor, "SELECT CAST(version AS VARCHAR) FROM store_version")
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise SchemaDiffers(str(error)) from error
    if version != compute_schema_digest():
        raise SchemaDiffers(f"schema of the database: {version}, ours: {compute_schema_digest()}")


def refresh_reference(cursor: duckdb.DuckDBPyConnection) -> None:
    digest = compute_reference_digest()
    if fetch_value(cursor, "SELECT reference_digest FROM store_version") != digest:
        load_reference(cursor)
        cursor.execute("UPDATE store_version SET reference_digest = $digest", {"digest": digest})


def fetch_value(cursor: duckdb.DuckDBPyConnection, query: str) -> Any:
    row = cursor.execute(query).fetchone()
    assert row is not None
    return row[0]
