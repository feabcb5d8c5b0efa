"""What the charts of the matchings say, in words. Pure; nothing is claimed that is missing.

Each function takes the same frame as its chart (metrics/cases/matchings.py).
"""

import pandas as pd

from charts.findings import percent_of
from texts import MATCHING_TEXTS as WORDS


def find_ladder(ladder: pd.DataFrame) -> str:
    """How many of all cases went beyond being considered, and how many to the end."""
    reached = ladder["reached"]
    if reached.isna().any():
        return WORDS["ladder_missing"]
    if reached.iloc[0] == 0:
        return WORDS["ladder_zero"]
    total, agreed, last = (f"{reached.iloc[place]:,.0f}" for place in (0, 1, -1))
    return WORDS["ladder"].format(total=total, agreed=agreed, last=last)


def find_conversion(steps: pd.DataFrame) -> str:
    """The step with the lowest rate, its count and its interval."""
    if steps["tried"].isna().all():
        return WORDS["conversion_missing"]
    known = steps[steps["rate"].notna()]
    if known.empty:
        return WORDS["conversion_nothing"]
    worst = known.iloc[int(known["rate"].argmin())]
    return WORDS["conversion"].format(
        step=worst["name"],
        count=worst["count_text"],
        rate=worst["rate_text"],
        interval=worst["interval_text"],
    )


def find_needed(plan: pd.DataFrame) -> str:
    """The cases to be considered for the target (the plan's last row), at today's rates."""
    target = f"{plan['at_present'].iloc[-1]:,.0f}"
    if plan["now"].isna().any():
        return WORDS["needed_missing"]
    first = plan.iloc[0]
    if pd.isna(first["at_present"]):
        return WORDS["needed_impossible"].format(target=target)
    return WORDS["needed"].format(target=target, volume=first["at_present_text"])


def find_days(days: pd.DataFrame) -> str:
    """Where cases wait longest (by the median of the dated ones)."""
    if days.empty:
        return WORDS["waiting_missing"]
    waiting = days[(days["kind"] == "waiting") & days["median_days"].notna()]
    if waiting.empty:
        return WORDS["waiting_undated"]
    worst = waiting.iloc[int(waiting["median_days"].argmax())]
    return WORDS["waiting"].format(
        name=worst["name"], median=worst["median_text"], longest=worst["longest_text"]
    )


def find_obstacle(obstacles: pd.DataFrame) -> str:
    """The obstacle stated most often."""
    if obstacles.empty:
        return WORDS["obstacle_missing"]
    stuck = f"{obstacles['stuck_count'].iloc[0]:,}"
    stated = obstacles[obstacles["obstacle"].notna()]
    if stated.empty:
        return WORDS["obstacle_unstated"].format(stuck=stuck)
    worst = stated.iloc[int(stated["case_count"].argmax())]
    return WORDS["obstacle"].format(
        stuck=stuck, obstacle=worst["obstacle"], count=f"{worst['case_count']:,}"
    )


def find_groups(groups: pd.DataFrame) -> str:
    """The group with most cases, and how many of its own went beyond being considered."""
    known = groups[groups["case_count"].notna()]
    if known.empty:
        return WORDS["groups_missing"]
    totals = known.groupby("group_name", sort=False)["case_count"].sum()
    most = float(totals.max())
    if most == 0:
        return WORDS["groups_zero"]
    name = str(totals.idxmax())
    is_beyond = (known["group_name"] == name) & (known["stage_order"] > 1)
    beyond = float(known["case_count"][is_beyond].sum())
    return WORDS["groups"].format(name=name, count=f"{most:,.0f}", share=percent_of(beyond, most))
