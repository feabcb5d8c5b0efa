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
    read_by_block,
    read_by_field,
    read_cases,
    read_days,
    read_obstacles,
)
from pages import _records
from pages._export_menu import render_export_menu
from texts import MATCHING_TEXTS as WORDS
from texts import SCREEN_TEXTS
from widgets import Filters

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


def show_tables(ladder: pd.DataFrame, steps: pd.DataFrame, plan: pd.DataFrame) -> None:
    """The numbers behind the page's upper charts."""
    with st.expander(SCREEN_TEXTS["data_table"], icon=":material/table:"):
        names = ("name", "value_text", "reached_text", "published_text", "counted_text")
        _records.show_rows(ladder, WORDS, names)
        _records.show_rows(steps.rename(columns={"name": "step_name"}), WORDS, _STEP_COLUMNS)
        _records.show_rows(plan, WORDS, ("name", "now_text", "at_present_text", "at_best_text"))


_STEP_COLUMNS = ("step_name", "count_text", "rate_text", "interval_text")


def show_ledger(filters: Filters, context: Context) -> None:
    """Where cases stop, by block and field, and the cases; or that nobody has sent a ledger."""
    blocks = widgets.fetch(read_by_block, filters.fiscal_year, filters.scope)
    if blocks["case_count"].isna().all():
        st.info(WORDS["no_ledger"], icon=":material/help:")
        return
    fields = widgets.fetch(read_by_field, filters.fiscal_year, filters.scope)
    _show_where_they_stop(filters, context)
    _show_groups(blocks, fields, context)
    _show_cases(filters, blocks, fields)


def _show_where_they_stop(filters: Filters, context: Context) -> None:
    days = widgets.fetch(read_days, filters.fiscal_year, filters.scope)
    obstacles = widgets.fetch(read_obstacles, filters.fiscal_year, filters.scope)
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        widgets.show_chart(days_by_stage.build, days)
        render_export_menu(describe_days(days, context))
    with halves.cell():
        widgets.show_chart(matchings_by_obstacle.build, obstacles)
        render_export_menu(describe_obstacles(obstacles, context))
    with st.expander(SCREEN_TEXTS["data_table"], icon=":material/table:"):
        names = ("item", "case_count", "dated_count", "median_text", "middle_text", "longest_text")
        _records.show_rows(days.rename(columns={"name": "item"}), WORDS, names)
        _records.show_rows(
            obstacles.rename(columns={"name": "obstacle_text"}), WORDS, _OBSTACLE_COLUMNS
        )


_OBSTACLE_COLUMNS = ("obstacle_text", "case_count")


def _show_groups(blocks: pd.DataFrame, fields: pd.DataFrame, context: Context) -> None:
    halves = st.grid(2, min_column_width=640, gap="large")
    with halves.cell():
        widgets.show_chart(matchings_by_group.build, blocks)
        st.caption(count_forums(blocks))
        render_export_menu(describe_groups("matchings_by_block", blocks, "", context))
    with halves.cell():
        note = f"　{WORDS['field_key']}"
        widgets.show_chart(matchings_by_group.build, fields, note)
        render_export_menu(describe_groups("matchings_by_field", fields, note, context))
    with st.expander(SCREEN_TEXTS["data_table"], icon=":material/table:"):
        _records.show_rows(
            pd.concat([blocks, fields]), WORDS, ("group_name", "stage_name", "count_text")
        )


def _show_cases(filters: Filters, blocks: pd.DataFrame, fields: pd.DataFrame) -> None:
    """The cases, narrowed by forum, field and stage; a click opens the record and its cell."""
    head = st.container(horizontal=True, vertical_alignment="bottom")
    with head:
        block = _records.choose("block", name_groups(blocks))
        field = _records.choose("field", name_groups(fields))
        stage = _records.choose(
            "stage", {"": WORDS["all"], **{each: WORDS[each] for each in STAGES}}
        )
    cases = widgets.fetch(read_cases, filters.fiscal_year, filters.scope, block, field, stage)
    if cases.empty:
        st.info(WORDS["cases_none"])
        return
    found, shown = f"{cases['found_count'].iloc[0]:,}", len(cases)
    key = "cases" if cases["found_count"].iloc[0] == shown else "cases_cut"
    st.subheader(WORDS[key].format(found=found, shown=shown), anchor=False)
    st.caption(WORDS["cases_hint"])
    narrowed = f"{filters.fiscal_year}_{filters.scope}_{block}_{field}_{stage}"
    _records.show_list(cases, {name: WORDS[name] for name in CASE_COLUMNS}, f"cases_{narrowed}")
