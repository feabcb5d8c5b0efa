"""Work that takes long, done beside the process that serves: the same functions, in another one.

    [deck] = work(export_slide, figure)

What a worker is told comes pickled from our own process, which never unpickles: it gets bytes.
A pool of Python's own (multiprocessing, and what is built on it) would have the worker run the
page's script, as Streamlit makes that `__main__`, and would unpickle what it sends.
"""

import atexit
import json
import os
import pickle
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from store.child.limits import Limits
from store.child.pool import Pool
from store.child.process import Child
from store.child.stop import Stop

VARIABLE, USUAL_COUNT = "CONGRESS_WORKERS", 2
#: So much work waits at most.
MOST_WAITING = 100
LIMITS = Limits(
    answer_seconds=120.0,
    frame_bytes=256 << 20,
    data_bytes=2 << 30,
    niceness=5,
    most_answers=100,
)
#: What a worker can do: a function of a module, or a partial of one.
Work = Callable[..., bytes | Iterable[bytes]]
Hear = Callable[..., object]


def make_worker() -> Child:
    return Child(("-m", "store.child.work_process"), LIMITS)


def count_workers() -> int:
    """How many children of each kind may be at work, as the environment says."""
    said = os.environ.get(VARIABLE, "").strip()
    return max(1, int(said)) if said.isdecimal() else USUAL_COUNT


@cache
def open_workers() -> Pool:
    """This process's workers, ended with it."""
    workers = Pool(make_worker, count_workers(), MOST_WAITING)
    atexit.register(workers.kill)  # no exit waits for an answer that nobody hears
    return workers


def work(
    do: Work,
    *args: Any,
    hear: Hear | None = None,
    stop: Stop | None = None,
    seconds: float | None = None,
    about: str = "",
    lacks: Callable[[], tuple[Any, ...]] | None = None,
) -> list[bytes]:
    """What `do(*args)` gives: bytes, or several. Raises ChildError.

    With `hear` the function is given `report`, and what it reports is told here. `seconds`: where
    it may take longer than is usual. `about`: what a worker may know from before; one that gives
    nothing, as it does not, is asked again and told what it `lacks` as further arguments.
    """

    def ask(child: Child, *more: Any) -> list[bytes]:
        request = pickle.dumps((do, (*args, *more), hear is not None))
        return child.ask(
            request, list, seconds, lambda word: hear and hear(*json.loads(word)), stop
        )

    with open_workers().lend(stop, about) as child:
        return ask(child) or (ask(child, *lacks()) if lacks else [])
