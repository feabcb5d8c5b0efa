"""Part of マッチング: where cases stop: how long, at what, in which block and field."""

import pandas as pd
import streamlit as st

import widgets
from metrics.cases.matchings import name_groups, name_obstacles
from pages.matchings import ledger
from pages.matchings.words import WORDS
from views import days_by_stage, matchings_by_block, matchings_by_field, matchings_by_obstacle
from widgets import BLOCK, Drill, Run
from words import terms

DAY_COLUMNS = (
    *("item", "case_count", "dated_count"),
    *("median_text", "middle_text", "longest_text"),
)
OBSTACLE_COLUMNS = ("obstacle_text", "case_count")
GROUP_COLUMNS = ("group_name", "stage_name", "count_text")


def show(run: Run) -> None:
    """Time and obstacles, blocks and fields; or that nobody has sent a ledger."""
    if ledger.require_ledger(run) is None:
        return
    if run.block:
        st.markdown(WORDS["narrowed"].format(block=run.block_text))
    _show_where_they_stop(run)
    _show_groups(run)


def _show_where_they_stop(run: Run) -> None:
    obstacles = widgets.ask_view(matchings_by_obstacle.VIEW, run)
    stated, hint = name_obstacles(obstacles.frame), WORDS["drill_case_obstacle"]
    drill = Drill("name", stated, "case_obstacle", hint, part=WORDS["part_cases"])
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        days = widgets.show_view(days_by_stage.VIEW, run, is_main=True)
    with halves.cell():
        obstacles.show(click=drill)
    widgets.show_tables(
        (days.rename(columns={"name": "item"}), WORDS.pick(*DAY_COLUMNS)),
        (obstacles.frame.rename(columns={"name": "obstacle_text"}), WORDS.pick(*OBSTACLE_COLUMNS)),
    )


def _show_groups(run: Run) -> None:
    """By forum (all of them, to compare) and by field (of the block chosen)."""
    blocks = widgets.ask_view(matchings_by_block.VIEW, run)
    fields = widgets.ask_view(matchings_by_field.VIEW, run)
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        blocks.show(blocks.completeness, click=_drill_blocks(blocks.frame, run))
    with halves.cell():
        known, hint = _name_known(fields.frame), WORDS["drill_field"]
        fields.show(click=Drill("group_name", known, "field", hint, part=WORDS["part_cases"]))
    widgets.show_table(pd.concat([blocks.frame, fields.frame]), WORDS.pick(*GROUP_COLUMNS))


def _name_known(groups: pd.DataFrame) -> dict[str, str]:
    """The name in the chart -> the group; no field is none."""
    return {name: group for group, name in name_groups(groups).items() if group}


def _drill_blocks(blocks: pd.DataFrame, run: Run) -> Drill:
    """A click on a block narrows the page to it; a national body is no block."""
    known = {name: group for name, group in _name_known(blocks).items() if group in terms.BLOCKS}
    return Drill("group_name", known, BLOCK, WORDS["drill_block"], chosen=run.block_text)
