"""Conversion from stage to stage, and what a number of implementations would take. Pure.

The rates are of one year's cases against each other, not of cases followed over years: a case
still under way counts as not converted. The pages say so beside every rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt

#: Standard normal quantile of a two-sided 95 % interval.
Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Conversion:
    """Of `tried` cases that reached a stage, `passed` reached the next; rates 0-1.

    `lower` and `upper` bound the rate (Wilson, 95 %); `rate` is None where nothing was tried.
    """

    tried: int
    passed: int
    rate: float | None
    lower: float
    upper: float


def add_up_reached(counts: Sequence[float | None]) -> list[float | None]:
    """Cases that reached each stage or a later one, from the cases at each stage.

    A stage that is not reported leaves its own sum and all earlier ones unknown.

    >>> add_up_reached([113, 14, 6, 0])
    [133, 20, 6, 0]
    >>> add_up_reached([113, None, 6, 0])
    [None, None, 6, 0]
    """
    reached: list[float | None] = []
    total: float | None = 0
    for count in reversed(counts):
        total = None if total is None or count is None else total + count
        reached.append(total)
    return reached[::-1]


def bound_rate(passed: int, tried: int, z: float = Z_95) -> tuple[float, float]:
    """Wilson's score interval of a rate, honest at 0 of 6; (0, 1) where nothing was tried.

    >>> [round(end, 3) for end in bound_rate(0, 6)], [round(end, 3) for end in bound_rate(6, 20)]
    ([0.0, 0.39], [0.145, 0.519])
    >>> bound_rate(0, 0)
    (0.0, 1.0)
    """
    if tried == 0:
        return 0.0, 1.0
    share, spread = passed / tried, z * z / tried
    middle = share + spread / 2
    half = z * sqrt(share * (1 - share) / tried + spread / (4 * tried))
    lower, upper = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return 0.0 if passed == 0 else lower, 1.0 if passed == tried else upper


def measure_conversions(reached: Sequence[float | None]) -> list[Conversion | None]:
    """One conversion between each stage and the next; None where either is not reported.

    >>> [c and (c.passed, c.tried) for c in measure_conversions([133, 20, 6, 0])]
    [(20, 133), (6, 20), (0, 6)]
    """
    return [
        None if tried is None or passed is None else _measure(int(passed), int(tried))
        for tried, passed in pairwise(reached)
    ]


def _measure(passed: int, tried: int) -> Conversion:
    lower, upper = bound_rate(passed, tried)
    return Conversion(tried, passed, passed / tried if tried else None, lower, upper)


def plan_volumes(target: int, rates: Sequence[float | None]) -> list[int | None]:
    """Cases that must reach each stage for `target` to reach the last, at these rates.

    `rates`: one between each stage and the next, 0-1. None where no volume suffices (a rate of
    0) or none is known, and for all earlier stages.

    >>> plan_volumes(5, [20 / 133, 6 / 20, 0.39])
    [293, 44, 13, 5]
    >>> plan_volumes(5, [20 / 133, 6 / 20, 0.0])
    [None, None, None, 5]
    >>> plan_volumes(0, [0.5, 0.5, 0.0])
    [0, 0, 0, 0]
    """
    volumes: list[int | None] = [target]
    for rate in reversed(rates):
        after = volumes[-1]
        if after == 0:
            volumes.append(0)
        elif after is None or not rate:
            volumes.append(None)
        else:
            # 6 / 0.3 must not become 21 by the rounding of binary fractions.
            volumes.append(max(after, ceil(round(after / rate, 9))))
    return volumes[::-1]


def require_rate(target: int, tried: int | None) -> float | None:
    """The rate that the last step needs with as many cases before it as now; None: impossible.

    >>> require_rate(3, 6), require_rate(7, 6), require_rate(0, 0)
    (0.5, None, 0.0)
    """
    if target == 0:
        return 0.0
    if not tried or target > tried:
        return None
    return target / tried
