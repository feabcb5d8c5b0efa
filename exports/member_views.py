"""The membership charts and the list of non-members as figures that leave the house."""

from functools import partial

import pandas as pd

import texts
from charts import (
    government_membership_by_block,
    headlines,
    member_changes_by_year,
    member_ratio_by_group,
    member_ratio_by_prefecture,
)
from exports.views import Context, describe_figure
from views.model.figure import Column, Figure, NativeChart

WORDS = texts.EXPORT_TEXTS
GOVERNMENTS = texts.CHART_TEXTS["governments"]


def describe_member_groups(groups: pd.DataFrame, dimension: str, context: Context) -> Figure:
    """One dimension (block, kind) of the members' share."""
    noun = texts.DIMENSION_TEXTS[dimension]
    return describe_figure(
        f"member_ratio_by_{dimension}",
        context,
        groups.sort_values("group_order"),
        title=member_ratio_by_group.find(groups, noun),
        chart=partial(member_ratio_by_group.build, groups, noun),
        columns={"group_name": Column(noun), **_group_columns()},
        definition=WORDS["members_definition"],
        completeness=_report(groups),
        native=NativeChart("bar", "group_name", ("member_ratio",)),
    )


def describe_member_map(tiles: pd.DataFrame, prefecture: str, context: Context) -> Figure:
    """The members' share of the 47 prefectures; `prefecture` is the framed one, or ""."""
    return describe_figure(
        "member_ratio_by_prefecture",
        context,
        tiles.sort_values("group_order"),
        title=member_ratio_by_prefecture.find(tiles),
        chart=partial(member_ratio_by_prefecture.build, tiles, prefecture),
        columns={"group_name": Column(WORDS["prefecture"]), **_group_columns()},
        definition=WORDS["members_definition"],
        completeness=_report(tiles),
    )


def describe_units(units: pd.DataFrame, target_ratio: float | None, context: Context) -> Figure:
    """Every government, a member or not."""
    return describe_figure(
        "government_membership_by_block",
        context,
        units,
        title=government_membership_by_block.find(units),
        chart=partial(government_membership_by_block.build, units, target_ratio),
        columns={
            **_government_columns(),
            "state_text": Column(WORDS["membership"]),
            "joined_on": Column(WORDS["joined_on"], "date"),
            "left_on": Column(WORDS["left_on"], "date"),
        },
        definition=WORDS["members_definition"],
    )


def describe_member_changes(changes: pd.DataFrame, context: Context) -> Figure:
    """Joined and left by fiscal year."""
    return describe_figure(
        "member_changes_by_year",
        context,
        changes,
        title=member_changes_by_year.find(changes),
        chart=partial(member_changes_by_year.build, changes),
        columns={
            "year_text": Column(WORDS["changed_year"]),
            "joined_count": Column(WORDS["joined_count"], "count", GOVERNMENTS),
            "left_count": Column(WORDS["left_count"], "count", GOVERNMENTS),
            "member_count": Column(WORDS["year_end_count"], "count", GOVERNMENTS),
        },
        definition=WORDS["members_definition"],
        native=NativeChart("line", "year_text", ("member_count",)),
    )


def describe_non_members(leads: pd.DataFrame, context: Context) -> Figure:
    """The list of non-members, those with a tie first; a table without a chart."""
    return describe_figure(
        "non_members",
        context,
        leads,
        title=headlines.find_non_members(leads, is_reported=True),
        chart=None,
        columns={
            **_government_columns(),
            "lead_text": Column(WORDS["lead"]),
            "support_count": Column(WORDS["support_count"], "count", "件"),
            "matching_count": Column(WORDS["matching_count"], "count", "件"),
            "event_name": Column(WORDS["event_name_lead"]),
            "year_text": Column(WORDS["last_contact"]),
            "left_on": Column(WORDS["left_on"], "date"),
        },
        definition=headlines.WORDS["non_members_note"],
    )


def _group_columns() -> dict[str, Column]:
    none = WORDS["no_target"]
    return {
        "government_count": Column(WORDS["government_count"], "count", GOVERNMENTS),
        "member_count": Column(WORDS["member_count"], "count", GOVERNMENTS),
        "member_ratio": Column(WORDS["member_ratio"], "ratio", number_format="0.0%"),
        "needed_count": Column(WORDS["needed_count"], "count", GOVERNMENTS, missing=none),
        "missing_count": Column(WORDS["missing_count"], "count", GOVERNMENTS),
    }


def _government_columns() -> dict[str, Column]:
    return {
        "code": Column(WORDS["government_code"]),
        "block_name": Column(WORDS["block"]),
        "prefecture": Column(WORDS["prefecture"]),
        "name": Column(WORDS["government"]),
        "kind": Column(WORDS["kind"]),
    }


def _report(groups: pd.DataFrame) -> str:
    is_reported = groups["member_count"].notna().any()
    return WORDS["roster_reported" if is_reported else "roster_not_reported"]
