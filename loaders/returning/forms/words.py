"""What our forms say beside the layouts (template.toml)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_WORDS = Path(__file__).with_name("template.toml")


@cache
def load_words() -> dict[str, Any]:
    """Tables "wording", "notes", "types", "forms"."""
    return tomllib.loads(_WORDS.read_text("utf-8"))
