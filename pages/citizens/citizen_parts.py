"""Parts of 市民参画: the activities that the forums have reported."""

import streamlit as st

import widgets
from metrics.forums.citizens import count_reporting, read_activities, render_people
from pages.citizens.words import WORDS
from widgets import Run, Shown

LIST_COLUMNS = (
    "kind_name",
    "forum_name",
    "name",
    "held_text",
    "place",
    "participants_text",
    "partner",
)


def show_activities(counts: Shown) -> None:
    """Activities by forum and kind."""
    forums = count_reporting(counts.frame)
    people = WORDS["people_heading"].format(people=render_people(counts.frame))
    counts.show(f"{forums}　{people}")
    widgets.show_table(counts.frame, WORDS.pick("forum_name", "kind_name", "count_text"))


def show_list(run: Run) -> None:
    """Every activity of the year; a click opens its record and its cell."""
    narrowed = (run.fiscal_year, run.scope, run.block)
    activities = run.fetch(read_activities, *narrowed)
    if activities.empty:
        return
    st.header(WORDS["list_heading"].format(count=len(activities)), anchor=False)
    headings = WORDS.pick(*LIST_COLUMNS)
    widgets.show_records(activities, headings, "_".join(("activities", *map(str, narrowed))))


def show_links() -> None:
    """To the national body's plan and to the cases in the catalogue."""
    with st.container(horizontal=True):
        st.page_link("national/page.py", label=WORDS["see_plan"], icon=":material/public:")
        st.page_link("platform/page.py", label=WORDS["see_cases"], icon=":material/search:")
