"""The forums compared, on a few reports written in the test and counted by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from charts import events_held_by_forum, figures_by_forum
from charts.headlines import find_know_how
from data.figures import load_figures
from metrics.forums.results import (
    is_reported,
    lay_out_figures,
    list_cases,
    read_forum_events,
    read_forum_figures,
    read_held,
    read_know_how,
)
from store.actor import claim
from store.batches import StoredRecord, Submission, accept
from store.database import Database, open_database

#: forum | layout | fields
RECORDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("kinki", "event_plans", {"name": "A"}),
    ("kinki", "event_plans", {"name": "B"}),
    ("kinki", "events", {"name": "A", "status": "held", "participants": 40}),
    ("kinki", "events", {"name": "B", "status": "cancelled"}),
    ("kinki", "events", {"name": "C", "status": "postponed"}),
    ("kinki", "matchings", {"requirement": "x", "stage": "considered"}),
    ("kinki", "matchings", {"requirement": "y", "stage": "implemented"}),
    ("kinki", "supports", {"government": "271004", "measure": "紹介"}),
    ("kinki", "supports", {"government": "271004", "measure": "会議"}),
    ("kinki", "know_how", {"type": "failure", "title": "集まらなかった会"}),
    ("chubu", "matchings", {"requirement": "z", "stage": "considered"}),
)
#: Handed in, without a record.
EMPTY = (("chubu", 2020, "know_how"), ("chubu", 2020, "events"))


@pytest.fixture(scope="module")
def forum_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_database(tmp_path_factory.mktemp("forums"))
    records = [
        StoredRecord(layout, forum, 2020, "一覧", f"A{row}", {"forum": forum, **fields})
        for row, (forum, layout, fields) in enumerate(RECORDS, 2)
    ]
    slots = sorted({(one.forum, one.fiscal_year, one.layout) for one in records} | set(EMPTY))
    accept(
        database, Submission("a.xlsx", b"1", None, None, claim("t"), slots=slots, records=records)
    )
    with database:
        yield database


def test_forum_without_a_sheet_is_not_reported_and_one_without_records_is_zero(
    forum_database: Database,
) -> None:
    matrix = lay_out_figures(read_forum_figures(forum_database, 2020)).set_index("forum_name")
    names = [
        "支援自治体",
        "開催",
        "マッチング等",
        "うち成立",
        "うち試行",
        "うち実装",
        "出前授業等",
        "ノウハウ",
    ]
    kinki, chubu = matrix.loc["近畿", names], matrix.loc["中部", names]
    assert list(kinki) == ["1者", "1回", "2件", "0件", "0件", "1件", "未報告", "1件"]
    assert list(chubu) == ["未報告", "0回", "1件", "0件", "0件", "0件", "未報告", "0件"]
    assert set(matrix.loc["沖縄"]) == {"未報告"}


def test_forum_has_reported_the_sheets_it_handed_in(forum_database: Database) -> None:
    figures = read_forum_figures(forum_database, 2020)
    layouts = ("citizen_activities", "events", "know_how", "matchings", "supports")
    handed_in = {
        forum: [layout for layout in layouts if is_reported(figures, forum, layout)]
        for forum in ("kinki", "chubu", "okinawa")
    }
    assert handed_in == {
        "kinki": ["events", "know_how", "matchings", "supports"],
        "chubu": ["events", "know_how", "matchings"],
        "okinawa": [],
    }


def test_finding_counts_the_reporters_and_names_the_largest(forum_database: Database) -> None:
    figures = read_forum_figures(forum_database, 2020)
    assert figures_by_forum.find(figures) == (
        "2/10フォーラムが報告、マッチング等は近畿の2件が最多、うち実装は合わせて1件"
    )
    zero = figures.assign(value=figures["value"].where(figures["value"].isna(), 0))
    assert figures_by_forum.find(zero) == "2/10フォーラムが報告、マッチング等はどこも0件"
    assert "未報告" in figures_by_forum.find(figures.assign(value=None))


def test_held_events_stand_beside_the_planned_and_the_stopped_ones(
    forum_database: Database,
) -> None:
    held = read_held(forum_database, 2020)
    counts = held.set_index("forum")
    shown = ["planned_text", "held_text", "cancelled_text", "postponed_text"]
    assert list(counts.loc["kinki", shown]) == ["2件", "1件", "1件", "1件"]
    assert list(counts.loc["chubu", shown]) == ["未報告", "0件", "0件", "0件"]
    assert events_held_by_forum.find(held) == (
        "計画2件（1フォーラム）に対し開催1件（2/10フォーラム報告）、中止・延期2件"
    )
    assert events_held_by_forum.find(held.assign(held_count=None)) == (
        "1フォーラムが2件を計画、開催の実績は未報告"
    )
    assert events_held_by_forum.find(held.assign(held_count=None, planned_count=None)).endswith(
        "未報告です"
    )


def test_know_how_is_given_owed_with_zero_or_owed_without_a_sheet(
    forum_database: Database,
) -> None:
    cases = read_know_how(forum_database, 2020)
    owed = dict(zip(cases["forum"], cases["owed_text"], strict=True))
    assert (owed["kinki"], owed["chubu"], owed["okinawa"]) == (
        "提出済み",
        "あと1件（0件の報告）",
        "あと1件（未提出）",
    )
    assert list(list_cases(cases)["title"]) == ["集まらなかった会"]
    assert find_know_how(cases).startswith("運営ノウハウは10フォーラムのうち1が提出（1件）")
    assert find_know_how(cases[cases["forum"] == "kinki"]).endswith("すべてが提出（1件）")
    assert "未提出" in find_know_how(cases.assign(title=None))


def test_participants_of_an_event_that_was_not_held_are_not_applicable(
    forum_database: Database,
) -> None:
    events = read_forum_events(forum_database, 2020, "kinki")
    assert list(zip(events["status_text"], events["participants_text"], strict=True)) == [
        ("開催", "40人"),
        ("中止", "該当なし"),
        ("延期", "該当なし"),
    ]


def test_year_without_reports_is_not_reported_for_every_forum(plan_database: Database) -> None:
    figures = read_forum_figures(plan_database, 2020)
    assert figures["forum"].nunique() == 10
    assert figures["value"].isna().all()
    held = read_held(plan_database, 2021)
    assert held["planned_count"].sum() == 28
    assert held["held_count"].isna().all()


def test_matrix_keeps_every_figure_as_a_column(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        matrix = lay_out_figures(read_forum_figures(database, 2020))
    compared = [each for each in load_figures().values() if each.is_compared]
    assert list(matrix) == ["forum_name", *(each.short_name or each.name for each in compared)]
    assert len(matrix) == 10
