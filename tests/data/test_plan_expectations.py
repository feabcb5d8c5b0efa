"""The expected records (TSV, written by hand from the contract) cover every fact once.

The readers' own tests compare `python -m loaders check` with the same two tables.
"""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data.plan.write_workbooks import read_facts

HERE = Path(__file__).parent
PRECISIONS = {"day", "month", "season", "quarter", "half_year", "fiscal_year", "undecided"}


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a tab-separated table; a line break inside a cell is written as \\n."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{key: cell.replace("\\n", "\n") for key, cell in row.items()} for row in rows]


def parse_periods(text: str) -> list[tuple[date, date]]:
    """
    >>> parse_periods("2021-06-08..2021-06-08")
    [(datetime.date(2021, 6, 8), datetime.date(2021, 6, 8))]
    """
    pairs = [period.split("..") for period in text.split()]
    return [(date.fromisoformat(start), date.fromisoformat(end)) for start, end in pairs]


EVENTS = read_table("expected_plan_events.tsv")


def test_expected_events_are_the_facts_in_order() -> None:
    forums = read_facts("event_plans_2021")["forum"]
    facts = [event for forum in forums for event in forum["events"]]
    assert [[row["name"], row["text"], row["content"]] for row in EVENTS] == facts


def test_expected_events_group_into_the_forums() -> None:
    forums = read_facts("event_plans_2021")["forum"]
    counts = Counter(row["forum"] for row in EVENTS)
    assert list(counts.values()) == [len(forum["events"]) for forum in forums]
    assert len(counts) == 10


@pytest.mark.parametrize("row", EVENTS, ids=lambda row: f"{row['forum']}-{row['text']}")
def test_expected_event_periods_lie_inside_the_fiscal_year(row: dict[str, str]) -> None:
    periods = parse_periods(row["periods"])
    assert row["precision"] in PRECISIONS
    assert (periods == []) == (row["precision"] == "undecided")
    assert all(date(2021, 4, 1) <= start <= end <= date(2022, 3, 31) for start, end in periods)


@pytest.mark.parametrize(
    ("fiscal_year", "name"), [("2020", "kpi_results_2020"), ("2021", "kpi_targets_2021")]
)
def test_expected_kpis_are_the_facts_in_order(fiscal_year: str, name: str) -> None:
    expected = [r for r in read_table("expected_plan_kpis.tsv") if r["fiscal_year"] == fiscal_year]
    facts = read_facts(name)["rows"]
    values = ["0.57" if value == "57%" else str(value) for *_, value, _ in facts]
    assert [row["value"] for row in expected] == values
    assert [row["note"] for row in expected] == [note for *_, note in facts]
    for row, (_, _, label, _, _) in zip(expected, facts, strict=True):
        assert ("%" if row["target"] == "0.6" else row["target"]) in label
