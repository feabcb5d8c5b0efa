"""What a person has asked to be made: it goes on whatever becomes of their page, is found again
after a reload, and can be stopped."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from exports.errors import ExportError
from store.child.pool import WORKS_FOR
from store.child.stop import Stop

#: The store, the person ("" at one's own desk), and what is made.
Place = tuple[str, str, str]
#: What was made is kept for so many seconds.
KEPT_FOR = 3600.0


@dataclass(eq=False)
class Job:
    """`asked` tells what it was made of; `share` is done of it, as `said`."""

    asked: int
    stop: Stop = field(default_factory=Stop)
    share: float = 0.0
    said: str = ""
    outcome: Future[Any] = field(default_factory=Future)
    _began: float = field(default_factory=time.monotonic)

    @property
    def is_under_way(self) -> bool:
        return not self.outcome.done()

    @property
    def is_old(self) -> bool:
        return not self.is_under_way and time.monotonic() > self._began + KEPT_FOR

    def tell(self, share: float, said: str) -> None:
        """How far it has got. Raises ExportError where it is to stop."""
        self.share, self.said = share, said
        if self.stop.is_asked:
            raise ExportError("work_stopped")


_lock = threading.Lock()


@st.cache_resource(show_spinner=False)
def open_jobs() -> dict[Place, Job]:
    """What was begun last, of everybody."""
    return {}


def find_job(place: Place) -> Job | None:
    """What was begun there last."""
    jobs = open_jobs()
    with _lock:
        for other in [each for each, job in jobs.items() if job.is_old]:
            del jobs[other]
        return jobs.get(place)


def begin_job(place: Place, asked: int, make: Callable[[Job], object]) -> Job:
    """Begin it, unless it is under way there."""
    if (known := find_job(place)) is not None and known.is_under_way:
        return known
    job = Job(asked)
    with _lock:
        open_jobs()[place] = job
    person = WORKS_FOR.get()
    threading.Thread(target=_run, args=(job, make, person), daemon=True).start()
    return job


def forget_job(place: Place) -> None:
    with _lock:
        open_jobs().pop(place, None)


def _run(job: Job, make: Callable[[Job], object], person: str) -> None:
    WORKS_FOR.set(person)
    try:
        job.outcome.set_result(make(job))
    except BaseException as error:  # told to whoever looks for what was made
        job.outcome.set_exception(error)
