"""Part of ブロック別活動: one forum's plan, figures, events, matchings, cases."""

import pandas as pd
import streamlit as st

import widgets
from charts.block_by_prefecture import SELECTION
from metrics.cases.matchings import read_cases
from metrics.forums.forum_sheet import compare_figures
from metrics.forums.plans import (
    list_events,
    name_forums,
    pick_forum,
    read_forums,
    read_plans,
)
from metrics.forums.results import (
    is_reported,
    list_cases,
    read_forum_events,
    read_forum_figures,
    read_know_how,
)
from metrics.membership import has_roster, pick_dimension, pick_group, read_member_groups
from pages.blocks.words import WORDS
from views import block_by_prefecture
from widgets import BLOCK, Run, TileClick
from widgets.records.forum_figures import show_forum_figures
from words import terms
from words.figures import render_value

PLAN_COLUMNS = {
    "name": "event_name",
    "scheduled_text": "scheduled",
    "content": "content",
    "cell": "cell",
}
EVENT_COLUMNS = {
    "held_text": "held_text",
    "name": "event_name",
    "kind": "event_kind",
    "status_text": "event_status",
    "venue": "venue",
    "participants_text": "participants",
    "cell": "cell",
}
CASE_COLUMNS = ("government_name", "theme", "requirement", "company", "technology", "stage_name")
KNOW_HOW_COLUMNS = {
    "type_text": "know_how_type",
    "title": "know_how_title",
    "description": "content",
    "lesson": "lesson",
    "cell": "cell",
}


def show(run: Run) -> None:
    """The forum of the block chosen, or the first one: its plan on the map, figures, records."""
    year = run.fiscal_year
    plans = run.fetch(read_plans, year)
    forums = run.fetch(read_forums, year)
    chosen = run.block or next(iter(name_forums(forums)))
    name = WORDS["forum_title"].format(forum=name_forums(forums)[chosen])
    st.title(name, anchor=False)
    st.caption(WORDS["click_hint" if run.block else "first_forum"])
    halves = st.grid(2, min_column_width=680, gap="large")
    map_half, forum_half = halves.cell(), halves.cell()
    with forum_half:
        _show_plan(pick_forum(forums, chosen))
    with map_half:
        click = TileClick(SELECTION, "block", BLOCK)
        widgets.show_view(block_by_prefecture.VIEW, run, click=click, chosen=chosen)
    _show_figures(run, chosen)
    _show_records(run, chosen, plans)
    widgets.show_sources(pick_forum(plans, chosen))


def _show_plan(forum: pd.DataFrame) -> None:
    """One forum's purpose, as written, and how many events it plans."""
    row = forum.iloc[0]
    st.metric(WORDS["event_count"], row["event_text"])
    st.caption(f"{WORDS['undated_count']} {row['undated_text']}")
    st.markdown(f"**{WORDS['purpose']}**")
    purpose = row["purpose"]
    blank = terms.STATES["blank"]
    st.markdown(blank if pd.isna(purpose) else widgets.plain_lines(purpose))
    widgets.show_cell(row)


def _show_figures(run: Run, forum: str) -> None:
    """The own figures beside the peers', and the members among the block's governments."""
    figures = run.fetch(compare_figures, forum, run.fiscal_year)
    st.markdown(f"**{WORDS['own_figures']}**")
    if figures.empty:
        st.markdown(WORDS["own_figures_none"])
    else:
        show_forum_figures(figures)
    groups = run.fetch(read_member_groups, run.fiscal_year, "governments")
    own = pick_group(pick_dimension(groups, "block"), forum).iloc[0]
    shown = (
        f"{own['member_text']}（{own['ratio_text']}）" if has_roster(groups) else own["member_text"]
    )
    st.markdown(f"**{WORDS['own_members']}**　{shown} / {own['government_count']}団体")


def _show_records(run: Run, forum: str, planned: pd.DataFrame) -> None:
    """Events planned (`planned`: those of all forums) and held, matchings (each opens to its
    cells), know-how cases."""
    fiscal_year = run.fiscal_year
    figures = run.fetch(read_forum_figures, fiscal_year)
    plans = list_events(pick_forum(planned, forum))
    events = run.fetch(read_forum_events, fiscal_year, forum)
    cases = run.fetch(read_cases, fiscal_year, "regional", forum)
    lessons = list_cases(pick_forum(run.fetch(read_know_how, fiscal_year), forum))
    _show_part("own_plans", plans, PLAN_COLUMNS, not plans.empty)
    _show_part("own_events", events, EVENT_COLUMNS, is_reported(figures, forum, "events"))
    _show_heading("own_cases", cases, is_reported(figures, forum, "matchings"))
    if not cases.empty:
        headings = WORDS.pick(*CASE_COLUMNS)
        widgets.show_records(cases, headings, f"forum_cases_{forum}_{fiscal_year}")
    _show_part("own_know_how", lessons, KNOW_HOW_COLUMNS, is_reported(figures, forum, "know_how"))


def _show_part(key: str, rows: pd.DataFrame, columns: dict[str, str], has_report: bool) -> None:
    _show_heading(key, rows, has_report)
    if not rows.empty:
        widgets.show_rows(rows, WORDS.pick(**columns))


def _show_heading(key: str, rows: pd.DataFrame, has_report: bool) -> None:
    """The part's name and its count; a sheet never handed in is not reported, not 0."""
    count = render_value(len(rows) if has_report else None, terms.UNITS["cases"])
    st.markdown(f"**{WORDS[key].format(count=count)}**")
