"""A store that another version of the program has made: the app makes it anew by itself."""

from pathlib import Path

import pytest
from streamlit.delta_generator import DeltaGenerator

from exports.opening import open_figures
from loaders.intake.load import ensure_plan_loaded
from loaders.intake.remaking import REASONS, REMAKING
from metrics.tracing.trace import list_figures
from store.batches import list_batches
from store.database import DATABASE_NAME, open_database
from tests.pages.conftest import Open
from tests.store.hand_made import make_older


@pytest.fixture
def older_root(tmp_path: Path) -> Path:
    with open_database(tmp_path) as database:
        ensure_plan_loaded(database)
    make_older(tmp_path)
    return tmp_path


def test_page_says_how_far_an_older_store_is_and_then_shows_its_figures(
    open_app: Open, older_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: set[str | None] = set()
    monkeypatch.setattr(DeltaGenerator, "progress", lambda self, value, text=None: said.add(text))
    app = open_app(older_root)
    assert not app.exception
    assert not app.error
    assert not [each for each in app.info if each.value == REASONS["schema_differs"]]
    assert app.title[0].value.startswith("マッチング等 133/150")
    count = len(list((older_root / "archive").iterdir()))
    assert said <= {
        REMAKING["step"].format(done=done, count=count) for done in range(count + 1)
    } | {REMAKING["step"].format(done=0, count=1)}
    assert said


def test_page_names_a_workbook_that_cannot_be_read_again_and_shows_its_figures(
    open_app: Open, older_root: Path
) -> None:
    archived = next((older_root / "archive").iterdir())
    archived.write_bytes(b"damaged")
    app = open_app(older_root)
    assert not app.error
    (warning,) = app.warning
    assert archived.stem in warning.value
    assert app.title[0].value.startswith("マッチング等 133/150")
    app.run()
    assert not app.warning


def test_page_names_what_keeps_it_from_making_a_lost_store_anew_and_tries_again(
    open_app: Open, older_root: Path
) -> None:
    (older_root / DATABASE_NAME).unlink()
    archived = next((older_root / "archive").iterdir())
    content = archived.read_bytes()
    archived.write_bytes(b"damaged")
    app = open_app(older_root)
    (error,) = app.error
    assert archived.stem in error.value
    archived.write_bytes(content)
    app.run()
    assert not app.error
    assert app.title[0].value.startswith("マッチング等 133/150")


def test_damage_found_while_a_page_reads_is_mended_before_the_page_is_shown(
    open_app: Open, tmp_path: Path
) -> None:
    with open_database(tmp_path) as database:
        ensure_plan_loaded(database)
    content = bytearray((tmp_path / DATABASE_NAME).read_bytes())
    content[find_rows(content)] ^= 1
    (tmp_path / DATABASE_NAME).write_bytes(content)
    app = open_app(tmp_path)
    assert not app.error
    assert app.title[0].value.startswith("マッチング等 133/150")
    assert len(list(tmp_path.glob("congress.damaged-*.duckdb"))) == 1


def find_rows(content: bytearray) -> int:
    """A place in the block of the KPI's rows, which no opening reads."""
    return bytes(content).rindex("マッチング".encode())


def test_export_of_an_older_store_has_the_same_figures(older_root: Path) -> None:
    with open_figures(older_root) as database:
        assert len(list_batches(database)) == len(list((older_root / "archive").iterdir()))
        figures = list_figures(database)
    assert figures.set_index("code").loc["K2020-T-MAT", "value"] == 133
