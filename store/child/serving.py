"""The child's side: answer requests until the parent closes the pipe."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from store.child.confinement import confine_process
from store.child.frames import END, NUMBER_BYTES, PART, REFUSED, TOLD, read_frame, write_frame
from store.child.limits import Limits, bound_next_answer, bound_process

_PART_BYTES = 1 << 20

#: The pipe to the parent, in a process that serves.
_PARENT: list[BinaryIO] = []
#: A request's answer, in parts.
Answer = Callable[[bytes], Iterable[bytes]]
#: Why there is no answer: a reason, and details that JSON can tell.
Reason = tuple[str, dict[str, Any]]
Explain = Callable[[Exception], Reason]


def serve(start: Callable[[], Answer], explain: Explain, limits: Limits) -> None:
    """Start, say how that went, then answer; an error is told as `explain` says.

    Out of memory is told as "memory" and ends the process: nobody knows what it holds then.
    """
    requests, answers = sys.stdin.buffer, _claim_standard_output()
    _PARENT.append(answers)
    bound_process(limits)
    try:
        answer = start()
        if limits.is_confined:
            confine_process()
    except Exception as error:
        _end_answer(answers, explain(error))
        return
    _end_answer(answers, None)
    while (asked := read_frame(requests, limits.frame_bytes)) is not None:
        number, request = asked[:NUMBER_BYTES], asked[NUMBER_BYTES:]
        bound_next_answer(limits)
        try:
            for part in answer(request):
                write_frame(answers, part, PART)
            reason = None
        except MemoryError:
            _end_answer(answers, ("memory", {}), number)
            return
        except Exception as error:  # nobody is left without word, whatever has gone wrong
            reason = explain(error)
        _end_answer(answers, reason, number)


def tell_parent(word: bytes) -> None:
    """How far the answer under way has got; to nobody where no parent asks."""
    for pipe in _PARENT:
        write_frame(pipe, word, TOLD)
        pipe.flush()


def in_parts(content: bytes) -> Iterator[bytes]:
    """A long answer as parts of a megabyte."""
    for at in range(0, len(content), _PART_BYTES):
        yield content[at : at + _PART_BYTES]


def _end_answer(answers: BinaryIO, reason: Reason | None, number: bytes = b"") -> None:
    if reason is None:
        write_frame(answers, number, END)
    else:
        write_frame(answers, number + json.dumps(reason).encode(), REFUSED)
    answers.flush()


def _claim_standard_output() -> BinaryIO:
    """The pipe to the parent, out of reach of a library's print."""
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 16)
    sys.stdout = sys.stderr
    return pipe
