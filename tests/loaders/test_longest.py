"""A text of the longest length is read as a word is; one sign more is prose and says nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from loaders.reading.headers.titles import list_keys
from loaders.values.choices import LONGEST_LIST, parse_choice, parse_choices
from loaders.values.dates.dates import LONGEST_DATE, DateContext, parse_date
from loaders.values.dates.fiscal_years import parse_month_title, parse_year_heading
from loaders.values.names.forums import find_forum
from loaders.values.names.governments import is_prefecture_name, parse_government
from loaders.values.numbered import LONGEST_LEGEND
from loaders.values.numbers import LONGEST_NUMBER, parse_count, parse_ratio
from loaders.values.remarks import find_status, is_withdrawal
from loaders.values.text import LONGEST_WORD, is_ditto, is_total, read_blank_state
from loaders.values.units import find_scale, find_unit_notes, parse_unit

STAGES = {"considered": ["検討中"]}

#: reader, its longest text, a text with _ where white space may stand, what it says, and what
#: is said of a longer one
READERS: list[tuple[Callable[[str], Any], int, str, Any, Any]] = [
    (is_ditto, LONGEST_WORD, "同_上", True, False),
    (is_total, LONGEST_WORD, "合_計", True, False),
    (is_withdrawal, LONGEST_WORD, "取_消", True, False),
    (is_prefecture_name, LONGEST_WORD, "広_島県", "広島県", None),
    (parse_year_heading, LONGEST_WORD, "令和2年度_", 2020, None),
    (parse_month_title, LONGEST_WORD, "7月_分", (None, 7), None),
    (find_status, 2 * LONGEST_WORD, "中止_", "cancelled", None),
    (find_forum, 400, "_中国", "chugoku", None),
    (
        lambda text: list_keys(text)[-1:],
        LONGEST_LEGEND,
        "段階_1.検討 2.成立",
        ("段階",),
        (),
    ),
    (
        lambda text: (state := read_blank_state(text)) and state.state,
        60,
        "未_定",
        "undecided",
        None,
    ),
    (lambda text: (unit := parse_unit(text)) and unit.factor, LONGEST_WORD, "千_人", 1000, None),
    (lambda text: (unit := find_scale(text)) and unit.factor, 120, "単位:千_人", 1000, None),
    (lambda text: len(find_unit_notes(text)), 2 * LONGEST_WORD, "単位:千_人", 1, 0),
    (lambda text: parse_government(text).value, 2 * LONGEST_WORD, "広_島市", "341002", None),
    (lambda text: parse_count(text).value, LONGEST_NUMBER, "3_件", 3, None),
    (lambda text: parse_ratio(text).value, LONGEST_NUMBER, "50_%", 0.5, None),
    (lambda text: parse_ratio(text).value, LONGEST_WORD, "5_割", 0.5, None),
    (
        lambda text: parse_date(text, DateContext(2020)).code,
        LONGEST_DATE,
        "6_月1日",
        None,
        "invalid_date",
    ),
    (lambda text: parse_choice(text, STAGES).value, LONGEST_LIST, "検_討中", "considered", None),
    (
        lambda text: parse_choice(text, STAGES).value,
        LONGEST_LIST,
        "(検討中)_、試行",
        "considered",
        None,
    ),
    (lambda text: len(parse_choices(text, {}).value), LONGEST_LIST, "道路、_河川", 2, 1),
]


@pytest.mark.parametrize(("read", "longest", "text", "said", "beyond"), READERS)
def test_text_is_read_up_to_its_longest_length(
    read: Callable[[str], Any], longest: int, text: str, said: Any, beyond: Any
) -> None:
    blank = " " * (longest - len(text) + 1)
    assert read(text.replace("_", blank)) == said
    assert read(text.replace("_", blank + " ")) == beyond
