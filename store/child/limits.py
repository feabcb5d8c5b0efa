"""What a child process may use. Memory and processor are the system's to bound, on its side."""

import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds on the clock hold everywhere; None, and all else on Windows, is unbounded.

    `answer_seconds` and `processor_seconds` are those of one answer, `memory_bytes` is the
    address space, `data_bytes` what of it can be written: also of the children's children, as of an
    engine that claims far more than it uses. A longer frame than `frame_bytes` is not believed.
    After `most_answers` the process is ended, and with it what its libraries have kept.
    `is_confined`: for a child that takes apart what came from outside (`store.child.confinement`).
    """

    answer_seconds: float
    start_seconds: float = 180.0
    frame_bytes: int = 64 << 20
    memory_bytes: int | None = None
    data_bytes: int | None = None
    processor_seconds: int | None = None
    most_answers: int | None = None
    #: Viewers of the screens come first.
    niceness: int = 0
    is_confined: bool = False


def bound_process(limits: Limits) -> None:
    """Bound this very process for all its life."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(limits.niceness)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name, most in (("AS", limits.memory_bytes), ("DATA", limits.data_bytes)):
        if most is not None:
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def bound_next_answer(limits: Limits) -> None:
    """Give the next answer its own processor seconds on top of those used."""
    if sys.platform == "win32" or limits.processor_seconds is None:
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.processor_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
