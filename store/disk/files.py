"""Files that are there whole or not at all, also after a power cut."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from store.errors import DiskFull, OutputRefused, is_full

#: Files of this prefix are half written: a process that died left them.
UNFINISHED_PREFIX = ".unfinished-"


def write_file(path: Path, content: bytes) -> None:
    """Write atomically; raises OSError, and `path` is then what it was before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to be written in the block: flushed to disk under another name, then renamed to
    `path`. After an error `path` is what it was before; where the disk refuses to make sure of the
    new name, it is the new file already."""
    handle, unfinished = tempfile.mkstemp(prefix=UNFINISHED_PREFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            _flush(file)
        os.replace(unfinished, path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def write_output(path: Path, content: bytes) -> None:
    """Write what somebody asked for, readable by whom the system's settings let read new files.
    Raises OutputRefused or DiskFull."""
    try:
        write_file(path, content)
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)
    except OSError as error:
        if is_full(error):
            raise DiskFull(f"{path}: {error}") from error
        raise OutputRefused(str(path), error.strerror or str(error)) from error


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to be filled in the block, then renamed to `path`, where there is none or an empty
    one. After an error nothing of it is left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED_PREFIX, dir=path.parent))
    try:
        yield unfinished
        if path.exists():
            path.rmdir()
        os.replace(unfinished, path)
        unfinished = path
        flush_folder(path.parent)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def write_flushed(file: BinaryIO, content: bytes) -> None:
    """Write and wait until the disk has it."""
    file.write(content)
    _flush(file)


def _flush(file: BinaryIO) -> None:
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
