"""Titles that say which state of an answer their column holds: 当初予定 | 変更後予定."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

State = Literal["former", "", "latest"]


def find_state(key: str) -> State:
    """The state that a title's key names; "" for none.

    >>> find_state("変更後予定"), find_state("検討日当初"), find_state("予定")
    ('latest', 'former', '')
    """
    for state in ("former", "latest"):
        if _get_pattern(state).search(key):
            return state
    return ""


def strip_state(key: str) -> str:
    """A title's key without such a word.

    >>> strip_state("変更後の予定"), strip_state("検討日当初"), strip_state("旧")
    ('予定', '検討日', '')
    """
    for state in ("former", "latest"):
        key = _get_pattern(state).sub("", key)
    return key


@cache
def _get_pattern(state: str) -> re.Pattern[str]:
    words = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))[state]
    either = "|".join(map(re.escape, words))
    return re.compile(f"^(?:{either})の?|の?(?:{either})$")
