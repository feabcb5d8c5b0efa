"""Parts of ブロック別活動: the ten forums side by side; a click opens the forum's own part."""

import pandas as pd
import streamlit as st

import widgets
from charts import events_held_by_forum, figures_by_forum
from charts.headlines import find_know_how
from exports.forum_views import describe_forum_figures, describe_held, describe_know_how
from metrics.forums.plans import read_plans
from metrics.forums.results import (
    lay_out_figures,
    list_names,
    read_forum_figures,
    read_held,
    read_know_how,
)
from pages.blocks.words import WORDS
from widgets import BLOCK, Drill, Filters
from widgets.export_menu import build_context, render_export_menu

HELD_COLUMNS = {
    "forum_name": "forum_name",
    "planned_text": "planned_count",
    "held_text": "held_count",
    "cancelled_text": "cancelled_count",
    "postponed_text": "postponed_count",
}
OWED_COLUMNS = {
    "forum_name": "forum_name",
    "owed_text": "owed",
    "type_text": "know_how_type",
    "title": "know_how_title",
    "lesson": "lesson",
    "cell": "cell",
}


def _drill(forums: pd.DataFrame, filters: Filters) -> Drill:
    ids = dict(zip(forums["forum_name"], forums["forum"], strict=True))
    return Drill(
        *("forum_name", ids, BLOCK, WORDS["drill_forum"]),
        part=WORDS["part_forum"],
        chosen=filters.block_text,
    )


def show_held(filters: Filters) -> None:
    """Events planned against events held."""
    held = widgets.fetch(read_held, filters.fiscal_year)
    widgets.show_main_drill_chart(_drill(held, filters), events_held_by_forum.build, held)
    render_export_menu(describe_held, held, build_context(filters.fiscal_year))
    widgets.show_table(held, WORDS.pick(**HELD_COLUMNS))
    widgets.show_sources(widgets.fetch(read_plans, filters.fiscal_year))


def show_figures(filters: Filters) -> None:
    """The matrix of forums and indicators."""
    figures = widgets.fetch(read_forum_figures, filters.fiscal_year)
    widgets.show_main_drill_chart(_drill(figures, filters), figures_by_forum.build, figures)
    render_export_menu(describe_forum_figures, figures, build_context(filters.fiscal_year))
    names = {name: name for name in list_names(figures)}
    widgets.show_table(lay_out_figures(figures), {**WORDS.pick("forum_name"), **names})


def show_know_how(filters: Filters) -> None:
    """Who has given a case and who owes one."""
    cases = widgets.fetch(read_know_how, filters.fiscal_year)
    st.title(find_know_how(cases), anchor=False)
    widgets.show_rows(cases, WORDS.pick(**OWED_COLUMNS))
    render_export_menu(describe_know_how, cases, build_context(filters.fiscal_year))
