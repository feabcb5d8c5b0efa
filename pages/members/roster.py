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
from pages.members import big_figures, leads
from pages.members.words import WORDS
from widgets import BLOCK, Drill, Filters
from widgets.export_menu import build_context, render_export_menu
from words.figures import render_block, render_value

GROUP_COLUMNS = {
    "government_count": "government_count",
    "member_text": "member_count",
    "ratio_text": "member_ratio",
    "needed_text": "needed_count",
    "missing_text": "missing_count",
}
UNIT_COLUMNS = {
    "block_name": "block",
    "prefecture": "prefecture",
    "name": "government",
    "kind": "kind",
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
    finding = find_roster(groups)
    named = f"{render_block(filters.block_text)}の{finding}" if filters.block else finding
    st.title(named, anchor=False)
    big_figures.show(render_roster_figures(groups))
    agreement = (
        _describe_block(groups, filters.block_text)
        if filters.block
        else render_agreement(groups, span)
    )
    parts = [agreement, WORDS["roster_definition"], WORDS[f"note_{denominator}"]]
    st.caption("　".join(part for part in parts if part))


def _describe_block(groups: pd.DataFrame, block: str) -> str:
    """What the figures of one block are measured against."""
    target, row = find_target(groups), pick_dimension(groups, "all").iloc[0]
    said = {"block": block, "whole": f"{row['government_count']:,}"}
    if target is None:
        return WORDS["of_block_no_target"].format(**said)
    return WORDS["of_block"].format(target=render_value(target, "%"), **said)


def show_shares(whole: pd.DataFrame, groups: pd.DataFrame, context: Context) -> None:
    """All blocks (`whole`), to compare; the prefectures (`groups`) of the block chosen. A click
    narrows the page, or opens the list of non-members."""
    halves = st.grid(2, min_column_width=680, gap="large")
    map_half, block_half = halves.cell(), halves.cell()
    with block_half:
        names, hint = _name_groups(whole, "block"), WORDS["drill_block"]
        drill = Drill("group_name", names, BLOCK, hint, chosen=context.block)
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
            part=WORDS["part_leads"],
        )
        st.caption(WORDS["map_hint"])
        render_export_menu(describe_member_map, tiles, chosen, context)
        widgets.show_table(tiles, WORDS.pick(group_name="prefecture", **GROUP_COLUMNS))


def _name_groups(groups: pd.DataFrame, dimension: str) -> dict[str, str]:
    """The name in the chart -> the group."""
    rows = pick_dimension(groups, dimension)
    return dict(zip(rows["group_name"], rows["group_id"], strict=True))


def _show_groups(groups: pd.DataFrame, dimension: str, drill: Drill, context: Context) -> None:
    rows = pick_dimension(groups, dimension)
    widgets.show_drill_chart(drill, member_ratio_by_group.build, rows, WORDS[dimension])
    render_export_menu(describe_member_groups, rows, dimension, context)
    widgets.show_table(rows, WORDS.pick(group_name=dimension, **GROUP_COLUMNS))


def show_units(groups: pd.DataFrame, denominator: str, context: Context, block: str) -> None:
    """The kinds of government, and one mark a government; the table behind the latter names
    every one with its cell."""
    kinds = _name_groups(groups, "kind")
    part = WORDS["part_leads"]
    drill = Drill("group_name", kinds, leads.KIND, WORDS["drill_government_kind"], part=part)
    _show_groups(groups, "kind", drill, context)
    whole = pick_block(widgets.fetch(read_units, context.fiscal_year), block)
    units, target = pick_denominator(whole, denominator), find_target(groups)
    names = list(pick_dimension(groups, "prefecture")["group_name"])
    choices = dict(zip(names, names, strict=True))
    hint = WORDS["drill_prefecture"]
    drill = Drill("prefecture", choices, leads.PREFECTURE, hint, part=part)
    widgets.show_drill_chart(drill, government_membership_by_block.build, units, target)
    st.caption(WORDS["unit_hint"])
    render_export_menu(describe_units, units, target, context)
    widgets.show_table(units, WORDS.pick(**UNIT_COLUMNS))


def show_changes(context: Context, block: str) -> None:
    changes = widgets.fetch(read_member_changes, context.fiscal_year, block)
    widgets.show_chart(member_changes_by_year.build, changes)
    render_export_menu(describe_member_changes, changes, context)
    widgets.show_table(changes, WORDS.pick(**CHANGE_COLUMNS))
