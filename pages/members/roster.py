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
from charts.headlines import find_roster
from exports.member_views import (
    describe_member_changes,
    describe_member_groups,
    describe_member_map,
    describe_units,
)
from exports.views import Context
from metrics.membership import (
    find_target,
    pick_block,
    pick_denominator,
    pick_dimension,
    read_member_changes,
    read_units,
    render_agreement,
    render_roster_figures,
)
from pages.members import leads
from texts import BLOCK_NOTES, DIMENSION_TEXTS, SCREEN_TEXTS
from widgets import BLOCK, Drill, Filters
from widgets.export_menu import build_context, render_export_menu
from words.figures import render_value

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
CHANGE_COLUMNS = {
    "year_text": "changed_year",
    "joined_count": "joined_count",
    "left_count": "left_count",
    "member_count": "year_end_count",
}


def show_head(groups: pd.DataFrame, span: pd.DataFrame, denominator: str, filters: Filters) -> None:
    """The finding, the three figures and whether they agree with what is published; of one
    block its own, which nobody has published."""
    named = BLOCK_NOTES["named"].format(block=filters.block_text)
    finding = find_roster(groups)
    st.title(f"{named}の{finding}" if filters.block else finding, anchor=False)
    widgets.show_metrics(render_roster_figures(groups))
    agreement = (
        _describe_block(groups, filters.block_text)
        if filters.block
        else render_agreement(groups, span)
    )
    parts = [
        agreement,
        SCREEN_TEXTS["roster_definition"],
        SCREEN_TEXTS[f"denominator_{denominator}"],
    ]
    st.caption("　".join(part for part in parts if part))


def _describe_block(groups: pd.DataFrame, block: str) -> str:
    """What the figures of one block are measured against."""
    target, row = find_target(groups), pick_dimension(groups, "all").iloc[0]
    said = {"block": block, "whole": f"{row['government_count']:,}"}
    if target is None:
        return BLOCK_NOTES["members_no_target"].format(**said)
    return BLOCK_NOTES["members"].format(target=render_value(target, "%"), **said)


def show_shares(whole: pd.DataFrame, groups: pd.DataFrame, context: Context) -> None:
    """All blocks (`whole`), to compare; the prefectures (`groups`) of the block chosen. A click
    narrows the page, or opens the list of non-members."""
    halves = st.grid(2, min_column_width=680, gap="large")
    map_half, block_half = halves.cell(), halves.cell()
    with block_half:
        drill = Drill("group_name", _name_groups(whole, "block"), BLOCK, chosen=context.block)
        _show_groups(whole, "block", drill, build_context(context.fiscal_year))
    with map_half:
        tiles = pick_dimension(groups, "prefecture")
        chosen = leads.read_prefecture(tiles)
        widgets.show_map(
            member_ratio_by_prefecture.build,
            tiles,
            chosen,
            key="member_map",
            chooses=(
                *(member_ratio_by_prefecture.SELECTION, "prefecture"),
                leads.PREFECTURE,
            ),
            part=leads.PART,
        )
        st.caption(SCREEN_TEXTS["map_click_hint"])
        render_export_menu(describe_member_map, tiles, chosen, context)
        widgets.show_table(tiles, {"group_name": "prefecture", **GROUP_COLUMNS})


def _name_groups(groups: pd.DataFrame, dimension: str) -> dict[str, str]:
    """The name in the chart -> the group."""
    rows = pick_dimension(groups, dimension)
    return dict(zip(rows["group_name"], rows["group_id"], strict=True))


def _show_groups(groups: pd.DataFrame, dimension: str, drill: Drill, context: Context) -> None:
    rows = pick_dimension(groups, dimension)
    widgets.show_drill_chart(drill, member_ratio_by_group.build, rows, DIMENSION_TEXTS[dimension])
    render_export_menu(describe_member_groups, rows, dimension, context)
    widgets.show_table(rows, {"group_name": dimension, **GROUP_COLUMNS})


def show_units(groups: pd.DataFrame, denominator: str, context: Context, block: str) -> None:
    """The kinds of government, and one mark a government; the table behind the latter names
    every one with its cell."""
    kinds = _name_groups(groups, "kind")
    drill = Drill("group_name", kinds, leads.KIND, part=leads.PART)
    _show_groups(groups, "kind", drill, context)
    whole = pick_block(widgets.fetch(read_units, context.fiscal_year), block)
    units, target = pick_denominator(whole, denominator), find_target(groups)
    names = list(pick_dimension(groups, "prefecture")["group_name"])
    choices = dict(zip(names, names, strict=True))
    drill = Drill("prefecture", choices, leads.PREFECTURE, part=leads.PART)
    widgets.show_drill_chart(drill, government_membership_by_block.build, units, target)
    st.caption(SCREEN_TEXTS["unit_hint"])
    render_export_menu(describe_units, units, target, context)
    widgets.show_table(units, UNIT_COLUMNS)


def show_changes(context: Context, block: str) -> None:
    changes = widgets.fetch(read_member_changes, context.fiscal_year, block)
    widgets.show_chart(member_changes_by_year.build, changes)
    render_export_menu(describe_member_changes, changes, context)
    widgets.show_table(changes, CHANGE_COLUMNS)
