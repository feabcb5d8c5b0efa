"""What is being made goes on whatever becomes of the page, is found again, and can be stopped."""

import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from exports.errors import REASONS, ExportError
from pages.deck import print_parts
from store.child.pool import WORKS_FOR
from store.child.stop import Stop
from store.child.work import Work
from tests.pages.conftest import Open
from widgets import app
from widgets.files import jobs
from widgets.files.jobs import Job, begin_job, find_job, forget_job, open_jobs

PLACE = ("store", "person", "deck")
MAKE = "印刷用（A4）を作る"


@pytest.fixture(autouse=True)
def _no_jobs() -> None:
    open_jobs.clear()


def find(page: AppTest, label: str):  # type: ignore[no-untyped-def]
    [button] = [each for each in page.button if each.label == label]
    return button


def test_page_shows_what_is_under_way_after_a_reload_and_stops_it(
    plan_root: Path, look_at: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(_: Work, *__: object, stop: Stop) -> list[bytes]:
        is_asked = threading.Event()
        with stop.ending(is_asked.set):
            is_asked.wait()
        raise ExportError("work_stopped")

    monkeypatch.setattr(print_parts, "make_files", make)
    monkeypatch.setattr(app, "watch_jobs", lambda: None)  # the page's run ends, as after a click
    page = look_at(plan_root, "deck")
    find(page, MAKE).click().run()
    assert find(page.run(), MAKE).disabled
    [job] = open_jobs().values()
    other = AppTest.from_file(page._script_path, default_timeout=300)
    other._page_hash = page._page_hash
    find(other.run(), "取消").click().run()
    with pytest.raises(ExportError):
        job.outcome.result()
    assert [each.value for each in other.run().error] == [REASONS["work_stopped"]]
    assert not find(other, MAKE).disabled
    assert not other.get("download_button")


def test_work_is_begun_once_and_for_the_person_who_asked() -> None:
    goes_on = threading.Event()

    def make(_: Job) -> str:
        goes_on.wait()
        return WORKS_FOR.get()

    token = WORKS_FOR.set("somebody")
    first = begin_job(PLACE, 1, make)
    WORKS_FOR.reset(token)
    assert begin_job(PLACE, 2, make) is first is find_job(PLACE)
    goes_on.set()
    assert first.outcome.result() == "somebody"
    assert begin_job(PLACE, 2, make) is not first


def test_work_that_is_to_stop_stops_where_it_tells_how_far_it_is() -> None:
    job = Job(1)
    job.tell(0.5, "半分")
    assert (job.share, job.said) == (0.5, "半分")
    job.stop.ask()
    with pytest.raises(ExportError, match=REASONS["work_stopped"]):
        job.tell(0.6, "")


def test_what_was_made_is_kept_for_a_while_and_what_is_under_way_for_as_long_as_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    goes_on = threading.Event()
    job = begin_job(PLACE, 1, lambda _: goes_on.wait())
    monkeypatch.setattr(jobs, "KEPT_FOR", -1.0)
    assert find_job(PLACE) is job
    goes_on.set()
    job.outcome.result()
    assert find_job(PLACE) is None


def test_mistake_is_told_once() -> None:
    job = begin_job(PLACE, 1, lambda _: 1 // 0)
    assert isinstance(job.outcome.exception(), ZeroDivisionError)
    forget_job(PLACE)
    assert find_job(PLACE) is None
