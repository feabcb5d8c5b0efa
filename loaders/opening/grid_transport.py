"""Grids through a pipe as JSON and numbers: plain data, so that a damaged child can't do harm.

A sheet's cells say the same again and again: each value travels once, and the rows are numbers of
values. So the parent has one object for it, however often it stands.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, count
from typing import Any, TypeVar

from loaders.grid import Area, Grid, Value
from loaders.opening.sparse_grid import SparseGrid

Key = TypeVar("Key")
T = TypeVar("T")
#: cells in one message: small enough that parent and child hold little twice
_CHUNK_CELLS = 20_000
#: so many characters count as one cell more
_CELL_TEXT = 32
#: types whose values may equal an integer
_LIKE = frozenset({bool, float})
#: how numbers of values travel, and what stands between the JSON and them
_NUMBER, _END = "I", b"\0"


def _read_duration(seconds: float) -> Value:
    """One that is longer than Python's stays a number of seconds."""
    try:
        return timedelta(seconds=seconds)
    except OverflowError:
        return seconds


_READERS: dict[str, Callable[[Any], Value]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "duration": _read_duration,
}


def dump_grid(grid: SparseGrid) -> Iterator[bytes]:
    """One message with the sheet's marks, then its rows in messages of bounded size."""
    head = {
        "sheet": grid.sheet,
        "hidden": grid.hidden,
        "merges": grid.merges,
        "hidden_rows": list(grid.hidden_rows),
        "hidden_columns": list(grid.hidden_columns),
        "percents": list(grid.percents),
        "errors": [[*position, text] for position, text in grid.errors.items()],
        "conflicts": [[*position, *both] for position, both in grid.conflicts.items()],
        "struck": [[*position, gone] for position, (_, gone) in grid.struck.items()],
        "coarse": [[*position, shown] for position, shown in grid.coarse.items()],
        "since_1904": grid.since_1904,
        "values_only": grid.values_only,
        "comments": [[*position, *both] for position, both in grid.comments.items()],
        "floating": [[*position, text] for position, text in grid.floating],
        "colours": [[*position, names] for position, names in grid.colours.items()],
    }
    yield _dump(["sheet", head])
    numbers = Numbers()
    for rows in _chunk_rows(grid.list_rows()):
        yield numbers.dump(rows)


class Numbers:
    """The values of a sheet, numbered as they are met."""

    def __init__(self) -> None:
        self._known: dict[Any, int] = {"": 0}
        self._blank: list[Value] = [None]  # what a blank cell travels as, ahead of all others

    def dump(self, rows: list[list[Value]]) -> bytes:
        """A message with the values that no row before had, and these rows as numbers of values."""
        values = keys = list(chain.from_iterable(rows))
        if not _LIKE.isdisjoint(map(type, values)):
            keys = list(map(_find_key, values))
        new = number_new(self._known, zip(keys, values, strict=True))
        numbers = array(_NUMBER, map(self._known.__getitem__, keys))
        head = ["rows", [[*self._blank, *new], list(map(len, rows))]]
        self._blank = []
        return _dump(head) + _END + numbers.tobytes()


def number_new(known: dict[Key, int], met: Iterable[tuple[Key, T]]) -> list[T]:
    """Number by their keys what was not known yet; returns it.

    >>> known = {"a": 0}
    >>> number_new(known, [("a", 1), ("b", 2)]), known
    ([2], {'a': 0, 'b': 1})
    """
    new = {key: value for key, value in dict(met).items() if key not in known}
    known.update(zip(new, count(len(known))))
    return list(new.values())


def _find_key(value: Value) -> Any:
    """1.0 and TRUE are no 1, nor is -0.0 a 0.0, though each equals it."""
    return (value.__class__, repr(value)) if value.__class__ in _LIKE else value


def _chunk_rows(rows: Iterable[list[Value]]) -> Iterator[list[list[Value]]]:
    chunk: list[list[Value]] = []
    size = 0
    for row in rows:
        chunk.append(row)
        texts = [each for each in row if each.__class__ is str]
        size += len(row) + 1 + sum(map(len, texts)) // _CELL_TEXT
        if size >= _CHUNK_CELLS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _dump(message: Any) -> bytes:
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"), default=_dump_moment)
    return text.encode("utf-8", "replace")


def _dump_moment(value: Value) -> dict[str, str | float]:
    """JSON knows no moments: each becomes an object of one member, its kind."""
    if isinstance(value, timedelta):
        return {"duration": value.total_seconds()}
    if isinstance(value, datetime | date | time):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(value)


def load_message(content: bytes) -> tuple[str, Any, "array[int]"]:
    """What `dump_grid` wrote: its kind, its values with moments restored, its numbers. Raises
    ValueError, TypeError or KeyError on anything else."""
    text, _, rest = content.partition(_END)
    kind, said = json.loads(text, object_hook=_load_moment)
    return kind, said, array(_NUMBER, rest)


def _load_moment(found: dict[str, Any]) -> Any:
    if len(found) != 1:
        return found
    ((kind, text),) = found.items()
    read = _READERS.get(kind)
    return read(text) if read else found


def load_rows(
    values: Sequence[Value], lengths: Iterable[int], numbers: "array[int]"
) -> Iterator[list[Value]]:
    """The rows of such a message, `values` being those numbered so far. Raises IndexError."""
    found = list(map(values.__getitem__, numbers))
    end = 0
    for length in lengths:
        yield found[end : end + length]
        end += length


def load_head(head: dict[str, Any]) -> Grid:
    return Grid(
        sheet=head["sheet"],
        rows=[],
        merges=[Area(*merge) for merge in head["merges"]],
        hidden=head["hidden"],
        hidden_rows=frozenset(head["hidden_rows"]),
        hidden_columns=frozenset(head["hidden_columns"]),
        percents=frozenset((row, column) for row, column in head["percents"]),
        errors={(row, column): text for row, column, text in head["errors"]},
        conflicts={(row, column): (a, b) for row, column, a, b in head["conflicts"]},
        struck={(row, column): gone for row, column, gone in head["struck"]},
        coarse={(row, column): shown for row, column, shown in head["coarse"]},
        since_1904=head["since_1904"],
        values_only=head["values_only"],
        comments={(row, column): (who, text) for row, column, who, text in head["comments"]},
        floating=[((row, column), text) for row, column, text in head["floating"]],
        colours={(row, column): tuple(names) for row, column, names in head["colours"]},
    )
