"""A fiscal year as an axis of days from 1 April, its months named above."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts.late import alt
from charts.theme import build_place_axis
from words import Words

WORDS = Words(ja={"month": "{month}月"})

YEAR_DAYS = 365


def name_month(month: int) -> str:
    return WORDS["month"].format(month=month)


def count_days(day: date | pd.Timestamp, fiscal_year: int) -> int:
    """From 1 April, which is 0."""
    return (pd.Timestamp(day).date() - date(fiscal_year, 4, 1)).days


def build_month_axis(fiscal_year: int, is_narrow: bool = False) -> alt.Axis:
    """`is_narrow`: only April is named in full, the others by their number."""
    months = [date(fiscal_year + (month < 4), month, 1) for month in (*range(4, 13), 1, 2, 3)]
    names = {
        str(count_days(day, fiscal_year)): f"{day.month}" if is_narrow else name_month(day.month)
        for day in months
    }
    names["0"] = name_month(4)
    return build_place_axis(names, labelBaseline="bottom", labelPadding=8)
