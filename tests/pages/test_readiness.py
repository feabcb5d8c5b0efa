"""Whether the service can work: each check on both sides, and what it makes of the answer."""

import json
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st

from loaders.opening.safe_open import WorkbookReader
from pages.service import show_readiness
from store.child.limits import Limits
from store.child.process import Child
from store.database import DATABASE_NAME, ROOT_VARIABLE
from tests.plan_store import fill_plan_store
from tests.upload_books import BRIDGE, matchings_book
from widgets.run import open_real
from widgets.service import health


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The store of a service; nothing of it is open yet."""
    root = tmp_path / "real"
    fill_plan_store(root).close()
    monkeypatch.setenv(ROOT_VARIABLE, str(root))
    st.cache_data.clear()
    yield root
    open_real.clear()


def test_store_as_written_is_ready(root: Path) -> None:
    assert (health.check_store(), health.check_log()) == ("ok", "ok")


def test_damaged_database_is_named(root: Path) -> None:
    (root / DATABASE_NAME).write_bytes(b"\0" * 20000)
    assert (health.check_store(), health.check_log()) == ("database_damaged", "database_damaged")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda log: log + b"no line\n", "log_damaged"),
        (lambda log: log.replace(b'"number": 4', b'"number": 5'), "log_damaged"),
        (lambda log: log + log.splitlines()[-1].replace(b'"number": 4', b'"number": 5') + b"\n", "log_ahead"),
        (lambda log: log + b"half a li", "ok"),
        (lambda log: b"".join(log.splitlines(keepends=True)[:-1]), "ok"),
    ],
)  # fmt: skip
def test_log_that_changed_under_an_open_store_is_named(root: Path, change, code: str) -> None:
    open_real(root)
    file = root / "log.jsonl"
    file.write_bytes(change(file.read_bytes()))
    assert health.check_log() == code


@pytest.mark.parametrize(("free", "said"), [(-1, "disk_full"), (0, "ok")])
def test_disk_needs_room_for_an_upload(
    root: Path, monkeypatch: pytest.MonkeyPatch, free: int, said: str
) -> None:
    usage = SimpleNamespace(free=health.LEAST_FREE + free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert health.check_disk() == said


def test_reader_whose_child_can_not_start_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def make() -> Child:
        return Child(("-c", "raise SystemExit"), Limits(answer_seconds=30.0))

    for reader, said in ((WorkbookReader(make), "no_answer"), (WorkbookReader(), "ok")):
        with reader:
            monkeypatch.setattr(health, "open_reader", lambda reader=reader: reader)
            assert health.check_reader() == said


def test_reader_at_work_answers_and_says_how_many_wait() -> None:
    with WorkbookReader() as reader:
        with reader._children.lend():
            assert (reader.is_answering(), reader.waiting_count) == (True, 0)
            waiting = threading.Thread(target=reader.read, args=(matchings_book(BRIDGE), "x"))
            waiting.start()
            deadline = time.monotonic() + 60
            while not reader.waiting_count and time.monotonic() < deadline:
                time.sleep(0.01)
            assert reader.waiting_count == 1
        waiting.join()
        assert reader.waiting_count == 0


@pytest.mark.parametrize(("answer", "status"), [("ok", 200), ("disk_full", 503)])
def test_service_is_ready_when_every_check_is_well(
    monkeypatch: pytest.MonkeyPatch, answer: str, status: int
) -> None:
    st.cache_data.clear()
    checks = {"store": lambda: "ok", "disk": lambda: answer}
    monkeypatch.setattr(health, "CHECKS", checks)
    told = show_readiness(None)  # type: ignore[arg-type]
    assert told.status_code == status
    assert json.loads(bytes(told.body))["checks"] == {"store": "ok", "disk": answer}


def test_answer_is_given_again_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    st.cache_data.clear()
    answers = iter(["ok", "disk_full"])
    monkeypatch.setattr(health, "CHECKS", {"store": lambda: next(answers)})
    assert health.ask_readiness() == health.ask_readiness() == {"store": "ok"}
