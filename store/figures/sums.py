"""What the records of a load come to, added up once: table record_sums.

Made of the records alone, in the transaction that writes them: whatever has the records makes the
sums and is not told them. What is added up are the figures (data/figures.toml), the kinds of entry
that a layout brings to the catalogue, and what `sums.toml` says.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import duckdb

from data.declared import Declared, read_declared
from data.figures import Figure
from data.layout import Layout
from store.figures.counting import QUERIES, build_condition
from store.layout_tables import render_kind

TABLE = "record_sums"
SUMS_PATH = Path(__file__).with_suffix(".toml")

# ruff: noqa: S608 - the statements are made of what our own files declare


class Sum(Declared, frozen=True):
    """One way to count the records of a layout: SQL over one of them (sums.toml)."""

    layout: str
    topic: str
    part: str
    answer: str = "NULL"
    stage: str = "NULL"
    days: str = "NULL"


class Sums(Declared, frozen=True):
    sum: tuple[Sum, ...]


@cache
def load_sums() -> tuple[Sum, ...]:
    """What is added up beside figures and kinds. Raises DeclarationError."""
    return read_declared(SUMS_PATH, Sums).sum


def add_up(cursor: duckdb.DuckDBPyConnection, batch_id: int) -> None:
    """Add up what a load has brought."""
    speaks = "SELECT DISTINCT layout FROM batch_slots WHERE batch_id = $batch_id"
    for (layout,) in cursor.execute(speaks, {"batch_id": batch_id}).fetchall():
        _insert(cursor, layout, batch_id)


def add_up_all(cursor: duckdb.DuckDBPyConnection) -> None:
    """Add up all loads anew."""
    cursor.execute(f"DELETE FROM {TABLE}")
    known = "SELECT DISTINCT layout, batch_id FROM batch_slots ORDER BY batch_id, layout"
    for layout, batch_id in cursor.execute(known).fetchall():
        _insert(cursor, layout, batch_id)


def _insert(cursor: duckdb.DuckDBPyConnection, layout: str, batch_id: int) -> None:
    cursor.execute(
        f"INSERT INTO {TABLE} BY NAME SELECT * FROM {layout}_sums($batch_id)",
        {"batch_id": batch_id},
    )


def build_sum_macros(figures: Sequence[Figure], layouts: Iterable[Layout]) -> str:
    """SQL that makes a macro a layout, of a load: its rows of record_sums."""
    return "\n".join(_build_macro(figures, layout) for layout in layouts)


def _build_macro(figures: Sequence[Figure], layout: Layout) -> str:
    mine = [each for each in figures if each.counted and each.counted.layout == layout.id]
    selects = [_add_up_queried(each) for each in mine if each.counted and each.counted.query]
    if sums := list(_list_sums(mine, layout)):
        selects.append(_add_up_listed(sums))
    body = "\nUNION ALL BY NAME\n".join(selects) or f"SELECT * FROM {TABLE} WHERE false"
    return f"CREATE OR REPLACE MACRO {layout.id}_sums(load) AS TABLE (\n{body}\n);\n"


def _list_sums(figures: Iterable[Figure], layout: Layout) -> Iterator[Sum]:
    yield from map(_declare_figure, (f for f in figures if f.counted and not f.counted.query))
    if layout.catalogue:
        yield Sum(layout.id, "kinds", render_kind(layout))
    yield from (each for each in load_sums() if each.layout == layout.id)


def _declare_figure(figure: Figure) -> Sum:
    """`answer` is null where every record counts for itself, else what is told apart, so that a
    government in several forums can still be counted once over them."""
    counted = figure.counted
    assert counted is not None
    part = f"CASE WHEN {build_condition(counted)} THEN '{figure.id}' END"
    return Sum(counted.layout, "figures", part, counted.distinct or "NULL")


def _add_up_listed(sums: Sequence[Sum]) -> str:
    """All in one look at the records: each is told under all its parts, then those are counted."""
    columns = {
        "topic": [f"'{each.topic}'" for each in sums],
        **{
            name: [getattr(each, name) for each in sums]
            for name in ("part", "answer", "stage", "days")
        },
    }
    told = ",\n".join(
        f"unnest([{', '.join(values)}]) AS {name}" if set(values) != {"NULL"} else f"NULL AS {name}"
        for name, values in columns.items()
    )
    layout = sums[0].layout
    return (
        f"SELECT '{layout}' AS layout, *, count(*) AS record_count FROM (\n"
        f"SELECT batch_id, slot_forum, fiscal_year,\n{told}\n"
        f"FROM {layout} WHERE batch_id = load\n)\nWHERE part IS NOT NULL GROUP BY ALL"
    )


def _add_up_queried(figure: Figure) -> str:
    """A figure that is counted in a way of its own."""
    counted = figure.counted
    assert counted is not None
    records = (QUERIES / f"{counted.query}.sql").read_text(encoding="utf-8")
    return (
        f"SELECT '{counted.layout}' AS layout, 'figures' AS topic, '{figure.id}' AS part,"
        " batch_id, slot_forum, fiscal_year, counted AS answer, count(*) AS record_count\n"
        f"FROM (\n{records}\n) WHERE batch_id = load AND counted IS NOT NULL GROUP BY ALL"
    )
