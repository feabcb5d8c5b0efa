"""Grids through a pipe as JSON: plain data only, so that a damaged child can't do harm."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from loaders.grid import Area, Grid, Value
from loaders.sparse_grid import SparseGrid

#: cells in one message: small enough that parent and child hold little twice
_CHUNK_CELLS = 20_000
_PLAIN = {str, int, float, bool, type(None)}


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
    }
    yield _dump(["sheet", head])
    for rows in _chunk_rows(grid.list_rows()):
        yield _dump_rows(rows)


def _chunk_rows(rows: Iterable[list[Value]]) -> Iterator[list[list[Value]]]:
    chunk: list[list[Value]] = []
    size = 0
    for row in rows:
        chunk.append(row)
        size += len(row) + 1
        if size >= _CHUNK_CELLS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _dump(message: Any) -> bytes:
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _dump_rows(rows: list[list[Value]]) -> bytes:
    """Moments go beside the rows, as [row, column, kind, text], as JSON knows none."""
    moments: list[list[Any]] = []
    plain = []
    for index, row in enumerate(rows):
        if not _PLAIN.issuperset(map(type, row)):
            row = _take_moments(index, row, moments)
        plain.append(row)
    return _dump(["rows", plain, moments])


def _take_moments(index: int, row: list[Value], moments: list[list[Any]]) -> list[Value]:
    plain: list[Value] = []
    for column, value in enumerate(row):
        if isinstance(value, date | time | timedelta):
            moments.append([index, column, *_dump_moment(value)])
            value = None
        plain.append(value)
    return plain


def _dump_moment(value: date | time | timedelta) -> tuple[str, str | float]:
    if isinstance(value, timedelta):
        return "duration", value.total_seconds()
    if isinstance(value, datetime):
        return "datetime", value.isoformat()
    return ("date" if isinstance(value, date) else "time"), value.isoformat()


def _load_moment(kind: str, text: Any) -> Value:
    if kind == "duration":
        return timedelta(seconds=text)
    types: dict[str, type[date] | type[time]] = {"datetime": datetime, "date": date, "time": time}
    return types[kind].fromisoformat(text)


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
    )


def load_rows(grid: Grid, rows: list[list[Value]], moments: list[list[Any]]) -> None:
    """Append a message's rows to the grid it belongs to."""
    for index, column, kind, text in moments:
        rows[index][column] = _load_moment(kind, text)
    grid.rows.extend(rows)
