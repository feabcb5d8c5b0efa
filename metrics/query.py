"""Asking the store: a question is a file of SQL, its parameters are bound by name.

The file's head says what is asked, what one should know of the answer, and its columns in their
order. What a column holds follows from its name, or stands behind it:

    is_…, has_…:flag   …_count:count   …_ratio:ratio (0-1)   …_days:days   …_year:year
    …_order:order      …_on:day        …_at:moment (UTC)     any other:text

Beside these there are number (in the figure's unit; a ratio 0-1), numbers and id. Null is not
reported, never zero. A test holds every answer against its head.
"""

from collections.abc import Hashable
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pandas as pd

from store.moments import END_OF_TIME
from store.people.names import Names

FOLDER = Path(__file__).with_name("queries")
# Frames here are a few rows that are taken apart one by one: texts kept by Arrow, as pandas
# would, cost more in that than they save.
pd.options.mode.string_storage = "python"


class Readable(Protocol):
    """What a question needs of the store (store.database.Database has it)."""

    def read(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]: ...
    def read_names(self) -> Names: ...


def run(database: Readable, question: str, **parameters: Any) -> pd.DataFrame:
    """The answer to one question; its columns are those of the head of `queries/<question>.sql`.

    `as_of` (a moment in UTC) may be left out or None: everything accepted counts.
    Raises KeyError for a parameter that is not given.
    """
    with database.read() as cursor:
        return ask(cursor, question, **parameters)


def ask(
    cursor: duckdb.DuckDBPyConnection,
    question: str,
    as_of: datetime | None = None,
    **parameters: Any,
) -> pd.DataFrame:
    """The same on an open cursor, such as a preview's."""
    given = {**parameters, "as_of": as_of or END_OF_TIME}
    bound = {name: given[name] for name in list_parameters(question)}
    answer = cursor.execute(read_sql(question), bound).df()
    # A count that may be missing comes as a masked integer, whose NA is neither true nor
    # false; as a float its NaN is the same "missing" as everywhere else.
    masked = [name for name, kind in answer.dtypes.items() if str(kind).startswith("Int")]
    return answer.astype(dict.fromkeys(masked, "float64"))


def read_years(database: Readable, as_of: datetime | None = None) -> pd.DataFrame:
    """Every fiscal year that the store holds anything of, and what it holds.

    Columns: those of fiscal_years.
    """
    return run(database, "fiscal_years", as_of=as_of)


def list_rows(answer: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """The rows of a long answer one by one, what is missing as None; several times faster than
    `DataFrame.to_dict`."""
    names, columns = list(answer), []
    for name in names:
        values = answer[name].to_numpy(object, copy=True)
        values[answer[name].isna()] = None
        columns.append(values.tolist())
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def to_number(value: Any) -> float | None:
    """A number of a frame in any of pandas' ways to be missing."""
    return None if pd.isna(value) else float(value)


@cache
def list_parameters(question: str) -> frozenset[str]:
    """The names that a question is asked with."""
    (statement,) = duckdb.extract_statements(read_sql(question))
    return frozenset(statement.named_parameters)


@cache
def read_sql(question: str) -> str:
    return (FOLDER / f"{question}.sql").read_text(encoding="utf-8")
