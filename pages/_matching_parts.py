"""Parts of マッチング: the target asked about, and what the ledgers say of each case."""

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
from metrics.matchings import (
    name_groups,
    pick_groups,
    read_by_block,
    read_by_field,
    read_cases,
    read_days,
    read_obstacles,
)
from pages import _names, _records
from pages._export_menu import build_context, render_export_menu
from texts import BLOCK_NOTES, BLOCK_TEXTS
from texts import MATCHING_TEXTS as WORDS
from widgets import BLOCK, Drill, Filters

USUAL_TARGET, MOST = 5, 200
STAGES = ("considered", "agreed", "field_trial", "implemented")
CASE_COLUMNS = (
    "waiting_text",
    "stage_name",
    "forum_name",
    "government_name",
    "theme",
    "requirement",
    "company",
    "technology",
    "field_names",
)


def choose_target() -> int:
    """How many implementations are wanted; kept in the URL."""
    target = st.number_input(
        WORDS["target"],
        min_value=1,
        max_value=MOST,
        value=USUAL_TARGET,
        key="target",
        bind="query-params",
        width=220,
    )
    return int(target)


def show_reach(filters: Filters) -> None:
    """That the upper charts are of the whole although a block is chosen."""
    if filters.block:
        st.info(BLOCK_NOTES["ladder"].format(block=filters.block_text), icon=":material/info:")


def show_tables(ladder: pd.DataFrame, steps: pd.DataFrame, plan: pd.DataFrame) -> None:
    """The numbers behind the page's upper charts."""
    steps = steps.rename(columns={"name": "step_name"})
    _records.show_tables(
        "stages",
        (ladder, WORDS, ("name", "value_text", "reached_text", "published_text", "counted_text")),
        (steps, WORDS, _STEP_COLUMNS),
        (plan, WORDS, ("name", "now_text", "at_present_text", "at_best_text")),
    )


_STEP_COLUMNS = ("step_name", "count_text", "rate_text", "interval_text")


def drill_stages(filters: Filters, ladder: pd.DataFrame) -> Drill:
    """A click on a stage narrows the list of cases; nothing to click while there is none."""
    stages = dict(zip(ladder["name"], ladder["stage"], strict=True))
    return Drill("name", stages if _has_ledger(_read_blocks(filters)) else {}, "stage")


def _read_blocks(filters: Filters) -> pd.DataFrame:
    return widgets.fetch(read_by_block, filters.fiscal_year, filters.scope)


def _has_ledger(blocks: pd.DataFrame) -> bool:
    return bool(blocks["case_count"].notna().any())


def show_ledger(filters: Filters) -> None:
    """Where cases stop, by block and field, and the cases; or that nobody has sent a ledger."""
    blocks = _read_blocks(filters)
    if not _has_ledger(pick_groups(blocks, filters.block)):
        name = BLOCK_NOTES["named"].format(block=filters.block_text) if filters.block else ""
        key = "no_ledger_of" if name else "no_ledger"
        st.info(WORDS[key].format(block=name), icon=":material/help:")
        return
    if filters.block:
        st.markdown(BLOCK_NOTES["narrowed"].format(block=filters.block_text))
    narrowed = (filters.fiscal_year, filters.scope, filters.block)
    fields = widgets.fetch(read_by_field, *narrowed)
    obstacles = widgets.fetch(read_obstacles, *narrowed)
    context = build_context(filters.fiscal_year, filters.scope, filters.block_text)
    _show_where_they_stop(widgets.fetch(read_days, *narrowed), obstacles, context)
    _show_groups(filters, blocks, fields, context)
    _show_cases(filters, blocks, fields, obstacles)


def _show_where_they_stop(days: pd.DataFrame, obstacles: pd.DataFrame, context: Context) -> None:
    stated = list(obstacles["obstacle"].dropna())
    drill = Drill("name", dict(zip(stated, stated, strict=True)), "case_obstacle")
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        widgets.show_chart(days_by_stage.build, days)
        render_export_menu(describe_days, days, context)
    with halves.cell():
        widgets.show_drill_chart(drill, matchings_by_obstacle.build, obstacles)
        render_export_menu(describe_obstacles, obstacles, context)
    _records.show_tables(
        "where_they_stop",
        (days.rename(columns={"name": "item"}), WORDS, _DAY_COLUMNS),
        (obstacles.rename(columns={"name": "obstacle_text"}), WORDS, _OBSTACLE_COLUMNS),
    )


_DAY_COLUMNS = (
    *("item", "case_count", "dated_count"),
    *("median_text", "middle_text", "longest_text"),
)
_OBSTACLE_COLUMNS = ("obstacle_text", "case_count")


def _show_groups(
    filters: Filters, blocks: pd.DataFrame, fields: pd.DataFrame, context: Context
) -> None:
    """By forum (all of them, to compare) and by field (of the block chosen)."""
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        widgets.show_drill_chart(_drill_groups(blocks, "block"), matchings_by_group.build, blocks)
        st.caption(count_forums(blocks))
        whole = build_context(filters.fiscal_year, filters.scope)
        render_export_menu(describe_groups, "matchings_by_block", blocks, "", whole)
    with halves.cell():
        note = f"　{WORDS['field_key']}"
        drill = _drill_groups(fields, "field")
        widgets.show_drill_chart(drill, matchings_by_group.build, fields, note)
        render_export_menu(describe_groups, "matchings_by_field", fields, note, context)
    groups = pd.concat([blocks, fields])
    _records.show_table(groups, WORDS, ("group_name", "stage_name", "count_text"))


def _drill_groups(groups: pd.DataFrame, widget: str) -> Drill:
    """A click on a group chooses it; a national body is no block, no field is none."""
    known = {name: group for group, name in name_groups(groups).items() if group}
    if widget == BLOCK:
        known = {name: group for name, group in known.items() if group in BLOCK_TEXTS}
    return Drill("group_name", known, widget)


def _show_cases(
    filters: Filters, blocks: pd.DataFrame, fields: pd.DataFrame, obstacles: pd.DataFrame
) -> None:
    """The cases, narrowed further by body, field, stage and obstacle; a click on one opens
    the record and its cell."""
    everything = {"": WORDS["all"]}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        forum = filters.block or _choose_body(blocks)
        field = _records.choose("field", name_groups(fields))
        stage = _records.choose("stage", everything | {each: WORDS[each] for each in STAGES})
        stated = list(obstacles["obstacle"].dropna())
        obstacle = _records.choose(
            "case_obstacle", everything | dict(zip(stated, stated, strict=True))
        )
    narrowed = (filters.fiscal_year, filters.scope, forum, field, stage, obstacle)
    cases = widgets.fetch(read_cases, *narrowed)
    if cases.empty:
        st.info(WORDS["cases_none"])
        return
    found, shown = f"{cases['found_count'].iloc[0]:,}", len(cases)
    key = "cases" if cases["found_count"].iloc[0] == shown else "cases_cut"
    st.subheader(WORDS[key].format(found=found, shown=shown), anchor=False)
    st.caption(WORDS["cases_hint"])
    key = "_".join(("cases", *map(str, narrowed)))
    _records.show_list(cases, {name: WORDS[name] for name in CASE_COLUMNS}, key)


def _choose_body(blocks: pd.DataFrame) -> str:
    """One of the national bodies that sent a ledger: the head's filter has the ten blocks."""
    sent = {group for group in name_groups(blocks) if group and group not in BLOCK_TEXTS}
    names = {forum: name for forum, name in _names.list_forums().items() if forum in sent}
    return _records.choose("national_body", {"": WORDS["all"], **names}) if names else ""
