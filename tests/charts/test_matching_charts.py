"""The matchings' charts with ledgers, and their findings at zero and with something missing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from charts import (
    conversion_by_step,
    days_by_stage,
    matchings_by_group,
    matchings_by_obstacle,
    matchings_needed_by_stage,
    matchings_reached_by_stage,
)
from metrics.cases.matchings import (
    measure_steps,
    plan_target,
    read_by_block,
    read_by_field,
    read_days,
    read_ladder,
    read_obstacles,
)
from store.database import Database
from tests.ledger_store import fill_ledger_store

# reached: finding of the ladder
LADDERS = """
133 20 6 0 | 133件のうち成立以上に進んだのは20件、社会実装は0件
5 5 5 5    | 5件のうち成立以上に進んだのは5件、社会実装は5件
0 0 0 0    | マッチングの案件は0件
- 20 6 0   | マッチングの段階別の件数は未報告です
"""

# tried/passed of each step: finding of the conversions
CONVERSIONS = """
133/20 20/6 6/0 | 最も進みにくいのは「丙」（6件中 0件、0%。区間 0%～39%）
10/1 1/1 1/1    | 最も進みにくいのは「甲」（10件中 1件、10%。区間 2%～40%）
0/0 0/0 0/0     | 案件がないため、転換率は計算できません
"""


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    root: Path = tmp_path_factory.mktemp("ledgers")
    with fill_ledger_store(root) as database:
        yield database


def cases(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]


def number(text: str) -> float:
    return float("nan") if text == "-" else float(text)


@pytest.mark.parametrize(("reached", "finding"), cases(LADDERS))
def test_ladder_says_how_far_cases_came(reached: str, finding: str) -> None:
    frame = pd.DataFrame({"reached": [number(text) for text in reached.split()]})
    assert matchings_reached_by_stage.find(frame) == finding


@pytest.mark.parametrize(("steps", "finding"), cases(CONVERSIONS))
def test_conversion_names_the_step_with_the_lowest_rate(steps: str, finding: str) -> None:
    counts = [pair.split("/") for pair in steps.split()]
    reached = [float(counts[0][0]), *(float(passed) for _, passed in counts)]
    frame = measure_steps(pd.DataFrame({"reached": reached, "name": list("甲乙丙丁")}))
    assert conversion_by_step.find(frame.assign(name=list("甲乙丙"))) == finding


def test_needed_says_a_number_where_a_volume_suffices_and_that_none_does() -> None:
    def say(*reached: float) -> str:
        ladder = pd.DataFrame({"reached": reached, "name": list("甲乙丙丁")})
        return matchings_needed_by_stage.find(plan_target(ladder.assign(reached_text=""), 4))

    assert say(100, 50, 20, 2) == "社会実装4件には、率が今のままなら検討200件"
    assert say(133, 20, 6, 0) == "社会実装4件には、率が今のままでは何件検討しても届かない"
    assert say(133, 20, float("nan"), 0).endswith("必要な件数は計算できません")


def test_days_and_obstacles_are_named_from_the_ledgers(ledgers: Database) -> None:
    days, obstacles = read_days(ledgers, 2020, "total"), read_obstacles(ledgers, 2020, "total")
    said = days_by_stage.find(days)
    assert said == "動きのない期間は成立で止まる案件の中央値で283日、最長293日"
    assert matchings_by_obstacle.find(obstacles).endswith("「費用の確保」（3件）")
    assert matchings_by_obstacle.find(obstacles.tail(1)).endswith("記入はありません")
    assert "未報告" in days_by_stage.find(days.head(0))
    assert "未報告" in matchings_by_obstacle.find(obstacles.head(0))


def test_groups_name_the_largest_and_unreported_ones_are_no_zero(ledgers: Database) -> None:
    blocks = read_by_block(ledgers, 2020, "total")
    spec = json.dumps(matchings_by_group.build(blocks).to_dict(), ensure_ascii=False)
    assert '"label": "未報告"' in spec
    assert '"label": "0件"' in spec
    assert matchings_by_group.find(blocks).startswith("案件が最も多いのは近畿（3件）")
    assert matchings_by_group.find(blocks.assign(case_count=0.0)) == "案件は0件"
    assert "未報告" in matchings_by_group.find(blocks.assign(case_count=float("nan")))


def test_charts_of_the_ledgers_are_drawn(ledgers: Database) -> None:
    plan = plan_target(read_ladder(ledgers, 2020, "total"), 5)
    specs = [
        days_by_stage.build(read_days(ledgers, 2020, "total")),
        matchings_by_obstacle.build(read_obstacles(ledgers, 2020, "total")),
        matchings_by_group.build(read_by_field(ledgers, 2020, "total"), "注"),
        matchings_needed_by_stage.build(plan),
    ]
    for spec in specs:
        assert "NaN" not in json.dumps(spec.to_dict())
