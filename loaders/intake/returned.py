"""A workbook that came back from its sender: which problems are gone, new, still there."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.checking.problems import Problem
from loaders.intake.uploads import Upload


@dataclass(frozen=True, slots=True)
class ProblemChange:
    """What became of a workbook's problems between two of its readings."""

    gone: tuple[Problem, ...]
    new: tuple[Problem, ...]
    remaining: tuple[Problem, ...]


def is_return_of(before: Upload, after: Upload) -> bool:
    """Whether a workbook is the corrected one of an earlier: same forum, year and layouts."""
    if not (before.readable and after.readable and before.layouts):
        return False
    return _identify(before) == _identify(after)


def _identify(upload: Upload) -> tuple[object, ...]:
    return upload.result.forum, upload.result.fiscal_year, sorted(upload.layouts)


def compare_uploads(before: Upload, after: Upload) -> ProblemChange:
    """Which problems are gone, new, still there: by cell, else by what stands there.

    A problem whose cell has moved (rows were put in above) is still the same one.
    """
    old, new = list(before.problems), list(after.problems)
    remaining: list[Problem] = []
    for key in (_by_cell, _by_text):
        kept = _match(old, new, key)
        remaining += kept
        old = _take_out(old, kept, key)
        new = _take_out(new, kept, key)
    return ProblemChange(tuple(old), tuple(new), tuple(remaining))


def _by_cell(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.sheet, problem.cell, problem.found


def _by_text(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.sheet, problem.title, problem.found


_Key = Callable[[Problem], tuple[str, ...]]


def _match(old: Sequence[Problem], new: Sequence[Problem], key: _Key) -> list[Problem]:
    """The new problems that were there before, each as often as it was."""
    known = Counter(map(key, old))
    kept = []
    for problem in new:
        if known[key(problem)] > 0:
            known[key(problem)] -= 1
            kept.append(problem)
    return kept


def _take_out(problems: Sequence[Problem], kept: Sequence[Problem], key: _Key) -> list[Problem]:
    counts = Counter(map(key, kept))
    rest = []
    for problem in problems:
        if counts[key(problem)] > 0:
            counts[key(problem)] -= 1
        else:
            rest.append(problem)
    return rest
