"""市民参画 against the plan and small ledgers: at zero, at the target, with something missing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from charts import citizen_activities_by_forum, workshops_by_scope
from metrics.forums.citizens import (
    describe_ledger,
    read_activities,
    read_activity_counts,
    read_workshops,
    render_people,
)
from store.database import Database
from tests.ledger_store import fill_ledger_store

# total, national, regional, target: finding | squares: national, regional, not split, gap
WORKSHOPS = """
3 2 1 5 | 出前授業・ワークショップは目標5回に対して3回、あと2回 | 2 1 0 2
5 2 3 5 | 出前授業・ワークショップは5回で、目標5回を達成 | 2 3 0 0
7 2 5 5 | 出前授業・ワークショップは7回で、目標5回を達成 | 2 5 0 0
0 0 0 5 | 出前授業・ワークショップは目標5回に対して0回、あと5回 | 0 0 0 5
3 2 - 5 | 出前授業・ワークショップは目標5回に対して3回、あと2回 | 0 0 3 2
3 2 1 - | 出前授業・ワークショップは3回（目標なし） | 2 1 0 0
- 2 1 5 | 出前授業・ワークショップの実績は未報告です | 0 0 0 0
"""


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    root: Path = tmp_path_factory.mktemp("ledgers")
    with fill_ledger_store(root) as database:
        yield database


def number(text: str) -> float:
    return float("nan") if text == "-" else float(text)


@pytest.mark.parametrize("line", WORKSHOPS.strip().splitlines())
def test_sessions_are_drawn_one_by_one_up_to_the_target(line: str) -> None:
    given, finding, squares = (part.strip() for part in line.split("|"))
    *values, target = (number(text) for text in given.split())
    frame = pd.DataFrame(
        {"scope": ["total", "national", "regional"], "value": values, "target": target}
    )
    assert workshops_by_scope.find(frame) == finding
    datasets = workshops_by_scope.build(frame).to_dict()["datasets"]
    kinds = [row.get("kind") for rows in datasets.values() for row in rows]
    expected = [int(count) for count in squares.split()]
    names = ("national", "regional", "unsplit", "gap")
    assert [kinds.count(name) for name in names] == expected


def test_published_sessions_are_the_plans(ledgers: Database) -> None:
    workshops = read_workshops(ledgers, 2020).set_index("scope")
    assert dict(workshops["value_text"]) == {"total": "3回", "national": "2回", "regional": "1回"}


def test_other_activities_are_shown_and_not_counted(ledgers: Database) -> None:
    counts = read_activity_counts(ledgers, 2020, "total")
    assert citizen_activities_by_forum.find(counts).startswith("市民参画の取組4件のうち")
    said = describe_ledger(counts, read_workshops(ledgers, 2020), "total")
    assert "では3件で、公表値3回と一致します" in said


def test_forum_without_a_report_is_not_reported(ledgers: Database) -> None:
    counts = read_activity_counts(ledgers, 2020, "regional")
    texts = counts.groupby("forum")["count_text"].agg("・".join)
    assert texts["chugoku"] == "1件・1件・0件"
    assert texts["tohoku"] == "未報告・未報告・未報告"
    spec = json.dumps(citizen_activities_by_forum.build(counts).to_dict(), ensure_ascii=False)
    assert '"label": "未報告"' in spec


def test_people_are_summed_as_far_as_reported_and_said_to_be(ledgers: Database) -> None:
    counts = read_activity_counts(ledgers, 2020, "total")
    assert render_people(counts) == "170人（4件のうち人数の報告は3件）"
    regional = read_activity_counts(ledgers, 2020, "regional")
    assert render_people(regional) == "170人"
    assert render_people(counts.assign(people_known_count=0)) == "未報告"


def test_activities_come_by_date_with_what_is_missing_named(ledgers: Database) -> None:
    activities = read_activities(ledgers, 2020, "total")
    assert list(activities["name"]) == [
        "河川清掃の日",
        "橋の出前授業",
        "市民と歩く橋めぐり",
        "トンネルの出前授業",
    ]
    assert activities["participants_text"].iloc[-1] == "未報告"


def test_year_without_reports_claims_nothing(ledgers: Database) -> None:
    counts = read_activity_counts(ledgers, 2018, "total")
    assert citizen_activities_by_forum.find(counts) == "市民参画の取組の一覧は未報告です"
    assert describe_ledger(counts, read_workshops(ledgers, 2018), "total").startswith("取組ごと")
    assert (
        citizen_activities_by_forum.find(counts.assign(activity_count=0.0)) == "市民参画の取組は0件"
    )
