"""The planned events as an iCalendar file: those with a day, whole-day, nothing guessed."""

import hashlib
from collections.abc import Hashable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
from icalendar import Calendar, Event

from exports.safe_cells import clean_cell
from words import Words
from words.figures import mark_practice, name_place, render_fiscal_year

WORDS = Words(
    ja={
        "calendar_name": "インフラメンテナンス国民会議 {year} 行事予定",
        "as_written": "開催予定日（記載のまま）: {text}",
        "from_cell": "出典: {place}",
    }
)

PRODUCT = "-//Infra Maintenance Dashboard//JP"
DOMAIN = "infra-maintenance-dashboard.invalid"

Row = Mapping[Hashable, Any]


def export_ics(
    plans: pd.DataFrame, fiscal_year: int, changed_at: datetime, is_practice: bool = False
) -> bytes:
    """A calendar of every period that is known to the day (RFC 5545, made by icalendar).

    `plans`: one row a period, as event_plans_by_forum returns them. `changed_at`: when the
    data last changed, UTC; the same data give the same bytes. Vague events are left out.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    name = WORDS["calendar_name"].format(year=render_fiscal_year(fiscal_year))
    calendar.add("x-wr-calname", _stamp(name, is_practice))
    for row, number in _number(pick_dated(plans)):
        calendar.add_component(_build_event(row, number, fiscal_year, changed_at, is_practice))
    return bytes(calendar.to_ical())


def pick_dated(plans: pd.DataFrame) -> pd.DataFrame:
    """The periods known to the day."""
    return plans[plans["period_from"].notna() & (plans["precision"] == "day")]


def count_left_out(plans: pd.DataFrame) -> tuple[int, int]:
    """Events with a vague period, and events without any."""
    is_dated = plans["event"].isin(pick_dated(plans)["event"])
    others = plans[~is_dated].drop_duplicates("event")
    undated = int(others["period_from"].isna().sum())
    return len(others) - undated, undated


def _number(plans: pd.DataFrame) -> Iterator[tuple[Row, int]]:
    """Each period with its place among those of the same forum and name."""
    places = plans.groupby(["forum", "name"]).cumcount()
    return zip(plans.to_dict("records"), places, strict=True)


def _build_event(
    row: Row, number: int, fiscal_year: int, changed_at: datetime, is_practice: bool
) -> Event:
    event = Event()
    event.add("uid", _name_event(row, number, fiscal_year, is_practice))
    event.add("dtstamp", changed_at.replace(tzinfo=UTC))
    event.add("summary", _stamp(f"{row['forum_name']}　{clean_cell(row['name'])}", is_practice))
    event.add("dtstart", pd.Timestamp(row["period_from"]).date())
    # The end of a whole-day event is the day after its last (RFC 5545, 3.6.1).
    event.add("dtend", pd.Timestamp(row["period_to"]).date() + timedelta(days=1))
    event.add("status", "TENTATIVE" if row["tentative"] else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("description", _describe(row))
    return event


def _name_event(row: Row, number: int, fiscal_year: int, is_practice: bool) -> str:
    """The same event keeps its id when its day changes, so that a calendar moves it."""
    said = f"{fiscal_year}|{row['forum']}|{row['name']}|{number}|{is_practice}"
    return f"{hashlib.sha256(said.encode()).hexdigest()[:24]}@{DOMAIN}"


def _describe(row: Row) -> str:
    content: str = "" if pd.isna(row["content"]) else clean_cell(row["content"])
    place = name_place(row["workbook"], row["sheet"], row["cell"])
    written = WORDS["as_written"].format(text=clean_cell(row["scheduled_text"]))
    lines = [content, written, WORDS["from_cell"].format(place=place)]
    return "\n".join(line for line in lines if line)


def _stamp(text: str, is_practice: bool) -> str:
    if not is_practice:
        return text
    return mark_practice(text)
