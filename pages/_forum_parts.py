"""Parts of ブロック別活動: who owes know-how; one forum's figures, events, matchings, cases."""

import pandas as pd
import streamlit as st

import widgets
from charts.forum_findings import find_know_how
from exports.forum_views import describe_know_how
from exports.views import Context
from metrics.forum_sheet import compare_figures
from metrics.forums import (
    is_reported,
    list_cases,
    read_forum_events,
)
from metrics.matchings import read_cases
from metrics.membership import has_roster, pick_dimension, pick_group, read_member_groups
from metrics.plans import list_events, name_forums, pick_forum
from pages import _records
from pages._export_menu import render_export_menu
from texts import BLOCK_NOTES, CHART_TEXTS, MATCHING_TEXTS, SCREEN_TEXTS, render_value
from widgets import BLOCK, Drill

FIGURE_COLUMNS = {
    "name": "indicator",
    "own_text": "own",
    "target_text": "target",
    "share_text": "share",
    "others_text": "others",
    "place_text": "place",
}
OWED_COLUMNS = {
    "forum_name": "forum",
    "owed_text": "owed",
    "type_text": "know_how_type",
    "title": "know_how_title",
    "lesson": "lesson",
    "cell": "cell",
}
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


def drill_forums(held: pd.DataFrame) -> Drill:
    """A click on a forum chooses its block."""
    return Drill("forum_name", dict(zip(held["forum_name"], held["forum"], strict=True)), BLOCK)


def show_name(forums: pd.DataFrame, chosen: str, is_chosen: bool) -> None:
    """Whose figures follow, and how another forum is chosen."""
    st.subheader(name_forums(forums)[chosen], anchor=False)
    st.caption(SCREEN_TEXTS["click_hint"] if is_chosen else BLOCK_NOTES["first_forum"])


def show_know_how(cases: pd.DataFrame, context: Context) -> None:
    """Who has given a case and who owes one."""
    st.subheader(find_know_how(cases), anchor=False)
    widgets.show_rows(cases, OWED_COLUMNS)
    render_export_menu(describe_know_how, cases, context)


def show_figures(forum: str, fiscal_year: int) -> None:
    """The own figures beside the peers', and the members among the block's governments."""
    figures = widgets.fetch(compare_figures, forum, fiscal_year)
    st.markdown(f"**{SCREEN_TEXTS['own_figures']}**")
    if figures.empty:
        st.markdown(SCREEN_TEXTS["own_figures_none"])
    else:
        widgets.show_rows(figures, FIGURE_COLUMNS)
    groups = widgets.fetch(read_member_groups, fiscal_year, "governments")
    own = pick_group(pick_dimension(groups, "block"), forum).iloc[0]
    shown = (
        f"{own['member_text']}（{own['ratio_text']}）" if has_roster(groups) else own["member_text"]
    )
    st.markdown(f"**{SCREEN_TEXTS['own_members']}**　{shown} / {own['government_count']}団体")


def show_records(
    forum: str,
    fiscal_year: int,
    figures: pd.DataFrame,
    planned: pd.DataFrame,
    know_how: pd.DataFrame,
) -> None:
    """Events planned and held, matchings (each opens to its cells), know-how cases.

    `figures`, `planned`, `know_how`: those of all forums, as the page has read them.
    """
    plans = list_events(pick_forum(planned, forum))
    events = widgets.fetch(read_forum_events, fiscal_year, forum)
    cases = widgets.fetch(read_cases, fiscal_year, "regional", forum)
    lessons = list_cases(pick_forum(know_how, forum))
    _show_part("own_plans", plans, PLAN_COLUMNS, not plans.empty)
    _show_part("own_events", events, EVENT_COLUMNS, is_reported(figures, forum, "forums_held"))
    _show_heading("own_cases", cases, is_reported(figures, forum, "matchings"))
    if not cases.empty:
        headings = {name: MATCHING_TEXTS[name] for name in CASE_COLUMNS}
        _records.show_list(cases, headings, f"forum_cases_{forum}_{fiscal_year}")
    _show_part("own_know_how", lessons, KNOW_HOW_COLUMNS, is_reported(figures, forum, "know_how"))


def _show_part(key: str, rows: pd.DataFrame, columns: dict[str, str], has_report: bool) -> None:
    _show_heading(key, rows, has_report)
    if not rows.empty:
        widgets.show_rows(rows, columns)


def _show_heading(key: str, rows: pd.DataFrame, has_report: bool) -> None:
    """The part's name and its count; a sheet never handed in is not reported, not 0."""
    count = render_value(len(rows) if has_report else None, CHART_TEXTS["cases"])
    st.markdown(f"**{SCREEN_TEXTS[key].format(count=count)}**")
