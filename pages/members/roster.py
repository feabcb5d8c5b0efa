"""自治体会員 once a roster is loaded: shares, map, one mark a government, comings and goings."""

import pandas as pd
import streamlit as st

import widgets
from charts.headlines import find_roster
from charts.member_ratio_by_prefecture import SELECTION
from metrics.membership import (
    find_target,
    pick_dimension,
    render_agreement,
    render_roster_figures,
)
from pages.members import big_figures, leads
from pages.members.words import WORDS
from views import (
    government_membership_by_block,
    member_changes_by_year,
    member_ratio_by_block,
    member_ratio_by_kind,
    member_ratio_by_prefecture,
)
from widgets import BLOCK, Drill, Run, Shown, TileClick
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


def show_head(groups: pd.DataFrame, span: pd.DataFrame, denominator: str, run: Run) -> None:
    """The finding, the three figures and whether they agree with what is published; of one
    block its own, which nobody has published."""
    finding = find_roster(groups)
    named = f"{render_block(run.block_text)}の{finding}" if run.block else finding
    st.title(named, anchor=False)
    big_figures.show(render_roster_figures(groups))
    agreement = (
        _describe_block(groups, run.block_text) if run.block else render_agreement(groups, span)
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


def show_shares(run: Run, denominator: str) -> None:
    """The prefectures of the block chosen on a map, as wide as the page; all blocks, to compare.
    A click narrows the page, or opens the list of non-members."""
    _show_map(run, denominator)
    blocks = widgets.ask_view(member_ratio_by_block.VIEW, run, denominator=denominator)
    known, hint = _name_groups(blocks.frame), WORDS["drill_block"]
    drill = Drill("group_name", known, BLOCK, hint, chosen=run.block_text)
    _show_groups(blocks, "block", drill)


def _show_map(run: Run, denominator: str) -> None:
    chosen = leads.read_prefecture()
    view = member_ratio_by_prefecture.VIEW
    tiles = widgets.ask_view(view, run, denominator=denominator, prefecture=chosen)
    click = TileClick(SELECTION, "prefecture", leads.PREFECTURE, WORDS["part_leads"])
    tiles.show(WORDS["map_hint"], click=click)
    widgets.show_table(tiles.frame, WORDS.pick(group_name="prefecture", **GROUP_COLUMNS))


def _name_groups(groups: pd.DataFrame) -> dict[str, str]:
    """The name in the chart -> the group."""
    return dict(zip(groups["group_name"], groups["group_id"], strict=True))


def _show_groups(groups: Shown, dimension: str, drill: Drill) -> None:
    groups.show(click=drill)
    widgets.show_table(groups.frame, WORDS.pick(group_name=dimension, **GROUP_COLUMNS))


def show_units(run: Run, denominator: str, groups: pd.DataFrame) -> None:
    """The kinds of government, and one mark a government; the table behind the latter names
    every one with its cell."""
    part = WORDS["part_leads"]
    kinds = widgets.ask_view(member_ratio_by_kind.VIEW, run, denominator=denominator)
    known, hint = _name_groups(kinds.frame), WORDS["drill_government_kind"]
    _show_groups(kinds, "kind", Drill("group_name", known, leads.KIND, hint, part=part))
    names = list(pick_dimension(groups, "prefecture")["group_name"])
    known, hint = dict(zip(names, names, strict=True)), WORDS["drill_prefecture"]
    drill = Drill("prefecture", known, leads.PREFECTURE, hint, part=part)
    units = widgets.ask_view(government_membership_by_block.VIEW, run, denominator=denominator)
    units.show(WORDS["unit_hint"], click=drill)
    widgets.show_table(units.frame, WORDS.pick(**UNIT_COLUMNS))


def show_changes(run: Run) -> None:
    changes = widgets.show_view(member_changes_by_year.VIEW, run)
    widgets.show_table(changes, WORDS.pick(**CHANGE_COLUMNS))
