"""Work done in a process of its own: heard of, stopped, bounded, and never a silence."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from store.child import work as working
from store.child.pool import Pool
from store.child.process import HOME, Child, ChildError
from store.child.stop import Stop
from store.child.work import LIMITS, Work, count_workers, work
from tests.store import works

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds the clock alone")


@pytest.fixture(scope="module", autouse=True)
def _one_worker() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(working.VARIABLE, "1")
        working.open_workers.cache_clear()
        yield
        working.open_workers().close()
        working.open_workers.cache_clear()


def refusal(do: Work, **options: object) -> tuple[str, dict[str, object]]:
    with pytest.raises(ChildError) as caught:
        work(do, **options)  # type: ignore[arg-type]
    return caught.value.reason, caught.value.details


def wait_until_gone(process: int) -> None:
    """The system may take a moment to bury it."""
    with suppress(FileNotFoundError, ProcessLookupError):
        while Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
            threading.Event().wait(0.01)


def test_worker_gives_what_the_function_gives() -> None:
    assert work(works.upper, b"abc") == list(works.upper(b"abc"))


def test_what_a_function_reports_is_heard_in_its_order() -> None:
    heard: list[tuple[object, ...]] = []
    assert work(works.count, 3, hear=lambda *said: heard.append(said)) == [b"done"]
    assert heard == [("counted", 0), ("counted", 1), ("counted", 2)]


def test_error_of_ours_says_its_reason_and_a_mistake_no_word_of_the_data() -> None:
    assert refusal(works.refuse) == ("no_such_year", {"year": 2020})
    reason, details = refusal(works.mistake)
    assert reason == "ValueError"
    assert str(details["at"]).startswith("works.py:")
    assert "佐藤" not in str(details)


def test_worker_that_dies_is_a_named_error_and_the_next_work_is_done() -> None:
    assert refusal(works.die)[0] == "crashed"
    assert work(works.upper, b"a") == [b"A", b"a"]


@POSIX
def test_work_beyond_its_memory_or_time_is_a_named_error() -> None:
    assert refusal(works.fill_memory)[0] == "memory"
    assert refusal(works.spin, seconds=0.5)[0] == "time"


def test_work_under_way_is_stopped_and_its_process_is_gone() -> None:
    stop, heard = Stop(), list[int]()

    def hear(process: int) -> None:
        heard.append(process)
        threading.Thread(target=stop.ask).start()

    assert refusal(works.sleep_reporting, hear=hear, stop=stop)[0] == "stopped"
    wait_until_gone(heard[0])
    assert refusal(works.tell_process, stop=stop)[0] == "stopped", "a stop holds for good"


def test_worker_is_another_after_so_many_answers() -> None:
    limits = replace(LIMITS, most_answers=2)
    child = Child(("-m", "store.child.work_process"), limits)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(working, "open_workers", lambda: Pool(lambda: child, 1))
        first, second, third = (work(works.tell_process) for _ in range(3))
    child.close()
    assert first == second != third


@pytest.mark.parametrize(("said", "count"), [("", 2), ("3", 3), ("0", 1), ("many", 2)])
def test_environment_says_how_many_workers_there_are(
    said: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(working.VARIABLE, said)
    assert count_workers() == count


ENDING = """
import threading
from tests.store import works
from store.child.work import work

began = threading.Event()
def hear(process):
    print(process)
    began.set()
threading.Thread(target=work, args=(works.sleep_reporting,), kwargs={"hear": hear}, daemon=True).start()
began.wait()
"""


def test_process_that_ends_leaves_no_worker_behind_and_waits_for_none() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ENDING], cwd=HOME, capture_output=True, text=True, check=True
    )
    wait_until_gone(int(ended.stdout))
