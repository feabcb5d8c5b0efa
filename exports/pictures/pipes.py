"""Frames through a pipe: 8 bytes length (big endian), then the content, never empty."""

from typing import BinaryIO

_LENGTH = 8


def read_frame(pipe: BinaryIO) -> bytes | None:
    """One frame's content; None at the pipe's end or at half a frame."""
    head = pipe.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    content = pipe.read(length)
    return content if len(content) == length else None


def write_frame(pipe: BinaryIO, content: bytes) -> None:
    pipe.write(len(content).to_bytes(_LENGTH, "big") + content)
    pipe.flush()
