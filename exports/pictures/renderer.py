"""One warm child process that draws all pictures of this process, one at a time.

Started at the first picture, started again after a death, ended with its parent (its
pipe closes). See `exports.pictures.render_process` for why it is a process of its own.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from exports.errors import ExportError
from exports.pictures.fonts import find_font_folder
from store.child.limits import Limits
from store.child.process import Child, ChildError

PictureFormat = Literal["png", "svg", "pdf"]
#: A picture takes a quarter of a second; the very first start also cuts the fonts. The
#: engine claims far more address space than it uses, so memory is not bounded.
LIMITS = Limits(answer_seconds=30.0, start_seconds=180.0, niceness=5)
#: What became of a child that did not answer, as a key of exports.errors.REASONS.
_FATES = {"time": "too_slow", "memory": "renderer_died", "crashed": "renderer_died"}


class Renderer:
    """Draws for any number of threads; each waits for its turn."""

    def __init__(self, child: Child | None = None) -> None:
        command = ("-m", "exports.pictures.render_process", str(find_font_folder()))
        self._child = child or Child(command, LIMITS)

    def draw_chart(self, spec: Mapping[str, Any]) -> str:
        """A Vega-Lite specification as SVG with its text as text."""
        return self._ask({"spec": spec}).decode()

    def convert_svg(self, svg: str, form: PictureFormat, scale: float = 1.0) -> bytes:
        """A drawing as png (`scale` times its size), pdf, or svg with its text as shapes."""
        return self._ask({"svg": svg, "format": form, "scale": scale})

    def warm_up(self) -> None:
        """Start the child before somebody waits for it. Raises ExportError."""
        try:
            self._child.wait_until_started()
        except ChildError as error:
            raise _translate(error) from error

    def close(self) -> None:
        self._child.close()

    @property
    def process_id(self) -> int | None:
        return self._child.process_id

    def _ask(self, request: Mapping[str, Any]) -> bytes:
        content = json.dumps(request, default=str).encode()
        try:
            return self._child.ask(content, b"".join)
        except ChildError as error:
            raise _translate(error) from error


@cache
def open_renderer() -> Renderer:
    """This process's one renderer."""
    return Renderer()


def _translate(error: ChildError) -> ExportError:
    if error.reason in _FATES:
        return ExportError(_FATES[error.reason], seconds=LIMITS.answer_seconds)
    return ExportError(error.reason, **error.details)
