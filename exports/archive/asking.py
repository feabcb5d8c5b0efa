"""An archive asked of a child process: it takes seconds to write, and viewers come first."""

import pickle
from contextlib import closing

from exports.archive.contents import Contents
from exports.errors import ExportError
from store.child.limits import Limits
from store.child.process import Child, ChildError

LIMITS = Limits(answer_seconds=300.0, frame_bytes=256 << 20, niceness=5)


def ask_archive(contents: Contents) -> bytes:
    """Raises ExportError."""
    with closing(Child(("-m", "exports.archive.archive_process"), LIMITS)) as child:
        try:
            return child.ask(pickle.dumps(contents), b"".join)
        except ChildError as error:
            raise ExportError("no_archive") from error
