"""Timing that can be compared: cases taken in turns, medians, ratios against a floor."""

import statistics
import time
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import TypeVar

Case = Callable[[], object]
Name = TypeVar("Name", bound=Hashable)


def time_once(case: Case) -> float:
    start = time.perf_counter()
    case()
    return time.perf_counter() - start


def take_turns(cases: Mapping[str, Case], rounds: int = 7) -> dict[str, float]:
    """Median seconds of each case; the cases alternate, so that a slow moment hits all."""
    return take_timed_turns(
        {name: partial(time_once, case) for name, case in cases.items()}, rounds
    )


def take_timed_turns(
    cases: Mapping[Name, Callable[[], float]], rounds: int = 7
) -> dict[Name, float]:
    """The same for cases that say themselves how many seconds count."""
    for case in cases.values():
        case()
    times: dict[Name, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            times[name].append(case())
    return {name: statistics.median(each) for name, each in times.items()}


def show(title: str, seconds: Mapping[str, float], floor: str) -> None:
    """One line a case: milliseconds and the ratio against the floor."""
    print(title)
    for name, value in seconds.items():
        print(f"  {name:<44} {value * 1000:9.1f} ms  {value / seconds[floor]:6.2f} x")
