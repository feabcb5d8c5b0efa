"""What the charts of 市民参画 say, in words; each takes the frame of its chart."""

import pandas as pd

from charts.theme import Row
from texts import CITIZEN_TEXTS as WORDS


def find_workshops(workshops: pd.DataFrame) -> str:
    """The published total against its target; rows of the scopes total, national, regional."""
    row = pick_total(workshops)
    if row is None or pd.isna(row["value"]):
        return WORDS["workshops_missing"]
    value = f"{row['value']:,.0f}"
    if pd.isna(row["target"]) or row["target"] == 0:
        return WORDS["workshops_no_target"].format(value=value)
    gap = row["target"] - row["value"]
    return WORDS["workshops" if gap > 0 else "workshops_met"].format(
        value=value, target=f"{row['target']:,.0f}", gap=f"{gap:,.0f}"
    )


def pick_total(workshops: pd.DataFrame) -> Row | None:
    total = workshops[workshops["scope"] == "total"]
    return None if total.empty else total.to_dict("records")[0]


def find_activities(counts: pd.DataFrame) -> str:
    """How many activities were reported, and how many of them the KPI counts."""
    if counts["activity_count"].isna().all():
        return WORDS["activities_missing"]
    total = counts["activity_count"].sum()
    if total == 0:
        return WORDS["activities_zero"]
    counted = counts[counts["kind"] != "other"]["activity_count"].sum()
    return WORDS["activities"].format(total=f"{total:,.0f}", counted=f"{counted:,.0f}")
