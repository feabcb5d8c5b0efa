"""Open any workbook without trusting it: the parsing happens in a limited child process.

    with WorkbookReader() as reader:
        workbook = reader.read(Path("報告.xlsx"))

`read` never raises for a bad file: what it could not read is one problem that says what
to do. The child serves file after file and is started anew after it died.
"""

import hashlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from loaders.checking.problems import Problem
from loaders.grid import Grid
from loaders.opening import grid_transport, limits
from loaders.opening.file_kind import find_kind
from loaders.opening.refusals import RefusalError, build_problem

_ROOT = Path(__file__).parents[2]
_LENGTH = 8


@dataclass
class Workbook:
    """A workbook's worksheets, or the one problem why there are none.

    `sha256` is of the bytes as sent ("" where the file could not be opened at all).
    """

    name: str
    sha256: str = ""
    grids: list[Grid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def readable(self) -> bool:
        return not self.problems


class WorkbookReader:
    """One child process, reused over files. Safe to share between threads: one at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child; a later `read` starts another."""
        with self._lock:
            self._end_child()

    def start(self) -> None:
        """Start the child ahead of the first file, so that its start-up costs no wait."""
        with self._lock:
            self._running_child()

    def read(self, source: Path | bytes, name: str | None = None) -> Workbook:
        """The workbook of a file or of uploaded bytes; `name` is what problems call it."""
        if name is None:
            name = source.name if isinstance(source, Path) else ""
        workbook = Workbook(name)
        try:
            data = source if isinstance(source, bytes) else read_capped(source)
            workbook.sha256 = hashlib.sha256(data).hexdigest()
            check_size(len(data))
            find_kind(data)
            with self._lock:
                workbook.grids = self._ask_child(data)
        except RefusalError as refused:
            workbook.problems = [build_problem(refused.reason, name, refused.details)]
        return workbook

    def _ask_child(self, data: bytes) -> list[Grid]:
        """Two readings; when that brings the child down, ours alone in a new child."""
        expires = time.monotonic() + limits.CHILD_WALL_SECONDS
        try:
            return self._ask_once(data, b"2", expires)
        except RefusalError as refused:
            if refused.reason not in ("crashed", "memory"):
                raise
        return self._ask_once(data, b"1", expires)

    def _ask_once(self, data: bytes, readings: bytes, expires: float) -> list[Grid]:
        child = self._running_child()
        expired = threading.Event()
        timer = threading.Timer(expires - time.monotonic(), _kill, (child, expired))
        timer.daemon = True
        timer.start()
        try:
            _send(child, readings + data)
            return collect_grids(_pipe(child.stdout))
        except RefusalError as refused:
            if refused.reason == "memory":
                self._end_child()
            raise
        except (ValueError, KeyError, IndexError, TypeError, OSError) as error:
            raise self._explain_death(child, expired.is_set()) from error
        finally:
            timer.cancel()

    def _running_child(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end_child()
            self._child = start_child()
        return self._child

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                _close_quietly(pipe)

    def _explain_death(self, child: subprocess.Popen[bytes], expired: bool) -> RefusalError:
        """Why the answer stopped short; the child is gone after this."""
        code = None if expired else _wait_briefly(child)
        self._end_child()
        return _refuse_time() if expired else _blame(code)


def _send(child: subprocess.Popen[bytes], request: bytes) -> None:
    pipe = _pipe(child.stdin)
    pipe.write(len(request).to_bytes(_LENGTH, "big"))
    pipe.write(request)
    pipe.flush()


def _blame(code: int | None) -> RefusalError:
    """The reason behind an exit code: negative ones are signals (POSIX)."""
    if code == -getattr(signal, "SIGXCPU", 0):
        return _refuse_time()
    # an allocation failed inside the parser, or the system ran short
    if code in (-getattr(signal, "SIGABRT", 0), -getattr(signal, "SIGKILL", 0)):
        return RefusalError("memory")
    return RefusalError("crashed")


def _refuse_time() -> RefusalError:
    return RefusalError("time", limit=round(limits.CHILD_WALL_SECONDS))


def start_child() -> subprocess.Popen[bytes]:
    """A reader process of its own: no shell, no inherited handles, no console window."""
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "loaders.opening.reader_process"],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def collect_grids(pipe: BinaryIO) -> list[Grid]:
    """The child's answer to one file. Raises ValueError when it stops short or is too long."""
    grids: list[Grid] = []
    for kind, *content in _read_messages(pipe):
        if kind == "sheet":
            grids.append(grid_transport.load_head(content[0]))
        elif kind == "rows":
            grids[-1].rows.extend(content[0])
        elif kind == "refused":
            raise RefusalError(content[0], **content[1])
        elif kind == "done":
            break
        if len(grids) > limits.SHEETS or (grids and len(grids[-1].rows) > limits.EXCEL_ROWS):
            raise ValueError("more than the child may answer")
    return grids


def _read_messages(pipe: BinaryIO) -> Iterator[Any]:
    while True:
        head = pipe.read(_LENGTH)
        length = int.from_bytes(head, "big")
        content = pipe.read(length) if length <= limits.FRAME_BYTES else b""
        if len(head) < _LENGTH or len(content) < length:
            raise ValueError("the child's answer stops short")
        yield grid_transport.load_message(content)


def read_capped(path: Path) -> bytes:
    """A file's bytes, one more than the limit at most. Raises RefusalError("missing")."""
    try:
        with path.open("rb") as file:
            return file.read(limits.FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise RefusalError("missing") from error


def check_size(size: int) -> None:
    if size > limits.FILE_BYTES:
        raise RefusalError("file_size", limit=limits.FILE_BYTES // limits.MEBIBYTE)


def _pipe(pipe: Any) -> BinaryIO:
    if pipe is None:
        raise OSError("the child has no pipe")
    found: BinaryIO = pipe
    return found


def _kill(child: subprocess.Popen[bytes], expired: threading.Event) -> None:
    expired.set()
    child.kill()


def _wait_briefly(child: subprocess.Popen[bytes]) -> int | None:
    """A dying child's exit code; None for one that lives on and talks nonsense."""
    try:
        return child.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return None


def _close_quietly(pipe: BinaryIO | Any) -> None:
    try:
        pipe.close()
    except OSError:
        return
