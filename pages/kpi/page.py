"""KPI の目標と実績: every indicator against its target, and what the matchings are made of."""

import streamlit as st

import widgets
from charts import kpi_attainment_by_indicator, matching_stages
from charts.headlines import find_headline
from exports.views import describe_kpi_attainment, describe_matching_stages
from metrics.kpi.figures import read_stages, render_parts
from metrics.kpi.pace import read_progress, render_pace_rule
from pages.kpi import kpi_cards
from pages.kpi.words import WORDS
from widgets.export_menu import build_context, render_export_menu

COLUMNS = (
    *("name", "value_text", "target_text", "gap_text", "status_label"),
    *("previous_text", "next_target_text", "pace_text", "completeness_text"),
    *("workbook", "sheet", "cell"),
)

filters = widgets.read_run()
day = widgets.read_day()
figures = widgets.fetch(read_progress, filters.fiscal_year, filters.scope, day)
stages = widgets.fetch(read_stages, filters.fiscal_year, filters.scope)
widgets.require_rows(figures, filters)

st.title(find_headline(figures), anchor=False)
st.markdown(WORDS["stages"].format(parts=render_parts(stages)))
kpi_cards.show_cards(figures)
st.caption(render_pace_rule(filters.fiscal_year, day))

context = build_context(filters.fiscal_year, filters.scope)
charts = st.grid(2, min_column_width=640, gap="large")
with charts.cell():
    widgets.show_chart(matching_stages.build, stages)
    st.caption(matching_stages.WORDS["note"])
    render_export_menu(describe_matching_stages, stages, context)
with charts.cell():
    drill = kpi_cards.drill_figures(figures)
    widgets.show_drill_chart(drill, kpi_attainment_by_indicator.build, figures)
    render_export_menu(describe_kpi_attainment, figures, context)

widgets.show_status_rule()
widgets.show_table(figures, WORDS.pick(*COLUMNS))
widgets.show_sources(figures)
widgets.show_as_of()
