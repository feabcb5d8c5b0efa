"""Grids through a pipe as JSON: plain data only, so that a damaged child can't do harm."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from loaders.grid import Area, Grid, Value
from loaders.opening.sparse_grid import SparseGrid

#: cells in one message: small enough that parent and child hold little twice
_CHUNK_CELLS = 20_000
#: so many characters count as one cell more
_CELL_TEXT = 32
_READERS: dict[str, Callable[[Any], Value]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "duration": lambda seconds: timedelta(seconds=seconds),
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
    for rows in _chunk_rows(grid.list_rows()):
        yield _dump(["rows", rows])


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


def load_message(content: bytes) -> Any:
    """What `dump_grid` wrote, moments restored. Raises ValueError or KeyError on anything else."""
    return json.loads(content, object_hook=_load_moment)


def _load_moment(found: dict[str, Any]) -> Any:
    if len(found) != 1:
        return found
    ((kind, text),) = found.items()
    read = _READERS.get(kind)
    return read(text) if read else found


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
