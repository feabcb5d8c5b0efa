"""The parent's side: start a child, ask it, stop it when it is late, start it anew when it died."""

import json
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from store.child.confinement import list_environment
from store.child.frames import (
    END,
    NUMBER_BYTES,
    PART,
    REFUSED,
    TOLD,
    read_frame,
    write_frame,
)
from store.child.limits import Limits
from store.child.stop import Stop

HOME = Path(__file__).parents[2]
T = TypeVar("T")
#: A malformed answer shows itself as one of these while it is taken apart.
_NONSENSE = (
    ValueError,
    LookupError,
    TypeError,
    ArithmeticError,
    AttributeError,
    RecursionError,
    OSError,
)


class ChildError(Exception):
    """Why there is no answer: the child's own reason and details, or what became of it.

    Of itself a child is late ("time"), out of "memory", or "crashed"; "stopped" by who asked, or
    never asked, as too many waited ("busy").
    """

    def __init__(self, reason: str, details: dict[str, Any] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details or {}


class _RefusalError(ChildError):
    """The child's own word, with which its answer has ended."""


class Child:
    """One process, reused over requests. Safe to share between threads: one at a time."""

    def __init__(self, command: Sequence[str], limits: Limits) -> None:
        """`command` are Python's arguments, such as -m and a module that serves."""
        self._lock = threading.RLock()
        self._command = (sys.executable, "-X", "utf8", *command)
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._has_started = False
        self._answer_count = 0

    @property
    def process_id(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process without waiting for it, so that its start costs no wait later."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self.close()
                self._process = _start_process(self._command, self._limits)

    def wait_until_started(self) -> None:
        """Raises ChildError for a child that could not start."""
        with self._lock:
            self.start()
            if not self._has_started:
                self._exchange(None, list, self._limits.start_seconds, bytes, Stop())
                self._has_started = True

    def ask(
        self,
        request: bytes,
        collect: Callable[[Iterator[bytes]], T],
        seconds: float | None = None,
        hear: Callable[[bytes], object] = bytes,
        stop: Stop | None = None,
    ) -> T:
        """What `collect` makes of the answer's parts. Raises ChildError.

        `seconds` are those that are left, where they are others than for any answer; `hear` is told
        of the progress.
        """
        with self._lock:
            self.wait_until_started()
            allowed = self._limits.answer_seconds if seconds is None else seconds
            answer = self._exchange(request, collect, allowed, hear, stop or Stop())
            self._answer_count += 1
            if self._answer_count == self._limits.most_answers:
                self.close()
            return answer

    def close(self) -> None:
        """End the process; the next request starts another."""
        with self._lock:
            process, self._process = self._process, None
            self._has_started, self._answer_count = False, 0
            if process is not None:
                _end_process(process)

    def kill(self) -> None:
        """End the process at once, be it at work: who waits for its answer is told so."""
        if (process := self._process) is not None:
            process.kill()

    def _exchange(
        self,
        request: bytes | None,
        collect: Callable[[Iterator[bytes]], T],
        seconds: float,
        hear: Callable[[bytes], object],
        stop: Stop,
    ) -> T:
        """Whatever else than the answer's end ends this, ends the child: what it still has to say
        would be taken for the next answer, of another person."""
        process = self._process
        assert process is not None
        number = b"" if request is None else secrets.token_bytes(NUMBER_BYTES)
        with _stop_when_late(process, seconds) as is_late, stop.ending(process.kill):
            try:
                if request is not None:
                    _send(_pipe(process.stdin), number + request)
                parts = self._read_parts(_pipe(process.stdout), number, hear)
                answer = collect(parts)
                if next(parts, None) is not None:
                    raise ValueError("more parts than were asked for")
            except _NONSENSE as error:
                reason = "time" if is_late.is_set() else _find_reason(process)
                self.close()
                raise ChildError("stopped" if stop.is_asked else reason) from error
            except _RefusalError as refused:
                if not self._has_started or refused.reason == "memory":
                    self.close()  # it ends by itself, or is about to
                raise
            except BaseException:  # a page that was left while it heard of the progress
                self.close()
                raise
        return answer

    def _read_parts(
        self, pipe: BinaryIO, number: bytes, hear: Callable[[bytes], object]
    ) -> Iterator[bytes]:
        """The parts of one answer; raises ValueError where it stops short, or where it ends as
        another request's."""
        while (frame := read_frame(pipe, self._limits.frame_bytes)) is not None:
            kind, content = frame[:1], frame[1:]
            if kind in (END, REFUSED) and not content.startswith(number):
                break
            if kind == END:
                return
            if kind == REFUSED:
                raise _parse_refusal(content[len(number) :])
            if kind == TOLD:
                hear(content)
            elif kind == PART:
                yield content
            else:
                break
        raise ValueError("the child's answer stops short")


def _start_process(command: Sequence[str], limits: Limits) -> subprocess.Popen[bytes]:
    """No shell, no inherited handles, no console window. Raises ChildError."""
    try:
        return subprocess.Popen(  # noqa: S603 - our own module under our own Python
            command,
            cwd=HOME,
            env=list_environment() if limits.is_confined else None,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What a library prints may be words of a workbook: they belong in no log.
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ChildError("crashed") from error


def _end_process(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was not sent yet can't be any more
                pipe.close()
    process.wait()


@contextmanager
def _stop_when_late(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill the process once so many seconds have passed; the event then says so."""
    is_late = threading.Event()

    def stop() -> None:
        is_late.set()
        process.kill()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield is_late
    finally:
        timer.cancel()


def _send(pipe: BinaryIO, request: bytes) -> None:
    write_frame(pipe, request)
    pipe.flush()


def _pipe(pipe: Any) -> BinaryIO:
    if pipe is None:
        raise OSError("the child has no pipe")
    found: BinaryIO = pipe
    return found


def _parse_refusal(content: bytes) -> ChildError:
    reason, details = json.loads(content)
    return _RefusalError(str(reason), dict(details))


def _find_reason(process: subprocess.Popen[bytes]) -> str:
    """What a dying child's exit code tells; negative ones are signals (POSIX)."""
    try:
        code = process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return "crashed"  # it lives on and talks nonsense
    if code == -getattr(signal, "SIGXCPU", 0):
        return "time"
    # an allocation failed inside a library, or the system ran short
    if code in (-getattr(signal, "SIGABRT", 0), -getattr(signal, "SIGKILL", 0)):
        return "memory"
    return "crashed"
