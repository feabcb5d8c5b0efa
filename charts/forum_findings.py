"""What the forums' own figures say, in words. Pure; what is missing is said to be missing."""

from collections.abc import Sequence

import pandas as pd

import texts
from texts import FINDING_TEXTS


def find_held(counts: pd.DataFrame) -> str:
    """Planned events against those held; one row a forum (null: not reported)."""
    planned, held = counts["planned_count"].dropna(), counts["held_count"].dropna()
    said = {
        "planners": len(planned),
        "reporters": len(held),
        "whole": len(counts),
        "planned": f"{planned.sum():,.0f}",
        "held": f"{held.sum():,.0f}",
        "stopped": f"{counts[['cancelled_count', 'postponed_count']].sum().sum():,.0f}",
    }
    if held.empty:
        return FINDING_TEXTS["held_missing" if planned.empty else "held_unknown"].format(**said)
    return FINDING_TEXTS["held_unplanned" if planned.empty else "held"].format(**said)


def find_forum_figures(figures: pd.DataFrame) -> str:
    """How many forums report, who has most matchings, how many are implemented."""
    reported = figures[figures["value"].notna()]
    if reported.empty:
        return FINDING_TEXTS["forum_figures_missing"]
    matchings = reported[reported["figure"] == "matchings"]
    said = {"reporters": reported["forum"].nunique(), "whole": figures["forum"].nunique()}
    if matchings["value"].sum() == 0:
        key = "forum_figures_unmatched" if matchings.empty else "forum_figures_zero"
        return FINDING_TEXTS[key].format(**said)
    most = matchings.sort_values("value", ascending=False, kind="stable").iloc[0]
    outcome = reported[reported["figure"] == "implementations"]["value"]
    return FINDING_TEXTS["forum_figures"].format(
        forum=most["forum_name"],
        most=f"{most['value']:,.0f}",
        implementations=f"{outcome.sum():,.0f}",
        **said,
    )


def find_know_how(cases: pd.DataFrame) -> str:
    """Which forums have given the one case a year that each owes."""
    given = set(cases[cases["title"].notna()]["forum_name"])
    names = list(dict.fromkeys(cases["forum_name"]))
    owing = [name for name in names if name not in given]
    if not given:
        return FINDING_TEXTS["know_how_none"].format(whole=len(names))
    return FINDING_TEXTS["know_how" if owing else "know_how_all"].format(
        whole=len(names),
        given=len(given),
        owing=_join(owing),
        count=int(cases["title"].notna().sum()),
    )


def _join(names: Sequence[str]) -> str:
    return texts.CHART_TEXTS["between_names"].join(names)
