"""The child process that works for the one that serves: `python -m store.child.work_process`.

A request is pickled by our own process (`store.child.work`): a function, its arguments, and whether
anybody hears what it reports. The answer's parts are the bytes that it gives.
"""

import json
import pickle
from collections.abc import Iterable
from pathlib import Path
from traceback import extract_tb

from store.child.serving import Answer, Reason, serve, tell_parent
from store.child.work import LIMITS


def start() -> Answer:
    return do_work


def do_work(request: bytes) -> Iterable[bytes]:
    do, args, is_heard = pickle.loads(request)  # noqa: S301 - our own process wrote it
    made = do(*args, report=report) if is_heard else do(*args)
    return [made] if isinstance(made, bytes) else made


def report(*said: str | int) -> None:
    tell_parent(json.dumps(said).encode())


def explain(error: Exception) -> Reason:
    """What an error of ours says of itself; of a mistake its kind and place, and no word of the
    data."""
    facts = getattr(error, "facts", None)
    if facts is not None:
        return getattr(error, "reason", ""), json.loads(json.dumps(facts, default=str))
    [*_, last] = extract_tb(error.__traceback__)
    at = f"{Path(last.filename).name}:{last.lineno}"
    return type(error).__name__, {"at": at}


if __name__ == "__main__":
    serve(start, explain, LIMITS)
