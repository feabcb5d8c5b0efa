"""Writings of a sixth set of clerks that a person reads without a doubt."""

import pytest

from loaders.values.choices import parse_choice
from loaders.values.dates.dates import DateContext, parse_date
from loaders.values.names.forums import parse_forum
from loaders.values.names.governments import parse_government
from loaders.values.numbers import parse_count
from loaders.values.text import is_total

STAGES = {"considered": ["検討"], "agreed": ["成立"], "field_trial": ["現場試行"]}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("行政12、民間25、学4　計41", 41),
        ("行政12名、民間25名　合計37名", 37),
        ("行政12、民間25　計38", None),
        ("行政12名、民間3社　計15", None),
        ("計12　計12", None),
        ("児童36（うち特支2）", 36),
        ("児童36、教員2", None),
    ],
)
def test_counts_by_parts_have_the_total_that_they_add_up_to(text: str, count: int | None) -> None:
    assert parse_count(text, ["人", "社"]).value == count


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021年06月17日10:00 - 18日12:00", "2021-06-17 2021-06-18"),
        ("10/1～10/31（土日除く）", "2021-10-01 2021-10-31"),
        ("10/1～10/31（第2週除く）", ""),
        ("第3四半期中", "2021-10-01 2021-12-31"),
        ("第3四半期前", ""),
    ],
)
def test_periods_with_hours_or_without_days_off(text: str, period: str) -> None:
    value = parse_date(text, DateContext(2021)).value
    assert (" ".join(map(str, value.periods[0])) if value else "") == period


@pytest.mark.parametrize(
    ("text", "stage"),
    [("2成立", "agreed"), ("Ⅲ 現場試行", "field_trial"), ("2回成立", None), ("2", None)],
)
def test_a_choice_behind_its_bare_number(text: str, stage: str | None) -> None:
    assert parse_choice(text, STAGES).value == stage


def test_names_with_what_brackets_say_of_them() -> None:
    assert parse_government("伊達市［福島県］").value == "072133"
    assert parse_government("伊達市［東京都］").value is None
    assert parse_forum("企画部会（部会長：山田）").value == "planning_subcommittee"
    assert parse_forum("企画部会（広報部会：山田）").value is None


@pytest.mark.parametrize(("label", "sums"), [("年間計", True), ("年間計画", False)])
def test_a_year_in_all_is_a_total(label: str, sums: bool) -> None:
    assert is_total(label) is sums
