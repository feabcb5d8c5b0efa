"""The regional forums' plans, described for the screen."""

from datetime import datetime

import pandas as pd

from metrics.query import Readable, run, to_number
from words.figures import render_value
from words.terms import UNITS


def read_plans(database: Readable, fiscal_year: int, as_of: datetime | None = None) -> pd.DataFrame:
    """Planned events, one row a period; an undated event has one row.

    Columns: those of event_plans_by_forum.
    """
    return run(database, "event_plans_by_forum", fiscal_year=fiscal_year, as_of=as_of)


def read_forums(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """All ten forums with their purpose and counts (null: not reported).

    Columns: those of forum_purpose; event_text, undated_text.
    """
    forums = run(database, "forum_purpose", fiscal_year=fiscal_year, as_of=as_of)
    return forums.assign(
        event_text=[render_value(to_number(n), UNITS["cases"]) for n in forums["event_count"]],
        undated_text=[render_value(to_number(n), UNITS["cases"]) for n in forums["undated_count"]],
    )


def read_block_tiles(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """One row a prefecture: its block and the events its forum plans (null: not reported).

    Columns: those of block_by_prefecture; event_count.
    """
    tiles = run(database, "block_by_prefecture")
    forums = read_forums(database, fiscal_year, as_of)
    counts = forums.rename(columns={"forum": "block"})[["block", "event_count"]]
    return tiles.merge(counts, on="block", how="left")


def name_forums(forums: pd.DataFrame) -> dict[str, str]:
    """Forum id -> name, north to south."""
    return dict(zip(forums["forum"], forums["forum_name"], strict=True))


def list_events(plans: pd.DataFrame) -> pd.DataFrame:
    """One row an event, however many periods it has.

    Columns: those of plans.
    """
    return plans.drop_duplicates("event")


def list_undated(plans: pd.DataFrame) -> pd.DataFrame:
    """The events without any period.

    Columns: those of plans.
    """
    return list_events(plans[plans["period_from"].isna()])


def pick_forum(frame: pd.DataFrame, forum: str) -> pd.DataFrame:
    """Columns: those of frame."""
    return frame[frame["forum"] == forum]


def read_conflicts(
    database: Readable, fiscal_year: int, as_of: datetime | None = None
) -> pd.DataFrame:
    """Planned events by block and month.

    Columns: those of event_plans_by_month; month_text.
    """
    answer = run(database, "event_plans_by_month", fiscal_year=fiscal_year, as_of=as_of)
    return answer.assign(month_text=[f"{month.month}月" for month in answer["month"]])


def list_conflicts(months: pd.DataFrame) -> pd.DataFrame:
    """The blocks and months with two or more events.

    Columns: those of months.
    """
    return months[months["event_count"] > 1]


def pick_forums(frame: pd.DataFrame, forums: list[str]) -> pd.DataFrame:
    """Columns: those of frame."""
    return frame[frame["forum"].isin(forums)]


def pick_precision(plans: pd.DataFrame, precision: str) -> pd.DataFrame:
    """The periods known to the day, the vague ones, the events without any, or all.

    Columns: those of plans.
    """
    is_dated, is_day = plans["period_from"].notna(), plans["precision"] == "day"
    chosen = {
        "day": is_dated & is_day,
        "vague": is_dated & ~is_day,
        "undated": ~is_dated,
    }
    return plans[chosen[precision]] if precision in chosen else plans
