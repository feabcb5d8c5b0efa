"""Append-only files of JSON lines; a crash may tear the last line, never an earlier one."""

import os
from collections.abc import Sequence
from pathlib import Path

from store.disk.files import flush_folder, write_flushed


def read_complete(path: Path) -> bytes:
    """The lines that have their end, as they stand; one without is what a crash left."""
    content = path.read_bytes() if path.exists() else b""
    return content[: content.rfind(b"\n") + 1]


def read_complete_lines(path: Path) -> list[bytes]:
    """The same, apart and without their ends."""
    return split_lines(read_complete(path))


def split_lines(content: bytes) -> list[bytes]:
    return content.split(b"\n")[:-1]


def read_last_line(path: Path) -> tuple[int, bytes]:
    """How many complete lines there are, and the last of them; b"" for none."""
    content = path.read_bytes() if path.exists() else b""
    last_end = content.rfind(b"\n")
    start = content.rfind(b"\n", 0, max(last_end, 0)) + 1
    return content.count(b"\n"), content[start : max(last_end, 0)]


def append_lines(path: Path, lines: Sequence[bytes]) -> None:
    """Append lines (without their ends), flushed to disk. Raises OSError."""
    is_new = not path.exists()
    with path.open("ab") as file:
        complete_size = path.read_bytes().rfind(b"\n") + 1
        os.truncate(path, complete_size)  # drops the torn last line of a crash
        write_flushed(file, b"".join(line + b"\n" for line in lines))
    if is_new:
        flush_folder(path.parent)


def touch_lines(path: Path) -> None:
    """Raises OSError now for a file that could not be appended to later."""
    path.open("ab").close()
