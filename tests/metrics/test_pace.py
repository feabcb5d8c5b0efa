"""The yardstick of a running year and the completeness of the records, worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from metrics.kpi.figures import read_figures
from metrics.kpi.pace import (
    add_completeness,
    add_pace,
    measure_elapsed,
    pick_outcomes,
    read_completeness,
    render_pace_rule,
)
from store.actor import claim
from store.batches import StoredRecord, Submission, accept
from store.database import Database
from tests.plan_store import fill_plan_store

REGIONAL = (
    *("hokkaido", "tohoku", "kanto", "hokuriku", "chubu"),
    *("kinki", "chugoku", "shikoku", "kyushu", "okinawa"),
)


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2020, 3, 31), 0),
        (date(2020, 4, 1), 1 / 365),
        (date(2020, 9, 30), 183 / 365),
        (date(2021, 3, 31), 1),
        (date(2026, 11, 23), 1),
    ],
)
def test_elapsed_share_counts_days_of_the_fiscal_year(day: date, share: float) -> None:
    assert measure_elapsed(2020, day) == pytest.approx(share)


def test_fiscal_year_with_a_leap_day_has_366_days() -> None:
    assert measure_elapsed(2023, date(2023, 4, 1)) == pytest.approx(1 / 366)


def test_half_a_year_expects_half_of_a_yearly_target(plan_database: Database) -> None:
    figures = read_figures(plan_database, 2020, "total")
    paced = add_pace(figures, 2020, date(2020, 9, 30)).set_index("indicator")
    assert paced.loc["matchings", "pace_value"] == pytest.approx(150 * 183 / 365)
    assert paced.loc["matchings", "pace_text"] == "今日までの目安 75件 以上"
    assert str(paced.loc["forums_held", "pace_text"]).endswith("に届かない")
    assert paced.loc["implementations", "pace_text"] == ""


def test_snapshot_without_a_last_year_has_no_yardstick_and_with_one_starts_there(
    plan_database: Database,
) -> None:
    first = add_pace(read_figures(plan_database, 2020, "total"), 2020, date(2020, 9, 30))
    ratios = first[first["indicator"] == "member_government_ratio"]
    assert ratios["pace_value"].isna().all()
    second = add_pace(read_figures(plan_database, 2021, "total"), 2021, date(2021, 9, 30))
    ratio = second.set_index("indicator").loc["member_government_ratio"]
    assert ratio["pace_value"] == pytest.approx(0.57 + 0.03 * 183 / 365)
    assert ratio["pace_text"] == "今日までの目安 58.5%"


def test_year_that_is_over_or_to_come_has_no_yardstick(plan_database: Database) -> None:
    figures = read_figures(plan_database, 2020, "total")
    for day in (date(2026, 11, 23), date(2020, 3, 31)):
        assert set(add_pace(figures, 2020, day)["pace_text"]) == {""}
    assert "終わっている" in render_pace_rule(2020, date(2026, 11, 23))
    assert "始まっていない" in render_pace_rule(2020, date(2020, 3, 31))
    assert "50%が過ぎた" in render_pace_rule(2020, date(2020, 9, 30))


def test_plan_alone_has_no_records_behind_its_figures(plan_database: Database) -> None:
    figures = read_figures(plan_database, 2020, "total")
    said = add_completeness(figures, read_completeness(plan_database, 2020, "total"))
    shown = said.set_index("indicator")["completeness_text"]
    assert shown["matchings"] == "明細 未報告"
    assert shown["member_government_ratio"] == ""


@pytest.mark.parametrize(
    ("forums", "records", "said"),
    [
        (9, 130, "9/10 フォーラム報告・明細 130件"),
        (10, 133, "10/10 フォーラム報告・明細 133件"),
        (10, 130, "10/10 フォーラム報告・明細 130件（公表値と不一致）"),
        (1, 0, "1/10 フォーラム報告・明細 0件"),
    ],
)
def test_completeness_names_the_reporters_and_the_sum_of_their_records(
    tmp_path: Path, forums: int, records: int, said: str
) -> None:
    with fill_plan_store(tmp_path) as database:
        rows = [
            StoredRecord(
                "matchings", REGIONAL[n % forums], 2020, "一覧", f"A{n}", {"stage": "considered"}
            )
            for n in range(records)
        ]
        slots = [(forum, 2020, "matchings") for forum in REGIONAL[:forums]]
        accept(
            database, Submission("a.xlsx", b"1", None, None, claim("t"), slots=slots, records=rows)
        )
        figures = read_figures(database, 2020, "total")
        shown = add_completeness(figures, read_completeness(database, 2020, "total"))
    assert shown.set_index("indicator").loc["matchings", "completeness_text"] == said


def test_outcome_stands_apart_from_the_activity(plan_database: Database) -> None:
    figures = read_figures(plan_database, 2020, "total")
    assert list(pick_outcomes(figures, is_outcome=True)["indicator"]) == ["implementations"]
    assert len(pick_outcomes(figures, is_outcome=False)) == len(figures) - 1
