"""Part of マッチング: where cases stop: how long, at what, in which block and field."""

import pandas as pd
import streamlit as st

import widgets
from charts import days_by_stage, matchings_by_group, matchings_by_obstacle
from exports.matching_views import (
    count_forums,
    describe_days,
    describe_groups,
    describe_obstacles,
)
from exports.views import Context
from metrics.cases.matchings import (
    name_groups,
    name_obstacles,
    read_by_field,
    read_days,
    read_obstacles,
)
from pages.matchings import ledger
from pages.matchings.words import WORDS
from widgets import BLOCK, Drill, Filters
from widgets.export_menu import build_context, render_export_menu
from words import terms

DAY_COLUMNS = (
    *("item", "case_count", "dated_count"),
    *("median_text", "middle_text", "longest_text"),
)
OBSTACLE_COLUMNS = ("obstacle_text", "case_count")
GROUP_COLUMNS = ("group_name", "stage_name", "count_text")


def show(filters: Filters) -> None:
    """Time and obstacles, blocks and fields; or that nobody has sent a ledger."""
    blocks = ledger.require_ledger(filters)
    if blocks is None:
        return
    if filters.block:
        st.markdown(WORDS["narrowed"].format(block=filters.block_text))
    context = build_context(filters.fiscal_year, filters.scope, filters.block_text)
    _show_where_they_stop(filters, context)
    _show_groups(filters, blocks, context)


def _show_where_they_stop(filters: Filters, context: Context) -> None:
    narrowed = (filters.fiscal_year, filters.scope, filters.block)
    days = widgets.fetch(read_days, *narrowed)
    obstacles = widgets.fetch(read_obstacles, *narrowed)
    stated = name_obstacles(obstacles)
    drill = Drill(
        "name", stated, "case_obstacle", WORDS["drill_case_obstacle"], part=WORDS["part_cases"]
    )
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        widgets.show_main_chart(days_by_stage.build, days)
        render_export_menu(describe_days, days, context)
    with halves.cell():
        widgets.show_drill_chart(drill, matchings_by_obstacle.build, obstacles)
        render_export_menu(describe_obstacles, obstacles, context)
    widgets.show_tables(
        (days.rename(columns={"name": "item"}), WORDS.pick(*DAY_COLUMNS)),
        (obstacles.rename(columns={"name": "obstacle_text"}), WORDS.pick(*OBSTACLE_COLUMNS)),
    )


def _show_groups(filters: Filters, blocks: pd.DataFrame, context: Context) -> None:
    """By forum (all of them, to compare) and by field (of the block chosen)."""
    fields = widgets.fetch(read_by_field, filters.fiscal_year, filters.scope, filters.block)
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        widgets.show_drill_chart(_drill_blocks(blocks, filters), matchings_by_group.build, blocks)
        st.caption(count_forums(blocks))
        whole = build_context(filters.fiscal_year, filters.scope)
        render_export_menu(describe_groups, "matchings_by_block", blocks, "", whole)
    with halves.cell():
        note = f"　{matchings_by_group.WORDS['note_fields']}"
        known, hint = _name_known(fields), WORDS["drill_field"]
        drill = Drill("group_name", known, "field", hint, part=WORDS["part_cases"])
        widgets.show_drill_chart(drill, matchings_by_group.build, fields, note)
        render_export_menu(describe_groups, "matchings_by_field", fields, note, context)
    widgets.show_table(pd.concat([blocks, fields]), WORDS.pick(*GROUP_COLUMNS))


def _name_known(groups: pd.DataFrame) -> dict[str, str]:
    """The name in the chart -> the group; no field is none."""
    return {name: group for group, name in name_groups(groups).items() if group}


def _drill_blocks(blocks: pd.DataFrame, filters: Filters) -> Drill:
    """A click on a block narrows the page to it; a national body is no block."""
    known = {name: group for name, group in _name_known(blocks).items() if group in terms.BLOCKS}
    return Drill("group_name", known, BLOCK, WORDS["drill_block"], chosen=filters.block_text)
