"""Reference tables: what the CSV files of data/reference/ say, under the schema's types."""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]

from store.figures.table import compute_figures_digest, load_figure_table

FOLDER = Path(__file__).parents[1] / "data" / "reference"

#: Table -> the file it is loaded from, the columns taken, and the SELECT that takes them.
SOURCES: tuple[tuple[str, str, Sequence[str], str], ...] = (
    (
        "blocks",
        "blocks.csv",
        ("id", "name", "forum_name", "order"),
        'INSERT INTO blocks SELECT id, name, forum_name, "order"::INTEGER FROM incoming',
    ),
    (
        # A regional forum has its block's id.
        "forums",
        "forums.csv",
        ("id", "name", "short_name", "kind", "order"),
        "INSERT INTO forums"
        ' SELECT f.id, f.name, f.short_name, f.kind, b.id, f."order"::INTEGER'
        " FROM incoming AS f LEFT JOIN blocks AS b ON b.id = f.id",
    ),
    (
        # The source names blocks in Japanese, the store by id. A prefecture's own code has
        # 000 between the prefecture's two digits and the check digit.
        "governments",
        "local_governments.csv",
        ("code", "prefecture", "name", "kana", "kind", "block"),
        "INSERT INTO governments"
        " SELECT i.code, i.prefecture, i.name, i.kana, i.kind,"
        " substr(i.code, 3, 3) <> '000', coalesce(b.id, i.block)"
        " FROM incoming AS i LEFT JOIN blocks AS b ON b.name = i.block",
    ),
)


def compute_reference_digest() -> str:
    """SHA-256 over the reference files and the figures: what changes is loaded again."""
    digest = hashlib.sha256(compute_figures_digest().encode())
    for _, file_name, _, _ in SOURCES:
        path = FOLDER / file_name
        digest.update(path.read_bytes() if path.exists() else b"missing")
    return digest.hexdigest()


def load_reference(cursor: duckdb.DuckDBPyConnection) -> None:
    """Replace the reference tables' rows; a file that is missing leaves its table empty.

    Raises DeclarationError for figures that count what no layout asks for.
    """
    cursor.execute("DELETE FROM governments; DELETE FROM forums; DELETE FROM blocks")
    for _, file_name, columns, insert in SOURCES:
        if (FOLDER / file_name).exists():
            cursor.register("incoming", _read_table(FOLDER / file_name, columns))
            cursor.execute(insert)
            cursor.unregister("incoming")
    load_figure_table(cursor)


def read_government_names(
    cursor: duckdb.DuckDBPyConnection, codes: Iterable[str] | None = None
) -> dict[Any, str]:
    """Code -> name of all or of those asked for, a municipality's behind its prefecture's."""
    question = (
        "SELECT code, prefecture || CASE WHEN is_municipality THEN name ELSE '' END"
        " FROM governments WHERE $codes IS NULL OR list_contains($codes::VARCHAR[], code)"
    )
    asked = {"codes": None if codes is None else sorted(set(codes))}
    return dict(cursor.execute(question, asked).fetchall())


def _read_table(path: Path, columns: Sequence[str]) -> pa.Table:
    """The named columns as text; a column that the file lacks is null."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    arrays = {
        name: pa.array([row.get(name) or None for row in rows], pa.string()) for name in columns
    }
    return pa.table(arrays)
