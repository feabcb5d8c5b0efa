"""What a workbook says as it is handled: understood here, or by a worker beside the process that
serves. A worker keeps what it has read last, so that after a fix it is told the fix alone.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace

from loaders.check import FileResult, pause_garbage_collection, read_workbook
from loaders.grid import Grid
from loaders.intake.handling import Handling, prepare_grids
from loaders.intake.result_transport import dump_result, load_result
from loaders.opening.safe_open import Workbook
from store.child.process import ChildError
from store.child.stop import Stop
from store.child.work import work
from store.errors import (
    ReadingBusy,
    ReadingDied,
    ReadingFailed,
    ReadingHeavy,
    ReadingLate,
    ReadingStopped,
)
from store.events import tell

#: A workbook as sent, and what was decided about it.
Recognise = Callable[[Workbook, Handling], FileResult]
#: Cells of the workbooks that a worker keeps; the last one stays, however many it has.
MOST_CELLS = 1_000_000
_FATES = {
    "time": ReadingLate,
    "memory": ReadingHeavy,
    "crashed": ReadingDied,
    "busy": ReadingBusy,
    "stopped": ReadingStopped,
}
#: A worker's own: the workbooks read last by SHA-256 and name, the latest last.
_KEPT: OrderedDict[tuple[str, str], Workbook] = OrderedDict()


def recognise_here(workbook: Workbook, handling: Handling) -> FileResult:
    """In this very process."""
    return read_workbook(_prepare(workbook, handling), handling.options)


def recognise_beside(
    workbook: Workbook, handling: Handling, stop: Stop | None = None
) -> FileResult:
    """The same by a worker. Raises ReadingFailed; nothing is lost then, and it may be asked for
    again."""
    if not workbook.readable:
        return recognise_here(workbook, handling)
    asked = workbook.sha256, workbook.name, handling
    try:
        parts = work(
            tell_result, *asked, stop=stop, about=workbook.sha256, lacks=lambda: (workbook.grids,)
        )
        with pause_garbage_collection():
            return load_result(parts, _prepare(workbook, handling))
    except ChildError as error:
        raise _translate(error) from error
    except ValueError as error:
        tell("failed", error="reading", at="result_transport")
        raise ReadingFailed(str(error)) from error


def tell_result(
    sha256: str, name: str, handling: Handling, grids: list[Grid] | None = None
) -> Iterable[bytes]:
    """A worker's answer; nothing where it has no longer, or not yet, what is to be read."""
    if grids is not None:
        _keep(Workbook(name, sha256, grids))
    workbook = _KEPT.get((sha256, name))
    if workbook is None:
        return ()
    _KEPT.move_to_end((sha256, name))
    return dump_result(recognise_here(workbook, handling))


def _keep(workbook: Workbook) -> None:
    _KEPT[workbook.sha256, workbook.name] = workbook
    while len(_KEPT) > 1 and sum(map(_count_cells, _KEPT.values())) > MOST_CELLS:
        _KEPT.popitem(last=False)


def _count_cells(workbook: Workbook) -> int:
    return sum(len(row) for grid in workbook.grids for row in grid.rows)


def _prepare(workbook: Workbook, handling: Handling) -> Workbook:
    return replace(workbook, grids=prepare_grids(workbook.grids, handling))


def _translate(error: ChildError) -> ReadingFailed:
    if (fate := _FATES.get(error.reason)) is not None:
        return fate(error.reason)
    tell("failed", error=error.reason, at=str(error.details.get("at", "")))
    return ReadingFailed(error.reason)
