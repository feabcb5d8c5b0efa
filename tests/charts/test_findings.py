"""A chart's title says what its figures say: at zero, at the target, with something missing."""

import pandas as pd
import pytest

from charts import (
    event_plans_by_forum,
    kpi_attainment_by_indicator,
    matching_stages,
    membership_span,
)
from charts.headlines import find_headline, find_totals

# matchings, target, implementations: headline
HEADLINES = """
133 150 0 | マッチング等 133/150（89%）、うち社会実装 0
0   150 0 | マッチング等 0/150（0%）、うち社会実装 0
150 150 2 | マッチング等 150/150（100%）、うち社会実装 2
149.5 150 0 | マッチング等 150/150（99%）、うち社会実装 0
180 150 - | マッチング等 180/150（120%）、うち社会実装 未報告
10  -   0 | マッチング等 10件（目標なし）、うち社会実装 0
-   150 - | マッチング等の実績は未報告です
"""

# value/target of two indicators: finding
ATTAINMENTS = """
83/100 19/50 | 目標のある2指標のうち、達成は0、最も遠いのは乙（38%）
0/100  19/50 | 目標のある2指標のうち、達成は0、最も遠いのは甲（0%）
100/100 50/50 | 目標のある2指標すべてが目標を達成
-/100 19/50 | 目標のある2指標のうち実績の報告は1、達成は0
-/100 -/50 | 目標のある2指標の実績は未報告です
5/- 6/- | この範囲には目標値がありません
5/0 6/- | この範囲には目標値がありません
"""

# considered, implementations, total: finding
STAGES = """
113 0 133 | 133件の85%は検討段階、社会実装は0件
0   5 5   | 5件の0%は検討段階、社会実装は5件
0   0 0   | マッチング等は0件
5   - 5   | 5件の100%は検討段階、社会実装は未報告
-   - -   | マッチング等の段階別の実績は未報告です
-   0 133 | マッチング等の段階別の実績は未報告です
"""

# from, to, needed, missing from, missing to, target: finding
MEMBERS = """
1011 1028 1073 45 62 0.6 | 目標60%まであと45～62団体（現在1,011～1,028、必要1,073）
1064 1081 1073 0 9 0.6 | 目標60%に達しているか、あと最大9団体（現在1,064～1,081、必要1,073）
1080 1097 1073 0 0 0.6 | 目標60%を達成（現在1,080～1,097団体、必要1,073団体）
0 8 1073 1065 1073 0.6 | 目標60%まであと1,065～1,073団体（現在0～8、必要1,073）
1011 1028 0 0 0 - | 自治体会員は1,011～1,028団体（目標値なし）
"""


def number(text: str) -> float | None:
    return None if text == "-" else float(text)


def cases(table: str) -> list[tuple[str, str]]:
    pairs = [line.split(" | ") for line in table.strip().splitlines()]
    return [(given.strip(), expected.strip()) for given, expected in pairs]


@pytest.mark.parametrize(("given", "expected"), cases(HEADLINES))
def test_headline_says_value_target_and_outcome(given: str, expected: str) -> None:
    value, target, outcome = map(number, given.split())
    figures = pd.DataFrame(
        {
            "role": ["stage_total", ""],
            "is_outcome": [False, True],
            "value": pd.Series([value, outcome], dtype="float"),
            "target": pd.Series([target, None], dtype="float"),
        }
    )
    assert find_headline(figures) == expected


@pytest.mark.parametrize(("given", "expected"), cases(ATTAINMENTS))
def test_attainment_counts_only_what_is_reported(given: str, expected: str) -> None:
    pairs = [list(map(number, pair.split("/"))) for pair in given.split()]
    figures = pd.DataFrame(pairs, columns=["value", "target"], dtype="float")
    assert kpi_attainment_by_indicator.find(figures.assign(name=["甲", "乙"])) == expected


@pytest.mark.parametrize(("given", "expected"), cases(STAGES))
def test_stages_say_the_part_that_is_only_considered(given: str, expected: str) -> None:
    considered, implemented, total = map(number, given.split())
    stages = pd.DataFrame(
        {
            "stage_order": [1, 4],
            "value": pd.Series([considered, implemented], dtype="float"),
            "total": pd.Series([total, total], dtype="float"),
        }
    )
    assert matching_stages.find(stages) == expected


@pytest.mark.parametrize(("given", "expected"), cases(MEMBERS))
def test_membership_is_told_in_governments(given: str, expected: str) -> None:
    names = ["member_count_from", "member_count_to", "needed_count"]
    names += ["missing_count_from", "missing_count_to", "target_ratio"]
    span = pd.DataFrame([dict(zip(names, map(number, given.split()), strict=True))], dtype="float")
    assert membership_span.find(span.assign(ratio=0.57)) == expected


def test_membership_without_a_published_ratio_is_not_reported() -> None:
    missing = "自治体会員の割合は未報告です"
    assert membership_span.find(pd.DataFrame({"ratio": [float("nan")]})) == missing
    assert membership_span.find(pd.DataFrame({"ratio": []})) == missing


def test_totals_name_the_places_that_differ() -> None:
    def results(*values: str) -> pd.DataFrame:
        return pd.DataFrame({"check_result": list(values)})

    def say(*values: str) -> str:
        return find_totals(results(*values), results())

    assert say("equal", "incomplete") == "合計と内訳は、確認できる1か所すべてで一致"
    assert say("equal", "differs") == "合計と内訳が合わない箇所が1あります"
    assert say("incomplete") == "照合できる公表値がありません"


def test_events_are_counted_once_however_many_periods_they_have() -> None:
    plans = pd.DataFrame(
        {
            "forum": ["chubu", "chubu", "kinki"],
            "event": ["1", "1", "2"],
            "period_from": pd.to_datetime(pd.Series(["2021-07-01", "2021-12-01", None])),
        }
    )
    assert event_plans_by_forum.find(plans) == "2フォーラムが2件を計画、うち1件は日程未定"
    assert event_plans_by_forum.find(plans.head(2)).endswith("すべて時期が決まっている")
    assert (
        event_plans_by_forum.find(plans.head(0)) == "この年度の地方フォーラム活動計画は未報告です"
    )
