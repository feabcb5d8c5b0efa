"""The ladder, its conversions and where cases stop, held against small ledgers counted by eye."""

from collections.abc import Iterator
from math import comb
from pathlib import Path
from typing import Any

import pytest

from metrics.cases.conversion import add_up_reached, bound_rate, measure_conversions, plan_volumes
from metrics.cases.matchings import (
    describe_basis,
    measure_steps,
    name_reached,
    pick_groups,
    plan_target,
    read_by_block,
    read_by_field,
    read_cases,
    read_days,
    read_ladder,
    read_obstacles,
    render_required_rate,
)
from metrics.tracing.trace import trace_record
from store.database import Database, open_database
from tests.ledger_store import fill_ledger_store

#: fiscal year, scope: cases that reached each stage or a later one
LADDERS = """
2020 total    133 20 6 0 published
2020 national 10 4 4 0   published
2020 regional 123 16 2 0 published
2021 total    2 1 1 0    counted
2021 regional 2 1 1 0    counted
"""

#: tried and passed: bounds of the rate in percent, from a published table of Wilson intervals
INTERVALS = """
6   0   0.0  39.0
133 20  10.0 22.1
20  6   14.5 51.9
10  10  72.2 100.0
1   0   0.0  79.3
"""


def table(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    root: Path = tmp_path_factory.mktemp("ledgers")
    with fill_ledger_store(root) as database:
        yield database


@pytest.mark.parametrize("line", table(LADDERS), ids=lambda line: "-".join(line[:2]))
def test_ladder_counts_each_case_at_its_stage_and_all_before(
    ledgers: Database, line: list[str]
) -> None:
    ladder = read_ladder(ledgers, int(line[0]), line[1])
    assert [f"{count:g}" for count in ladder["reached"]] == line[2:6]
    assert set(ladder["basis"]) == {line[6]}


def test_stage_is_called_with_those_behind_it_but_for_the_last() -> None:
    assert name_reached(["検討", "成立", "試行", "実装"]) == [
        "検討以上",
        "成立以上",
        "試行以上",
        "実装",
    ]
    assert name_reached(["実装"]) == ["実装"]


def test_year_without_figures_and_ledgers_is_not_reported(ledgers: Database) -> None:
    ladder = read_ladder(ledgers, 2018, "total")
    assert set(ladder["reached_text"]) == {"未報告"}
    assert describe_basis(ladder, 2018, "total").endswith("公表値・台帳とも未報告です。")
    assert set(measure_steps(ladder)["rate_text"]) == {"未報告"}
    assert set(plan_target(ladder, 5)["at_best_text"][:3]) == {"計算できない"}
    assert "未報告" in render_required_rate(ladder, 5)


def test_ledger_that_differs_from_the_published_figure_is_said_to(ledgers: Database) -> None:
    said = describe_basis(read_ladder(ledgers, 2020, "total"), 2020, "total")
    assert "3/10 フォーラム報告・ほかに全国1" in said
    assert "7件" in said
    assert said.endswith("公表値と一致しません。")


def test_one_missing_stage_leaves_its_own_and_earlier_sums_unknown() -> None:
    assert add_up_reached([113, 14, None, 0]) == [None, None, None, 0]
    assert measure_conversions([None, None, 6, 0])[:2] == [None, None]


@pytest.mark.parametrize("line", table(INTERVALS), ids=lambda line: f"{line[1]}of{line[0]}")
def test_interval_is_the_published_one(line: list[str]) -> None:
    lower, upper = bound_rate(int(line[1]), int(line[0]))
    assert f"{lower:.1%} {upper:.1%}" == f"{line[2]}% {line[3]}%"


@pytest.mark.parametrize(("tried", "passed"), [(6, 0), (20, 6), (133, 20)])
def test_rates_outside_the_interval_make_the_result_rare(tried: int, passed: int) -> None:
    """Binomial tails by exact sums: well outside the interval they are below 2.5 %."""
    lower, upper = bound_rate(passed, tried)
    assert sum_tail(tried, range(passed + 1), min(1.0, upper * 1.25)) < 0.025
    if passed:
        assert sum_tail(tried, range(passed, tried + 1), lower * 0.75) < 0.025


def sum_tail(tried: int, counts: range, rate: float) -> float:
    return sum(comb(tried, k) * rate**k * (1 - rate) ** (tried - k) for k in counts)


@pytest.mark.parametrize("target", [1, 5, 20, 133])
def test_planned_volumes_suffice_and_one_less_does_not(target: int) -> None:
    rates = [0.15, 0.3, 0.39]
    volumes = plan_volumes(target, rates)
    for before, rate, after in zip(volumes[:-1], rates, volumes[1:], strict=True):
        assert before is not None
        assert after is not None
        assert before * rate >= after - 1e-6
        assert (before - 1) * rate < after


def test_target_beyond_a_rate_of_zero_is_out_of_reach_but_not_at_the_upper_bound(
    ledgers: Database,
) -> None:
    plan = plan_target(read_ladder(ledgers, 2020, "total"), 5)
    assert list(plan["at_present_text"]) == ["届かない", "届かない", "届かない", "5件"]
    assert list(plan["at_best_text"]) == ["293件", "44件", "13件", "5件"]


def test_required_rate_is_said_and_so_is_its_impossibility(ledgers: Database) -> None:
    ladder = read_ladder(ledgers, 2020, "total")
    assert "率が50%必要です" in render_required_rate(ladder, 3)
    assert "6件のままでは" in render_required_rate(ladder, 7)


def test_forums_without_a_ledger_are_not_reported_and_an_empty_one_is_zero(
    ledgers: Database,
) -> None:
    blocks = read_by_block(ledgers, 2020, "total")
    texts = blocks.groupby("group_id")["count_text"].agg("・".join)
    assert texts["chugoku"] == "1件・1件・1件・0件"
    assert texts["kinki"] == "2件・0件・0件・1件"
    assert texts["hokkaido"] == "0件・0件・0件・0件"
    assert texts["tohoku"] == "未報告・未報告・未報告・未報告"
    assert texts["innovative_technology"] == "0件・1件・0件・0件"
    assert "municipal_support" not in texts
    assert set(pick_groups(blocks, "kinki")["group_id"]) == {"kinki"}
    assert len(pick_groups(blocks, "")) == len(blocks)


def test_scope_leaves_the_other_forums_out(ledgers: Database) -> None:
    national = read_by_block(ledgers, 2020, "national")
    assert set(national["group_id"]) == {"innovative_technology"}
    assert len(read_cases(ledgers, 2020, "regional")) == 6


def test_case_of_two_fields_counts_in_both_and_one_without_is_named(ledgers: Database) -> None:
    fields = read_by_field(ledgers, 2020, "total").groupby("group_name")["case_count"].sum()
    assert dict(fields) == {"道路": 4, "河川": 2, "建物": 1, "分野の記入なし": 1}


def test_days_are_counted_from_the_last_movement_to_the_years_end(ledgers: Database) -> None:
    days = read_days(ledgers, 2020, "total").set_index("name")
    # 1 May 2020 and 31 March 2021 to 31 March 2021; one case has no date.
    assert days.loc["検討で止まる", ["case_count", "dated_count"]].tolist() == [3, 2]
    assert days.loc["検討で止まる", ["median_days", "longest_days"]].tolist() == [167, 334]
    # 61, 30, 10 and 10 days from being considered to being agreed
    assert days.loc["検討 → 成立に要した", "median_days"] == 20
    assert days.loc["現場試行 → 社会実装に要した", "median_days"] == 31


def test_obstacles_leave_implemented_cases_out_and_count_the_unstated(ledgers: Database) -> None:
    obstacles = read_obstacles(ledgers, 2020, "total")
    assert dict(zip(obstacles["name"], obstacles["case_count"], strict=True)) == {
        "費用の確保": 3,
        "人手が足りない": 1,
        "基準がない": 1,
        "（課題・支障の記入なし）": 1,
    }
    assert set(obstacles["stuck_count"]) == {6}


def test_cases_come_longest_stuck_first_and_undated_last(ledgers: Database) -> None:
    cases = read_cases(ledgers, 2020, "total")
    assert list(cases["waiting_text"]) == ["334日", "293日", "273日", "242日", "0日", "―", "―"]
    assert cases["government_name"][0] == "広島県呉市"


@pytest.mark.parametrize(
    ("narrowed", "companies"),
    [
        ({"block": "kinki"}, {"丁社", "戊社", "己社"}),
        ({"field": "河川"}, {"乙社", "丙社"}),
        ({"stage": "agreed"}, {"乙社", "庚社"}),
        ({"block": "kinki", "field": "河川"}, set()),
        ({"block": "'; DROP TABLE matchings"}, set()),
    ],
)
def test_cases_are_narrowed(
    ledgers: Database, narrowed: dict[str, Any], companies: set[str]
) -> None:
    assert set(read_cases(ledgers, 2020, "total", **narrowed)["company"]) == companies


def test_a_listed_case_leads_to_its_cells(ledgers: Database) -> None:
    cases = read_cases(ledgers, 2020, "total", block="chugoku", field="河川", stage="agreed")
    record = trace_record(ledgers, cases["record"][0])
    assert record is not None
    assert record.file_name == "マッチング台帳.xlsx"
    assert {cell.written for cell in record.cells} >= {"乙社", "橋梁点検を交通規制なしで行いたい"}
    assert cases["cell"][0] == "B6"


def test_record_that_is_not_there_is_none(ledgers: Database) -> None:
    assert trace_record(ledgers, "matchings:99:1") is None


def test_empty_store_has_no_ladder(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        assert read_ladder(database, 2020, "total")["reached"].isna().all()
        assert read_cases(database, 2020, "total").empty
        assert read_days(database, 2020, "total").empty
        assert read_by_field(database, 2020, "total").empty
