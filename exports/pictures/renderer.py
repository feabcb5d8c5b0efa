"""One warm child process that draws all pictures of this process, one at a time.

Started at the first picture, started again after a death, ended with its parent (its
pipe closes). See `exports.pictures.render_process` for why it is a process of its own.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Literal

from exports.errors import ExportError
from exports.pictures.pipes import read_frame, write_frame

PictureFormat = Literal["png", "svg", "pdf"]
#: A picture takes a quarter of a second; the very first start also cuts the fonts.
START_SECONDS = 180.0
PICTURE_SECONDS = 30.0
HOME = Path(__file__).parents[2]


class Renderer:
    """Draws for any number of threads; each waits for its turn."""

    def __init__(
        self, command: tuple[str, ...] = ("-m", "exports.pictures.render_process")
    ) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def draw_chart(self, spec: Mapping[str, Any]) -> str:
        """A Vega-Lite specification as SVG with its text as text."""
        return self._ask({"spec": spec}).decode()

    def convert_svg(self, svg: str, form: PictureFormat, scale: float = 1.0) -> bytes:
        """A drawing as png (`scale` times its size), pdf, or svg with its text as shapes."""
        return self._ask({"svg": svg, "format": form, "scale": scale})

    def warm_up(self) -> None:
        """Start the child before somebody waits for it. Raises ExportError."""
        with self._lock:
            self._find_child()

    def close(self) -> None:
        with self._lock:
            if self._child is not None:
                _end_child(self._child)
            self._child = None

    @property
    def process_id(self) -> int | None:
        return None if self._child is None else self._child.pid

    def _ask(self, request: Mapping[str, Any]) -> bytes:
        content = json.dumps(request, default=str).encode()
        with self._lock:
            return self._exchange(self._find_child(), content, PICTURE_SECONDS)

    def _find_child(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self._child = _start_child(self._command)
            self._exchange(self._child, None, START_SECONDS)
        return self._child

    def _exchange(
        self, child: "subprocess.Popen[bytes]", content: bytes | None, seconds: float
    ) -> bytes:
        """Send one request (None: only hear how the start went) and take its answer."""
        late = threading.Event()
        timer = threading.Timer(seconds, _stop_late, (child, late))
        timer.start()
        try:
            answer = _talk(child, content)
        finally:
            timer.cancel()
        if not answer:
            _end_child(child)
            self._child = None
            raise ExportError("too_slow" if late.is_set() else "renderer_died", seconds=seconds)
        return _read_answer(answer)


@cache
def open_renderer() -> Renderer:
    """This process's one renderer."""
    return Renderer()


def _start_child(command: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 - our own module under our own Python
            [sys.executable, *command], cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
    except OSError as error:
        raise ExportError("renderer_died") from error


def _stop_late(child: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    child.kill()


def _talk(child: "subprocess.Popen[bytes]", content: bytes | None) -> bytes | None:
    if child.stdin is None or child.stdout is None:
        return None
    try:
        if content is not None:
            write_frame(child.stdin, content)  # type: ignore[arg-type]
        return read_frame(child.stdout)  # type: ignore[arg-type]
    except OSError:  # it died between two requests
        return None


def _read_answer(answer: bytes) -> bytes:
    if answer[:1] == b"+":
        return answer[1:]
    reason, facts = json.loads(answer[1:])
    raise ExportError(reason, **facts)


def _end_child(child: "subprocess.Popen[bytes]") -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was not sent yet can't be any more
                pipe.close()
    child.wait()
