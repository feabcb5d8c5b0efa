"""はじめに: the gap to the targets, and what there is to do, fitted to who works."""

from functools import partial

import streamlit as st

import widgets
from charts.headlines import find_headline
from pages.home import guide, looking, meeting, sending
from pages.home.words import WORDS
from views import kpi_attainment

#: Shares of the screen's width: most for the figures.
WIDTHS = {"send": 3, "look": 4, "meet": 3}

run = widgets.read_run()
figures = widgets.ask_view(kpi_attainment.VIEW, run).frame

asked = ("home", run.fiscal_year, run.scope)
st.title(run.keep(asked, partial(find_headline, figures)), anchor=False)
order = sending.order_tasks(run)
guide.show(run, order)
widgets.offer_drafts()
tasks = {"send": sending.show, "look": looking.show, "meet": meeting.show}
columns = st.columns([WIDTHS[task] for task in order], gap="small")
for task, column in zip(order, columns, strict=True):
    with column.container(border=True, height="stretch", gap="xsmall", key=f"task_{task}"):
        st.header(WORDS[task], anchor=False)
        tasks[task](run, figures)
widgets.show_as_of()
