"""推移: every indicator year by year, the members' growth, annual beside cumulative figures."""

import streamlit as st

import widgets
from charts import all_members_by_date, implementations_by_period, kpi_by_year
from exports.trend_views import describe_all_members, describe_implementations, describe_trend
from metrics.kpi.trends import read_all_members, read_implementations, read_trend
from texts import TREND_TEXTS
from widgets.export_menu import build_context, render_export_menu
from widgets.records.lists import show_table

filters = widgets.open_page("trends")
trend = widgets.fetch(read_trend, filters.scope)
members = widgets.fetch(read_all_members)
periods = widgets.fetch(read_implementations)
context = build_context(filters.fiscal_year, filters.scope)

years = dict(zip(trend["year_text"], trend["fiscal_year"].astype(str), strict=True))
drill = widgets.Drill("year_text", years, "fiscal_year", page="kpi")
widgets.show_main_drill_chart(drill, kpi_by_year.build, trend)
render_export_menu(describe_trend, trend, context)
show_table(trend, TREND_TEXTS, ("name", "year_text", "value_text", "target_text", "cell"))

halves = st.grid(2, min_column_width=640, gap="large")
with halves.cell():
    widgets.show_chart(implementations_by_period.build, periods)
    render_export_menu(describe_implementations, periods, context)
    named = periods.rename(columns={"name": "figure_name"})
    show_table(named, TREND_TEXTS, ("figure_name", "period_text", "value_text", "cell"))
with halves.cell():
    widgets.show_chart(all_members_by_date.build, members)
    render_export_menu(describe_all_members, members, context)
    show_table(members, TREND_TEXTS, ("day_text", "count_text", "quote", "cell"))

widgets.show_sources(trend)
widgets.show_sources(periods)
widgets.show_as_of()
