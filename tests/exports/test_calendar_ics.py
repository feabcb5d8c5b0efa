"""The calendar file, read back with icalendar and held against the plan's own days."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from icalendar import Calendar

from exports.books.calendar_ics import count_left_out, export_ics
from metrics.forums.plans import read_plans
from tests.plan_store import fill_plan_store

CHANGED = datetime(2021, 6, 1, 3, 0)

#: Every event of the plan that is known to the day: first day, day after the last, status.
EVENTS = """
中部　名城大学との連携 | 2021-06-08 | 2021-06-09 | CONFIRMED
近畿　インフラメンテナンス国民会議 近畿本部フォーラム2021 | 2021-07-01 | 2021-07-03 | CONFIRMED
近畿　第7回ピッチイベント | 2021-10-27 | 2021-10-29 | TENTATIVE
中国　第3回ニーズ調査 | 2021-05-12 | 2021-07-01 | CONFIRMED
九州　ピッチイベント（福岡） | 2021-10-26 | 2021-10-27 | CONFIRMED
"""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    root: Path = tmp_path_factory.mktemp("plan")
    with fill_plan_store(root) as database:
        return read_plans(database, 2021)


def read_events(content: bytes) -> list[tuple[str, str, str, str]]:
    return [
        (
            str(event["summary"]),
            event.decoded("dtstart").isoformat(),
            event.decoded("dtend").isoformat(),
            str(event["status"]),
        )
        for event in Calendar.from_ical(content).walk("VEVENT")
    ]


def test_calendar_holds_the_dated_events_as_whole_days(plans: pd.DataFrame) -> None:
    expected = [
        tuple(cell.strip() for cell in line.split("|")) for line in EVENTS.split("\n")[1:-1]
    ]
    assert read_events(export_ics(plans, 2021, CHANGED)) == expected


def test_vague_and_undated_events_are_left_out_and_counted(plans: pd.DataFrame) -> None:
    assert count_left_out(plans) == (14, 9)
    assert len(read_events(export_ics(plans, 2021, CHANGED))) == 28 - 14 - 9


def test_description_holds_the_text_as_written_and_its_cell(plans: pd.DataFrame) -> None:
    calendar = Calendar.from_ical(export_ics(plans, 2021, CHANGED))
    said = {str(each["summary"]): str(each["description"]) for each in calendar.walk("VEVENT")}
    pitch = said["近畿　第7回ピッチイベント"]
    assert "開催予定日（記載のまま）: 10月 27or28日" in pitch
    assert "令和3年度地方フォーラム活動計画.xlsx" in pitch


def test_same_data_give_the_same_bytes_and_every_event_its_own_id(plans: pd.DataFrame) -> None:
    content = export_ics(plans, 2021, CHANGED)
    assert content == export_ics(plans, 2021, CHANGED)
    ids = [str(each["uid"]) for each in Calendar.from_ical(content).walk("VEVENT")]
    assert len(set(ids)) == len(ids) == 5


def test_event_that_moves_keeps_its_id(plans: pd.DataFrame) -> None:
    moved = plans.assign(period_from=pd.Timestamp(date(2021, 9, 1)).date())
    ids = [
        [str(each["uid"]) for each in Calendar.from_ical(content).walk("VEVENT")]
        for content in (
            export_ics(plans, 2021, CHANGED),
            export_ics(moved[plans["period_from"].notna()], 2021, CHANGED),
        )
    ]
    assert ids[0] == ids[1]


def test_invented_events_bear_the_stamp_in_every_summary(plans: pd.DataFrame) -> None:
    shown = read_events(export_ics(plans, 2021, CHANGED, is_practice=True))
    assert all(summary.startswith("【演習データ（架空）】") for summary, *_ in shown)


def test_text_of_a_cell_cannot_break_out_of_its_line(plans: pd.DataFrame) -> None:
    evil = plans.assign(name="会\r\nEND:VEVENT\r\nX-EVIL:1", content="a;b,c\\n")
    calendar = Calendar.from_ical(export_ics(evil, 2021, CHANGED))
    events = calendar.walk("VEVENT")
    assert len(events) == 5
    assert not any("X-EVIL" in each for each in events)


def test_no_dated_event_gives_a_valid_empty_calendar(plans: pd.DataFrame) -> None:
    assert read_events(export_ics(plans[plans["period_from"].isna()], 2021, CHANGED)) == []
