"""Lines of 行程 and イベント予定: when, as written and understood, and what."""

import pytest

from loaders.values.plan_steps import parse_step, split_steps

#: line | when | what | first day | last day
LINES = """
・R3年夏頃～：改善点を議論 | R3年夏頃～ | 改善点を議論 | 2021-06-01 | 2022-03-31
・第2四半期：現地調査の実施 | 第2四半期 | 現地調査の実施 | 2021-07-01 | 2021-09-30
・R4年3月末：モデル作り支援 | R4年3月末 | モデル作り支援 | 2022-03-21 | 2022-03-31
R4年1月～2月 シンポジウム開催 | R4年1月～2月 | シンポジウム開催 | 2022-01-01 | 2022-02-28
✓サイエンスアゴラ（11月上旬） | 11月上旬 | サイエンスアゴラ | 2021-11-01 | 2021-11-10
✓インフラテクコンへの協力（通年） | 通年 | インフラテクコンへの協力 | 2021-04-01 | 2022-03-31
冬頃：セミナーの実施(海外) | 冬頃 | セミナーの実施(海外) | 2021-12-01 | 2022-02-28
上記項目の検討を年度を通じて実施 | 年度を通じて | 上記項目の検討を年度を通じて実施 | 2021-04-01 | 2022-03-31
R3年13月：会議 | - | R3年13月：会議 | - | -
担当者と（必要な場合）調整 | - | 担当者と（必要な場合）調整 | - | -
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_line_is_read_as_time_and_matter(line: str) -> None:
    given, when, what, first, last = (part.strip() for part in line.split("|"))
    step = parse_step(given, 2021)
    assert (step.when_text or "-", step.what) == (when, what)
    days = [day.isoformat() for day in step.scheduled.periods[0]] if step.scheduled else ["-", "-"]
    assert days == [first, last]


def test_heading_over_dated_lines_is_no_step_and_an_undated_line_stays() -> None:
    steps = split_steps("手引きの改定支援\n・夏：議論\n・調整する\n\n・冬：改定", 2021)
    assert [(step.when_text, step.what) for step in steps] == [
        ("夏", "議論"),
        ("", "調整する"),
        ("冬", "改定"),
    ]


@pytest.mark.parametrize(
    ("text", "whats"),
    [
        ("・夏：議論\n調整する", ["議論", "調整する"]),
        ("支援\n・夏：議論", ["議論"]),
        ("支援\n夏：議論", ["支援", "議論"]),
        ("支援\n・議論", ["支援", "議論"]),
        ("・支援\n・夏：議論", ["支援", "議論"]),
    ],
)
def test_heading_is_a_line_without_bullet_and_time_over_one_with_both(
    text: str, whats: list[str]
) -> None:
    assert [step.what for step in split_steps(text, 2021)] == whats


def test_two_times_on_one_line_are_two_steps_and_a_list_of_matters_is_one() -> None:
    steps = split_steps("第2四半期：教材、第3四半期：実習、検証", 2021)
    assert [(step.when_text, step.what) for step in steps] == [
        ("第2四半期", "教材"),
        ("第3四半期", "実習、検証"),
    ]


def test_cell_without_text_has_no_steps() -> None:
    assert split_steps(None, 2021) == split_steps("", 2021) == split_steps(" \n ", 2021) == []


def test_time_is_read_in_the_plans_own_year() -> None:
    [step] = split_steps("2月：まとめ", 2019)
    assert step.scheduled
    assert step.scheduled.periods[0][0].isoformat() == "2020-02-01"
