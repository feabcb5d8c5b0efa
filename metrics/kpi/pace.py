"""Where an indicator should be by a day of its fiscal year, and how complete its records are.

The pace is linear by days: a yearly count grows evenly from 0 to its target, a snapshot from
last year's value to its target. It is a yardstick of ours, not of the plan, and says so.
"""

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from data.figures import Figure, load_kpis
from metrics.kpi.figures import read_figures
from metrics.query import Readable, run, to_number
from words import Words
from words.figures import (
    render_day,
    render_fiscal_year,
    render_percent,
    render_value,
    round_half_up,
)

Row = Mapping[Hashable, Any]

WORDS = Words(
    ja={
        "pace": "今日までの目安 {expected}",
        "ahead": "今日までの目安 {expected} 以上",
        "behind": "今日までの目安 {expected} に届かない",
        "rule": "目安は、{day}までに{year}の{percent}%が過ぎたとして、目標に一定の速さで近づく場合の値です（計画書にはない、この画面の物差し）。",
        "over": "{year}は終わっているため、途中の目安ではなく目標そのものと比べています。",
        "ahead_of_year": "{year}は始まっていないため、目安はありません。",
        "records_missing": "明細 未報告",
        "records": "明細 {count}",
        "records_differ": "（公表値と不一致）",
        "reporters": "{reported}/{count} フォーラム報告",
        "and": "・",
    }
)


def measure_elapsed(fiscal_year: int, day: date) -> float:
    """The share of a fiscal year that is over at the end of a day, 0-1.

    >>> measure_elapsed(2020, date(2020, 3, 31)), measure_elapsed(2020, date(2021, 3, 31))
    (0.0, 1.0)
    >>> round(measure_elapsed(2021, date(2021, 9, 30)), 3)
    0.501
    """
    first, last = date(fiscal_year, 4, 1), date(fiscal_year + 1, 3, 31)
    days = (day - first).days + 1
    return min(max(days / ((last - first).days + 1), 0.0), 1.0)


def expect_value(
    target: float | None, previous: float | None, elapsed: float, kpi: Figure
) -> float | None:
    """The value at which an indicator is on its way; None where nothing can be expected.

    >>> kpis = load_kpis()
    >>> expect_value(150, None, 0.5, kpis["matchings"])
    75.0
    >>> round(expect_value(0.6, 0.57, 0.5, kpis["member_government_ratio"]), 4)
    0.585
    >>> expect_value(0.6, None, 0.5, kpis["member_government_ratio"])
    >>> expect_value(None, 3, 0.5, kpis["workshops"])
    """
    if not target:
        return None
    if kpi.period == "annual":
        return target * elapsed
    if elapsed == 1.0:
        return target
    return None if previous is None else previous + (target - previous) * elapsed


def read_progress(
    database: Readable, fiscal_year: int, scope: str, day: date, as_of: datetime | None = None
) -> pd.DataFrame:
    """Every indicator of a scope, how complete its records are, and where it should be by a day.

    Columns: those of read_figures; completeness_text, pace_value:number, pace_text.
    """
    figures = read_figures(database, fiscal_year, scope, as_of)
    completeness = read_completeness(database, fiscal_year, scope, as_of)
    return add_pace(add_completeness(figures, completeness), fiscal_year, day)


def add_pace(figures: pd.DataFrame, fiscal_year: int, day: date) -> pd.DataFrame:
    """The yardstick beside each figure; in words only while the year is running, else "".

    Columns: those of figures; pace_value:number, pace_text.
    """
    elapsed = measure_elapsed(fiscal_year, day)
    kpis = load_kpis()
    rows = figures.to_dict("records")
    values = [
        expect_value(
            to_number(row["target"]),
            to_number(row["previous_value"]),
            elapsed,
            kpis[row["indicator"]],
        )
        for row in rows
    ]
    is_running = 0.0 < elapsed < 1.0
    said = zip(rows, values, strict=True)
    return figures.assign(
        pace_value=pd.Series(values, index=figures.index, dtype="float64"),
        pace_text=[_describe_pace(row, value) if is_running else "" for row, value in said],
    )


def _describe_pace(row: Row, expected: float | None) -> str:
    """The yardstick, and where a reported value stands to it."""
    if expected is None:
        return ""
    kpi = load_kpis()[row["indicator"]]
    shown = render_value(expected if kpi.is_ratio else round_half_up(expected, 1), kpi.unit)
    value = to_number(row["value"])
    if value is None:
        return WORDS["pace"].format(expected=shown)
    key = "ahead" if value >= expected else "behind"
    return WORDS[key].format(expected=shown)


def render_pace_rule(fiscal_year: int, day: date) -> str:
    """How the yardstick is made, or why there is none."""
    elapsed = measure_elapsed(fiscal_year, day)
    key = "rule" if 0.0 < elapsed < 1.0 else "over" if elapsed else "ahead_of_year"
    return WORDS[key].format(
        year=render_fiscal_year(fiscal_year),
        day=render_day(day),
        percent=render_percent(elapsed).removesuffix("%"),
    )


def read_completeness(
    database: Readable, fiscal_year: int, scope: str, as_of: datetime | None = None
) -> pd.DataFrame:
    """What the records behind each indicator come to, and who reported them.

    Columns: those of kpi_completeness.
    """
    return run(database, "kpi_completeness", fiscal_year=fiscal_year, scope=scope, as_of=as_of)


def add_completeness(figures: pd.DataFrame, completeness: pd.DataFrame) -> pd.DataFrame:
    """9/10 フォーラム報告, and whether the records make the figure.

    Columns: those of figures; completeness_text.
    """
    known = {row["indicator"]: row for row in completeness.to_dict("records")}
    return figures.assign(
        completeness_text=[
            _describe_records(row, known.get(row["indicator"]))
            for row in figures.to_dict("records")
        ]
    )


def _describe_records(row: Row, records: Row | None) -> str:
    """How far the records reach; "" for an indicator that is not counted from any.

    Where a forum is still missing, a difference to the published figure is no surprise.
    """
    if records is None:
        return ""
    counted, value = to_number(records["counted_value"]), to_number(row["value"])
    if counted is None:
        return WORDS["records_missing"]
    shown = WORDS["records"].format(count=render_value(counted, row["unit"]))
    forums, reported = to_number(records["forum_count"]), to_number(records["reported_count"])
    if reported == forums and value not in (None, counted):
        shown += WORDS["records_differ"]
    if forums is None:
        return shown
    reporters = WORDS["reporters"].format(reported=f"{reported:.0f}", count=f"{forums:.0f}")
    return WORDS["and"].join((reporters, shown))


def pick_outcomes(figures: pd.DataFrame, is_outcome: bool) -> pd.DataFrame:
    """What the Congress is after, or the activity that is to lead there.

    Columns: those of figures.
    """
    return figures[figures["is_outcome"] == is_outcome]
