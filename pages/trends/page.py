"""推移: every indicator year by year, the members' growth, annual beside cumulative figures."""

import streamlit as st

import widgets
from pages.trends.words import WORDS
from views import all_members_by_date, implementations_by_period, kpi_by_year

run = widgets.read_run()
shown = widgets.ask_view(kpi_by_year.VIEW, run)
trend = shown.frame

years = dict(zip(trend["year_text"], trend["fiscal_year"].astype(str), strict=True))
drill = widgets.Drill("year_text", years, "fiscal_year", WORDS["drill_fiscal_year"], page="kpi")
shown.show(is_main=True, click=drill)
widgets.show_table(trend, WORDS.pick("name", "year_text", "value_text", "target_text", "cell"))

halves = st.grid(2, min_column_width=640, gap="large")
with halves.cell():
    periods = widgets.show_view(implementations_by_period.VIEW, run)
    headings = WORDS.pick("period_text", "value_text", "cell")
    widgets.show_table(periods, {"name": WORDS["figure_name"], **headings})
with halves.cell():
    members = widgets.show_view(all_members_by_date.VIEW, run)
    widgets.show_table(members, WORDS.pick("day_text", "count_text", "quote", "cell"))

widgets.show_sources(trend)
widgets.show_sources(periods)
widgets.show_as_of()
