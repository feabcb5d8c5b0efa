"""Frames through a pipe: 8 bytes length (big endian), then the content.

A request is one frame, with a number before it that nobody can guess. An answer is any number of
parts and words about its progress, and one ending with the request's number; the first byte of each
says which it is. A child's first answer, unasked and without a number, tells how its start went.
"""

from typing import BinaryIO

_LENGTH = 8
NUMBER_BYTES = 16
#: First byte of an answer's frames: a part of it; a word about its progress; its end; its end with
#: reason and details.
PART, TOLD, END, REFUSED = b"+", b"~", b".", b"-"


def read_frame(pipe: BinaryIO, limit: int) -> bytes | None:
    """One frame's content; None at the pipe's end, at half a frame or beyond `limit` bytes."""
    head = pipe.read(_LENGTH)
    length = int.from_bytes(head, "big")
    if len(head) < _LENGTH or length > limit:
        return None
    content = pipe.read(length)
    return content if len(content) == length else None


def write_frame(pipe: BinaryIO, content: bytes, kind: bytes = b"") -> None:
    """Write a frame without flushing; `kind` stands before the content of an answer's."""
    pipe.write((len(kind) + len(content)).to_bytes(_LENGTH, "big") + kind)
    pipe.write(content)
