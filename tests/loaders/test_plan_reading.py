"""The plan's own workbooks read exactly: every record, no problem, no step by hand."""

from pathlib import Path
from typing import Any

import pytest

from data.plan.write_workbooks import read_facts
from loaders.check import check_files
from tests.data.test_plan_expectations import parse_periods, read_table

PLAN = Path(__file__).parents[2] / "data" / "plan"


@pytest.fixture(scope="module")
def files() -> dict[str, dict[str, Any]]:
    return {each["file"]: each for each in check_files(sorted(PLAN.glob("*.xlsx")))}


def records_of(files: dict[str, dict[str, Any]], layout: str) -> list[dict[str, Any]]:
    return [
        record["fields"] | {"fiscal_year": file["fiscal_year"]}
        for file in files.values()
        for sheet in file["sheets"]
        if sheet["layout"] == layout
        for record in sheet["records"]
    ]


def test_plan_workbooks_have_no_problem(files: dict[str, dict[str, Any]]) -> None:
    assert len(files) == 5
    assert [
        p for file in files.values() for sheet in file["sheets"] for p in sheet["problems"]
    ] == []


def test_every_planned_event_is_read(files: dict[str, dict[str, Any]]) -> None:
    found = [
        {
            "forum": each["forum"],
            "name": each["name"],
            "text": each["scheduled"]["text"],
            "periods": [(p["start"], p["end"]) for p in each["scheduled"]["periods"]],
            "precision": each["scheduled"]["precision"],
            "tentative": str(each["scheduled"]["tentative"]).lower(),
            "content": each["content"],
        }
        for each in records_of(files, "event_plans")
    ]
    expected = [
        dict[str, Any](row)
        | {
            "periods": [(str(start), str(end)) for start, end in parse_periods(row["periods"])],
            "content": row["content"] or None,
        }
        for row in read_table("expected_plan_events.tsv")
    ]
    assert found == expected


def test_every_forum_carries_its_purpose(files: dict[str, dict[str, Any]]) -> None:
    found = {each["forum"]: each["purpose"] for each in records_of(files, "event_plans")}
    assert len(found) == 10
    assert all(found.values())
    assert found["chugoku"].startswith("インフラという地域の資産を維持するため")


def test_every_kpi_figure_is_read(files: dict[str, dict[str, Any]]) -> None:
    found = [
        (each["fiscal_year"], each["scope"], each["indicator"], each["target"], each["value"])
        for each in records_of(files, "kpi_results")
    ]
    expected = [
        (
            int(row["fiscal_year"]),
            row["scope"],
            row["indicator"],
            float(row["target"]) if row["target"] else None,
            float(row["value"]) if row["value"] else None,
        )
        for row in read_table("expected_plan_kpis.tsv")
    ]
    assert found == expected


def test_all_seven_national_bodies_are_read(files: dict[str, dict[str, Any]]) -> None:
    found = {each["forum"]: each for each in records_of(files, "national_plans")}
    bodies = read_facts("national_plans_2021")
    assert len(found) == 7 == len(next(v for v in bodies.values() if isinstance(v, list)))
    assert found["citizen_participation"]["events"].splitlines()[0].endswith("（8月上旬）")
    assert found["overseas_markets"]["organisation"] is None


def test_congress_facts_keep_annual_and_cumulative_apart(files: dict[str, dict[str, Any]]) -> None:
    found = {(each["item"], each["basis"]): each for each in records_of(files, "congress_facts")}
    assert found["会員数（全種別）", "snapshot"]["value"] == 2296
    assert found["新技術の実装数（現場）", "cumulative"]["value"] == 73
    assert found["社会実装数（昨年度、再掲）", "annual"]["value"] == 0


def test_year_of_the_results_is_not_that_of_the_document(
    files: dict[str, dict[str, Any]],
) -> None:
    years = {name: file["fiscal_year"] for name, file in files.items()}
    assert years["令和2年度KPI結果.xlsx"] == 2020
    assert years["令和3年度KPI目標.xlsx"] == 2021
