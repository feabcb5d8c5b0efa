"""The store is verified while the app runs, and what it came to is told where it matters."""

import time
from pathlib import Path

import pytest

from pages.verifying import verify_daily
from store.keeping.last_done import Done, note_done, read_done
from tests.pages.conftest import Open, copy_store
from tests.pages.reading import read_texts

FINDING = "取込番号 1: *値が違います*"


def wait_for_mark(root: Path) -> Done:
    deadline = time.monotonic() + 300  # of a machine however busy
    while (done := read_done(root, "verify")) is None:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return done


def test_app_that_runs_verifies_its_store_in_a_process_of_its_own(
    plan_root: Path, tmp_path: Path
) -> None:
    root = copy_store(plan_root, tmp_path)
    next((root / "archive").iterdir()).unlink()
    with verify_daily(root, after_start=0.0):
        (found,) = [each for each in wait_for_mark(root).found if "archive/" in each]
    assert "控えから戻してください" in found


def test_nothing_is_verified_before_its_time(plan_root: Path, tmp_path: Path) -> None:
    root = copy_store(plan_root, tmp_path)
    with verify_daily(root):
        pass
    assert read_done(root, "verify") is None


@pytest.mark.parametrize(
    ("found", "history", "warned"),
    [
        (None, "まだ行われていません", False),
        ((), "書かれたときのままです", False),
        ((FINDING,), "でないものが 1 件あります", True),
    ],
)
def test_history_says_when_it_was_and_the_secretariat_is_warned(
    open_app: Open,
    plan_root: Path,
    tmp_path: Path,
    found: tuple[str, ...] | None,
    history: str,
    warned: bool,
) -> None:
    root = copy_store(plan_root, tmp_path)
    if found is not None:
        note_done(root, "verify", found)
    app = open_app(root, "history")
    said = read_texts(app) + "".join(each.value for each in app.error)
    assert history in said
    assert (r"\*値が違います\*" in said) is warned
    app.switch_page("submissions/page.py").run()
    assert any("でないものが 1 件" in each.value for each in app.warning) is warned


@pytest.mark.parametrize("mark", [b"", b"{}", b'{"at": 1}', b'{"at": "x", "found": []}', b"[]"])
def test_mark_that_cannot_be_read_is_none(tmp_path: Path, mark: bytes) -> None:
    (tmp_path / "last_verify.json").write_bytes(mark)
    assert read_done(tmp_path, "verify") is None
