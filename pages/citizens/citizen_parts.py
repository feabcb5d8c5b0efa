"""Parts of 市民参画: the activities that the forums have reported."""

import pandas as pd
import streamlit as st

import widgets
from charts import citizen_activities_by_forum
from exports.citizen_views import describe_activities
from exports.views import Context
from metrics.forums.citizens import count_reporting, read_activities, render_people
from pages.citizens.words import WORDS
from widgets import Filters
from widgets.export_menu import render_export_menu

LIST_COLUMNS = (
    "kind_name",
    "forum_name",
    "name",
    "held_text",
    "place",
    "participants_text",
    "partner",
)


def show_activities(counts: pd.DataFrame, context: Context) -> None:
    """Activities by forum and kind."""
    forums = count_reporting(counts)
    widgets.show_chart(citizen_activities_by_forum.build, counts)
    people = WORDS["people_heading"].format(people=render_people(counts))
    st.caption(f"{WORDS['forums_reported'].format(forums=forums)}　{people}")
    render_export_menu(describe_activities, counts, forums, context)
    widgets.show_table(counts, WORDS.pick("forum_name", "kind_name", "count_text"))


def show_list(filters: Filters) -> None:
    """Every activity of the year; a click opens its record and its cell."""
    narrowed = (filters.fiscal_year, filters.scope, filters.block)
    activities = widgets.fetch(read_activities, *narrowed)
    if activities.empty:
        return
    st.subheader(WORDS["list_heading"].format(count=len(activities)), anchor=False)
    headings = WORDS.pick(*LIST_COLUMNS)
    widgets.show_records(activities, headings, "_".join(("activities", *map(str, narrowed))))


def show_links() -> None:
    """To the national body's plan and to the cases in the catalogue."""
    with st.container(horizontal=True):
        st.page_link("national/page.py", label=WORDS["see_plan"], icon=":material/public:")
        st.page_link("platform/page.py", label=WORDS["see_cases"], icon=":material/search:")
