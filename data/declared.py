"""What is declared in TOML, read into frozen structs: a mistake is named by file and key."""

import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


class DeclarationError(ValueError):
    """A declaration that does not say what it has to, in words for whoever writes it."""


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a TOML file; what must hold between its keys is checked in `__post_init__`,
    by a ValueError. A subclass repeats `frozen=True` for the type checker."""


def read_declared(path: Path, kind: type[T]) -> T:
    """The file as `kind`; raises DeclarationError with the file's name and the key's place."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), kind)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DeclarationError(f"{path.name}: {error}") from error
