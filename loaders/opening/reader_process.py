"""The child process that parses: `python -m loaders.opening.reader_process` (see store.child).

It may abort, hang or run out of memory on a hostile file; `safe_open` survives that. A
request is the number of readings ("1" or "2") and the file's bytes; the answer's parts are
the sheets (`loaders.opening.grid_transport`).
"""

import gc
from collections.abc import Iterator

from loaders.opening import limits
from loaders.opening.book_reading import read_grids
from loaders.opening.grid_transport import dump_grid
from loaders.opening.refusals import RefusalError
from loaders.opening.second_reading import start_thread
from store.child.serving import Answer, Reason, serve


def start() -> Answer:
    gc.disable()  # a sheet is a million small objects and no cycles: searching them costs a third
    start_thread()
    return answer_file


def answer_file(request: bytes) -> Iterator[bytes]:
    """The messages of one file's sheets; raises RefusalError."""
    readings, data = request[:1], request[1:]
    try:
        room = max(limits.ANSWER_FREE_BYTES, len(data) * limits.ANSWER_RATIO)
        for grid in read_grids(data, twice=readings == b"2"):
            for message in dump_grid(grid):
                room -= len(message)
                if room < 0:
                    raise RefusalError("answer_size", limit=limits.ANSWER_FREE_BYTES >> 20)
                yield message
    finally:
        gc.collect(0)


def explain(error: Exception) -> Reason:
    """A parser's own mistake is the file's damage to the sender."""
    if isinstance(error, RefusalError):
        return error.reason, error.details
    return "damaged", {}


if __name__ == "__main__":
    serve(start, explain, limits.CHILD)
