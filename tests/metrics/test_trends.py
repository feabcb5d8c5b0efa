"""Years side by side and periods counted, held against the plan and against made-up years."""

import json
from pathlib import Path

import pandas as pd
import pytest

from charts import all_members_by_date, implementations_by_period, kpi_by_year
from metrics.kpi.trends import read_all_members, read_implementations, read_trend
from store.actor import claim
from store.batches import StoredRecord, Submission, accept
from store.database import Database
from tests.plan_store import fill_plan_store

# workshops and forums of FY2019 and FY2020: finding
TRENDS = """
3 4 19 18 | 令和2年度は、令和元年度と比べられる2指標のうち増加1、減少1、同じ0
3 3 0 0   | 令和2年度は、令和元年度と比べられる2指標のうち増加0、減少0、同じ2
- 4 - 18  | 実績の報告は令和2年度の1年度だけで、前の年度とは比べられない
3 - - 18  | 令和2年度と令和元年度の両方に報告のある指標はなく、比べられない
- - - -   | 指標の実績は、どの年度も未報告です
"""


def number(text: str) -> float:
    return float("nan") if text == "-" else float(text)


def build_trend(values: str) -> pd.DataFrame:
    numbers = [number(text) for text in values.split()]
    return pd.DataFrame(
        {
            "indicator": ["workshops", "workshops", "forums_held", "forums_held"],
            "fiscal_year": [2019, 2020] * 2,
            "year_text": ["令和元年度", "令和2年度"] * 2,
            "value": numbers,
        }
    )


@pytest.mark.parametrize("line", TRENDS.strip().splitlines())
def test_trend_compares_only_what_both_years_report(line: str) -> None:
    values, finding = line.split(" | ")
    assert kpi_by_year.find(build_trend(values)) == finding.strip()


def test_year_without_a_report_keeps_its_place_beside_its_target(plan_database: Database) -> None:
    trend = read_trend(plan_database, 2020, "total").set_index(["indicator", "fiscal_year"])
    said = trend[["value_text", "target_text"]].agg("・".join, axis="columns")
    assert said["matchings", 2020] == "133件・150件"
    assert said["matchings", 2021] == "未報告・150件"
    assert said["implementations", 2020] == "0件・なし"
    assert said["member_government_ratio", 2020] == "57%・60%"


def test_national_trend_has_the_countries(plan_database: Database) -> None:
    trend = read_trend(plan_database, 2020, "national")
    countries = trend[trend["indicator"] == "supported_countries"]
    assert list(countries["value_text"]) == ["48か国・地域", "未報告"]


def test_earlier_year_stands_beside_and_zero_keeps_a_mark(tmp_path: Path) -> None:
    fields = {"scope": "total", "indicator": "workshops", "target": 0.0, "value": 0.0}
    record = StoredRecord("kpi_results", "total", 2019, "R1", "D3", fields, [])
    with fill_plan_store(tmp_path) as database:
        slots = [("total", 2019, "kpi_results")]
        accept(database, Submission("r1.xlsx", b"r1", None, None, claim("t"), slots, [record]))
        trend = read_trend(database, 2020, "total")
    assert sorted(trend["fiscal_year"].unique()) == [2019, 2020, 2021]
    assert kpi_by_year.find(trend).endswith("1指標のうち増加1、減少0、同じ0")
    rows = json.dumps(kpi_by_year.build(trend).to_dict(), ensure_ascii=False)
    assert '"is_zero": true' in rows


def test_period_without_any_is_zero_and_leads_to_its_first_figure(plan_database: Database) -> None:
    rows = read_implementations(plan_database, 2020)
    assert rows[["basis", "value_text", "is_zero", "is_reported", "cell"]].values.tolist() == [
        ["cumulative", "8技術・73現場", False, True, "B5"],
        ["annual", "0件", True, True, "D9"],
    ]


def test_members_of_all_kinds_are_those_of_the_plan(plan_database: Database) -> None:
    members = read_all_members(plan_database)
    assert list(members["count_text"]) == ["199者", "2,296者"]
    assert list(members["day_text"]) == ["2016年11月28日", "2021年3月31日"]
    assert all_members_by_date.find(members.tail(1)) == "会員（全種別）は2021年3月31日に2,296者"
    assert all_members_by_date.find(members.head(0)) == "会員数（全種別）は未報告です"


def test_annual_and_cumulative_implementations_are_never_one_figure(
    plan_database: Database,
) -> None:
    periods = read_implementations(plan_database, 2020).set_index("basis")
    assert periods.loc["cumulative", "value_text"] == "8技術・73現場"
    assert periods.loc["cumulative", "period_text"] == "2016年11月28日～2021年3月31日"
    assert periods.loc["annual", "value_text"] == "0件"
    assert periods.loc["annual", "period_text"] == "2020年4月1日～2021年3月31日"


def test_implementations_without_a_part_claim_nothing_of_it(plan_database: Database) -> None:
    periods = read_implementations(plan_database, 2020)
    assert implementations_by_period.find(periods[periods["basis"] == "annual"]) == (
        "社会実装は令和2年度の1年間で0件"
    )
    missing = periods.assign(is_reported=False)
    assert implementations_by_period.find(missing).endswith("未報告です")
    assert "未報告" in json.dumps(
        implementations_by_period.build(missing).to_dict(), ensure_ascii=False
    )
