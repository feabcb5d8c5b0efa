"""The schema explains itself, and holds what the design asks for."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import msgspec
import pytest

from data.declared import DeclarationError
from data.figures import load_figures
from data.layout import Layout, load_layouts
from store import reference
from store.database import Database, open_database
from store.layout_tables import list_columns, render_layouts

STORE = Path(__file__).parents[2] / "store"


def test_every_table_view_and_column_has_a_comment(database: Database) -> None:
    with database.read() as cursor:
        silent = cursor.execute(
            "SELECT table_name, column_name FROM duckdb_columns()"
            " WHERE NOT internal AND coalesce(comment, '') = ''"
            " UNION ALL SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL"
            " UNION ALL SELECT view_name, NULL FROM duckdb_views()"
            " WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        columns = cursor.execute("SELECT count(*) FROM duckdb_columns() WHERE NOT internal")
        assert columns.fetchall()[0][0] > 250
    assert silent == []


@pytest.mark.parametrize("layout", [each.id for each in load_layouts()])
def test_current_view_repeats_its_tables_columns_and_comments(
    database: Database, layout: str
) -> None:
    def describe(name: str) -> list[tuple[str, str, str]]:
        return cursor.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns()"
            " WHERE table_name = $name ORDER BY column_index",
            {"name": name},
        ).fetchall()

    with database.read() as cursor:
        assert describe(f"current_{layout}") == describe(layout) != []


@pytest.mark.parametrize(
    ("name", "is_free"), [("sheet", False), ("held_text", False), ("page", True)]
)
def test_field_cannot_have_the_name_of_another_column(name: str, is_free: bool) -> None:
    layout = build_layout(name)
    if is_free:
        assert [each.name for each in list_columns(layout)][-6:] == [
            *("held_text", "held_periods", "held_precision", "held_tentative"),
            *("page", "search_words"),
        ]
        return
    with pytest.raises(DeclarationError, match=rf"courses\.toml: no field can be named {name}"):
        list_columns(layout)


def test_schema_differs_where_other_fields_are_searched() -> None:
    assert render_layouts([build_layout("page")]) == render_layouts([build_layout("page")])
    assert render_layouts([build_layout("page")]) != render_layouts([build_layout("leaf")])


def build_layout(searched: str) -> Layout:
    """A layout with a time and one searched text."""
    fields = [
        {"name": "held", "title": "日", "type": "scheduled", "comment": "When."},
        {"name": searched, "title": "語", "type": "text", "comment": "Words.", "searched": True},
    ]
    table = {
        "id": "courses",
        "title": "研修",
        "record": "研修1件",
        "comment": "One.",
        "fields": fields,
    }
    rest = {"forms": ["table"], "key": ["held"], "form": {"examples": []}}
    return msgspec.convert(table | rest, Layout)


def test_as_of_macro_refuses_a_moment_with_time_zone(database: Database) -> None:
    with database.read() as cursor, pytest.raises(duckdb.BinderException):
        cursor.execute(
            "SELECT * FROM matchings_as_of($as_of)", {"as_of": datetime(2021, 4, 1, tzinfo=UTC)}
        )


def test_reference_tables_hold_every_government_block_and_forum(database: Database) -> None:
    with database.read() as cursor:
        counts = cursor.execute(
            "SELECT (SELECT count(*) FROM governments WHERE NOT is_municipality),"
            " (SELECT count(*) FROM governments WHERE is_municipality),"
            " (SELECT count(*) FROM governments JOIN blocks ON blocks.id = governments.block),"
            " (SELECT count(*) FROM blocks),"
            " (SELECT count(*) FROM forums WHERE block IS NOT NULL),"
            " (SELECT count(*) FROM forums WHERE block IS NULL)"
        ).fetchall()
    assert counts == [(47, 1741, 1788, 10, 10, 7)]


def test_digest_is_other_with_each_reference_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    digests = [reference.compute_reference_digest()]
    for _, name, _, _ in reference.SOURCES:
        for content in ("", "id"):
            (tmp_path / name).write_text(content)
            digests.append(reference.compute_reference_digest())
    assert len(set(digests)) == 1 + 2 * len(reference.SOURCES)


def test_figures_have_their_places_from_one_on(database: Database) -> None:
    with database.read() as cursor:
        rows = cursor.execute("SELECT id, sort_order FROM figures ORDER BY sort_order").fetchall()
    assert rows == [(figure, place) for place, figure in enumerate(load_figures(), 1)]


def test_changed_reference_file_is_loaded_again_at_the_next_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(tmp_path / "store").close()
    (tmp_path / "blocks.csv").write_text("id,name,order\nhokkaido,北海道,1\n", encoding="utf-8")
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    with open_database(tmp_path / "store") as database, database.read() as cursor:
        assert cursor.execute("SELECT id, name FROM blocks").fetchall() == [("hokkaido", "北海道")]
        assert cursor.execute("SELECT count(*) FROM governments").fetchall() == [(0,)]


def test_sql_cannot_read_files_of_the_machine(database: Database) -> None:
    with database.read() as cursor, pytest.raises(duckdb.PermissionException):
        cursor.execute("SELECT * FROM read_text('/etc/hostname')")


def test_no_statement_is_built_from_values() -> None:
    built = [
        f"{path.name}:{call.lineno}"
        for path in STORE.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"execute", "executemany", "sql", "query"}
        and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert built == []
