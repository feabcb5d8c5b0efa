"""What DuckDB and the disk say when they refuse, as the store's own errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from store.errors import (
    DatabaseDamaged,
    DatabaseHeld,
    SchemaDiffers,
    StoreError,
    name_refusal,
)

#: How DuckDB words that a file, or the log beside it, is not what was written there; its error
#: classes do not tell.
_DAMAGE_WORDINGS = (
    "not a valid DuckDB",
    "Corrupt",
    "Could not read enough bytes",
    "WAL does not match",
    "checkpoint iteration does not match",
)
#: How the disk's refusals come; DuckDB reports a commit that was refused as an error of the
#: transaction.
_REFUSALS = (OSError, duckdb.IOException, duckdb.FatalException, duckdb.TransactionException)


@contextmanager
def translate_damage(root: Path) -> Iterator[None]:
    """Turn what DuckDB says of a damaged file into DatabaseDamaged."""
    try:
        yield
    except duckdb.Error as error:
        if _is_damage(error):
            raise DatabaseDamaged(f"{root}: {error}") from error
        raise


@contextmanager
def translate_write_errors(root: Path) -> Iterator[None]:
    """Turn the disk's refusals into WriteFailed, damage into DatabaseDamaged."""
    try:
        with translate_damage(root):
            yield
    except _REFUSALS as error:
        raise name_refusal(root, error) from error


def name_opening(path: Path, error: duckdb.Error) -> StoreError:
    """Why DuckDB did not open a file."""
    message = f"{path}: {error}"
    if "Conflicting lock" in message or "being used by another process" in message:
        return DatabaseHeld(message)  # the second wording is Windows'
    if "version number" in message:
        return SchemaDiffers(message)  # a later DuckDB has written it
    if isinstance(error, duckdb.IOException) and not _is_damage(error):
        return name_refusal(path, error)
    return DatabaseDamaged(message)


def _is_damage(error: duckdb.Error) -> bool:
    return any(wording in str(error) for wording in _DAMAGE_WORDINGS)
