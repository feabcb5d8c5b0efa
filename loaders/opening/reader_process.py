"""The child process that parses: `python -m loaders.opening.reader_process`, fed through pipes.

It may abort, hang or run out of memory on a hostile file; `safe_open` survives that.
Requests and answers are frames: 8 bytes length (big endian), then the content. A request
is the number of readings ("1" or "2") and the file's bytes; answers are JSON lists, of which
"done" or "refused" ends one file.
"""

import gc
import json
import os
import sys
from typing import BinaryIO

from loaders.opening import limits
from loaders.opening.book_reading import read_grids
from loaders.opening.grid_transport import dump_grid
from loaders.opening.refusals import RefusalError

_LENGTH = 8


def read_frame(pipe: BinaryIO, limit: int) -> bytes | None:
    """One frame's content; None at the pipe's end, at half a frame or beyond `limit`."""
    head = pipe.read(_LENGTH)
    length = int.from_bytes(head, "big")
    if len(head) < _LENGTH or length > limit:
        return None
    content = pipe.read(length)
    return content if len(content) == length else None


def write_frame(pipe: BinaryIO, content: bytes) -> None:
    pipe.write(len(content).to_bytes(_LENGTH, "big"))
    pipe.write(content)


def main() -> None:
    """Serve files until the parent closes the pipe."""
    requests, answers = sys.stdin.buffer, _claim_standard_output()
    limit_memory()
    gc.disable()  # a sheet is a million small objects and no cycles: searching them costs a third
    while (request := read_frame(requests, limits.FILE_BYTES + 1)) is not None:
        limit_processor_time()
        keep_on = answer_file(request[1:], request[:1] == b"2", answers)
        answers.flush()
        gc.collect(0)
        if not keep_on:
            return


def _claim_standard_output() -> BinaryIO:
    """The pipe to the parent, out of reach of a library's print."""
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 16)
    sys.stdout = sys.stderr
    return pipe


def limit_memory() -> None:
    """Bound this process's address space, where the system can (not on Windows)."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.CHILD_BYTES, limits.CHILD_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor_time() -> None:
    """Give the next file its own processor seconds on top of those used."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.CHILD_CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def answer_file(data: bytes, twice: bool, answers: BinaryIO) -> bool:
    """Write one file's answers; False when this process should not go on."""
    ending: list[object]
    try:
        for grid in read_grids(data, twice):
            for message in dump_grid(grid):
                write_frame(answers, message)
        ending, keep_on = ["done"], True
    except RefusalError as refused:
        ending, keep_on = ["refused", refused.reason, refused.details], True
    except MemoryError:
        ending, keep_on = ["refused", "memory", {}], False
    except Exception:  # a parser's own mistake is no reason to leave the sender without word
        ending, keep_on = ["refused", "damaged", {}], True
    write_frame(answers, json.dumps(ending).encode())
    return keep_on


if __name__ == "__main__":
    main()
