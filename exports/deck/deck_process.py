"""The child process that opens decks and templates from outside (see store.child):
`python -m exports.deck.deck_process`.

A file is opened, answered by its page's measures and the layouts that texts are not read on, as
JSON; then a script is drawn into it, or its charts take new numbers, answered by the finished file.
The requests come pickled from our own process, which never unpickles.
"""

import json
import pickle
from collections.abc import Iterator
from dataclasses import astuple

from exports.deck.deck_file import DeckFile
from exports.deck.outside_file import LIMITS, LIST, OPEN, REFRESH
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
            page, mixed = astuple(self._files[0].page), self._files[0].mixed
            yield json.dumps({"page": page, "mixed": mixed}).encode()
            return
        [file] = self._files
        if request.startswith(LIST):
            yield json.dumps(file.list_charts()).encode()
        elif request.startswith(REFRESH):
            content, taken = file.refresh(subject)
            yield from in_parts(json.dumps(taken).encode() + b"\n" + content)
        else:
            yield from in_parts(file.draw(subject))


def start() -> Answer:
    return Drawing().answer


def explain(error: Exception) -> Reason:
    """A key of exports.errors.REASONS; what no check foresaw is the file's fault to its sender."""
    if isinstance(error, ExportError):
        return error.reason, error.facts
    return "template_unusable", {}


if __name__ == "__main__":
    serve(start, explain, LIMITS)
