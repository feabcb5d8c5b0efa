"""Files made by a worker (`store.child.work`): the process that serves only asks for them."""

from typing import Any

from exports.errors import ExportError
from exports.pictures.renderer import open_renderer
from store.child.process import ChildError
from store.child.stop import Stop
from store.child.work import LIMITS, Hear, Work, open_workers, work
from store.events import tell

#: What became of work that was not done, as a key of exports.errors.REASONS.
_FATES = {
    "time": "work_late",
    "memory": "work_heavy",
    "crashed": "work_died",
    "busy": "work_busy",
    "stopped": "work_stopped",
}


def make_files(
    do: Work,
    *args: Any,
    hear: Hear | None = None,
    stop: Stop | None = None,
    seconds: float = LIMITS.answer_seconds,
) -> list[bytes]:
    """What `do(*args)` gives, be it bytes or several, made by a worker. Raises ExportError."""
    try:
        return work(do, *args, hear=hear, stop=stop, seconds=seconds)
    except ChildError as error:
        raise _translate(error, seconds) from error


def make_file(do: Work, *args: Any) -> bytes:
    """The same of what gives one file."""
    [content] = make_files(do, *args)
    return content


def warm_up() -> None:
    """Have the next picture wait for no start, unless others wait already. Raises ExportError where
    none can be drawn."""
    if not open_workers().waiting_count:
        make_file(start_drawing)


def start_drawing() -> bytes:
    open_renderer().warm_up()
    return b""


def _translate(error: ChildError, seconds: float) -> ExportError:
    if error.reason in _FATES:
        return ExportError(_FATES[error.reason], seconds=round(seconds))
    try:
        return ExportError(error.reason, **error.details)
    except KeyError:  # none of our refusals: a mistake of ours
        tell("failed", error=error.reason, at=str(error.details.get("at", "")))
        return ExportError("work_failed")
