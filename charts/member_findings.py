"""What the roster's figures say, in words: the titles of the membership charts. Pure."""

import pandas as pd

import texts
from texts import FINDING_TEXTS
from words.figures import render_fiscal_year, render_value


def find_roster(groups: pd.DataFrame) -> str:
    """Members of all governments against the target; `groups`: member_count_by_group."""
    row = groups[groups["dimension"] == "all"].iloc[0]
    if pd.isna(row["member_count"]):
        return FINDING_TEXTS["roster_missing"]
    said = {
        "count": f"{row['member_count']:,.0f}",
        "percent": render_ratio(row["member_ratio"], row["target_ratio"]),
    }
    if pd.isna(row["target_ratio"]):
        return FINDING_TEXTS["roster_no_target"].format(**said)
    return FINDING_TEXTS["roster" if row["missing_count"] else "roster_met"].format(
        target=render_value(row["target_ratio"], "%"),
        missing=f"{row['missing_count']:,.0f}",
        needed=f"{row['needed_count']:,.0f}",
        **said,
    )


def find_groups(groups: pd.DataFrame, noun: str) -> str:
    """Which groups of one dimension reach the target, which one is furthest."""
    counted = groups[groups["member_count"].notna()]
    if counted.empty:
        return FINDING_TEXTS["groups_missing"].format(noun=noun)
    if counted["member_count"].sum() == 0:
        return FINDING_TEXTS["groups_zero"].format(noun=noun)
    ordered = counted.sort_values(["member_ratio", "missing_count"], ascending=[True, False])
    said = {**_name_ends(ordered), "noun": noun, "count": len(counted)}
    if counted["target_ratio"].isna().all():
        return FINDING_TEXTS["groups_no_target"].format(**said)
    met = int((counted["missing_count"] == 0).sum())
    key = "groups_all_met" if met == len(counted) else "groups"
    return FINDING_TEXTS[key].format(met=met, **said)


def find_prefectures(tiles: pd.DataFrame) -> str:
    """The same for the prefectures of the map: all 47, or those of a block."""
    if tiles["member_count"].isna().all() or tiles["target_ratio"].isna().all():
        return find_groups(tiles, texts.DIMENSION_TEXTS["prefecture"])
    ordered = tiles.sort_values("member_ratio")
    met = int((tiles["missing_count"] == 0).sum())
    return FINDING_TEXTS["prefectures"].format(met=met, count=len(tiles), **_name_ends(ordered))


def find_units(units: pd.DataFrame) -> str:
    """Members and others among the governments; one row a government."""
    whole = f"{len(units):,}"
    if units["is_member"].isna().any() or units.empty:
        return FINDING_TEXTS["units_missing"].format(whole=whole)
    count = int(units["is_member"].sum())
    return FINDING_TEXTS["units"].format(
        whole=whole, count=f"{count:,}", missing=f"{len(units) - count:,}"
    )


def find_changes(changes: pd.DataFrame) -> str:
    """The last fiscal year's comings and goings; one row a year."""
    if changes.empty:
        return FINDING_TEXTS["changes_missing"]
    last = changes.iloc[-1]
    return FINDING_TEXTS["changes"].format(
        year=render_fiscal_year(int(last["changed_year"])),
        joined=f"{last['joined_count']:,.0f}",
        left=f"{last['left_count']:,.0f}",
        count=f"{last['member_count']:,.0f}",
    )


def find_non_members(leads: pd.DataFrame, is_reported: bool) -> str:
    """How many governments are no members, and how many of these a forum already knows."""
    if not is_reported:
        return FINDING_TEXTS["non_members_missing"]
    warm = int((leads["lead_order"] == 1).sum())
    key = "non_members_none" if leads.empty else "non_members"
    return FINDING_TEXTS[key].format(count=f"{len(leads):,}", warm=f"{warm:,}")


def render_ratio(ratio: float, target: float | None = None) -> str:
    """A ratio in percent with one decimal that never rounds up to a target not reached.

    >>> render_ratio(0.5698), render_ratio(0.59999, 0.6), render_ratio(0.6, 0.6)
    ('57%', '59.9%', '60%')
    >>> render_ratio(0.5644)
    '56.4%'
    """
    shown = round(ratio, 3)
    if target is not None and ratio < target <= shown:
        shown -= 0.001
    return render_value(shown, "%")


def _name_ends(ordered: pd.DataFrame) -> dict[str, str]:
    """The least and the most of groups in the order of their ratio, and the target."""
    least, most = ordered.iloc[0], ordered.iloc[-1]
    return {
        "least": least["group_name"],
        "low": render_ratio(least["member_ratio"], least["target_ratio"]),
        "missing": "" if pd.isna(least["missing_count"]) else f"{least['missing_count']:,.0f}",
        "most": most["group_name"],
        "high": render_ratio(most["member_ratio"], most["target_ratio"]),
        "target": render_value(least["target_ratio"], "%"),
    }
