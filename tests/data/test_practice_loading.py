"""The practice workbooks in their store: counted, parked, loaded once, never in the real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from exports import opening
from loaders.intake.practice import PRACTICE_FOLDER, ensure_practice_loaded, list_workbooks
from metrics.query import run
from store.batches import list_batches
from store.database import (
    ROOT_VARIABLE,
    Database,
    find_practice_root,
    find_root,
    is_practice_root,
    open_database,
)
from store.decisions.parked import list_parked
from tests.practice_store import fill_practice_store

#: figure: counted from the records of all forums, regional forums that reported
COUNTED_R2 = """
supported_governments  83 10
forums_held            19 10
matchings             133 10
matchings_considered  113 10
matchings_agreed       14 10
field_trials            6 10
implementations         0 10
workshops               3 10
know_how               10  8
"""


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with fill_practice_store(tmp_path_factory.mktemp("stores") / "practice") as database:
        yield database


def test_every_workbook_becomes_one_batch_in_the_years_order(practice: Database) -> None:
    batches = sorted(list_batches(practice), key=lambda batch: batch.entry.batch_id)
    assert [each.entry.file_name for each in batches] == [path.name for path in list_workbooks()]


def test_loading_again_adds_nothing(practice: Database) -> None:
    assert ensure_practice_loaded(practice) == 0


def test_interrupted_loading_is_taken_up_again(tmp_path: Path) -> None:
    first, second = list_workbooks()[:2]
    folder = tmp_path / "workbooks"
    folder.mkdir()
    (folder / first.name).write_bytes(first.read_bytes())
    with open_database(tmp_path / "practice") as database:
        assert ensure_practice_loaded(database, folder) == 1
        (folder / second.name).write_bytes(second.read_bytes())
        assert ensure_practice_loaded(database, folder) == 1
        assert len(list_batches(database)) == 2


def test_counted_figures_of_r2_are_the_published_ones(practice: Database) -> None:
    figures = run(practice, "all_figures")
    rows = figures[
        (figures["kind"] == "counted")
        & (figures["scope"] == "all")
        & (figures["fiscal_year"] == 2020)
    ].set_index("figure")
    for line in COUNTED_R2.strip().splitlines():
        figure, value, forums = line.split()
        assert rows.loc[figure, "value"] == int(value), figure
        assert rows.loc[figure, "forum_count"] == int(forums), figure
    assert rows.loc["members", "value"] == 1019


def test_r3_is_counted_of_nine_forums(practice: Database) -> None:
    figures = run(practice, "all_figures")
    rows = figures[(figures["scope"] == "all") & (figures["fiscal_year"] == 2021)]
    counted = rows.set_index("figure")["forum_count"]
    assert counted["matchings"] == 9
    assert counted["know_how"] == 8


def test_faulty_rows_wait_with_their_reasons(practice: Database) -> None:
    codes = {problem.code for parked in list_parked(practice) for problem in parked.problems}
    assert {"unknown_government", "missing_value", "invalid_date", "stage_order"} <= codes
    assert "total_mismatch" not in codes  # a wrong sum holds up no row


def test_practice_root_is_beside_the_real_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path / "real"))
    assert find_practice_root() == tmp_path / "practice"
    assert is_practice_root(find_practice_root())
    assert not is_practice_root(find_root())


def test_practice_data_are_refused_by_any_other_store(tmp_path: Path) -> None:
    with open_database(tmp_path / "real") as database:
        with pytest.raises(ValueError, match="not the practice store"):
            ensure_practice_loaded(database, PRACTICE_FOLDER)
        assert not list_batches(database)


def test_export_commands_fill_an_empty_practice_store_with_practice_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = list_workbooks()[0]
    folder = tmp_path / "workbooks"
    folder.mkdir()
    (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(opening, "PRACTICE_FOLDER", folder)
    with opening.open_figures(tmp_path / "practice") as database:
        assert [each.entry.file_name for each in list_batches(database)] == [path.name]
