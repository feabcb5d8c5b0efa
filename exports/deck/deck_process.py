"""The child process that opens decks and templates from outside (see store.child):
`python -m exports.deck.deck_process`.

Two requests: a file is opened, answered by its page's measures as JSON, and a script is drawn into
it, answered by the finished file. Both come pickled from our own process, which never unpickles.
"""

import json
import pickle
from collections.abc import Iterator
from dataclasses import astuple

from exports.deck.deck_file import DeckFile
from exports.deck.outside_file import LIMITS, OPEN
from exports.errors import ExportError
from store.child.serving import Answer, Reason, in_parts, serve


class Drawing:
    """The one file of this process."""

    def __init__(self) -> None:
        self._files: list[DeckFile] = []

    def answer(self, request: bytes) -> Iterator[bytes]:
        subject = pickle.loads(request[1:])  # noqa: S301 - our own process wrote it
        if request.startswith(OPEN):
            self._files = [DeckFile(subject)]
            page = self._files[0].page
            yield json.dumps([page.width, page.height, *astuple(page.title)]).encode()
            return
        yield from in_parts(self._files[0].draw(subject))


def start() -> Answer:
    return Drawing().answer


def explain(error: Exception) -> Reason:
    """A key of exports.errors.REASONS; what no check foresaw is the file's fault to its sender."""
    if isinstance(error, ExportError):
        return error.reason, error.facts
    return "template_unusable", {}


if __name__ == "__main__":
    serve(start, explain, LIMITS)
