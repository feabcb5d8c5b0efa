"""全国フォーラム: the seven bodies' steps on one time axis, their part of the KPI, their plans."""

import streamlit as st

import widgets
from charts import plan_steps_by_body
from exports.national_views import count_bodies, describe_steps
from metrics.national import read_national_figures, read_national_plans
from pages import _national_parts
from pages._export_menu import build_context, render_export_menu
from pages._records import show_table
from texts import NATIONAL_TEXTS

filters = widgets.open_page("national")
plans = widgets.fetch(read_national_plans, filters.fiscal_year)
figures = widgets.fetch(read_national_figures, filters.fiscal_year)
steps = _national_parts.list_steps(plans, filters.fiscal_year)

widgets.show_main_chart(plan_steps_by_body.build, steps, filters.fiscal_year)
st.caption(count_bodies(plans))
context = build_context(filters.fiscal_year)
render_export_menu(describe_steps, steps, plans, context)
show_table(steps, NATIONAL_TEXTS, _national_parts.STEP_COLUMNS)

_national_parts.show_figures(figures)
_national_parts.show_plans(plans)

widgets.show_sources(plans)
widgets.show_as_of()
