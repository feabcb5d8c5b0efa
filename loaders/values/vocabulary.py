"""The words of `vocabulary.toml`, read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

VOCABULARY_PATH = Path(__file__).with_name("vocabulary.toml")


@cache
def load_vocabulary() -> dict[str, dict[str, Any]]:
    """The tables of the file by name."""
    return tomllib.loads(VOCABULARY_PATH.read_text(encoding="utf-8"))


def get_words(table: str, key: str) -> tuple[str, ...]:
    """A word list as written in the file.

    >>> "未定" in get_words("states", "undecided")
    True
    """
    return tuple(load_vocabulary()[table][key])


def get_phrase(table: str, key: str) -> str:
    """A single text of the file.

    >>> "ー" in get_phrase("states", "blank_marks")
    True
    """
    return str(load_vocabulary()[table][key])
