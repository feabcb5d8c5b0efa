"""Counted figures come from the fields and choices of a layout, or are refused."""

from pathlib import Path

import duckdb
import pytest

from data.declared import DeclarationError
from data.figures import FIGURES_PATH, Counting, Figure, load_figures
from data.layout import load_layouts
from store.database import open_database
from store.figures import table as store_figures
from store.figures.counting import check_counting
from tests.ledger_store import fill_ledger_store

LAYOUTS = {layout.id: layout for layout in load_layouts()}


def build_figure(**counted: object) -> Figure:
    return Figure("x", "XXX", "名", "件", counted=Counting(**counted))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counted", "message"),
    [
        ({"layout": "nothing"}, "no layout nothing"),
        ({"layout": "events", "where": {"stage": ("held",)}}, "events has no field stage"),
        ({"layout": "events", "distinct": "government"}, "events has no field government"),
        ({"layout": "events", "where": {"status": ("done",)}}, "events.status has no choice done"),
        ({"layout": "events", "query": "nothing"}, "no query nothing"),
    ],
)
def test_figure_counted_from_what_no_layout_asks_for_is_refused(
    counted: dict[str, object], message: str
) -> None:
    with pytest.raises(DeclarationError, match=f"^figures.toml: x: counted: {message}$"):
        check_counting([build_figure(**counted)], LAYOUTS)


@pytest.mark.parametrize(
    "counted",
    [
        {"layout": "events"},
        {"layout": "events", "where": {"status": ("held", "")}, "distinct": "venue"},
        {"layout": "members", "query": "members"},
    ],
)
def test_figure_counted_from_what_its_layout_asks_for_is_not_refused(
    counted: dict[str, object],
) -> None:
    check_counting([build_figure(**counted)], LAYOUTS)


def test_counts_are_the_records_added_up(tmp_path: Path) -> None:
    """Both macros tell of every counted figure the same, and only by the choices declared."""
    with fill_ledger_store(tmp_path) as database, database.read() as cursor:
        counts = count_by_figure(cursor, "sum(record_count) FROM record_counts_as_of")
        records = count_by_figure(cursor, "count(*) FROM counted_records_as_of")
    assert {name: count for name, count in counts.items() if count} == records
    assert records == {
        "matchings": 9,
        "matchings_considered": 4,
        "matchings_agreed": 2,
        "field_trials": 2,
        "implementations": 1,
        "workshops": 3,  # of four activities
        "know_how": 2,
        "event_plans": 28,
    }


def count_by_figure(cursor: duckdb.DuckDBPyConnection, what: str) -> dict[str, int]:
    query = f"SELECT figure, {what}(TIMESTAMP 'infinity') GROUP BY figure"
    return {figure: int(count) for figure, count in cursor.execute(query).fetchall()}


def test_records_are_added_up_anew_where_a_figure_counts_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_ledger_store(tmp_path).close()
    changed = tmp_path / "figures.toml"
    text = FIGURES_PATH.read_text(encoding="utf-8")
    counted = 'counted = { layout = "matchings", where = { stage = ["considered"] } }'
    assert counted in text
    changed.write_text(text.replace(counted, counted.replace("considered", "agreed")), "utf-8")
    monkeypatch.setattr(store_figures, "FIGURES_PATH", changed)
    monkeypatch.setattr(store_figures, "load_figures", lambda: load_figures(changed))
    with open_database(tmp_path) as database, database.read() as cursor:
        counts = count_by_figure(cursor, "sum(record_count) FROM record_counts_as_of")
    assert (counts["matchings_considered"], counts["matchings"]) == (2, 9)


def test_changed_figures_are_loaded_again_at_the_next_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(tmp_path / "store").close()
    changed = tmp_path / "figures.toml"
    text = FIGURES_PATH.read_text(encoding="utf-8")
    changed.write_text(text.replace('"支援自治体数"\n', '"支援数"\n'), encoding="utf-8")
    monkeypatch.setattr(store_figures, "FIGURES_PATH", changed)
    monkeypatch.setattr(store_figures, "load_figures", lambda: load_figures(changed))
    with open_database(tmp_path / "store") as database, database.read() as cursor:
        names = cursor.execute("SELECT name FROM figures ORDER BY sort_order").fetchall()
    assert names[0] == ("支援数",)
    assert len(names) == len(load_figures())
