"""Clashes of planned events, on a plan of a few lines written in the test."""

from pathlib import Path

import pandas as pd

from charts import event_plans_by_month
from metrics.forums.plans import list_conflicts, pick_precision, read_conflicts, read_plans
from store.actor import claim
from store.batches import StoredRecord, Submission, accept
from store.database import Database, open_database

#: forum | name | first/last day | precision
PLANS = """
kinki | A | 2021-07-01/2021-07-02 | day
kinki | B | 2021-06-20/2021-07-10 | day
kinki | C | 2021-07-01/2021-09-30 | quarter
chubu | D | 2021-07-01/2021-07-31 | month
chubu | E | 2022-03-01/2022-03-31 | month
chubu | F | | undecided
shikoku | G | 2021-06-01/2021-06-30 | month
tohoku | H 9月以降 | 2021-09-01/2022-03-31 | month
"""


def fill(root: Path) -> Database:
    database = open_database(root)
    records = []
    for row, line in enumerate(PLANS.strip().splitlines(), 2):
        forum, name, days, precision = (part.strip() for part in line.split("|"))
        periods = [dict(zip(("start", "end"), days.split("/"), strict=True))] if days else []
        text = name.partition(" ")[2] or days
        scheduled = {"text": text, "periods": periods, "precision": precision, "tentative": False}
        fields = {"forum": forum, "name": name, "scheduled": scheduled}
        records.append(StoredRecord("event_plans", forum, 2021, "計画", f"A{row}", fields))
    slots = [(forum, 2021, "event_plans") for forum in ("chubu", "kinki", "shikoku", "tohoku")]
    accept(
        database, Submission("a.xlsx", b"1", None, None, claim("t"), slots=slots, records=records)
    )
    return database


def test_two_events_of_a_block_in_one_month_clash_and_a_quarter_does_not(tmp_path: Path) -> None:
    with fill(tmp_path) as database:
        months = read_conflicts(database, 2021)
    clashes = list_conflicts(months)
    assert [(row.forum, row.month_text, row.event_count) for row in clashes.itertuples()] == [
        ("kinki", "7月", 2)
    ]
    assert clashes["events_text"].iloc[0].startswith("A（")
    assert event_plans_by_month.find(months) == (
        "同じ月に行事が重なるのは1か所、最も多いのは近畿の7月（2件）。ほかに月の決まらない行事が3件"
    )


def test_month_without_a_known_event_is_zero_only_where_none_is_open(tmp_path: Path) -> None:
    with fill(tmp_path) as database:
        months = read_conflicts(database, 2021).set_index(["forum", "month_text"])
    said = months[["event_count", "state"]].apply(tuple, axis="columns")
    assert said["chubu", "3月"] == (1, "reported")
    assert said["shikoku", "4月"] == (0, "reported")
    for place, state in ((("chubu", "4月"), "undecided"), (("okinawa", "4月"), "blank")):
        assert pd.isna(said[place][0])
        assert said[place][1] == state


def test_open_end_is_of_no_month(tmp_path: Path) -> None:
    with fill(tmp_path) as database:
        months = read_conflicts(database, 2021).set_index(["forum", "month_text"])
    assert months.loc[("tohoku", "10月"), "state"] == "undecided"
    assert months.loc[("tohoku", "10月"), "open_count"] == 1


def test_nothing_reported_is_told_as_such(plan_database: Database) -> None:
    assert "未報告" in event_plans_by_month.find(read_conflicts(plan_database, 2020))


def test_filter_by_precision_parts_the_plans_without_rest(plan_database: Database) -> None:
    plans = read_plans(plan_database, 2021)
    parts = [len(pick_precision(plans, name)) for name in ("day", "vague", "undated")]
    assert parts == [5, 15, 9]
    assert sum(parts) == len(pick_precision(plans, "all")) == len(plans)
