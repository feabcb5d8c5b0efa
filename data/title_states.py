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
    >>> find_state("新会社名"), find_state("新技術名")
    ('latest', '')
    """
    if key.startswith(_read_words()["stateless"]):
        return ""
    for state in ("former", "latest"):
        if _get_pattern(state).search(key):
            return state
    return ""


def strip_state(key: str) -> str:
    """A title's key without such a word.

    >>> strip_state("変更後の予定"), strip_state("検討日当初"), strip_state("旧")
    ('予定', '検討日', '')
    """
    if key.startswith(_read_words()["stateless"]):
        return key
    for state in ("former", "latest"):
        key = _get_pattern(state).sub("", key)
    return key


def names_total(key: str) -> bool:
    """Whether a title's key says that its column sums up others.

    >>> names_total("参加者計"), names_total("総参加者数"), names_total("参加者数")
    (True, True, False)
    """
    words = _read_words()
    return key.endswith(words["total_ends"]) or key.startswith(words["total_starts"])


def find_person(title: str) -> str:
    """The kind of people that a title counts; "" where it says no kind.

    >>> find_person("児童数（人）"), find_person("保護者"), find_person("参加者数")
    ('児童', '保護者', '')
    """
    found = _PERSONS.fullmatch(title.strip())
    return found[1] if found and found[1] in _read_words()["persons"] else ""


_PERSONS = re.compile(r"(\S+?)(?:者数|参加者数|参加者|人数|数)?(?:[(（][人名][)）])?")


@cache
def _read_words() -> dict[str, tuple[str, ...]]:
    declared = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {name: tuple(words) for name, words in declared.items()}


@cache
def _get_pattern(state: str) -> re.Pattern[str]:
    either = "|".join(map(re.escape, _read_words()[state]))
    return re.compile(f"^(?:{either})の?|の?(?:{either})$")
