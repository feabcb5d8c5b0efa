"""自治体会員 once a roster is loaded: shares, map, one mark a government, comings and goings."""

import pandas as pd
import streamlit as st

import widgets
from charts import (
    government_membership_by_block,
    member_changes_by_year,
    member_ratio_by_group,
    member_ratio_by_prefecture,
)
from charts.member_findings import find_non_members, find_roster
from exports.member_views import (
    describe_member_changes,
    describe_member_groups,
    describe_member_map,
    describe_non_members,
    describe_units,
)
from exports.views import Context
from metrics.membership import (
    find_target,
    pick_denominator,
    pick_dimension,
    pick_prefecture,
    read_member_changes,
    read_non_members,
    read_units,
    render_agreement,
    render_roster_figures,
)
from pages._export_menu import render_export_menu
from texts import DIMENSION_TEXTS, SCREEN_TEXTS

GROUP_COLUMNS = {
    "government_count": "government_count",
    "member_text": "member_count",
    "ratio_text": "member_ratio",
    "needed_text": "needed_count",
    "missing_text": "missing_count",
}
GOVERNMENT_COLUMNS = {
    "block_name": "block",
    "prefecture": "prefecture",
    "name": "government",
    "kind": "kind",
}
UNIT_COLUMNS = {
    **GOVERNMENT_COLUMNS,
    "state_text": "membership",
    "joined_on": "joined_on",
    "left_on": "left_on",
    "cell": "cell",
}
LEAD_COLUMNS = {
    **GOVERNMENT_COLUMNS,
    "lead_text": "lead",
    "support_count": "support_count",
    "matching_count": "matching_count",
    "event_name": "event_name_lead",
    "year_text": "last_contact",
    "left_on": "left_on",
}
CHANGE_COLUMNS = {
    "year_text": "changed_year",
    "joined_count": "joined_count",
    "left_count": "left_count",
    "member_count": "year_end_count",
}
#: The choice of no one prefecture.
EVERYWHERE = "all"


def show_head(groups: pd.DataFrame, span: pd.DataFrame, denominator: str) -> None:
    """The finding, the three figures and whether they agree with what is published."""
    st.title(find_roster(groups), anchor=False)
    widgets.show_metrics(render_roster_figures(groups))
    agreement = render_agreement(groups, span)
    parts = [
        agreement,
        SCREEN_TEXTS["roster_definition"],
        SCREEN_TEXTS[f"denominator_{denominator}"],
    ]
    st.caption("　".join(part for part in parts if part))


def show_shares(groups: pd.DataFrame, context: Context) -> None:
    """By block beside the map; a click on the map narrows the list of non-members."""
    halves = st.grid(2, min_column_width=680, gap="large")
    map_half, block_half = halves.cell(), halves.cell()
    with block_half:
        _show_groups(groups, "block", context)
        _show_groups(groups, "kind", context)
    with map_half:
        tiles = pick_dimension(groups, "prefecture")
        chosen = _read_prefecture(tiles)
        widgets.show_map(
            member_ratio_by_prefecture.build,
            tiles,
            chosen,
            key="member_map",
            chooses=(member_ratio_by_prefecture.SELECTION, "prefecture", "prefecture"),
        )
        st.caption(SCREEN_TEXTS["map_click_hint"])
        render_export_menu(describe_member_map(tiles, chosen, context))
        widgets.show_table(tiles, {"group_name": "prefecture", **GROUP_COLUMNS})


def _show_groups(groups: pd.DataFrame, dimension: str, context: Context) -> None:
    rows = pick_dimension(groups, dimension)
    widgets.show_chart(member_ratio_by_group.build, rows, DIMENSION_TEXTS[dimension])
    render_export_menu(describe_member_groups(rows, dimension, context))
    widgets.show_table(rows, {"group_name": dimension, **GROUP_COLUMNS})


def show_units(groups: pd.DataFrame, denominator: str, context: Context) -> None:
    """One mark a government; the table behind it names every one with its cell."""
    whole = widgets.fetch(read_units, context.fiscal_year)
    units, target = pick_denominator(whole, denominator), find_target(groups)
    widgets.show_chart(government_membership_by_block.build, units, target)
    st.caption(SCREEN_TEXTS["unit_hint"])
    render_export_menu(describe_units(units, target, context))
    widgets.show_table(units, UNIT_COLUMNS)


def show_changes(context: Context) -> None:
    changes = widgets.fetch(read_member_changes, context.fiscal_year)
    widgets.show_chart(member_changes_by_year.build, changes)
    render_export_menu(describe_member_changes(changes, context))
    widgets.show_table(changes, CHANGE_COLUMNS)


def show_non_members(groups: pd.DataFrame, denominator: str, context: Context) -> None:
    """Who is no member yet, those with a tie first, of one prefecture or of all."""
    whole = pick_denominator(widgets.fetch(read_non_members, context.fiscal_year), denominator)
    names = list(pick_dimension(groups, "prefecture")["group_name"])
    options = {EVERYWHERE: SCREEN_TEXTS["everything"], **dict(zip(names, names, strict=True))}
    chosen = widgets.choose_from_list("prefecture", options)
    leads = pick_prefecture(whole, "" if chosen == EVERYWHERE else chosen)
    st.subheader(find_non_members(leads, is_reported=True), anchor=False)
    st.caption(SCREEN_TEXTS["non_member_help"])
    widgets.show_rows(leads, LEAD_COLUMNS)
    render_export_menu(describe_non_members(leads, context))


def _read_prefecture(tiles: pd.DataFrame) -> str:
    """The prefecture chosen in the list below, or "" for all."""
    chosen = st.session_state.get("prefecture", EVERYWHERE)
    return chosen if chosen in set(tiles["group_name"]) else ""
