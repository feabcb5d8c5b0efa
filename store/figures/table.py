"""The figures in the store: a table that questions join, and the macros that count records.

Both are made from `data/figures.toml`, whole, whenever that file changes.
"""

import hashlib
from pathlib import Path

import duckdb

from data.figures import FIGURES_PATH, Figure, load_figures
from data.layout import load_layouts
from store.figures.counting import QUERIES, build_macro, check_counting
from store.figures.sums import SUMS_PATH, add_up_all, build_sum_macros

SCHEMA_PATH = Path(__file__).with_name("figures.sql")
#: What is made of the macros in turn.
COUNTED_PATH = Path(__file__).with_name("counted_figures.sql")


def compute_figures_digest() -> str:
    """SHA-256 over all that the table and the macros are made from."""
    paths = [FIGURES_PATH, SCHEMA_PATH, COUNTED_PATH, SUMS_PATH, *sorted(QUERIES.glob("*.sql"))]
    return hashlib.sha256(b"\n".join(path.read_bytes() for path in paths)).hexdigest()


def load_figure_table(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make the table and the macros anew, and add up all records again. Raises DeclarationError
    where an entry counts what its layout does not ask for."""
    figures, layouts = list(load_figures().values()), load_layouts()
    check_counting(figures, {layout.id: layout for layout in layouts})
    cursor.execute(SCHEMA_PATH.read_text(encoding="utf-8"))
    cursor.executemany(
        "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_list_values(figure, place) for place, figure in enumerate(figures, start=1)],
    )
    cursor.execute(build_macro(figures))
    cursor.execute(COUNTED_PATH.read_text(encoding="utf-8"))
    cursor.execute(build_sum_macros(figures, layouts))
    add_up_all(cursor)


def _list_values(figure: Figure, place: int) -> list[object]:
    return [
        *(figure.id, figure.code, figure.name, figure.short_name or figure.name, figure.unit),
        *(figure.kind, list(figure.scopes), figure.period, figure.role, figure.part_of or None),
        *(figure.is_outcome, figure.is_compared),
        *(figure.counted.layout if figure.counted else None, figure.stage or None, place),
    ]
