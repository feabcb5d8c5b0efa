"""Files that are there whole or not at all, also after a power cut."""

import os
import tempfile
from pathlib import Path
from typing import BinaryIO

#: Files of this prefix are half written: a process that died left them.
UNFINISHED_PREFIX = ".unfinished-"


def write_file(path: Path, content: bytes) -> None:
    """Write atomically: flushed to disk under another name, then renamed.

    Raises OSError; `path` is then what it was before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=UNFINISHED_PREFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            write_flushed(file, content)
        os.replace(unfinished, path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def write_flushed(file: BinaryIO, content: bytes) -> None:
    """Write and wait until the disk has it."""
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make renames in a folder durable; Windows does so by itself and has no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_unfinished(folder: Path) -> None:
    for path in folder.glob(UNFINISHED_PREFIX + "*"):
        path.unlink(missing_ok=True)
