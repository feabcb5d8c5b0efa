"""What is said beside an answer: a row taken back, an event called off, a code of another name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.checking.codes import CodedName, find_shift
from loaders.values.remarks import find_date_before_status, find_status, is_withdrawal


@pytest.mark.parametrize(
    "text", ["欠番", "取消", "取下げ済", "（削除）", "重複のため削除", "R2.10.1取消", "申請取下げ"]
)
def test_a_row_is_marked_as_taken_back(text: str) -> None:
    assert is_withdrawal(text)


@pytest.mark.parametrize(
    "text", ["", "済", "欠席", "雑草の削除", "取消の可能性あり", "削除予定", "欠番あり"]
)
def test_a_remark_about_something_else_takes_nothing_back(text: str) -> None:
    assert not is_withdrawal(text)


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("中止", "cancelled", ""),
        ("中止（コロナ）", "cancelled", ""),
        ("第1回講演会（コロナのため中止）", "cancelled", ""),
        ("講演会※中止", "cancelled", ""),
        ("中止：講演会", "cancelled", ""),
        ("10月5日（日）中止", "cancelled", "10月5日(日)"),
        ("10/5→中止", "cancelled", "10/5"),
        ("次年度へ延期（R3.5予定）", "postponed", ""),
        ("延期（雨天のため）", "postponed", ""),
        ("台風により中止となりました", "cancelled", ""),
    ],
)
def test_an_event_called_off_in_words(text: str, status: str, day: str) -> None:
    assert (find_status(text), find_date_before_status(text)) == (status, day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "開催",
        "雨天中止",
        "講演会（雨天中止）",
        "中止・延期",
        "第2回は中止",
        "中止の可能性",
        "中止（の可能性あり）",
        "工事の中止について",
    ],
)
def test_a_word_in_passing_calls_nothing_off(text: str) -> None:
    assert find_status(text) is None


@given(st.text(max_size=130))
def test_any_text_is_looked_at_without_a_fault(text: str) -> None:
    assert find_status(text) in (None, "cancelled", "postponed")
    assert is_withdrawal(text) in (True, False)
    assert isinstance(find_date_before_status(text), str)


@given(st.lists(st.integers(), min_size=4, max_size=12, unique=True), st.sampled_from([1, -1]))
def test_a_shifted_column_is_seen_in_either_direction(numbers: list[int], shift: int) -> None:
    names = [str(number) for number in numbers]
    codes = [names[(at + shift) % len(names)] for at in range(len(names))]
    pairs = [CodedName(*each) for each in zip(range(len(names)), codes, names, strict=True)]
    assert find_shift(pairs) == shift


def test_one_contradiction_is_no_shift() -> None:
    """One row that has its neighbour's code is a slip of the pen, two in a row are a column."""
    right = [CodedName(row, name, name) for row, name in enumerate("abcd")]
    one = [*right[:1], CodedName(1, "c", "b"), *right[2:]]
    two = [*right[:1], CodedName(1, "c", "b"), CodedName(2, "d", "c"), right[3]]
    assert (find_shift(right), find_shift(one), find_shift(two)) == (0, 0, 1)
