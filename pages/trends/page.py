"""推移: every indicator year by year, the members' growth, annual beside cumulative figures."""

import streamlit as st

import widgets
from charts import all_members_by_date, implementations_by_period, kpi_by_year
from exports.trend_views import describe_all_members, describe_implementations, describe_trend
from metrics.kpi.trends import read_all_members, read_implementations, read_trend
from pages.trends.words import WORDS
from widgets.export_menu import build_context, render_export_menu

filters = widgets.read_run()
trend = widgets.fetch(read_trend, filters.scope)
members = widgets.fetch(read_all_members)
periods = widgets.fetch(read_implementations)
context = build_context(filters.fiscal_year, filters.scope)

years = dict(zip(trend["year_text"], trend["fiscal_year"].astype(str), strict=True))
drill = widgets.Drill("year_text", years, "fiscal_year", WORDS["drill_fiscal_year"], page="kpi")
widgets.show_main_drill_chart(drill, kpi_by_year.build, trend)
render_export_menu(describe_trend, trend, context)
widgets.show_table(trend, WORDS.pick("name", "year_text", "value_text", "target_text", "cell"))

halves = st.grid(2, min_column_width=640, gap="large")
with halves.cell():
    widgets.show_chart(implementations_by_period.build, periods)
    render_export_menu(describe_implementations, periods, context)
    headings = WORDS.pick("period_text", "value_text", "cell")
    widgets.show_table(periods, {"name": WORDS["figure_name"], **headings})
with halves.cell():
    widgets.show_chart(all_members_by_date.build, members)
    render_export_menu(describe_all_members, members, context)
    widgets.show_table(members, WORDS.pick("day_text", "count_text", "quote", "cell"))

widgets.show_sources(trend)
widgets.show_sources(periods)
widgets.show_as_of()
