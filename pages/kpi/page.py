"""KPI の目標と実績: every indicator against its target, and what the matchings are made of."""

from functools import partial

import streamlit as st

import widgets
from charts.matching_stages import WORDS as STAGE_WORDS
from metrics.kpi.pace import render_pace_rule
from pages.kpi import kpi_cards
from pages.kpi.words import WORDS
from views import kpi_attainment, matching_stages

COLUMNS = (
    *("name", "value_text", "target_text", "gap_text", "status_label"),
    *("previous_text", "next_target_text", "pace_text", "completeness_text"),
    *("workbook", "sheet", "cell"),
)

run = widgets.read_run()
day = run.day
attainment = widgets.ask_view(kpi_attainment.VIEW, run, day=day)
stages = widgets.ask_view(matching_stages.VIEW, run)
figures = attainment.frame
widgets.require_rows(figures, run)
asked = ("kpi", run.fiscal_year, run.scope, day)
told = run.keep(asked, partial(kpi_cards.tell, figures, stages.frame))

st.title(told.headline, anchor=False)
st.markdown(WORDS["stages"].format(parts=told.parts))
places = kpi_cards.reserve_cards()
st.caption(render_pace_rule(run.fiscal_year, day))

charts = st.grid(2, min_column_width=640, gap="large")
with charts.cell():
    stages.show(STAGE_WORDS["note"])
with charts.cell():
    attainment.show(click=kpi_cards.drill_figures(told))

kpi_cards.show_cards(places, told)  # behind the charts: a card is six elements to draw
widgets.show_status_rule()
widgets.show_table(figures, WORDS.pick(*COLUMNS))
widgets.show_sources(figures)
widgets.show_as_of()
