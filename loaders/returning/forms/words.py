"""What our forms say and how they look beside the layouts (template.toml)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from data.declared import Declared, read_declared
from data.layout import FieldType

_WORDS = Path(__file__).with_name("template.toml")


class Wording(Declared, frozen=True):
    """What stands on every form, by place."""

    era_year: str
    first_year: str
    year_label: str
    item_heads: tuple[str, str]
    required_mark: str
    numbering: str
    list_notes: tuple[str, ...]
    footer: str


class Alert(Declared, frozen=True):
    title: str
    text: str


class Entry(Declared, frozen=True):
    """How a column of a type looks: width in half-width signs, number format, alignment, and
    the hint that Excel shows beside a selected cell ("": none)."""

    width: float
    format: str = "General"
    horizontal: str = "left"
    hint: str = ""


class FormWords(Declared, frozen=True):
    wording: Wording
    alerts: Mapping[Literal["list", "number"], Alert]
    notes: Mapping[Literal["table", "prefilled", "card"], tuple[str, ...]]
    types: Mapping[FieldType, Entry]


@cache
def load_words() -> FormWords:
    return read_declared(_WORDS, FormWords)
