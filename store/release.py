"""速報 and 確定: whether a deployment tells them apart, and which of the two is read.

Where it does, what a coordinator accepts is preliminary (速報) until the secretariat releases it.
What counts is decided in one place, `hidden_batches_as_of` of schema.sql: every figure that is
read from a `ConfirmedStore` is of released loads alone.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

import duckdb

from store.database import Database
from store.database_file import Asked

#: Environment variable; set to anything but "off", the deployment tells 速報 from 確定.
SWITCH = "CONGRESS_RELEASE"
#: Which loads count: all of them, or the released ones. "": the deployment knows no difference.
State = Literal["", "all", "confirmed"]


def is_switched_on() -> bool:
    return os.environ.get(SWITCH, "off").strip().lower() not in ("", "off")


def choose_state(with_preliminary: bool = False) -> State:
    """What meetings, freezes and decks are of: 確定, or 速報 with it where that is asked for."""
    if not is_switched_on():
        return ""
    return "all" if with_preliminary else "confirmed"


class ConfirmedStore(Database):
    """An open store of which only what is released is read; it is written as ever."""

    def __init__(self, whole: Database) -> None:
        self.root, self.lock, self._whole = whole.root, whole.lock, whole
        self._recalled = whole._recalled

    @contextmanager
    def read(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._whole.read() as cursor:
            cursor.execute("SET VARIABLE state = 'confirmed'")
            yield cursor

    def recall(self, ask: Callable[[duckdb.DuckDBPyConnection], Asked]) -> Asked:
        with self.read() as cursor:
            return ask(cursor)

    def can_be_written(self) -> bool:
        return self._whole.can_be_written()

    def close(self) -> None:
        self._whole.close()

    @contextmanager
    def _begin(self, statement: str) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._whole._begin(statement) as cursor:
            yield cursor


def narrow(database: Database, state: State) -> Database:
    """The store as a state has it."""
    return ConfirmedStore(database) if state == "confirmed" else database
