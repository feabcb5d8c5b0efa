"""Part of マッチング: the cases, longest without a move first; each opens to its cells."""

import pandas as pd
import streamlit as st

import widgets
from metrics.cases.matchings import (
    name_groups,
    name_obstacles,
    read_by_field,
    read_cases,
    read_obstacles,
)
from pages.matchings import ledger
from pages.matchings.words import WORDS
from widgets import Run, names
from words import terms

#: The keys of the list's own controls.
CHOICES = ("national_body", "field", "stage", "case_obstacle")
COLUMNS = (
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


def show(run: Run) -> None:
    """The cases, narrowed further by body, field, stage and obstacle."""
    blocks = ledger.require_ledger(run)
    if blocks is None:
        return
    title = st.empty()
    narrowed = _narrow(run, blocks)
    cases = run.fetch(read_cases, *narrowed)
    if cases.empty:
        title.title(WORDS["cases_none"], anchor=False)
        return
    found, shown = f"{cases['found_count'].iloc[0]:,}", len(cases)
    key = "cases" if cases["found_count"].iloc[0] == shown else "cases_cut"
    title.title(WORDS[key].format(found=found, shown=shown), anchor=False)
    st.caption(WORDS["cases_hint"])
    key = "_".join(("cases", *map(str, narrowed)))
    widgets.show_records(cases, WORDS.pick(*COLUMNS), key)


def _narrow(run: Run, blocks: pd.DataFrame) -> tuple[int, str, str, str, str, str]:
    """Year, scope, body, field, stage and obstacle; "" for all."""
    reached = (run.fiscal_year, run.scope)
    fields = run.fetch(read_by_field, *reached, run.block)
    obstacles = run.fetch(read_obstacles, *reached, run.block)
    everything = {"": WORDS["all"]}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        forum = run.block or _choose_body(blocks)
        field = _choose("field", name_groups(fields))
        stage = _choose("stage", {**everything, **terms.STAGES})
        obstacle = _choose("case_obstacle", everything | name_obstacles(obstacles))
    return (*reached, forum, field, stage, obstacle)


def _choose(key: str, options: dict[str, str]) -> str:
    return widgets.choose_from_list(key, WORDS[key], options)


def _choose_body(blocks: pd.DataFrame) -> str:
    """One of the national bodies that sent a ledger: the head's filter has the ten blocks."""
    sent = {group for group in name_groups(blocks) if group and group not in terms.BLOCKS}
    bodies = {forum: name for forum, name in names.list_forums().items() if forum in sent}
    return _choose("national_body", {"": WORDS["all"], **bodies}) if bodies else ""
