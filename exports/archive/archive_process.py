"""The child process that writes archives (see store.child):
`python -m exports.archive.archive_process`.

A request is pickled `Contents`, from our own process, which never unpickles; the answer's parts are
the archive.
"""

import pickle
from collections.abc import Iterator

from exports.archive.archive import export_archive
from exports.archive.asking import LIMITS
from store.child.serving import Answer, Reason, in_parts, serve


def start() -> Answer:
    return write_archive


def write_archive(request: bytes) -> Iterator[bytes]:
    return in_parts(export_archive(pickle.loads(request)))  # noqa: S301 - our own process wrote it


def explain(error: Exception) -> Reason:
    return type(error).__name__, {}


if __name__ == "__main__":
    serve(start, explain, LIMITS)
