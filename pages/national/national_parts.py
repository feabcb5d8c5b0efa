"""Parts of 全国フォーラム: a plan's lines as steps, one body's plan, the national figures."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import widgets
from charts import plan_steps_by_body
from loaders.values.plan_steps import split_steps
from pages.national.words import WORDS
from views.plan_steps_by_body import VIEW as STEPS
from widgets import Run
from words import terms
from words.figures import render_fiscal_year

TEXTS = ("goal", "activities", "schedule", "organisation", "events", "other")
STEP_COLUMNS = ("forum_name", "kind_text", "when_text", "what", "period_from", "period_to")
#: The session key and the URL's name of the body whose plan is read.
BODY = "body"
PLACES = ("forum", "forum_order", "workbook", "sheet", "cell")


def list_steps(plans: pd.DataFrame, fiscal_year: int) -> pd.DataFrame:
    """Every line of 行程 and イベント予定 with the time it names; one row a period."""
    rows = [
        row
        for plan in plans.to_dict("records")
        for kind in ("schedule", "events")
        for row in _list_lines(plan, kind, fiscal_year)
    ]
    steps = pd.DataFrame(rows, columns=[*PLACES, *STEP_COLUMNS, "kind", "tentative", "place"])
    return steps.assign(place=range(len(steps)))


def _list_lines(plan: dict[Any, Any], kind: str, fiscal_year: int) -> list[dict[str, Any]]:
    about = {name: plan[name] for name in PLACES}
    about |= {"forum_name": plan["forum_short_name"], "kind": kind, "kind_text": WORDS[kind]}
    rows = []
    for step in split_steps(plan[kind], fiscal_year):
        periods = step.scheduled.periods if step.scheduled else ((None, None),)
        tentative = bool(step.scheduled and step.scheduled.tentative)
        said = {"when_text": step.when_text, "what": step.what, "tentative": tentative}
        rows += [{**about, **said, "period_from": a, "period_to": b} for a, b in periods]
    return rows


def show_steps(run: Run, plans: pd.DataFrame) -> None:
    """All bodies' steps on one time axis."""
    steps = widgets.ask_view(STEPS, run, list_steps=list_steps)
    steps.show(steps.completeness, is_main=True)
    widgets.show_table(steps.frame, WORDS.pick(*STEP_COLUMNS))
    widgets.show_sources(plans)


def show_figures(figures: pd.DataFrame) -> None:
    """The national part of the indicators, of the latest year that reports any; cards wide
    enough for the unit of countries."""
    if figures.empty:
        st.title(WORDS["figures_missing"], anchor=False)
        return
    year = render_fiscal_year(int(figures["fiscal_year"].iloc[0]))
    st.title(WORDS["figures_heading"].format(year=year), anchor=False)
    widgets.show_cards(widgets.list_cards(figures), column_count=3, min_width=300)


def show_plans(plans: pd.DataFrame) -> None:
    """One tab a body with its plan as written."""
    if plans.empty:
        st.title(plan_steps_by_body.WORDS["finding_missing"], anchor=False)
        return
    st.title(WORDS["plans_heading"], anchor=False)
    tabs = st.tabs(list(plans["forum_name"]), key=BODY, bind="query-params")
    widgets.run_open_tab(tabs, [partial(_show_plan, plan) for plan in plans.to_dict("records")])


def _show_plan(plan: dict[Any, Any]) -> None:
    with st.grid(2, min_column_width=560, gap="medium"):
        for name in TEXTS:
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.markdown(f"**{WORDS[name]}**")
                _show_text(plan[name])
    widgets.show_cell(plan)


def _show_text(text: str | None) -> None:
    """A cell's text, its lines kept, never as Markdown."""
    if text is None:
        st.caption(terms.STATES["blank"])
    else:
        st.markdown(widgets.plain_lines(text))
