"""A deck's file that came from outside is opened and drawn into by a child process.

What is drawn is composed here: the child is told slides and hands the finished file back, and it
can do nothing else (`store.child.confinement`).
"""

import json
import pickle
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from exports.deck.script import Given, Script
from exports.errors import ExportError
from exports.slides.slide import Box, Page
from store.child.limits import Limits
from store.child.process import Child, ChildError
from views.model.figure import Figure

if TYPE_CHECKING:
    from exports.deck.deck_file import DeckFile

LIMITS = Limits(
    answer_seconds=60.0,
    processor_seconds=50,
    memory_bytes=2 << 30,
    frame_bytes=256 << 20,
    is_confined=True,
)
#: The requests, each followed by its pickled subject.
OPEN, DRAW, LIST, REFRESH = b"o", b"d", b"l", b"r"
#: So many are drawn into at a time; each has a process of its own, for what it holds is heavy.
_TURNS = BoundedSemaphore(2)
_FATES = ("time", "memory", "crashed")


class OutsideFile:
    """A `DeckFile` in a child process."""

    def __init__(self, child: Child, given: Given) -> None:
        """Raises ExportError."""
        self._child = child
        opened = json.loads(self._ask(OPEN + pickle.dumps(given)))
        width, height, title, has_band = opened["page"]
        self.page = Page(width, height, Box(*title), has_band)
        self.mixed: list[str] = opened["mixed"]

    def draw(self, script: Script) -> bytes:
        """The finished file. Raises ExportError."""
        return self._ask(DRAW + pickle.dumps(script))

    def list_charts(self) -> list[str]:
        """Raises ExportError."""
        paths: list[str] = json.loads(self._ask(LIST + pickle.dumps(None)))
        return paths

    def refresh(self, figures: Mapping[str, Figure]) -> tuple[bytes, list[str]]:
        """The file, and the paths of the charts that took new numbers. Raises ExportError."""
        taken, _, content = self._ask(REFRESH + pickle.dumps(figures)).partition(b"\n")
        return content, json.loads(taken)

    def _ask(self, request: bytes) -> bytes:
        try:
            return self._child.ask(request, b"".join)
        except ChildError as error:
            if error.reason in _FATES:
                raise ExportError("template_too_heavy", seconds=LIMITS.answer_seconds) from error
            raise ExportError(error.reason, **error.details) from error


@contextmanager
def open_file(given: Given) -> Iterator["DeckFile | OutsideFile"]:
    """The file to draw into: our own here, one from outside in a child. Raises ExportError."""
    if given.is_nothing:
        from exports.deck.deck_file import DeckFile  # the app starts without python-pptx

        yield DeckFile(given)
        return
    with _TURNS, closing(Child(("-m", "exports.deck.deck_process"), LIMITS)) as child:
        yield OutsideFile(child, given)
