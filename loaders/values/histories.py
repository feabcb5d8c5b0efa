"""A status or stage that holds now: the last of a history, and none that a note contradicts."""

import re
from collections.abc import Mapping, Sequence

from loaders.grid import Value
from loaders.values.choices import (
    BRACKETED,
    LONGEST_LIST,
    Spellings,
    find_choice,
    freeze_choices,
    index_choices,
    match_words,
    parse_choice,
    refuse_choice,
)
from loaders.values.reading import Reading
from loaders.values.remarks import find_status
from loaders.values.text import fold_key

#: what stands between the steps of a history: 検討→成立
_ARROW = re.compile(r"\s*(?:→|⇒|➡|➔|⇨|->|=>|[>＞]|\n\s*↓)\s*")

#: the one step of a printed chain that holds: 検討→【成立】→試行
_MARKED = re.compile(r"[【\[［〔]([^【】\[\]［］〔〕]+)[】\]］〕]")
_DIGIT = re.compile(r"\d")


def parse_status(value: Value, choices: Mapping[str, Sequence[str]]) -> Reading:
    """A choice that holds now: the last of a history, the one that is marked in a chain of them,
    or a status with its reason; none whose note names another.

    >>> states = {"held": ["開催"], "cancelled": ["中止"]}
    >>> parse_status("開催→中止", states).value, parse_status("中止（開催に変更）", states).code
    ('cancelled', 'invalid_choice')
    >>> parse_status("【開催】→中止", states).value, parse_status("【開催】→【中止】", states).code
    ('held', 'invalid_choice')
    >>> parse_status("コロナのため中止", states).value, parse_status("中止を検討", states).code
    ('cancelled', 'invalid_choice')
    """
    reading = parse_choice(value, choices)
    if not isinstance(value, str) or len(value) > LONGEST_LIST:
        return reading
    known = freeze_choices(choices)
    if reading.value is not None and _notes_another(value.strip(), reading.value, known):
        return refuse_choice(known)
    if reading.code is None:
        return reading
    pieces = _ARROW.split(value.strip())
    marked = [at for at, each in enumerate(pieces) if _MARKED.fullmatch(each)]
    steps = [find_choice(_MARKED.sub(r"\1", each), known) for each in pieces]
    if len(pieces) == 1 and (status := find_status(value)) and status in choices:
        return refuse_choice(known) if _names_another(value, status, known) else Reading(status)
    if len(steps) < 2 or None in steps or len(marked) > 1:
        return reading
    return Reading(steps[marked[0] if marked else -1])


def parse_stage(value: Value, choices: Mapping[str, Sequence[str]]) -> Reading:
    """The furthest of stages in their order; a history that goes back is a problem, and so is a
    chain of all stages that marks and dates none: the form as it was printed.

    >>> stages = {"considered": ["検討"], "agreed": ["成立"], "field_trial": ["試行"]}
    >>> parse_stage("検討→成立", stages).value, parse_stage("成立→検討", stages).code
    ('agreed', 'invalid_choice')
    >>> parse_stage("検討→成立→試行", stages).code, parse_stage("検討→成立→試行(6/1)", stages).value
    ('invalid_choice', 'field_trial')
    """
    reading = parse_status(value, choices)
    if not isinstance(value, str) or reading.value is None:
        return reading
    known = freeze_choices(choices)
    steps = [find_choice(each, known) for each in _ARROW.split(value.strip())]
    places = [list(choices).index(each) for each in steps if each is not None]
    is_printed = len(steps) == len(choices) > 1 and None not in steps and not _DIGIT.search(value)
    return refuse_choice(known) if is_printed or places != sorted(places) else reading


def _notes_another(text: str, identifier: str, choices: Spellings) -> bool:
    """Whether a bracket names another choice than the one before it: 試行済（実装済）."""
    if fold_key(text) in index_choices(choices) or find_choice(text, choices) is None:
        return False
    return not _list_noted(text, choices) <= {identifier}


def _names_another(text: str, identifier: str, choices: Spellings) -> bool:
    """Whether another choice than a bracket's or a reason's status is named: 開催（中止）."""
    named = _list_noted(text, choices) | {find_choice(BRACKETED.sub("", text), choices)}
    return not named <= {identifier, None}


def _list_noted(text: str, choices: Spellings) -> set[str]:
    """The choices that are named in brackets."""
    words, index = match_words(choices), index_choices(choices)
    noted = re.findall(words, " ".join(BRACKETED.findall(text))) if words else ()
    return {index[fold_key(word)] for word in noted}
